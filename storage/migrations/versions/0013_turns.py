"""Two indexes that say whose turn it is serve nothing else.

PostgreSQL counts rows when it likes, mostly while nothing waits, and believes from then on that an
index of what waits is next to empty: it read all of one instead of looking a chat, or a recipient,
up in the other. An index of what has a time, as all rows have, is passed over by whoever does not
ask for the time.

The service works on beside the step: so it waits once, before it has anything that others wait for.
A lock that grew from keeping out writers to keeping out readers would wait for those who have read
and wait to write.
"""

from alembic import op

revision = "0013"
down_revision = "0012"

STATEMENTS = (
    # What DROP INDEX needs in the end; in the order in which a worker's step comes to them.
    "LOCK TABLE inbox, outbox IN ACCESS EXCLUSIVE MODE",
    "ALTER INDEX ix_inbox_ready RENAME TO ix_inbox_ready_before",
    "ALTER INDEX ix_outbox_next RENAME TO ix_outbox_next_before",
    """
CREATE INDEX ix_inbox_ready ON inbox (ready_at) WHERE state = 'waiting' AND ready_at IS NOT NULL
""",
    """
CREATE INDEX ix_outbox_next ON outbox (urgent, next_at, id)
    WHERE state = 'waiting' AND next_at IS NOT NULL
""",
    "DROP INDEX ix_inbox_ready_before",
    "DROP INDEX ix_outbox_next_before",
)


def upgrade() -> None:
    """Put the narrower indexes in their places."""
    for statement in STATEMENTS:
        op.execute(statement)
