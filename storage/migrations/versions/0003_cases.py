"""Cases with their parts, referrals, attachments and a history that cannot be rewritten."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    """
CREATE TABLE cases (
    id UUID NOT NULL,
    number TEXT NOT NULL,
    reporter_id UUID NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    subtype TEXT,
    confidence DOUBLE PRECISION NOT NULL,
    urgency INTEGER NOT NULL,
    place JSONB NOT NULL,
    province_code TEXT GENERATED ALWAYS AS (place ->> 'province_code') STORED NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    secondary TEXT[] DEFAULT '{}' NOT NULL,
    flags TEXT[] DEFAULT '{}' NOT NULL,
    people_count BIGINT,
    amounts JSONB DEFAULT '[]'::jsonb NOT NULL,
    evidence JSONB DEFAULT '[]'::jsonb NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    decided_by TEXT DEFAULT 'machine' NOT NULL,
    model_version TEXT DEFAULT '' NOT NULL,
    affected_consent TEXT NOT NULL,
    mentor_id UUID,
    question_text TEXT,
    question_by UUID,
    question_at TIMESTAMP WITH TIME ZONE,
    rating INTEGER,
    closing TEXT,
    result TEXT NOT NULL,
    CONSTRAINT pk_cases PRIMARY KEY (id),
    CONSTRAINT ck_cases_state CHECK (state IN ('answered', 'closed', 'forwarded',
        'in_progress', 'screening', 'withdrawn')),
    CONSTRAINT ck_cases_kind CHECK (kind IN ('chitchat', 'need', 'problem', 'question',
        'spam', 'status', 'volunteer_admin')),
    CONSTRAINT ck_cases_category CHECK (category IN ('employment', 'out_of_scope',
        'protection', 'skills', 'social_security', 'unclear')),
    CONSTRAINT ck_cases_secondary CHECK (secondary <@ ARRAY['employment',
        'out_of_scope', 'protection', 'skills', 'social_security', 'unclear']::text[]),
    CONSTRAINT ck_cases_flags CHECK (flags <@ ARRAY['child_labour', 'deadline_soon',
        'disabled', 'drug_in_workplace', 'elderly', 'ex_prisoner',
        'government_contract', 'informal_worker', 'mass_layoff', 'migrant_worker',
        'official_misconduct', 'pregnant', 'retaliation_fear', 'scam_in_progress',
        'self_harm', 'serious_injury', 'trafficking_forced_labour',
        'violence_or_harassment', 'wage_theft_many', 'workplace_death',
        'young_worker']::text[]),
    CONSTRAINT ck_cases_decided_by CHECK (decided_by IN ('desk', 'machine', 'reporter')),
    CONSTRAINT ck_cases_affected_consent CHECK (affected_consent IN ('agreed',
        'not_yet', 'self')),
    CONSTRAINT ck_cases_closing CHECK (closing IN ('confirmed', 'silence')),
    CONSTRAINT ck_cases_urgency CHECK (urgency BETWEEN 0 AND 2),
    CONSTRAINT ck_cases_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT ck_cases_rating CHECK (rating BETWEEN 1 AND 5),
    CONSTRAINT ck_cases_people_count CHECK (people_count >= 0),
    CONSTRAINT ck_cases_question CHECK (num_nulls(question_text, question_by,
        question_at) IN (0, 3)),
    CONSTRAINT uq_cases_number UNIQUE (number),
    CONSTRAINT fk_cases_reporter_id_people FOREIGN KEY(reporter_id) REFERENCES people (id),
    CONSTRAINT fk_cases_mentor_id_people FOREIGN KEY(mentor_id) REFERENCES people (id),
    CONSTRAINT fk_cases_question_by_people FOREIGN KEY(question_by) REFERENCES people (id)
)
""",
    """
CREATE INDEX ix_cases_asked ON cases (reporter_id) WHERE question_at IS NOT NULL
""",
    """
    CREATE INDEX ix_cases_open ON cases (province_code, created_at) WHERE state IN
        ('forwarded', 'in_progress', 'screening')
""",
    """
CREATE INDEX ix_cases_reporter ON cases (reporter_id, created_at)
""",
    """
    CREATE INDEX ix_cases_screening ON cases (province_code, urgency, created_at) WHERE
        state = 'screening'
""",
    """
CREATE TABLE case_parts (
    case_id UUID NOT NULL,
    position INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_case_parts PRIMARY KEY (case_id, position),
    CONSTRAINT fk_case_parts_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id)
)
""",
    """
CREATE INDEX ix_case_parts_message_id ON case_parts (message_id)
""",
    """
CREATE TABLE referrals (
    id UUID NOT NULL,
    case_id UUID NOT NULL,
    position INTEGER NOT NULL,
    agency TEXT NOT NULL,
    office_id TEXT NOT NULL,
    office_name TEXT NOT NULL,
    state TEXT NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    officer_id UUID,
    result TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_referrals PRIMARY KEY (id),
    CONSTRAINT ck_referrals_agency CHECK (agency IN ('dlpw', 'doe', 'dsd', 'mol_ops',
        'sso')),
    CONSTRAINT ck_referrals_state CHECK (state IN ('accepted', 'done', 'in_progress',
        'returned', 'sent')),
    CONSTRAINT fk_referrals_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id),
    CONSTRAINT fk_referrals_officer_id_people FOREIGN KEY(officer_id) REFERENCES people (id)
)
""",
    """
CREATE INDEX ix_referrals_case_id ON referrals (case_id)
""",
    """
    CREATE INDEX ix_referrals_open ON referrals (case_id, agency) WHERE state IN
        ('accepted', 'in_progress', 'sent')
""",
    """
CREATE TABLE case_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    case_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_id UUID,
    action TEXT NOT NULL,
    detail TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_case_log PRIMARY KEY (id),
    CONSTRAINT fk_case_log_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id)
)
""",
    """
CREATE INDEX ix_case_log_case ON case_log (case_id, id)
""",
    """
CREATE TABLE case_counters (
    province_code TEXT NOT NULL,
    year_be INTEGER NOT NULL,
    last_serial INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_case_counters PRIMARY KEY (province_code, year_be)
)
""",
    """
CREATE TABLE attachments (
    id UUID NOT NULL,
    message_id TEXT NOT NULL,
    conversation_key TEXT NOT NULL,
    case_id UUID,
    kind TEXT NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    place JSONB,
    state TEXT DEFAULT 'waiting' NOT NULL,
    content_type TEXT DEFAULT '' NOT NULL,
    size BIGINT,
    attempts INTEGER DEFAULT 0 NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_owner TEXT,
    lease_until TIMESTAMP WITH TIME ZONE,
    reason TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (id),
    CONSTRAINT ck_attachments_kind CHECK (kind IN ('audio', 'file', 'image', 'location',
        'video')),
    CONSTRAINT ck_attachments_state CHECK (state IN ('erased', 'failed', 'stored',
        'waiting')),
    CONSTRAINT uq_attachments_message_id UNIQUE (message_id),
    CONSTRAINT fk_attachments_conversation_key_conversations FOREIGN
        KEY(conversation_key) REFERENCES conversations (key),
    CONSTRAINT fk_attachments_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id)
)
""",
    """
CREATE INDEX ix_attachments_case_id ON attachments (case_id)
""",
    """
CREATE INDEX ix_attachments_draft ON attachments (conversation_key) WHERE case_id IS NULL
""",
    """
CREATE INDEX ix_attachments_waiting ON attachments (next_at) WHERE state = 'waiting'
""",
    """
CREATE TABLE attachment_contents (
    attachment_id UUID NOT NULL,
    content BYTEA NOT NULL,
    CONSTRAINT pk_attachment_contents PRIMARY KEY (attachment_id),
    CONSTRAINT fk_attachment_contents_attachment_id_attachments FOREIGN
        KEY(attachment_id) REFERENCES attachments (id)
)
""",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)

    # Whoever may write the table may still not rewrite it: the history of a case is evidence.
    op.execute("""
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$
""")
    op.execute("""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()
""")
