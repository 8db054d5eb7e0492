"""All a decision may need to know, gathered by the worker before the handler is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.cases import Case
from casework.offices import Office
from casework.people import Invitation, Person
from casework.rules import Rules
from casework.watch import Seen


@dataclass(frozen=True)
class Context:
    """`case` is the one spoken of (by button or number), None unless `person` may see it."""

    now: datetime  # UTC
    rules: Rules
    person: Person
    step: str = ""
    step_since: datetime | None = None  # UTC; when the chat came to the step, or was last there
    draft: Mapping[str, Any] = field(default_factory=dict)
    case: Case | None = None
    case_number_typed: bool = False  # a well-formed case number was in the text
    my_cases: tuple[Case, ...] = ()  # reported by the person, newest first, at most 10
    # A case of the person's with an officer's question open, the latest asked if several; and all.
    asked: Case | None = None
    open_questions: tuple[Case, ...] = ()  # the latest asked first
    # By case, `case` or `asked`: who asked its open question, if they see it still. Known when the
    # person reported the case, and when they end their office's part of it.
    askers: Mapping[UUID, Person] = field(default_factory=dict)
    answered_with: frozenset[str] = frozenset()  # an unsent message of staff's, while it is known
    alert_waits: bool = False  # for an unsent message: the desk's alert of the draft is not out yet
    waiting: tuple[Case, ...] = ()  # a mentor's cases to screen, or an officer's open referrals
    invitation: Invitation | None = None  # the one whose code was typed
    applicant: Person | None = None  # whom a postback of a mentor's is about
    applicants: tuple[Person, ...] = ()  # who wait for a mentor's answer, when what waits is asked
    offices: tuple[Office, ...] = ()  # every office of the province that matters here
    unreachable: frozenset[str] = frozenset()  # ids of offices where nobody hears of a case
    next_serial: int = 1  # the number the draft's case would get in its province and year
    fresh_code: str = ""  # an unused invitation code
    seen: Seen = Seen()  # for the watchdog: how the service stands
    kept_too_long: bool = False  # for retention: whether anything is due to be blanked

    @property
    def several_ask(self) -> bool:
        """Whether questions about several cases of the person's are open."""
        return len(self.open_questions) > 1
