"""A hash chain through the histories of cases, and room to blank what is kept no longer."""

import json
from datetime import UTC
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
# Older code writes lines of histories without their hashes.
contract = "0007"

TOGETHER = 1_000  # lines chained in one statement

STATEMENTS = (
    """
ALTER TABLE case_log
    ADD COLUMN salt BYTEA,
    ADD COLUMN detail_hash BYTEA,
    ADD COLUMN previous BYTEA,
    ADD COLUMN hash BYTEA,
    ADD COLUMN blanked_at TIMESTAMP WITH TIME ZONE
""",
    """
CREATE TABLE case_log_seals (
    log_id BIGINT NOT NULL,
    case_id UUID NOT NULL,
    link_hash BYTEA NOT NULL,
    position BIGINT,
    hash BYTEA,
    CONSTRAINT pk_case_log_seals PRIMARY KEY (log_id),
    CONSTRAINT uq_case_log_seals_position UNIQUE (position)
)
""",
    """
CREATE INDEX ix_case_log_seals_case ON case_log_seals (case_id, position)
""",
    """
CREATE TABLE case_log_head (
    id INTEGER NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT pk_case_log_head PRIMARY KEY (id),
    CONSTRAINT ck_case_log_head_one CHECK (id = 1)
)
""",
    "INSERT INTO case_log_head (id, position, hash) VALUES (1, 0, '')",
    """
CREATE FUNCTION note_case_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO case_log_seals (log_id, case_id, link_hash)
    VALUES (NEW.id, NEW.case_id, NEW.hash);
    RETURN NULL;
END
$$
""",
    # At commit, so that the one head is locked for a moment only, and undone work leaves nothing.
    """
CREATE FUNCTION seal_case_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head case_log_head;
BEGIN
    UPDATE case_log_head
       SET position = position + 1, hash = sha256(hash || int8send(NEW.log_id) || NEW.link_hash)
     WHERE id = 1 RETURNING * INTO STRICT head;
    UPDATE case_log_seals SET position = head.position, hash = head.hash
     WHERE log_id = NEW.log_id;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION allow_sealing_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.position IS NULL AND (NEW.log_id, NEW.case_id, NEW.link_hash)
                              = (OLD.log_id, OLD.case_id, OLD.link_hash) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'case_log_seals is append-only: UPDATE refused'
        USING ERRCODE = 'restrict_violation';
END
$$
""",
    # A line may lose its words, once; nothing else of it may change.
    """
CREATE FUNCTION allow_blanking_of_case_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.blanked_at IS NULL AND NEW.blanked_at IS NOT NULL
       AND NEW.detail = '' AND NEW.salt IS NULL
       AND (NEW.id, NEW.case_id, NEW.at, NEW.action, NEW.detail_hash, NEW.previous, NEW.hash)
         = (OLD.id, OLD.case_id, OLD.at, OLD.action, OLD.detail_hash, OLD.previous, OLD.hash)
       AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'case_log is append-only: UPDATE refused'
        USING ERRCODE = 'restrict_violation';
END
$$
""",
)
ROOM_TO_BLANK = (
    "ALTER TABLE inbox ADD COLUMN blanked_at TIMESTAMP WITH TIME ZONE",
    "ALTER TABLE cases ADD COLUMN blanked_at TIMESTAMP WITH TIME ZONE",
    """
ALTER TABLE people
    ADD COLUMN erase_asked_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN erased_at TIMESTAMP WITH TIME ZONE
""",
    """
ALTER TABLE outbox
    ADD COLUMN quotes_chat TEXT,
    ADD COLUMN quotes_cases UUID[] DEFAULT '{}' NOT NULL
""",
    """
CREATE INDEX ix_inbox_kept ON inbox (handled_at) WHERE state = 'handled' AND blanked_at IS NULL
""",
    "CREATE INDEX ix_inbox_chat ON inbox (conversation_key) WHERE state <> 'waiting'",
    """
CREATE INDEX ix_outbox_recipient ON outbox (recipient)
    WHERE state <> 'waiting' AND recipient <> ''
""",
    """
CREATE INDEX ix_cases_ended ON cases (changed_at) WHERE state IN ('closed', 'withdrawn')
""",
    """
CREATE INDEX ix_outbox_chat ON outbox (quotes_chat)
    WHERE state IN ('waiting', 'failed') AND quotes_chat IS NOT NULL
""",
    """
CREATE INDEX ix_outbox_quoting ON outbox (id)
    WHERE state IN ('waiting', 'failed') AND quotes_cases <> '{}'::uuid[]
""",
    """
CREATE INDEX ix_outbox_kept ON outbox (done_at)
    WHERE state IN ('delivered', 'cancelled') AND recipient <> ''
""",
    "ALTER TABLE operator_log DROP CONSTRAINT ck_operator_log_action",
    """
ALTER TABLE operator_log ADD CONSTRAINT ck_operator_log_action CHECK (action IN ('data', 'drop',
    'erase', 'files', 'list', 'retention', 'retry', 'show'))
""",
    """
CREATE FUNCTION allow_blanking_of_operator_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.why = '' AND (NEW.id, NEW.at, NEW.who, NEW.action, NEW.subject)
                      = (OLD.id, OLD.at, OLD.who, OLD.action, OLD.subject) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'operator_log is append-only: UPDATE refused'
        USING ERRCODE = 'restrict_violation';
END
$$
""",
    # Even the blanking of no row has to be meant: see storage/blanking.py.
    """
CREATE FUNCTION refuse_unless_blanking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('khoto.blanking', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION '% is append-only: UPDATE refused', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$
""",
    "DROP TRIGGER append_only ON operator_log",
    """
CREATE TRIGGER meant_blanking BEFORE UPDATE ON operator_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_blanking()
""",
    """
CREATE TRIGGER only_blanking BEFORE UPDATE ON operator_log
    FOR EACH ROW EXECUTE FUNCTION allow_blanking_of_operator_log()
""",
)
ONLY_ADDED = """
CREATE TRIGGER append_only BEFORE {what} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
"""
LINES = sa.text(
    """
    SELECT id, case_id, at, actor_id, action, detail FROM case_log
     WHERE id > :after ORDER BY id LIMIT :some
    """
)
CHAINED = sa.text(
    """
    UPDATE case_log SET salt = :salt, detail_hash = :detail_hash, previous = :previous, hash = :hash
     WHERE id = :id
    """
)
SEALED = sa.text(
    """
    INSERT INTO case_log_seals (position, log_id, case_id, link_hash, hash)
    VALUES (:position, :id, :case_id, :hash, :seal)
    """
)


def upgrade() -> None:
    """Chain the lines there are, in the order they were written, then let only blanking change
    one."""
    for statement in (*STATEMENTS, *ROOM_TO_BLANK):
        op.execute(statement)
    op.execute("DROP TRIGGER append_only ON case_log")
    chain_what_is_there(op.get_bind())
    op.execute("""
ALTER TABLE case_log
    ALTER COLUMN detail_hash SET NOT NULL,
    ALTER COLUMN previous SET NOT NULL,
    ALTER COLUMN hash SET NOT NULL
""")
    op.execute(ONLY_ADDED.format(what="DELETE OR TRUNCATE", table="operator_log"))
    op.execute(ONLY_ADDED.format(what="DELETE OR TRUNCATE", table="case_log"))
    op.execute(ONLY_ADDED.format(what="DELETE OR TRUNCATE", table="case_log_seals"))
    op.execute(ONLY_ADDED.format(what="DELETE OR TRUNCATE", table="case_log_head"))
    op.execute("""
CREATE TRIGGER meant_blanking BEFORE UPDATE ON case_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_blanking()
""")
    op.execute("""
CREATE TRIGGER only_blanking BEFORE UPDATE ON case_log
    FOR EACH ROW EXECUTE FUNCTION allow_blanking_of_case_log()
""")
    op.execute("""
CREATE TRIGGER noted AFTER INSERT ON case_log FOR EACH ROW EXECUTE FUNCTION note_case_log()
""")
    op.execute("""
CREATE TRIGGER only_sealing BEFORE UPDATE ON case_log_seals
    FOR EACH ROW EXECUTE FUNCTION allow_sealing_once()
""")
    op.execute("""
CREATE CONSTRAINT TRIGGER sealed AFTER INSERT ON case_log_seals DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION seal_case_log()
""")


def chain_what_is_there(connection: sa.Connection) -> None:
    """As casework/chain.py does. Written out: a step stays what it was when the code moves on."""
    ends: dict[Any, bytes] = {}
    position, head, after = 0, b"", 0
    while lines := connection.execute(LINES, {"after": after, "some": TOGETHER}).all():
        chained: list[dict[str, Any]] = []
        for line in lines:
            salt, previous = token_bytes(16), ends.get(line.case_id, b"")
            detail_hash = sha256(salt + line.detail.encode()).digest()
            content = [
                previous.hex(),
                str(line.case_id),
                line.at.astimezone(UTC).isoformat(timespec="microseconds"),
                str(line.actor_id) if line.actor_id else None,
                line.action,
                detail_hash.hex(),
            ]
            written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            hash_ = sha256(written.encode()).digest()
            position += 1
            head = sha256(head + line.id.to_bytes(8, "big", signed=True) + hash_).digest()
            ends[line.case_id] = hash_
            chained.append(
                {
                    "id": line.id,
                    "case_id": line.case_id,
                    "salt": salt,
                    "detail_hash": detail_hash,
                    "previous": previous,
                    "hash": hash_,
                    "position": position,
                    "seal": head,
                }
            )
        connection.execute(CHAINED, chained)
        connection.execute(SEALED, chained)
        after = lines[-1].id
    connection.execute(
        sa.text("UPDATE case_log_head SET position = :position, hash = :hash"),
        {"position": position, "hash": head},
    )
