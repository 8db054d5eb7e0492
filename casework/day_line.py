"""One day of the ledger: what came, what was said, and whether it adds up."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Book:
    """Events, or messages. `carried` were open (waiting or failed) when the day before was closed.

    `came` were received or written; `ended` were handled, or delivered and cancelled; `waiting` and
    `failed` are open when the day is closed.
    """

    carried: int
    came: int
    ended: int
    waiting: int
    failed: int

    @property
    def missing(self) -> int:
        """How many the day cannot account for: 0 when it adds up, below 0: some are too many."""
        return self.carried + self.came - self.ended - self.waiting - self.failed


@dataclass(frozen=True)
class DayLine:
    """The line of a day in Thailand, from the closing of the line before (`since`) to its own
    (`until`), both UTC. `since` None: the first line, which holds everything before it too.

    A day on which no worker ran has no line: the next one holds it.
    """

    day: date
    since: datetime | None
    until: datetime
    events: Book
    messages: Book
    cancelled: int  # of the messages that ended: taken back before they were sent
    cases_opened: int
    cases_closed: int  # withdrawn ones too; one that is closed twice counts twice

    @property
    def adds_up(self) -> bool:
        """Whether everything that was open or came is accounted for."""
        return self.events.missing == 0 and self.messages.missing == 0
