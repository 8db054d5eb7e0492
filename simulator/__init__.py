"""A LINE platform for one machine.

To the bot this process *is* LINE: it answers the Messaging API, signs and posts webhooks, and keeps
the phones' chats. It is reached over HTTP only; nothing else in the house imports it.
"""
