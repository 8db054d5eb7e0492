"""Messages and timers, and the journal that both ledgers are checked against."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """
CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    payload JSONB,
    about TEXT NOT NULL,
    urgent BOOLEAN NOT NULL,
    must_arrive BOOLEAN NOT NULL,
    due TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT DEFAULT 'waiting' NOT NULL,
    reply_token TEXT,
    reply_expires_at TIMESTAMP WITH TIME ZONE,
    retry_key UUID NOT NULL,
    batch UUID,
    attempts INTEGER DEFAULT 0 NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_owner TEXT,
    lease_until TIMESTAMP WITH TIME ZONE,
    first_attempt_at TIMESTAMP WITH TIME ZONE,
    via TEXT,
    request_id TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    case_id UUID,
    quotes_case BOOLEAN DEFAULT false NOT NULL,
    office_id TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT ck_outbox_channel CHECK (channel IN ('line', 'mail')),
    CONSTRAINT ck_outbox_state CHECK (state IN ('cancelled', 'delivered', 'failed',
        'waiting')),
    CONSTRAINT ck_outbox_via CHECK (via IN ('push', 'reply', 'smtp')),
    CONSTRAINT ck_outbox_next_at CHECK (next_at >= due),
    CONSTRAINT ck_outbox_lease CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
    CONSTRAINT ck_outbox_blanked CHECK (state NOT IN ('delivered', 'cancelled') OR
        payload IS NULL),
    CONSTRAINT uq_outbox_retry_key UNIQUE (retry_key),
    CONSTRAINT fk_outbox_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id)
)
""",
    """
    CREATE INDEX ix_outbox_case ON outbox (case_id) WHERE state IN ('waiting', 'failed')
        AND quotes_case
""",
    """
CREATE INDEX ix_outbox_failed ON outbox (id) WHERE state = 'failed'
""",
    """
CREATE INDEX ix_outbox_lane ON outbox (recipient, id) WHERE state = 'waiting'
""",
    """
    CREATE INDEX ix_outbox_leased ON outbox (recipient) WHERE state = 'waiting' AND
        lease_until IS NOT NULL
""",
    """
CREATE INDEX ix_outbox_next ON outbox (urgent, next_at, id) WHERE state = 'waiting'
""",
    """
CREATE TABLE timers (
    key TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    due TIMESTAMP WITH TIME ZONE NOT NULL,
    case_id UUID,
    data JSONB DEFAULT '{}'::jsonb NOT NULL,
    state TEXT DEFAULT 'waiting' NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_timers PRIMARY KEY (key),
    CONSTRAINT ck_timers_state CHECK (state IN ('cancelled', 'done', 'failed', 'waiting')),
    CONSTRAINT fk_timers_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id)
)
""",
    """
CREATE INDEX ix_timers_due ON timers (due) WHERE state = 'waiting'
""",
    """
CREATE INDEX ix_timers_failed ON timers (due) WHERE state = 'failed'
""",
    """
CREATE TABLE journal (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    book TEXT NOT NULL,
    rows BIGINT NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (id),
    CONSTRAINT ck_journal_book CHECK (book IN ('inbox', 'line', 'mail'))
)
""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

    # Lines are added, never one sum updated: writers do not wait for one another.
    op.execute("""
CREATE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'inbox' THEN
        INSERT INTO journal (book, rows)
        SELECT 'inbox', count(*) FROM written HAVING count(*) > 0;
    ELSE
        INSERT INTO journal (book, rows)
        SELECT channel, count(*) FROM written GROUP BY channel;
    END IF;
    RETURN NULL;
END
$$
""")
    for table in ("inbox", "outbox"):
        op.execute(f"""
CREATE TRIGGER keep_journal AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION keep_journal()
""")
    op.execute("""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
""")
