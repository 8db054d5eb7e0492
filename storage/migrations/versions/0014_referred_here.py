"""An officer sees a case that was referred to their own office, not to one of another province.

The place of a case can be corrected to another province after an office gave it back. Officers of
that agency there saw it then, though it was never referred to them.
"""

from alembic import op

revision = "0014"
down_revision = "0013"

# As in step 0010, but that the office's province, the second part of its id, is looked at too.
STATEMENT = """
CREATE OR REPLACE FUNCTION was_referred_to_us(case_id uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    RETURN EXISTS (
        SELECT FROM referrals JOIN cases ON cases.id = referrals.case_id
         WHERE referrals.case_id = was_referred_to_us.case_id
           AND referrals.agency = nullif(current_setting('khoto.agency', true), '')
           AND split_part(referrals.office_id, '-', 2) = cases.province_code
           AND cases.province_code = nullif(current_setting('khoto.office', true), '')
    )
"""


def upgrade() -> None:
    """Put the narrower function in the place of the one before. No row is read or written."""
    op.execute(STATEMENT)
