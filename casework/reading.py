"""What the reader understood of a message. `nlp.read(text)` makes one; others only look at it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casework.categories import Category, Flag, Kind, Urgency
from casework.places import Place


class Candidate(NamedTuple):
    """One category with the reader's calibrated probability of it, 0 to 1."""

    category: Category
    probability: float


def sureness(category: Category, confidence: float) -> float:
    """How sure it is, 0 to 1, that nobody need be asked about the category: not at all where it is
    unclear, however surely."""
    return 0.0 if category is Category.UNCLEAR else confidence


@dataclass(frozen=True)
class ReadAs:
    """The reader's own word on a report, beside what people decided; `confidence` is 0 to 1."""

    category: Category
    subtype: str | None
    confidence: float


class Evidence(NamedTuple):
    """Words of the message, `text == message[start:end]`: for a category, a flag, the urgency or
    a slot."""

    start: int
    end: int
    text: str
    supports: str


class Problem(NamedTuple):
    """One of the matters of a message, `text == message[start:end]`, and where it belongs."""

    start: int
    end: int
    text: str
    category: Category
    subtype: str | None


@dataclass(frozen=True)
class Reading:
    """All that was understood. `candidates` are sorted, most likely first, and add up to 1.

    `problems`: one for an ordinary message, none for chit-chat and the like, up to four (one for
    each service) when somebody tells of several matters at once; in the message's order.
    """

    masked_text: str
    language: str  # th, en, my, km, lo, other
    kind: Kind
    candidates: tuple[Candidate, ...]
    subtype: str | None
    secondary: tuple[Category, ...]
    flags: frozenset[Flag]
    urgency: Urgency
    place: Place | None
    place_candidates: tuple[Place, ...]  # when the written name fits several places
    people_count: int | None
    amounts: tuple[int, ...]  # baht
    dates: tuple[date, ...]
    evidence: tuple[Evidence, ...]
    model_version: str
    problems: tuple[Problem, ...] = ()
    employer: str | None = None  # the name of the employer, shop or firm, as written
    place_name: str | None = None  # as written, where all `place_candidates` are called by it
    death_is_named: bool = False  # beside the flag of a death at work: whether it stands in words
    places_denied: tuple[Place, ...] = ()  # where it was not, in so many words: ไม่ใช่ปาย
    of_new_words: "Reading | None" = None  # them alone, where they were read with earlier ones

    @property
    def category(self) -> Category:
        """The most likely category."""
        return self.candidates[0].category

    @property
    def confidence(self) -> float:
        """The probability of the most likely category, 0 to 1."""
        return self.candidates[0].probability

    @property
    def read_as(self) -> ReadAs:
        """The most likely category with its sub-type and probability."""
        return ReadAs(self.category, self.subtype, self.confidence)
