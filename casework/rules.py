"""The rules a ministry may change: everything of `config.yaml` that decisions depend on."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from casework.categories import Urgency
from casework.retention import RetentionRules
from casework.watch import WatchRules


class ScreeningMode(StrEnum):
    DESK = "desk"  # the provincial labour office screens first
    DIRECT = "direct"  # a sure reading goes to the department at once, the desk is copied


class DueStep(StrEnum):
    """A step somebody is waited for at."""

    SCREEN = "screen"  # the desk takes up a new case
    ACCEPT = "accept"  # an office accepts a referral
    FINISH = "finish"  # an office finishes an accepted referral
    ANSWER = "answer"  # the reporter answers an officer's question


@dataclass(frozen=True)
class OfficeHours:
    """Local working time (Asia/Bangkok) on Thai working days."""

    opens: time = time(8, 30)
    closes: time = time(16, 30)


def _default_due() -> dict[DueStep, dict[Urgency, timedelta]]:
    hours = {
        DueStep.SCREEN: (16, 4, 1),
        DueStep.ACCEPT: (24, 8, 2),
        DueStep.FINISH: (120, 40, 16),
        DueStep.ANSWER: (24, 8, 4),
    }
    return {
        step: {urgency: timedelta(hours=figures[urgency]) for urgency in Urgency}
        for step, figures in hours.items()
    }


@dataclass(frozen=True)
class Rules:
    """Defaults are what `config.yaml` ships with."""

    sure_at: float = 0.85  # from this probability on, the category is not asked about
    screening_default: ScreeningMode = ScreeningMode.DESK
    screening_by_province: dict[str, ScreeningMode] = field(default_factory=dict)
    office_hours: OfficeHours = OfficeHours()
    hold_normal_notices: bool = True  # outside office hours they wait for the morning's digest
    extra_holidays: tuple[str, ...] = ()  # ISO dates, e.g. cabinet holidays announced late
    due: dict[DueStep, dict[Urgency, timedelta]] = field(default_factory=_default_due)
    silent_close_days: int = 7
    invitation_days: int = 14
    wrong_codes_an_hour: int = 5  # then nobody's next code is looked at for a while
    events_a_minute: int = 30  # of one person; what is more is kept, read later, answered less
    most_files: int = 10  # photos, voice and files of one report; what is more is not kept
    privacy_notice_url: str = ""
    keep_months: int = 24  # told in the privacy notice
    watch: WatchRules = WatchRules()
    retention: RetentionRules = RetentionRules()

    def screening_mode(self, province_code: str) -> ScreeningMode:
        """Who sees a new case first in a province."""
        return self.screening_by_province.get(province_code, self.screening_default)

    def due_in(self, step: DueStep, urgency: Urgency) -> timedelta:
        """How much time a step may take: working time, or clock time for emergencies."""
        return self.due[step][urgency]
