"""The rows behind the ledger's sums, one by one: what a comparison with LINE's own records needs.

Ids, states, reasons and times; none of the words that people wrote. Of a person, the LINE user id.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

# A token is told of once it is of no use to anybody. Times are seconds since 1970.
BOOKS = {
    "event": """
        SELECT id, webhook_event_id, conversation_key, kind, state, reason, attempts,
               extract(epoch FROM received_at)::float AS received_at
          FROM inbox ORDER BY id
    """,
    "message": """
        SELECT id, event_id, recipient, channel, about, state, reason, via, attempts, must_arrive,
               batch::text, retry_key::text, case_id::text, office_id, request_id,
               CASE WHEN state <> 'waiting' THEN reply_token END AS reply_token,
               unanswered_token,
               lease_until IS NOT NULL AS leased,
               extract(epoch FROM created_at)::float AS created_at,
               extract(epoch FROM due)::float AS due
          FROM outbox ORDER BY id
    """,
    "timer": """
        SELECT key, kind, state, reason, attempts, extract(epoch FROM due)::float AS due
          FROM timers ORDER BY key
    """,
    "file": """
        SELECT id::text, message_id, kind, state, reason, attempts, size,
               lease_until IS NOT NULL AS leased
          FROM attachments ORDER BY created_at, message_id
    """,
    "case": """
        SELECT id::text, number, state,
               ARRAY(SELECT message_id FROM case_parts WHERE case_id = cases.id
                      ORDER BY position) AS message_ids
          FROM cases ORDER BY number
    """,
}


def ledger_rows(session: Session) -> Iterator[dict[str, Any]]:
    """Every event, message, timer, file and case; `book` says which of them."""
    for book, query in BOOKS.items():
        for row in session.execute(text(query), execution_options={"yield_per": 500}).mappings():
            yield {"book": book, **row}
