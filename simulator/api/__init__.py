"""The Messaging API, as the bot calls it (paths and shapes of LINE's OpenAPI files)."""

from flask import Flask

from ..platform import Platform
from . import channel, chats, content, richmenus, sending


def register(app: Flask, platform: Platform) -> None:
    """Add every endpoint of the Messaging API to the app."""
    for part in (sending, chats, channel, content, richmenus):
        app.register_blueprint(part.blueprint(platform))
