"""The tables, story by story."""

from storage.tables.base import Base
from storage.tables.cases import (
    AttachmentContentRow,
    AttachmentRow,
    CaseCounterRow,
    CaseLogHeadRow,
    CaseLogRow,
    CaseLogSealRow,
    CasePartRow,
    CaseRow,
    ReferralRow,
)
from storage.tables.corrections import CorrectionRow
from storage.tables.inbox import ConversationRow, InboxRow
from storage.tables.keys import EncryptionKeyRow
from storage.tables.operators import LedgerDayRow, OperatorLogRow
from storage.tables.outbox import JournalRow, OutboxRow, TimerRow
from storage.tables.people import InvitationRow, OfficeRow, PersonRow, StampKeyRow

__all__ = [
    "AttachmentContentRow",
    "AttachmentRow",
    "Base",
    "CaseCounterRow",
    "CaseLogHeadRow",
    "CaseLogRow",
    "CaseLogSealRow",
    "CasePartRow",
    "CaseRow",
    "ConversationRow",
    "CorrectionRow",
    "EncryptionKeyRow",
    "InboxRow",
    "InvitationRow",
    "JournalRow",
    "LedgerDayRow",
    "OfficeRow",
    "OperatorLogRow",
    "OutboxRow",
    "PersonRow",
    "ReferralRow",
    "StampKeyRow",
    "TimerRow",
]
