"""The watchdog: tells operators what is wrong with the service, once, and when it is well again.

What it told is remembered in its own timer's data, so any worker may look next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.changes import Change, CloseDay, Decision, SetTimer, TakeBack
from casework.messages import Mail, Message, Text, ToAddress, ToOperators
from casework.retention import RETENTION
from casework.thai_calendar import local, thai_date, thai_datetime
from casework.watch import QUOTA, WATCHDOG, Quota, Trouble, Values, moment, troubles
from handlers.context import Context
from handlers.retaining import next_night
from handlers.words import say

DAY = "day"


@dataclass(frozen=True)
class _Told:
    """An alert that is not over: told first and last when, and well since when. UTC."""

    first: datetime
    last: datetime
    well: datetime | None = None


def standing(now: datetime) -> tuple[SetTimer, ...]:
    """The timers that always have to be there, as they are set the first time."""
    return (
        SetTimer(key=WATCHDOG, kind="watchdog", due=now),
        SetTimer(key=DAY, kind="day", due=_next_midnight(now)),
        SetTimer(key=RETENTION, kind="retention", due=next_night(now)),
    )


def watch(data: Mapping[str, Any], context: Context) -> Decision:
    """Looks: alerts for what is new or was told too long ago, one "all clear" for what is over."""
    seen, rules, now = context.seen, context.rules.watch, context.now
    found = troubles(seen, rules, now)
    kept: dict[Trouble, _Told] = {}
    decision = Decision()
    for trouble, told in _remembered(data, now).items():
        if trouble in found:
            kept[trouble] = replace(told, well=None)
        elif now - (told.well or now) >= rules.calm:
            decision += _over(trouble, told.first, context)
        else:
            kept[trouble] = replace(told, well=told.well or now)
    for trouble, values in found.items():
        before = kept.get(trouble)
        if before is None or now - before.last >= rules.repeat:
            decision += _alert(trouble, values, context)
            kept[trouble] = _Told(before.first if before else now, now)
    again = SetTimer(WATCHDOG, WATCHDOG, now + rules.every, data=_memory(kept, seen.quota))
    return decision + Decision((again,))


def close_day(data: Mapping[str, Any], context: Context) -> Decision:
    """Midnight in Thailand: the day that ended gets its line in the ledger."""
    ended = local(context.now).date() - timedelta(days=1)
    return Decision((CloseDay(ended), SetTimer(DAY, DAY, _next_midnight(context.now))))


def _alert(trouble: Trouble, values: Values, context: Context) -> Decision:
    shown = {name: _shown(value) for name, value in values.items()}
    what = say(f"alert.what.{trouble}")
    said = say(f"alert.{trouble}", **shown)
    return _tell(trouble, say("mail.alert.subject", what=what), said, context)


def _over(trouble: Trouble, first: datetime, context: Context) -> Decision:
    what = say(f"alert.what.{trouble}")
    said = say("alert.over", what=what, since=thai_datetime(first))
    return _tell(trouble, say("mail.alert.over", what=what), said, context)


def _tell(trouble: Trouble, subject: str, said: str, context: Context) -> Decision:
    """By LINE and by e-mail: when LINE's quota is used up, or the mail server is away, the other
    one still arrives. What was said before of the same and did not leave is overtaken."""
    about = f"alert.{trouble}"
    mail = Mail(subject, say("mail.alert.body", said=said, now=thai_datetime(context.now)))
    changes: tuple[Change, ...] = (TakeBack(about),)
    return Decision(
        changes,
        (
            Message(ToOperators(), Text(said), about, urgent=True),
            *(
                Message(ToAddress(address), mail, about, urgent=True)
                for address in context.rules.watch.mail_to
            ),
        ),
    )


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return thai_datetime(value)
    return thai_date(value) if isinstance(value, date) else str(value)


def _next_midnight(now: datetime) -> datetime:
    there = local(now)
    start = there.replace(hour=0, minute=0, second=0, microsecond=0)
    return (start + timedelta(days=1)).astimezone(now.tzinfo)


def _memory(kept: Mapping[Trouble, _Told], quota: Quota | None) -> dict[str, Any]:
    written: dict[str, Any] = {
        "told": {
            str(trouble): {
                "first": told.first.isoformat(),
                "last": told.last.isoformat(),
                "well": told.well.isoformat() if told.well else None,
            }
            for trouble, told in kept.items()
        }
    }
    if quota is not None:
        written[QUOTA] = quota.to_json()
    return written


def _remembered(data: Mapping[str, Any], now: datetime) -> dict[Trouble, _Told]:
    """What cannot be read is forgotten, which at worst tells something twice. A moment that has
    not come yet (another machine's clock was ahead) is taken as now, or nothing would be repeated.
    """
    written, found = data.get("told"), dict[Trouble, _Told]()
    for trouble in Trouble:
        told = written.get(str(trouble)) if isinstance(written, dict) else None
        if not isinstance(told, dict):
            continue
        first, last, well = (moment(told.get(name)) for name in ("first", "last", "well"))
        if first and last:
            found[trouble] = _Told(
                min(first, now), min(last, now), min(well, now) if well else None
            )
    return found
