"""Retention: what is kept no longer is blanked at night, a little at a time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from casework.changes import Blank, Decision, SetTimer
from casework.retention import RETENTION
from casework.thai_calendar import local
from handlers.context import Context

BETWEEN = timedelta(seconds=5)  # other timers have their turn between two batches
AT_NIGHT = 2  # o'clock in Thailand


def blank(data: Mapping[str, Any], context: Context) -> Decision:
    """The next batch, and soon another look; or nothing is left, and it rests until the night."""
    now = context.now
    if not context.kept_too_long:
        return Decision((SetTimer(RETENTION, RETENTION, next_night(now)),))
    before = context.rules.retention.before(now)
    return Decision((Blank(before), SetTimer(RETENTION, RETENTION, now + BETWEEN)))


def next_night(now: datetime) -> datetime:
    """The next two o'clock at night in Thailand."""
    there = local(now)
    at = there.replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0)
    return (at if at > there else at + timedelta(days=1)).astimezone(now.tzinfo)
