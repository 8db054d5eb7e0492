"""What reached us, in our own words: one inbound is one thing a person did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.cases import Part
from casework.places import Place


class InboundKind(StrEnum):
    TEXT = "text"
    LOCATION = "location"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    STICKER = "sticker"
    POSTBACK = "postback"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    UNSEND = "unsend"
    JOIN = "join"
    LEAVE = "leave"
    MEMBER_JOINED = "memberJoined"
    MEMBER_LEFT = "memberLeft"
    ACCOUNT_LINK = "accountLink"
    BEACON = "beacon"
    MEMBERSHIP = "membership"
    STANDBY = "standby"
    UNKNOWN = "unknown"


FILES = (InboundKind.IMAGE, InboundKind.VIDEO, InboundKind.AUDIO, InboundKind.FILE)
MESSAGES = (InboundKind.TEXT, InboundKind.LOCATION, InboundKind.STICKER, *FILES)


@dataclass(frozen=True)
class Inbound:
    """One event, or a run of text bubbles read together (then `parts` has several).

    `event_id` is the (last) webhookEventId: new ids are derived from it, so that the same
    event decides the same thing. `place` is a pin's address as the gazetteer read it.
    """

    kind: InboundKind
    event_id: str
    at: datetime
    in_group: bool = False
    parts: tuple[Part, ...] = ()
    message_id: str = ""
    data: str = ""  # postback
    file_name: str = ""
    place: Place | None = None
    address: str = ""  # a pin's address as LINE gave it

    @property
    def text(self) -> str:
        """The words of all parts."""
        return "\n".join(part.text for part in self.parts)
