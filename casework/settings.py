"""What `config.yaml` may say: every key, what is allowed, and the rules made of it.

A field's description says what would be right; it is shown when the value is not, and
docs/configuration.md lists the same keys. Nothing secret stands here (see casework/secrets.py).
"""

import re
from datetime import date, time, timedelta
from email.utils import parseaddr
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator

from casework.categories import Urgency
from casework.provinces import PROVINCE_CODES
from casework.retention import MONTH, RetentionRules
from casework.rules import DueStep, OfficeHours, Rules, ScreeningMode
from casework.watch import WatchRules

# What the mail server is given as a recipient.
_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,255}")


def _clock(value: Any) -> Any:
    if isinstance(value, time):
        return value
    try:
        hour, minute = str(value).split(":")
        if not isinstance(value, str) or len(hour) != 2 or len(minute) != 2:
            raise ValueError
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(f"{value!r} is not a time of day") from None


def _province(value: Any) -> str:
    code = str(value)
    if code not in PROVINCE_CODES:
        raise ValueError(f"{code!r} is no province's code")
    return code


def _holiday(value: Any) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{str(value)!r} is not a date") from None
    if day.year > 2400:
        raise ValueError(f"{day.year} is a Buddhist year, {day.year - 543} is meant")
    return day.isoformat()


def _sender(value: Any) -> str:
    address = parseaddr(str(value))[1]
    if not isinstance(value, str) or any(c in value for c in "\r\n"):
        raise ValueError("is not an e-mail sender")
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@"):
        raise ValueError(f"{value!r} has no e-mail address in it")
    return value


def _address(value: Any) -> str:
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return value
    raise ValueError(f"{value!r} is not an e-mail address")


def _page(value: Any) -> str:
    if value == "" or str(value).startswith(("https://", "http://")):
        return str(value)
    raise ValueError(f"{value!r} is not the address of a page")


Number = Annotated[float, Strict()]  # "3" and true are not numbers
Whole = Annotated[int, Strict()]
Clock = Annotated[time, BeforeValidator(_clock)]
ProvinceCode = Annotated[str, BeforeValidator(_province)]
Holiday = Annotated[str, BeforeValidator(_holiday)]
Sender = Annotated[str, BeforeValidator(_sender)]
Address = Annotated[str, BeforeValidator(_address)]
Page = Annotated[str, BeforeValidator(_page)]


class Section(BaseModel):
    """Unknown keys are faults: a misspelt key must not be silently without effect."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReaderSettings(Section):
    sure_at: Number = Field(0.85, ge=0.3, le=1, description="a probability from 0.3 to 1")


class ScreeningSettings(Section):
    default: ScreeningMode = Field(ScreeningMode.DESK, description="desk or direct")
    by_province: dict[ProvinceCode, ScreeningMode] = Field(
        default_factory=dict,
        description='two-digit province codes with desk or direct, such as "58": direct',
    )


class WorkingTimeSettings(Section):
    opens: Clock = Field(time(8, 30), description='a time such as "08:30"')
    closes: Clock = Field(time(16, 30), description='a time such as "16:30", later than opens')
    extra_holidays: tuple[Holiday, ...] = Field(
        (), description="a list of dates such as 2026-12-04 (year of the common era)"
    )

    hold_normal_notices: bool = Field(True, description="true or false", strict=True)

    @model_validator(mode="after")
    def _in_order(self) -> "WorkingTimeSettings":
        if self.opens >= self.closes:
            raise ValueError("the office closes before it opens; closes must be later than opens")
        return self


Hours = Annotated[Number, Field(gt=0, le=2000, description="hours, more than 0 and at most 2000")]


class HoursByUrgency(Section):
    normal: Hours
    urgent: Hours
    emergency: Hours

    def durations(self) -> dict[Urgency, timedelta]:
        """The same, by urgency."""
        return {
            urgency: timedelta(hours=getattr(self, urgency.name.lower())) for urgency in Urgency
        }


class DueHoursSettings(Section):
    screen: HoursByUrgency = HoursByUrgency(normal=16, urgent=4, emergency=1)
    accept: HoursByUrgency = HoursByUrgency(normal=24, urgent=8, emergency=2)
    finish: HoursByUrgency = HoursByUrgency(normal=120, urgent=40, emergency=16)
    answer: HoursByUrgency = HoursByUrgency(normal=24, urgent=8, emergency=4)


class CasesSettings(Section):
    silent_close_days: Whole = Field(7, ge=1, le=90, description="whole days from 1 to 90")
    keep_months: Whole = Field(24, ge=1, le=120, description="whole months from 1 to 120")


class PeopleSettings(Section):
    invitation_days: Whole = Field(14, ge=1, le=90, description="whole days from 1 to 90")
    wrong_codes_an_hour: Whole = Field(5, ge=1, le=100, description="a whole number from 1 to 100")


class PagesSettings(Section):
    privacy_notice_url: Page = Field("", description='an address such as https://…, or ""')


class ChatSettings(Section):
    burst_seconds: Number = Field(3, ge=0, le=30, description="seconds from 0 (off) to 30")


class LimitsSettings(Section):
    events_a_minute: Whole = Field(
        30, ge=5, le=1_000_000, description="a whole number from 5 to 1000000"
    )


class MediaSettings(Section):
    most_files: Whole = Field(10, ge=1, le=100, description="a whole number from 1 to 100")
    max_megabytes: Whole = Field(20, ge=1, le=300, description="whole megabytes from 1 to 300")
    room_megabytes: Whole = Field(
        0, ge=0, le=100_000_000, description="whole megabytes, 0 for no limit"
    )
    timeout_seconds: Number = Field(100, ge=1, le=1800, description="seconds from 1 to 1800")


class WorkerSettings(Section):
    poll_seconds: Number = Field(5, ge=0.2, le=60, description="seconds from 0.2 to 60")
    senders: Whole = Field(3, ge=1, le=16, description="a whole number from 1 to 16")
    stop_seconds: Number = Field(20, ge=1, le=120, description="seconds from 1 to 120")


class DeliverySettings(Section):
    timeout_seconds: Number = Field(10, ge=1, le=60, description="seconds from 1 to 60")
    lease_seconds: Number = Field(30, ge=5, le=600, description="seconds from 5 to 600")
    reply_fresh_seconds: Number = Field(25, ge=0, le=59, description="seconds from 0 (never) to 59")
    backoff_first_seconds: Number = Field(2, gt=0, le=60, description="seconds, at most 60")
    backoff_cap_seconds: Number = Field(900, ge=1, le=7200, description="seconds from 1 to 7200")
    quota_hold_minutes: Number = Field(60, ge=0.1, le=1440, description="minutes from 0.1 to 1440")
    give_up_hours: Number = Field(24, ge=1, le=24, description="hours from 1 to 24")

    @model_validator(mode="after")
    def _consistent(self) -> "DeliverySettings":
        # A lane may be replied to, then pushed, and its outcome written: each takes its time.
        if self.lease_seconds < 3 * self.timeout_seconds:
            raise ValueError("a lease may end during a call; lease_seconds: 3 x timeout_seconds")
        if self.backoff_cap_seconds < self.backoff_first_seconds:
            raise ValueError("backoff_cap_seconds must be at least backoff_first_seconds")
        return self


class MailSettings(Section):
    sender: Sender = Field(
        "ข้อต่อ <khoto@localhost>", description='a sender such as "ข้อต่อ <khoto@example.go.th>"'
    )
    timeout_seconds: Number = Field(20, ge=1, le=120, description="seconds from 1 to 120")


class WatchdogSettings(Section):
    every_minutes: Number = Field(5, ge=1, le=60, description="minutes from 1 to 60")
    event_minutes: Number = Field(10, ge=1, le=1440, description="minutes from 1 to 1440")
    message_minutes: Number = Field(60, ge=1, le=1440, description="minutes from 1 to 1440")
    failed_count: Whole = Field(1, ge=1, le=10_000, description="a whole number from 1 to 10000")
    quota_left_percent: Number = Field(10, ge=0, le=100, description="a number from 0 to 100")
    media_gigabytes: Number = Field(
        20, ge=0.1, le=100_000, description="gigabytes from 0.1 to 100000"
    )
    repeat_hours: Number = Field(12, ge=1, le=168, description="hours from 1 to 168")
    calm_minutes: Number = Field(30, ge=0, le=1440, description="minutes from 0 to 1440")
    mail_to: tuple[Address, ...] = Field(
        (), max_length=20, description="a list of e-mail addresses such as [it@example.go.th]"
    )

    def rules(self) -> WatchRules:
        """The same, as decisions use them."""
        return WatchRules(
            every=timedelta(minutes=self.every_minutes),
            event_wait=timedelta(minutes=self.event_minutes),
            message_wait=timedelta(minutes=self.message_minutes),
            failed=self.failed_count,
            quota_left_percent=self.quota_left_percent,
            media_gigabytes=self.media_gigabytes,
            repeat=timedelta(hours=self.repeat_hours),
            calm=timedelta(minutes=self.calm_minutes),
            mail_to=tuple(dict.fromkeys(self.mail_to)),
        )


Days = Annotated[Whole, Field(ge=1, le=3650, description="whole days from 1 to 3650")]


class RetentionSettings(Section):
    event_days: Days = 30
    failed_days: Days = 90
    message_days: Days = 90
    draft_days: Days = 30
    file_days: Days = 365
    history_months: Whole = Field(120, ge=1, le=600, description="whole months from 1 to 600")

    def rules(self, keep_months: int) -> RetentionRules:
        """The same, as decisions use them."""
        return RetentionRules(
            events=timedelta(days=self.event_days),
            failed=timedelta(days=self.failed_days),
            messages=timedelta(days=self.message_days),
            drafts=timedelta(days=self.draft_days),
            files=timedelta(days=self.file_days),
            cases=keep_months * MONTH,
            history=self.history_months * MONTH,
        )


class LoggingSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning or error"
    )


class Settings(Section):
    """The whole of `config.yaml`. A key that is left out has its default."""

    reader: ReaderSettings = ReaderSettings()
    screening: ScreeningSettings = ScreeningSettings()
    working_time: WorkingTimeSettings = WorkingTimeSettings()
    due_hours: DueHoursSettings = DueHoursSettings()
    cases: CasesSettings = CasesSettings()
    people: PeopleSettings = PeopleSettings()
    pages: PagesSettings = PagesSettings()
    chat: ChatSettings = ChatSettings()
    limits: LimitsSettings = LimitsSettings()
    media: MediaSettings = MediaSettings()
    worker: WorkerSettings = WorkerSettings()
    delivery: DeliverySettings = DeliverySettings()
    mail: MailSettings = MailSettings()
    watchdog: WatchdogSettings = WatchdogSettings()
    retention: RetentionSettings = RetentionSettings()
    logging: LoggingSettings = LoggingSettings()

    @property
    def burst(self) -> timedelta:
        """Bubbles sent within this time are read as one report."""
        return timedelta(seconds=self.chat.burst_seconds)

    def rules(self) -> Rules:
        """What decisions depend on."""
        return Rules(
            sure_at=self.reader.sure_at,
            screening_default=self.screening.default,
            screening_by_province=dict(self.screening.by_province),
            office_hours=OfficeHours(self.working_time.opens, self.working_time.closes),
            extra_holidays=self.working_time.extra_holidays,
            hold_normal_notices=self.working_time.hold_normal_notices,
            due={step: getattr(self.due_hours, step.value).durations() for step in DueStep},
            silent_close_days=self.cases.silent_close_days,
            invitation_days=self.people.invitation_days,
            wrong_codes_an_hour=self.people.wrong_codes_an_hour,
            events_a_minute=self.limits.events_a_minute,
            most_files=self.media.most_files,
            privacy_notice_url=self.pages.privacy_notice_url,
            keep_months=self.cases.keep_months,
            watch=self.watchdog.rules(),
            retention=self.retention.rules(self.cases.keep_months),
        )
