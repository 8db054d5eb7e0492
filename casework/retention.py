"""How long what is kept: kinds of data, and until when each of them is kept no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RETENTION = "retention"  # its timer's key and kind
MONTH = timedelta(days=30.4375)  # a twelfth of 365.25 days


class Kept(StrEnum):
    """A kind of data that goes with time. Rows stay, their words go."""

    EVENTS = "events"  # what came from LINE, as it came
    FAILED = "failed"  # events and messages that nobody retried or dropped
    MESSAGES = "messages"  # whom a message went to
    DRAFTS = "drafts"  # reports that were told and never sent
    FILES = "files"  # photos and files of cases that ended
    CASES = "cases"  # texts, results, and what was read out of them
    PEOPLE = "people"  # who has no role, no case that is kept, and wrote nothing since
    HISTORY = "history"  # words in the histories of cases, and why an operator did something


@dataclass(frozen=True)
class RetentionRules:
    """All from `config.yaml`; the defaults are what it ships with."""

    events: timedelta = timedelta(days=30)
    failed: timedelta = timedelta(days=90)
    messages: timedelta = timedelta(days=90)
    drafts: timedelta = timedelta(days=30)
    files: timedelta = timedelta(days=365)
    cases: timedelta = 24 * MONTH
    history: timedelta = 120 * MONTH

    def before(self, now: datetime) -> Mapping[Kept, datetime]:
        """What is older than this is kept no longer (UTC). A person is, as long as a case."""
        return {
            Kept.EVENTS: now - self.events,
            Kept.FAILED: now - self.failed,
            Kept.MESSAGES: now - self.messages,
            Kept.DRAFTS: now - self.drafts,
            Kept.FILES: now - min(self.files, self.cases),
            Kept.CASES: now - self.cases,
            Kept.PEOPLE: now - self.cases,
            Kept.HISTORY: now - self.history,
        }
