"""Row-level security: under a role that is not the owner, a person reads what is theirs to see.

The policies name no role, so that a dump can be restored where there is none yet: they hold for
whoever does not own the tables. Who may read a table at all stands in storage/roles.py.
"""

from alembic import op

revision = "0010"
down_revision = "0009"


def setting(name: str) -> str:
    """A setting of the door's (storage/door.py); null, which equals nothing, when it is not set."""
    return f"nullif(current_setting('khoto.{name}', true), '')"


def once(name: str) -> str:
    """The same, looked up once a query and not once a row."""
    return f"(SELECT {setting(name)})"


SEEN = f"""
    reporter_id = {once("person")}::uuid
    OR province_code = {once("desk")}
    OR (province_code = {once("office")} AND was_referred_to_us(id))
"""
OF_A_CASE = """
CREATE POLICY seen ON {table} FOR SELECT
    USING (EXISTS (SELECT FROM cases WHERE cases.id = {table}.case_id))
"""
STATEMENTS = (
    # A policy on cases cannot ask referrals, whose policy asks cases: this looks as the owner does.
    # It tells nothing but of the session's own office, whatever it is asked.
    f"""
CREATE FUNCTION was_referred_to_us(case_id uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    RETURN EXISTS (
        SELECT FROM referrals JOIN cases ON cases.id = referrals.case_id
         WHERE referrals.case_id = was_referred_to_us.case_id
           AND referrals.agency = {setting("agency")}
           AND cases.province_code = {setting("office")}
    )
""",
    "REVOKE ALL ON FUNCTION was_referred_to_us FROM PUBLIC",
    "ALTER TABLE cases ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY seen ON cases FOR SELECT USING ({SEEN})",
    # What is seen may be locked until the decision is kept, but never changed.
    "CREATE POLICY locked ON cases FOR UPDATE USING (true) WITH CHECK (false)",
    "ALTER TABLE attachment_contents ENABLE ROW LEVEL SECURITY",
    """
CREATE POLICY seen ON attachment_contents FOR SELECT USING (
    EXISTS (SELECT FROM attachments WHERE attachments.id = attachment_contents.attachment_id)
)
""",
    # Oneself; and for the desk of a province, who asked to become a volunteer there.
    "ALTER TABLE people ENABLE ROW LEVEL SECURITY",
    f"""
CREATE POLICY seen ON people FOR SELECT USING (
    id = {once("person")}::uuid OR (province_code = {once("desk")} AND applied_at IS NOT NULL)
)
""",
)


def upgrade() -> None:
    """Switch it on. No row is read or written."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in ("case_parts", "referrals", "case_log", "attachments"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(OF_A_CASE.format(table=table))
