"""What a message came of, the reply it may have gone with, and the size of all files, quickly."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    # No foreign key: the events may be let go before the messages are.
    "ALTER TABLE outbox ADD COLUMN event_id BIGINT",
    "ALTER TABLE outbox ADD COLUMN unanswered_token TEXT",
    "CREATE INDEX ix_attachments_size ON attachments (size) WHERE state = 'stored'",
)


def upgrade() -> None:
    """Add them."""
    for statement in STATEMENTS:
        op.execute(statement)
