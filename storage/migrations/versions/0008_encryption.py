"""Encryption at rest: the keys in use. What was plain before stays so until `keys rotate`."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"

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
    # A case's history is evidence: only the way its words are stored may change, by `keys rotate`,
    # and never back to plain.
    """
CREATE FUNCTION is_sealed_anew(before case_log, after case_log) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce(current_setting('khoto.rotating', true), '') = 'on'
       AND (starts_with(after.detail, 'sealed.1.') OR after.detail = before.detail)
       AND to_jsonb(after) - '{detail,salt}'::text[] = to_jsonb(before) - '{detail,salt}'::text[]
$$
""",
    "DROP TRIGGER append_only ON case_log",
    """
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON case_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
""",
)
# Where words of a line may be blanked there are two triggers already, which say what else may not.
BLANKING = sa.text("SELECT to_regproc('allow_blanking_of_case_log') IS NOT NULL")
WHERE_BLANKED = (
    "DROP TRIGGER meant_blanking ON case_log",
    """
CREATE TRIGGER meant_blanking BEFORE UPDATE ON case_log FOR EACH STATEMENT
    WHEN (current_setting('khoto.rotating', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION refuse_unless_blanking()
""",
    "DROP TRIGGER only_blanking ON case_log",
)
ONLY_SEALED = """
CREATE TRIGGER {name} BEFORE UPDATE ON case_log
    FOR EACH ROW WHEN (NOT is_sealed_anew(OLD, NEW)) EXECUTE FUNCTION {refuse}()
"""


def upgrade() -> None:
    """Make the list of keys. No row is rewritten here: that is done in small steps, later."""
    for statement in STATEMENTS:
        op.execute(statement)
    if op.get_bind().scalar(BLANKING):
        for statement in WHERE_BLANKED:
            op.execute(statement)
        op.execute(ONLY_SEALED.format(name="only_blanking", refuse="allow_blanking_of_case_log"))
    else:
        op.execute(ONLY_SEALED.format(name="only_sealing_anew", refuse="refuse_rewriting"))
