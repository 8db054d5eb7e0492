"""What is said and to whom, before it takes any channel's form: texts, cards, mails."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.agencies import Agency


@dataclass(frozen=True)
class Button:
    """Something to tap. `data` comes back as a postback; a `uri` (tel: or https:) opens instead."""

    label: str  # at most 20 characters
    data: str = ""
    uri: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Ask:
    """Buttons that ask the phone itself for something."""

    label: str
    what: str  # "camera", "photos" or "location"


@dataclass(frozen=True)
class Row:
    """A labelled line of a card."""

    label: str
    value: str


@dataclass(frozen=True)
class Text:
    """A chat bubble."""

    text: str


@dataclass(frozen=True)
class Card:
    """A Flex bubble: a heading, labelled lines, paragraphs, buttons. `tone` colours the heading."""

    title: str
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    tone: str = "normal"  # normal, urgent, emergency, quiet
    alt: str = ""  # what a notification shows; the title when empty


@dataclass(frozen=True)
class Cards:
    """Several cards side by side (at most 12)."""

    cards: tuple[Card, ...]
    alt: str


@dataclass(frozen=True)
class Mail:
    """An e-mail, to an office or to whoever looks after the service."""

    subject: str
    body: str


Content = Text | Card | Cards | Mail


@dataclass(frozen=True)
class Here:
    """The conversation that is being answered: a free reply while its token is fresh."""


@dataclass(frozen=True)
class ToPerson:
    """One person, by LINE."""

    person_id: UUID


@dataclass(frozen=True)
class ToMentors:
    """Every mentor of a province, by LINE."""

    province_code: str


@dataclass(frozen=True)
class ToOfficers:
    """Every officer of an agency in a province, by LINE."""

    agency: Agency
    province_code: str


@dataclass(frozen=True)
class ToOffice:
    """An office, by e-mail. Without an address it is listed as failed for a person to see."""

    office_id: str


@dataclass(frozen=True)
class ToOperators:
    """Whoever looks after the service, by LINE."""


@dataclass(frozen=True)
class ToAddress:
    """An e-mail address that the configuration names."""

    address: str


Audience = Here | ToPerson | ToMentors | ToOfficers | ToOffice | ToOperators | ToAddress


@dataclass(frozen=True)
class Message:
    """Something to say. `due` None means at once; `quotes_case` marks copies of a report's text.

    `unheard` is what the operators hear instead if `to` is nobody who can be reached. They see no
    case: nothing of what was told, and no name, may be in it.
    """

    to: Audience
    content: Content
    about: str  # the key of the words it is made with, e.g. "case.new"; counted, never shown
    quick: tuple[Button | Ask, ...] = ()
    urgent: bool = False
    due: datetime | None = None
    case_id: UUID | None = None
    quotes_case: bool = False
    shows: tuple[UUID, ...] = ()  # the cases a list of several is about
    unheard: Text | None = None

    @property
    def shown(self) -> tuple[UUID, ...]:
        """The cases whoever gets this reads of: it goes to their histories."""
        if self.shows or not self.quotes_case or self.case_id is None:
            return self.shows
        return (self.case_id,)
