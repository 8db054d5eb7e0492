"""What operators did by command, and the ledger's line of each day."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    """
CREATE TABLE operator_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    why TEXT NOT NULL,
    CONSTRAINT pk_operator_log PRIMARY KEY (id),
    CONSTRAINT ck_operator_log_action CHECK (action IN ('drop', 'retry', 'show'))
)
""",
    """
CREATE TABLE ledger_days (
    day DATE NOT NULL,
    since TIMESTAMP WITH TIME ZONE,
    until TIMESTAMP WITH TIME ZONE NOT NULL,
    events_carried BIGINT NOT NULL,
    events_in BIGINT NOT NULL,
    events_handled BIGINT NOT NULL,
    events_waiting BIGINT NOT NULL,
    events_failed BIGINT NOT NULL,
    messages_carried BIGINT NOT NULL,
    messages_written BIGINT NOT NULL,
    messages_delivered BIGINT NOT NULL,
    messages_cancelled BIGINT NOT NULL,
    messages_waiting BIGINT NOT NULL,
    messages_failed BIGINT NOT NULL,
    cases_opened BIGINT NOT NULL,
    cases_closed BIGINT NOT NULL,
    CONSTRAINT pk_ledger_days PRIMARY KEY (day)
)
""",
)


def upgrade() -> None:
    """Make the tables. Neither can be rewritten: both are evidence."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in ("operator_log", "ledger_days"):
        op.execute(f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
""")
