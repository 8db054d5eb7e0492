"""What an operator has to hear of: the watchdog's thresholds, and what is beyond them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from casework.day_line import DayLine

GIGABYTE = 1000**3
WATCHDOG = "watchdog"  # its timer's key and kind
QUOTA = "quota"  # where in its memory LINE's last answer is


class Trouble(StrEnum):
    """A kind of alert. There is one alert a kind, however many things are wrong in that way."""

    EVENTS_WAIT = "events_wait"
    MESSAGES_WAIT = "messages_wait"
    FAILED_EVENTS = "failed_events"
    FAILED_MESSAGES = "failed_messages"
    FAILED_TIMERS = "failed_timers"
    FAILED_FILES = "failed_files"
    QUOTA_LOW = "quota_low"
    QUOTA_OUT = "quota_out"
    MEDIA_FULL = "media_full"
    DAY_OFF = "day_off"


@dataclass(frozen=True)
class WatchRules:
    """Thresholds, all from `config.yaml`; the defaults are what it ships with."""

    every: timedelta = timedelta(minutes=5)
    event_wait: timedelta = timedelta(minutes=10)
    message_wait: timedelta = timedelta(minutes=60)
    failed: int = 1
    quota_left_percent: float = 10
    media_gigabytes: float = 20
    repeat: timedelta = timedelta(hours=12)  # an alert that nobody settled is told again
    calm: timedelta = timedelta(minutes=30)  # how long it must be well before "all clear"
    mail_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quota:
    """This month's paid messages of LINE. `limit` None: the plan has none. `at` is UTC."""

    limit: int | None
    used: int
    at: datetime

    @property
    def left(self) -> int | None:
        """How many may still be sent; None without a limit."""
        return None if self.limit is None else max(self.limit - self.used, 0)

    def to_json(self) -> dict[str, Any]:
        """As the watchdog remembers it."""
        return {"limit": self.limit, "used": self.used, "at": self.at.isoformat()}


def quota_remembered(memory: Mapping[str, Any]) -> Quota | None:
    """LINE's last answer in what the watchdog remembers; None: there is none that can be read."""
    written = memory.get(QUOTA)
    if not isinstance(written, dict):
        return None
    limit, used, at = written.get("limit"), written.get("used"), moment(written.get("at"))
    if not isinstance(used, int) or not isinstance(limit, int | None) or at is None:
        return None
    return Quota(limit, used, at)


def moment(written: object) -> datetime | None:
    """A moment that was written in ISO 8601 with its zone; None for anything else."""
    try:
        read = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return read if read and read.tzinfo else None


@dataclass(frozen=True)
class Seen:
    """What the watchdog sees. Times are UTC; `failed` by what failed: event, message, timer, file.

    `oldest_message` is by the time it was due. `media_bytes` is the size of all files kept.
    """

    oldest_event: datetime | None = None
    oldest_message: datetime | None = None
    failed: Mapping[str, int] = field(default_factory=dict)
    quota: Quota | None = None  # None: not known
    quota_held: int = 0
    media_bytes: int = 0
    last_day: DayLine | None = None


Values = Mapping[str, object]
_FAILED = {
    Trouble.FAILED_EVENTS: "event",
    Trouble.FAILED_MESSAGES: "message",
    Trouble.FAILED_TIMERS: "timer",
    Trouble.FAILED_FILES: "file",
}


def troubles(seen: Seen, rules: WatchRules, now: datetime) -> dict[Trouble, Values]:
    """What is beyond its threshold, each with the figures to tell it with: no personal data.

    `since` (UTC) is told of what waits, `count` of what failed, `left`, `limit` and `held` of
    LINE's quota, `gigabytes` and `limit` of files, `day` of a day that does not add up.
    """
    found: dict[Trouble, Values] = {}
    for trouble, oldest, longest in (
        (Trouble.EVENTS_WAIT, seen.oldest_event, rules.event_wait),
        (Trouble.MESSAGES_WAIT, seen.oldest_message, rules.message_wait),
    ):
        if oldest is not None and now - oldest > longest:
            found[trouble] = {"since": oldest}
    for trouble, what in _FAILED.items():
        if seen.failed.get(what, 0) >= rules.failed:
            found[trouble] = {"count": seen.failed[what]}
    found |= _of_quota(seen, rules)
    gigabytes = seen.media_bytes / GIGABYTE
    if gigabytes >= rules.media_gigabytes:
        limit = f"{rules.media_gigabytes:g}"
        found[Trouble.MEDIA_FULL] = {"gigabytes": f"{gigabytes:.1f}", "limit": limit}
    if seen.last_day is not None and not seen.last_day.adds_up:
        found[Trouble.DAY_OFF] = {"day": seen.last_day.day}
    return found


def _of_quota(seen: Seen, rules: WatchRules) -> dict[Trouble, Values]:
    """One that is used up is low too: "all clear" of being low must not be told before."""
    quota, found = seen.quota, dict[Trouble, Values]()
    out = seen.quota_held > 0
    if quota is not None and quota.limit is not None and quota.left is not None:
        out = out or quota.left == 0
        if quota.left * 100 <= quota.limit * rules.quota_left_percent:
            found[Trouble.QUOTA_LOW] = {"left": quota.left, "limit": quota.limit}
    if out:
        found[Trouble.QUOTA_OUT] = {"held": seen.quota_held}
    return found
