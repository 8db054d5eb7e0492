"""What is to be said → the payload of an outbox row: LINE messages as JSON, or one mail.

Everything LINE's SDK does not check is held here, before the outbox: the length of texts, empty
ones, labels, alternative texts. A message that breaks a limit no shortening can mend is a fault
of ours and raises ValueError, so that its event is listed as failed and a person sees it.
"""

from typing import Any

from bot.actions import quick_reply
from bot.flex import bubble, carousel
from bot.measures import sayable, shortened, split
from casework.messages import Card, Cards, Mail, Message, Text

TEXT_UNITS = 5_000
ALT_TEXT = 1_500
MESSAGES_PER_CALL = 5


def render(message: Message) -> list[dict[str, Any]]:
    """The LINE messages of one message, in order (an empty text gives none); for a mail, one
    `{"subject", "body"}`. Raises ValueError for what cannot be sent."""
    content = message.content
    if isinstance(content, Mail):
        return [{"subject": " ".join(content.subject.split()), "body": content.body}]
    made = _line_messages(content)
    if len(made) > MESSAGES_PER_CALL:
        raise ValueError(f"the text fills {len(made)} bubbles, one call takes {MESSAGES_PER_CALL}")
    if made and message.quick:
        # Only the chips of the last bubble are shown.
        made[-1]["quickReply"] = quick_reply(message.quick)
    return made


def _line_messages(content: Text | Card | Cards) -> list[dict[str, Any]]:
    if isinstance(content, Text):
        return [
            {"type": "text", "text": piece} for piece in split(sayable(content.text), TEXT_UNITS)
        ]
    if isinstance(content, Card):
        return [_flex(content.alt or content.title, bubble(content))]
    return [_flex(content.alt or content.cards[0].title, carousel(content.cards))]


def _flex(alt: str, contents: dict[str, Any]) -> dict[str, Any]:
    return {"type": "flex", "altText": shortened(sayable(alt), ALT_TEXT), "contents": contents}
