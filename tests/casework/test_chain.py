"""Whatever is done to one line of a history, the chain tells it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from casework.chain import (
    BEGINNING,
    Break,
    Link,
    Seal,
    SealChain,
    detail_hash,
    faults_of_case,
    link_hash,
    seal_hash,
)

CASE = UUID(int=1)
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DETAILS = st.lists(WORDS, min_size=2, max_size=8)


def chained(details: Sequence[str]) -> tuple[list[Link], list[Seal]]:
    """A whole history, a line for each detail."""
    links: list[Link] = []
    seals: list[Seal] = []
    previous, head = BEGINNING, BEGINNING
    for n, detail in enumerate(details, start=1):
        salt = bytes([n]) * 16
        at, actor = NOW + timedelta(minutes=n), UUID(int=n) if n % 2 else None
        its_hash = link_hash(previous, CASE, at, actor, "seen", detail_hash(salt, detail))
        links.append(
            Link(
                n,
                CASE,
                at,
                actor,
                "seen",
                detail,
                salt,
                detail_hash(salt, detail),
                previous,
                its_hash,
            )
        )
        head = seal_hash(head, n, its_hash)
        seals.append(Seal(n, n, CASE, its_hash, head))
        previous = its_hash
    return links, seals


def blanked(link: Link) -> Link:
    return replace(link, detail="", salt=None, blanked_at=NOW)


@given(DETAILS)
def test_what_was_written_is_whole(details: list[str]) -> None:
    links, seals = chained(details)
    assert faults_of_case(CASE, links, seals) == ()
    assert faults_of_case(CASE, [blanked(each) for each in links], seals) == ()


CHANGES: dict[str, Callable[[Any], Any]] = {
    "at": lambda at: at + timedelta(microseconds=1),
    "actor_id": lambda actor: UUID(int=99) if actor is None else None,
    "action": lambda action: action + "!",
    "detail": lambda detail: detail + "!",
    "case_id": lambda case_id: UUID(int=77),
    "salt": lambda salt: b"0" * 16,
    "detail_hash": lambda hash_: b"1" * 32,
    "previous": lambda hash_: b"2" * 32,
    "hash": lambda hash_: b"3" * 32,
    "blanked_at": lambda at: NOW,
}


@given(DETAILS, st.data(), st.sampled_from(sorted(CHANGES)))
def test_one_change_is_found_and_told_where(
    details: list[str], data: st.DataObject, field: str
) -> None:
    links, seals = chained(details)
    n = data.draw(st.integers(0, len(links) - 1))
    changed = {field: CHANGES[field](getattr(links[n], field))}
    links[n] = replace(links[n], **changed)
    (fault,) = faults_of_case(CASE, links, seals)
    assert (fault.what, fault.line, fault.log_id) == (Break.CHANGED, n + 1, n + 1)


@given(DETAILS, st.data())
def test_a_change_hashed_anew_is_found(details: list[str], data: st.DataObject) -> None:
    links, seals = chained(details)
    n = data.draw(st.integers(0, len(links) - 1))
    forged, _ = chained([*details[:n], details[n] + "!", *details[n + 1 :]])
    found = faults_of_case(CASE, [*links[:n], *forged[n:]], seals)
    assert [fault.line for fault in found] == list(range(n + 1, len(links) + 1))


@given(DETAILS, st.data())
def test_a_line_removed_is_found_with_and_without_its_seal(
    details: list[str], data: st.DataObject
) -> None:
    links, seals = chained(details)
    n = data.draw(st.integers(0, len(links) - 1))
    del links[n]
    (fault,) = faults_of_case(CASE, links, seals)
    assert (fault.what, fault.line) == (Break.MISSING, n + 1)
    position, head = seals[-1].position, seals[-1].hash
    del seals[n]
    chain = SealChain()
    found = faults_of_case(CASE, links, seals) + chain.follow(seals) + chain.end(position, head)
    assert {fault.what for fault in found} == {Break.MISSING}


@given(DETAILS, st.data())
def test_two_lines_swapped_are_found(details: list[str], data: st.DataObject) -> None:
    links, seals = chained(details)
    numbers = st.integers(0, len(links) - 1)
    n, m = data.draw(st.lists(numbers, min_size=2, max_size=2, unique=True))
    links[n], links[m] = replace(links[m], id=links[n].id), replace(links[n], id=links[m].id)
    found = faults_of_case(CASE, links, seals)
    assert {(fault.what, fault.line) for fault in found} == {
        (Break.REORDERED, n + 1),
        (Break.REORDERED, m + 1),
    }


@given(DETAILS, st.data())
def test_seals_swapped_or_changed_are_found(details: list[str], data: st.DataObject) -> None:
    _, seals = chained(details)
    position, head = seals[-1].position, seals[-1].hash
    n = data.draw(st.integers(0, len(seals) - 1))
    forged = {"log_id": 99, "link_hash": b"x", "hash": b"y"}
    field = data.draw(st.sampled_from(sorted(forged)))
    seals[n] = replace(seals[n], **{field: forged[field]})  # type: ignore[arg-type]
    chain = SealChain()
    assert chain.follow(seals) + chain.end(position, head)


@given(DETAILS, st.integers(1, 9))
def test_lines_nobody_sealed_are_found(details: list[str], more: int) -> None:
    links, seals = chained(details)
    added, _ = chained(["x"] * (len(details) + more))
    found = faults_of_case(CASE, [*links, *added[len(links) :]], seals)
    assert [fault.what for fault in found] == [Break.ADDED] * more


def test_a_head_that_knows_more_or_less_is_found() -> None:
    _, seals = chained(["a", "b"])
    for position, head, what in (
        (3, b"x", Break.MISSING),
        (1, seals[0].hash, Break.ADDED),
        (2, b"x", Break.CHANGED),
    ):
        chain = SealChain()
        assert chain.follow(seals) == ()
        assert [fault.what for fault in chain.end(position, head)] == [what]


def test_a_blanked_line_holds_no_words() -> None:
    links, seals = chained(["ความลับ", "b"])
    links[0] = replace(blanked(links[0]), detail="อื่น")
    assert [fault.what for fault in faults_of_case(CASE, links, seals)] == [Break.CHANGED]
