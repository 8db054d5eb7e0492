"""How much a chat sends in a minute, counted with what is kept of it anyway."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Pace:
    """`events` came in the minute that began at `minute_from`; the flood it is in, if any, began at
    `flood_from`. Times are UTC."""

    minute_from: datetime | None = None
    events: int = 0
    flood_from: datetime | None = None


def paced(before: Pace, events: int, at: datetime, most: int) -> Pace:
    """The pace of a chat from which so many more `events` came `at` a time.

    A minute begins with the first event after the last one ended. With more than `most` in it a
    flood begins; it goes on while minutes that follow each other hold as many.
    """
    began = before.minute_from
    anew = began is None or began <= at - MINUTE
    count = (0 if anew else before.events) + events
    followed = began is not None and before.events > most and began > at - 2 * MINUTE
    flood = before.flood_from if not anew or followed else None
    return Pace(
        minute_from=at if anew else began,
        events=count,
        flood_from=(flood or at) if count > most else flood,
    )
