"""The corpus: messages with their labels, read, checked and split.

Rows of one situation stay together: its hash says whether it trains, develops or tests.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.categories import (
    KINDS_WITHOUT_OFFICE,
    SUBTYPES,
    Category,
    Flag,
    Kind,
    Urgency,
    said_already,
)

CORPUS_PATH = Path(__file__).parent / "corpus"
TRAIN, DEVELOP, TEST = "train", "develop", "test"
_FIELDS = {
    "id", "situation", "text", "kind", "primary", "subtype", "secondary", "flags", "urgency",
}  # fmt: skip
_OPTIONAL = {"spans", "teaches_subtype"}
# The challenge, and messages made to mislead: nothing is learnt from files named so.
MEASURING_ONLY = ("challenge", "hard_")
SPAN_KINDS = frozenset({"place", "people", "amount", "date", "employer"})


@dataclass(frozen=True)
class Labelled:
    """One message of the corpus with its labels."""

    id: str
    situation: str
    text: str
    kind: Kind
    primary: Category
    subtype: str | None
    secondary: tuple[Category, ...]
    flags: frozenset[Flag]
    urgency: Urgency
    spans: tuple[tuple[str, str], ...] = ()  # (kind, words of the text)
    teaches_subtype: bool = True  # not where its matter is there by chance, to sound like a danger

    @property
    def split(self) -> str:
        """train, develop or test: 86, 7 and 7 of a hundred situations."""
        number = int(hashlib.sha256(self.situation.encode()).hexdigest()[:8], 16) % 100
        return TRAIN if number < 86 else DEVELOP if number < 93 else TEST


def corpus_files(path: Path = CORPUS_PATH) -> list[Path]:
    """The corpus files in a fixed order, without those that are for measuring only."""
    return sorted(p for p in path.glob("*.jsonl") if not p.stem.startswith(MEASURING_ONLY))


def read_corpus(path: Path = CORPUS_PATH) -> list[Labelled]:
    """All messages in a fixed order. Raises ValueError naming file and line of the first fault."""
    return [row for file in corpus_files(path) for row in read_file(file)]


def read_file(file: Path) -> Iterable[Labelled]:
    """Messages of one file, checked."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError("not an object")
            yield _labelled(row)
        except (ValueError, KeyError, TypeError) as fault:
            raise ValueError(f"{file.name}:{number}: {fault}") from fault


def _labelled(row: dict[str, Any]) -> Labelled:
    if missing := _FIELDS - row.keys():
        raise ValueError(f"fields missing: {sorted(missing)}")
    if unknown := row.keys() - _FIELDS - _OPTIONAL:
        raise ValueError(f"unknown fields: {sorted(unknown)}")
    primary, subtype = Category(row["primary"]), row["subtype"]
    if subtype is not None and SUBTYPES[subtype].category is not primary:
        raise ValueError(f"sub-type {subtype} does not belong to {primary}")
    if (
        subtype is None
        and primary is not Category.UNCLEAR
        and row["kind"] not in KINDS_WITHOUT_OFFICE
    ):
        raise ValueError("a sub-type is missing")
    if not row["text"].strip():
        raise ValueError("the text is empty")
    flags = frozenset(Flag(name) for name in row["flags"])
    if said_twice := flags & said_already(flags):
        raise ValueError(f"another flag says {sorted(said_twice)} already")
    return Labelled(
        id=row["id"],
        situation=row["situation"],
        text=row["text"],
        kind=Kind(row["kind"]),
        primary=primary,
        subtype=subtype,
        secondary=tuple(Category(name) for name in row["secondary"]),
        flags=flags,
        urgency=Urgency[row["urgency"].upper()],
        spans=tuple(_span(span, row["text"]) for span in row.get("spans", ())),
        teaches_subtype=_yes_or_no(row.get("teaches_subtype", True)),
    )


def _span(span: dict[str, str], text: str) -> tuple[str, str]:
    kind, words = span["kind"], span["text"]
    if kind not in SPAN_KINDS:
        raise ValueError(f"{kind} is no kind of span")
    if not words or words not in text:
        raise ValueError(f"the span {words!r} is not in the text")
    return kind, words


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def corpus_hash(rows: Iterable[Labelled]) -> str:
    """Changes when any message or label does."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr((row.id, row.text, row.kind, row.primary, row.subtype)).encode())
        digest.update(repr((row.secondary, sorted(row.flags), row.urgency)).encode())
        digest.update(b"" if row.teaches_subtype else b"flags only")
    return digest.hexdigest()[:16]
