"""An answer that a free sender has in hand as soon as it is committed.

Nearly every answer goes at once and stands behind nothing. Its row is then written with its lease,
as if it had been claimed in the moment of the commit: a look for it, and a transaction, are saved.
All that holds for a claimed lane holds for it. Should its sender be killed, the lease runs out, and
nobody knows whether it was sent: so it is leased only while its token outlasts the lease.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from storage.outbox.claim_statements import MOST_TOGETHER
from storage.outbox.lanes import Lane, Outgoing

Values = dict[str, Any]  # of a row that is about to be written
SPELT_OUT = "spelt_out"  # among them, and no column: the payload as JSON, cleaned

NOT_TAKEN: Values = {
    "batch": None,
    "via": None,
    "attempts": 0,
    "first_attempt_at": None,
    "lease_owner": None,
    "lease_until": None,
}


@dataclass
class Hand:
    """Senders of this process that will soon be free, and what they get: the `lanes` that `put` has
    leased for them, at most `most`, to be sent once the transaction is committed. The rest waits to
    be claimed.

    `owner`, `lease` and `ask_for` as `claim_lane` takes them; `poll` is how long it takes at most
    until somebody sees that a lease has run out.
    """

    owner: str
    lease: timedelta
    ask_for: timedelta
    poll: timedelta
    most: int = 1
    lanes: list[Lane] = field(default_factory=list)

    def take(self, written: Sequence[Values], waiting: Collection[str], now: datetime) -> None:
        """Lease the answers among rows that are about to be written, if they go at once; `waiting`
        are the recipients for whom rows wait already: these go first."""
        lanes: dict[str, list[Values]] = {}
        for row in written:
            lanes.setdefault(row["recipient"], []).append(row)
        free = [lane for recipient, lane in lanes.items() if recipient not in waiting]
        for lane in [each for each in free if self._goes(each, now)][: self.most]:
            leased = {
                "batch": lane[0]["retry_key"],
                "via": "reply",
                "attempts": 1,
                "first_attempt_at": now,
                "lease_owner": f"{self.owner}/{uuid4()}",
                "lease_until": now + self.lease,
            }
            for row in lane:
                row.update(leased)

    def _goes(self, lane: Sequence[Values], now: datetime) -> bool:
        first = lane[0]
        if len(lane) > MOST_TOGETHER or first["reply_token"] is None:
            return False
        if not all(_goes_with(first, row, now) for row in lane):
            return False
        # Should the process be killed before it sends, the token can still be asked afterwards.
        left: timedelta = first["reply_expires_at"] + self.ask_for - now
        return left > self.lease + self.poll

    def hold(self, written: Sequence[Values], ids: Sequence[int]) -> None:
        """They are written, under these ids: what was taken of them are the lanes."""
        taken: dict[str, list[tuple[Values, int]]] = {}
        for row, id_ in zip(written, ids, strict=True):
            if row["lease_owner"]:
                taken.setdefault(row["lease_owner"], []).append((row, id_))
        self.lanes = [self._lane(rows) for rows in taken.values()]

    def _lane(self, taken: Sequence[tuple[Values, int]]) -> Lane:
        head = taken[0][0]
        return Lane(
            recipient=head["recipient"],
            channel=head["channel"],
            rows=tuple(_outgoing(row, id_) for row, id_ in taken),
            via=head["via"],
            reply_token=head["reply_token"],
            reply_expires_at=head["reply_expires_at"] + self.ask_for,
            retry_key=head["batch"],
            attempts=head["attempts"],
            first_attempt_at=head["first_attempt_at"],
            lease=head["lease_owner"],
            lease_until=head["lease_until"],
        )


def _goes_with(first: Values, row: Values, now: datetime) -> bool:
    """Whether the row goes at once, with a fresh token, and with the same one as the first."""
    at_once = row["state"] == "waiting" and row["channel"] == "line" and row["next_at"] <= now
    expires = row["reply_expires_at"]
    fresh = expires is not None and expires > now
    return at_once and fresh and row["reply_token"] == first["reply_token"]


def _outgoing(row: Values, id_: int) -> Outgoing:
    return Outgoing(
        id=id_,
        payload=json.loads(row[SPELT_OUT]),  # as it is read for another attempt
        about=row["about"],
        retry_key=row["retry_key"],
        must_arrive=row["must_arrive"],
        case_id=row["case_id"],
        created_at=row["created_at"],
    )
