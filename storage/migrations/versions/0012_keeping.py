"""Back-ups and restores in the operators' log."""

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = (
    "ALTER TABLE operator_log DROP CONSTRAINT ck_operator_log_action",
    """
ALTER TABLE operator_log ADD CONSTRAINT ck_operator_log_action CHECK (action IN ('backup', 'data',
    'drop', 'erase', 'files', 'list', 'restore', 'retention', 'retry', 'show'))
""",
)


def upgrade() -> None:
    """Let the log hold two more kinds of deed."""
    for statement in STATEMENTS:
        op.execute(statement)
