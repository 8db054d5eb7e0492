"""Encryption at rest: the keys in use. What was plain before stays so until `keys rotate`."""

from alembic import op

revision = "0008"
down_revision = "0007"
# Older code cannot read what newer code seals.
contract = "0008"

STATEMENTS = (
    """
CREATE TABLE encryption_keys (
    id TEXT NOT NULL,
    since TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_encryption_keys PRIMARY KEY (id)
)
""",
    # While "plain" stands in the list, values from before are read. A new database has none.
    """
INSERT INTO encryption_keys (id)
SELECT 'plain' WHERE EXISTS (SELECT FROM inbox) OR EXISTS (SELECT FROM people)
    OR EXISTS (SELECT FROM invitations) OR EXISTS (SELECT FROM outbox)
""",
    # A case's history is evidence: beside blanking, only the way its words and their salt are
    # stored may change, by `keys rotate`, and never back to plain.
    """
CREATE FUNCTION is_sealed_anew(before case_log, after case_log) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce(current_setting('khoto.rotating', true), '') = 'on'
       AND (starts_with(after.detail, 'sealed.1.') OR after.detail = before.detail)
       AND coalesce(
             substring(after.salt FROM 1 FOR 9) = 'sealed.1.'::bytea
             OR after.salt IS NOT DISTINCT FROM before.salt, false)
       AND to_jsonb(after) - '{detail,salt}'::text[] = to_jsonb(before) - '{detail,salt}'::text[]
$$
""",
    "DROP TRIGGER meant_blanking ON case_log",
    """
CREATE TRIGGER meant_blanking BEFORE UPDATE ON case_log FOR EACH STATEMENT
    WHEN (current_setting('khoto.rotating', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION refuse_unless_blanking()
""",
    "DROP TRIGGER only_blanking ON case_log",
    """
CREATE TRIGGER only_blanking BEFORE UPDATE ON case_log
    FOR EACH ROW WHEN (NOT is_sealed_anew(OLD, NEW))
    EXECUTE FUNCTION allow_blanking_of_case_log()
""",
)


def upgrade() -> None:
    """Make the list of keys. No row is rewritten here: that is done in small steps, later."""
    for statement in STATEMENTS:
        op.execute(statement)
