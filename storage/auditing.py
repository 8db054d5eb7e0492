"""Looking whether the histories of cases still are what was written (casework/chain.py)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Select, func, select, text, tuple_
from sqlalchemy.orm import Session, defer

from casework.chain import BEGINNING, Fault, Link, Seal, SealChain, faults_of_case
from storage.sealing import SealBroken
from storage.tables import CaseLogHeadRow, CaseLogRow, CaseLogSealRow

TOGETHER = 2_000  # rows read at a time


@dataclass(frozen=True)
class Found:
    """What a look at the chain found. `head` is the newest seal: note it elsewhere.

    `blanked` counts lines whose words were blanked, the last time at `blanked_last` (UTC).
    """

    faults: tuple[Fault, ...]
    lines: int
    cases: int
    blanked: int
    blanked_last: datetime | None
    head: tuple[int, bytes]


def verify(session: Session, case_id: UUID | None = None) -> Found:
    """Look at every line, or at those of one case. Call it first thing in a transaction.

    For one case the chain over all cases is not followed. Raises KeyMissing.
    """
    # Lines and seals of one moment, however long the look takes.
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    faults: list[Fault] = []
    lines = cases = 0
    for each, links, seals in _by_case(session, case_id):
        faults += faults_of_case(each, links, seals)
        lines, cases = lines + len(links), cases + 1
    head = session.scalar(select(CaseLogHeadRow))
    position, hash_ = (head.position, head.hash) if head else (0, BEGINNING)
    if case_id is None:
        chain = SealChain()
        for seals in _seals_in_order(session):
            faults += chain.follow(seals)
        faults += chain.end(position, hash_)
    blanked = select(func.count(), func.max(CaseLogRow.blanked_at)).where(
        CaseLogRow.blanked_at.is_not(None)
    )
    if case_id is not None:
        blanked = blanked.where(CaseLogRow.case_id == case_id)
    count, last = session.execute(blanked).one()
    return Found(tuple(faults), lines, cases, count, last, (position, hash_))


def seal_at(session: Session, position: int) -> bytes | None:
    """The hash of the seal with that position: what the head was then. None: there is none."""
    return session.scalar(select(CaseLogSealRow.hash).where(CaseLogSealRow.position == position))


def _by_case(
    session: Session, case_id: UUID | None
) -> Iterator[tuple[UUID, list[Link], list[Seal]]]:
    """Case by case: lines and seals, also where there are only the one or the other."""
    lines = groupby(_links(session, case_id), key=lambda link: link.case_id)
    seals = groupby(_seals_by_case(session, case_id), key=lambda seal: seal.case_id)
    line, seal = next(lines, None), next(seals, None)
    while line or seal:
        first = min(each[0] for each in (line, seal) if each)
        links: list[Link] = []
        sealed: list[Seal] = []
        if line and line[0] == first:
            links, line = list(line[1]), next(lines, None)
        if seal and seal[0] == first:
            sealed, seal = list(seal[1]), next(seals, None)
        yield first, links, sealed


def _links(session: Session, case_id: UUID | None) -> Iterator[Link]:
    query = select(CaseLogRow).order_by(CaseLogRow.case_id, CaseLogRow.id).limit(TOGETHER)
    if case_id is not None:
        query = query.where(CaseLogRow.case_id == case_id)
    links = _some_links(session, query)
    while links:
        yield from links
        after = tuple_(CaseLogRow.case_id, CaseLogRow.id) > (links[-1].case_id, links[-1].id)
        links = _some_links(session, query.where(after))


def _some_links(session: Session, query: Select[CaseLogRow]) -> list[Link]:
    try:
        return [_link(row, row.detail, row.salt) for row in session.scalars(query)]
    except SealBroken:
        wordless = query.options(defer(CaseLogRow.detail), defer(CaseLogRow.salt))
        return [_opened(row) for row in session.scalars(wordless).all()]
    finally:
        session.expunge_all()


def _opened(row: CaseLogRow) -> Link:
    try:
        return _link(row, row.detail, row.salt)  # read from the database here, one by one
    except SealBroken:
        return _link(row, None, None)


def _seals_by_case(session: Session, case_id: UUID | None) -> Iterator[Seal]:
    key = tuple_(CaseLogSealRow.case_id, CaseLogSealRow.position)
    query = select(CaseLogSealRow).where(CaseLogSealRow.position.is_not(None)).limit(TOGETHER)
    query = query.order_by(CaseLogSealRow.case_id, CaseLogSealRow.position)
    if case_id is not None:
        query = query.where(CaseLogSealRow.case_id == case_id)
    rows = session.scalars(query).all()
    while rows:
        yield from map(_seal, rows)
        after = key > (rows[-1].case_id, rows[-1].position)
        session.expunge_all()
        rows = session.scalars(query.where(after)).all()


def _seals_in_order(session: Session) -> Iterator[list[Seal]]:
    query = select(CaseLogSealRow).where(CaseLogSealRow.position.is_not(None))
    query = query.order_by(CaseLogSealRow.position).limit(TOGETHER)
    rows = session.scalars(query).all()
    while rows:
        yield [_seal(row) for row in rows]
        session.expunge_all()
        rows = session.scalars(query.where(CaseLogSealRow.position > rows[-1].position)).all()


def _link(row: CaseLogRow, detail: str | None, salt: bytes | None) -> Link:
    return Link(
        id=row.id,
        case_id=row.case_id,
        at=row.at,
        actor_id=row.actor_id,
        action=row.action,
        detail=detail,
        salt=salt,
        detail_hash=row.detail_hash,
        previous=row.previous,
        hash=row.hash,
        blanked_at=row.blanked_at,
    )


def _seal(row: CaseLogSealRow) -> Seal:
    assert row.position is not None and row.hash is not None  # the queries leave others out
    return Seal(row.position, row.log_id, row.case_id, row.link_hash, row.hash)
