"""Chats, and the events that reach them."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
CREATE TABLE conversations (
    key TEXT NOT NULL,
    person_id UUID,
    step TEXT DEFAULT '' NOT NULL,
    draft JSONB DEFAULT '{}'::jsonb NOT NULL,
    reply_token TEXT,
    reply_expires_at TIMESTAMP WITH TIME ZONE,
    changed_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_conversations PRIMARY KEY (key),
    CONSTRAINT fk_conversations_person_id_people FOREIGN KEY(person_id) REFERENCES
        people (id)
)
""",
    """
CREATE TABLE inbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    webhook_event_id TEXT NOT NULL,
    conversation_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    message_id TEXT,
    timestamp TIMESTAMP WITH TIME ZONE NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ready_at TIMESTAMP WITH TIME ZONE NOT NULL,
    raw TEXT NOT NULL,
    mode TEXT DEFAULT 'active' NOT NULL,
    is_redelivery BOOLEAN DEFAULT false NOT NULL,
    reply_token TEXT,
    state TEXT DEFAULT 'waiting' NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    handled_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_inbox PRIMARY KEY (id),
    CONSTRAINT ck_inbox_state CHECK (state IN ('failed', 'handled', 'waiting')),
    CONSTRAINT uq_inbox_webhook_event_id UNIQUE (webhook_event_id),
    CONSTRAINT fk_inbox_conversation_key_conversations FOREIGN KEY(conversation_key)
        REFERENCES conversations (key)
)
""",
    """
    CREATE INDEX ix_inbox_conversation ON inbox (conversation_key, timestamp, id) WHERE
        state = 'waiting'
""",
    """
CREATE INDEX ix_inbox_failed ON inbox (id) WHERE state = 'failed'
""",
    """
CREATE INDEX ix_inbox_message ON inbox (message_id) WHERE message_id IS NOT NULL
""",
    """
CREATE INDEX ix_inbox_ready ON inbox (ready_at) WHERE state = 'waiting'
""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
