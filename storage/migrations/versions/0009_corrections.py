"""What people put right in the reader's word, and the reader's own word on each case."""

from alembic import op

revision = "0009"
down_revision = "0008"

CATEGORIES = (
    """'employment', 'out_of_scope', 'protection', 'skills', 'social_security', 'unclear'"""
)
FLAGS = """'child_labour', 'deadline_soon', 'disabled',
        'drug_in_workplace', 'elderly', 'ex_prisoner', 'government_contract', 'informal_worker',
        'mass_layoff', 'migrant_worker', 'official_misconduct', 'pregnant', 'retaliation_fear',
        'scam_in_progress', 'self_harm', 'serious_injury', 'trafficking_forced_labour',
        'violence_or_harassment', 'wage_theft_many', 'workplace_death', 'young_worker'"""

STATEMENTS = (
    """
ALTER TABLE cases ADD COLUMN read_category TEXT, ADD COLUMN read_subtype TEXT,
    ADD COLUMN read_confidence FLOAT
""",
    f"""
ALTER TABLE cases
    ADD CONSTRAINT ck_cases_read_category CHECK (read_category IN ({CATEGORIES})),
    ADD CONSTRAINT ck_cases_read_confidence CHECK (read_confidence BETWEEN 0 AND 1)
""",
    f"""
CREATE TABLE corrections (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    case_id UUID NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    old_category TEXT NOT NULL,
    old_subtype TEXT,
    old_by TEXT NOT NULL,
    new_category TEXT NOT NULL,
    new_subtype TEXT,
    secondary TEXT[] NOT NULL,
    flags TEXT[] NOT NULL,
    urgency INTEGER NOT NULL,
    read_category TEXT,
    read_subtype TEXT,
    read_confidence FLOAT,
    model_version TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    review TEXT DEFAULT 'waiting' NOT NULL,
    review_reason TEXT DEFAULT '' NOT NULL,
    reviewed_at TIMESTAMP WITH TIME ZONE,
    exported_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_corrections PRIMARY KEY (id),
    CONSTRAINT ck_corrections_kind CHECK (kind IN ('chitchat', 'need', 'problem', 'question',
        'spam', 'status', 'volunteer_admin')),
    CONSTRAINT ck_corrections_old_category CHECK (old_category IN ({CATEGORIES})),
    CONSTRAINT ck_corrections_old_by CHECK (old_by IN ('desk', 'machine', 'reporter')),
    CONSTRAINT ck_corrections_new_category CHECK (new_category IN ({CATEGORIES})),
    CONSTRAINT ck_corrections_secondary CHECK (secondary <@ ARRAY[{CATEGORIES}]::text[]),
    CONSTRAINT ck_corrections_flags CHECK (flags <@ ARRAY[{FLAGS}]::text[]),
    CONSTRAINT ck_corrections_read_category CHECK (read_category IN ({CATEGORIES})),
    CONSTRAINT ck_corrections_decided_by CHECK (decided_by IN ('citizen', 'mentor', 'officer',
        'operator', 'volunteer')),
    CONSTRAINT ck_corrections_review CHECK (review IN ('approved', 'rejected', 'waiting')),
    CONSTRAINT ck_corrections_urgency CHECK (urgency BETWEEN 0 AND 2),
    CONSTRAINT ck_corrections_read_confidence CHECK (read_confidence BETWEEN 0 AND 1),
    CONSTRAINT fk_corrections_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id)
        ON DELETE CASCADE
)
""",
    """
CREATE INDEX ix_corrections_case_id ON corrections (case_id)
""",
)


def upgrade() -> None:
    """Make the table and the columns."""
    for statement in STATEMENTS:
        op.execute(statement)
