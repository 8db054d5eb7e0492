"""How much a chat sends in a minute, counted by the statement that keeps its reply token anyway."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from storage.tables import ConversationRow

MINUTE = timedelta(minutes=1)


def paced(
    events: ColumnElement[int], at: ColumnElement[datetime], most: ColumnElement[int]
) -> dict[str, ColumnElement[Any]]:
    """The columns of a chat from which so many more events came `at` a time (UTC), by name.

    A minute begins with the first event after the last one ended. With more than `most` in it a
    flood begins, `flood_from`; it goes on while minutes that follow each other hold as many.
    """
    row = ConversationRow
    anew = or_(row.minute_from.is_(None), row.minute_from <= at - MINUTE)
    count = case((anew, 0), else_=row.minute_events) + events
    goes_on = or_(~anew, and_(row.minute_events > most, row.minute_from > at - 2 * MINUTE))
    flood = case((goes_on, row.flood_from), else_=None)
    return {
        "minute_from": case((anew, at), else_=row.minute_from),
        "minute_events": count,
        "flood_from": case((count > most, func.coalesce(flood, at)), else_=flood),
    }
