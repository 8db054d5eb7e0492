"""PostgreSQL: tables, migrations, inbox, outbox, timers, people, cases, audit.

Every function takes a Session first and never commits: transactions are the caller's, through
`transaction(engine)`. Nothing outside this folder knows SQLAlchemy.
"""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage.door import seen_by
from storage.engine import (
    RacedAway,
    UnsupportedDatabase,
    for_single_statements,
    is_passing,
    is_transient,
    is_unusable,
    open_engine,
    savepoint,
    transaction,
)
from storage.prepared import prepared_alone
from storage.roles import PersonRoleMissing
from storage.sealing import KeyMissing, KeyRing, SealBroken, SealingFault

__all__ = [
    "Engine",
    "KeyMissing",
    "KeyRing",
    "PersonRoleMissing",
    "RacedAway",
    "SealBroken",
    "SealingFault",
    "Session",
    "UnsupportedDatabase",
    "for_single_statements",
    "is_passing",
    "is_transient",
    "is_unusable",
    "open_engine",
    "prepared_alone",
    "savepoint",
    "seen_by",
    "transaction",
]
