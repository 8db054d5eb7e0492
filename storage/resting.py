"""Events that rest: what they need is not there, and will be when somebody has seen to it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, func, update
from sqlalchemy.orm import Session

from storage.tables import InboxRow

REST = timedelta(minutes=1)  # before another look: at what has no key here, or no guard


def put_off(
    session: Session, key: str, event_ids: Sequence[int], reason: str, now: datetime
) -> None:
    """Let the conversation `key` wait for `REST`; `event_ids`, counted as tried, were not after
    all. What stands behind them waits too: it must not overtake them."""
    session.execute(
        update(InboxRow)
        .where(InboxRow.conversation_key == key, InboxRow.state == "waiting")
        .values(
            ready_at=func.greatest(InboxRow.ready_at, now + REST),
            attempts=case(
                (InboxRow.id.in_(event_ids), InboxRow.attempts - 1), else_=InboxRow.attempts
            ),
            reason=reason,
        )
    )
