"""What a handler decides: changes kept in one transaction, and messages sent after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework.cases import Case, LogEntry
from casework.corrections import Correction
from casework.messages import Message
from casework.people import Invitation, Person
from casework.places import Place
from casework.retention import Kept


@dataclass(frozen=True)
class SavePerson:
    person: Person


@dataclass(frozen=True)
class SaveCase:
    """Insert the case or replace it whole, referrals included."""

    case: Case


@dataclass(frozen=True)
class AddLog:
    entry: LogEntry


@dataclass(frozen=True)
class KeepCorrection:
    """Keep for review what a person put right in the reader's word."""

    correction: Correction


@dataclass(frozen=True)
class SaveInvitation:
    invitation: Invitation


@dataclass(frozen=True)
class SetConversation:
    """Where this chat stands now. `draft` is JSON; empty when nothing is under way."""

    step: str
    draft: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AddAttachment:
    """A photo, voice, video, file (its content is fetched from LINE later) or a place.

    Without a case it belongs to the conversation's draft.
    """

    message_id: str
    kind: str  # image, video, audio, file, location
    case_id: UUID | None = None
    file_name: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class AttachDrafts:
    """Give the draft's attachments of this conversation to the case, but those of the messages that
    are `kept_back`."""

    case_id: UUID
    kept_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class DropDrafts:
    """Erase the draft's attachments of this conversation, but those of the messages that are
    `kept_back`: the report was cancelled."""

    kept_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class Erase:
    """Remove the stored copy of an unsent message, its media, and waiting notices that quote it."""

    message_id: str
    case_id: UUID | None = None


@dataclass(frozen=True)
class SetTimer:
    """Something to do at a time. The key is unique: setting it again moves it."""

    key: str
    kind: str
    due: datetime
    case_id: UUID | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CancelTimers:
    """Take back every waiting timer whose key begins so."""

    prefix: str


@dataclass(frozen=True)
class LeaveDesk:
    """Whatever this mentor took, a colleague can take now. `then` is set if any of it waits to be
    screened."""

    mentor_id: UUID
    then: SetTimer


@dataclass(frozen=True)
class TakeBack:
    """Cancel every message about this that was not delivered yet: a newer one overtakes it."""

    about: str


@dataclass(frozen=True)
class TakeBackQuotes:
    """Cancel whatever quotes the case and was not delivered yet: who waits for it may not see the
    case any more."""

    case_id: UUID


@dataclass(frozen=True)
class CloseDay:
    """Write the ledger's line of a day in Thailand; once."""

    day: date


@dataclass(frozen=True)
class Blank:
    """Blank some of what is older, by kind, than these times: it is kept no longer."""

    before: Mapping[Kept, datetime]


Change = (
    SavePerson
    | SaveCase
    | AddLog
    | KeepCorrection
    | SaveInvitation
    | SetConversation
    | AddAttachment
    | AttachDrafts
    | DropDrafts
    | Erase
    | SetTimer
    | CancelTimers
    | LeaveDesk
    | TakeBack
    | TakeBackQuotes
    | CloseDay
    | Blank
)


@dataclass(frozen=True)
class Decision:
    """The whole outcome of one inbound message or timer."""

    changes: tuple[Change, ...] = ()
    messages: tuple[Message, ...] = ()

    def __add__(self, other: "Decision") -> "Decision":
        """Both, in order."""
        return Decision(self.changes + other.changes, self.messages + other.messages)
