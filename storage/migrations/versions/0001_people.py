"""The people, the codes they join with, and the offices."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
CREATE TABLE people (
    id UUID NOT NULL,
    line_user_id TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    roles TEXT[] DEFAULT '{}' NOT NULL,
    area JSONB,
    province_code TEXT GENERATED ALWAYS AS (area ->> 'province_code') STORED,
    agency TEXT,
    term_start DATE,
    term_end DATE,
    consented_at TIMESTAMP WITH TIME ZONE,
    applied_at TIMESTAMP WITH TIME ZONE,
    blocked BOOLEAN DEFAULT false NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_roles CHECK (roles <@ ARRAY['citizen', 'mentor', 'officer',
        'operator', 'volunteer']::text[]),
    CONSTRAINT ck_people_agency CHECK (agency IN ('dlpw', 'doe', 'dsd', 'mol_ops', 'sso')),
    CONSTRAINT ck_people_term CHECK (term_end >= term_start),
    CONSTRAINT uq_people_line_user_id UNIQUE (line_user_id)
)
""",
    """
CREATE INDEX ix_people_serving ON people (province_code) WHERE roles <> '{}'::text[]
""",
    """
CREATE TABLE invitations (
    code TEXT NOT NULL,
    role TEXT NOT NULL,
    area JSONB NOT NULL,
    agency TEXT,
    made_by UUID,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_by UUID,
    used_at TIMESTAMP WITH TIME ZONE,
    name TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_invitations PRIMARY KEY (code),
    CONSTRAINT ck_invitations_role CHECK (role IN ('citizen', 'mentor', 'officer',
        'operator', 'volunteer')),
    CONSTRAINT ck_invitations_agency CHECK (agency IN ('dlpw', 'doe', 'dsd', 'mol_ops',
        'sso')),
    CONSTRAINT ck_invitations_used CHECK (used_by IS NULL OR used_at IS NOT NULL),
    CONSTRAINT fk_invitations_made_by_people FOREIGN KEY(made_by) REFERENCES people (id),
    CONSTRAINT fk_invitations_used_by_people FOREIGN KEY(used_by) REFERENCES people (id)
)
""",
    """
CREATE TABLE offices (
    id TEXT NOT NULL,
    agency TEXT NOT NULL,
    province_code TEXT NOT NULL,
    name TEXT NOT NULL,
    area TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    line TEXT DEFAULT '' NOT NULL,
    valid_from DATE,
    CONSTRAINT pk_offices PRIMARY KEY (id),
    CONSTRAINT ck_offices_agency CHECK (agency IN ('dlpw', 'doe', 'dsd', 'mol_ops', 'sso'))
)
""",
    """
CREATE INDEX ix_offices_province_code ON offices (province_code)
""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
