"""What limits count: the codes a person guessed wrong, and how much a chat sends in a minute."""

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = (
    """
ALTER TABLE people
    ADD COLUMN wrong_codes TIMESTAMP WITH TIME ZONE[] DEFAULT '{}' NOT NULL
""",
    """
CREATE TABLE stamp_key (
    id INTEGER NOT NULL,
    key BYTEA NOT NULL,
    CONSTRAINT pk_stamp_key PRIMARY KEY (id),
    CONSTRAINT ck_stamp_key_one CHECK (id = 1)
)
""",
    """
ALTER TABLE conversations
    ADD COLUMN minute_from TIMESTAMP WITH TIME ZONE,
    ADD COLUMN minute_events INTEGER DEFAULT 0 NOT NULL,
    ADD COLUMN flood_from TIMESTAMP WITH TIME ZONE
""",
)


def upgrade() -> None:
    """Add the columns and the key's table."""
    for statement in STATEMENTS:
        op.execute(statement)
