"""Labelled messages read from a file, and what the reader made of each of them."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.categories import SERVICE_CATEGORIES, SUBTYPES, Category, Flag, Kind, Urgency
from casework.reading import Reading, sureness
from nlp import corpus_file, pipeline

OTHER = "other"
CLASSES = (*(str(c) for c in SERVICE_CATEGORIES), OTHER)
_URGENCIES = tuple(urgency.name.lower() for urgency in Urgency)
_KNOWN = {*CLASSES, *map(str, Category), *map(str, Kind)}


@dataclass(frozen=True)
class Truth:
    """A message and its labels; what the file did not say is None."""

    text: str
    primary: str  # one of CLASSES
    labels: tuple[str, ...]  # all classes a desk could rightly route to
    subtype: str | None = None
    flags: frozenset[str] | None = None
    secondary: frozenset[str] | None = None
    urgency: Urgency | None = None


@dataclass(frozen=True)
class Judged:
    """A message with its truth and what the reader made of it."""

    truth: Truth
    reading: Reading
    milliseconds: float

    @property
    def ranked(self) -> list[tuple[str, float]]:
        """The five classes with their probabilities, most likely first."""
        sums = dict.fromkeys(CLASSES, 0.0)
        for candidate in self.reading.candidates:
            sums[class_of(str(candidate.category))] += candidate.probability
        # Whatever the reader would show first stays first: sums must not outvote it.
        chosen = class_of(str(self.reading.category))
        return sorted(sums.items(), key=lambda item: (item[0] != chosen, -item[1]))

    @property
    def confidence(self) -> float:
        """How sure the reader is of the predicted class, 0 to 1."""
        return self.reading.confidence if self.predicted != OTHER else self.ranked[0][1]

    @property
    def sureness(self) -> float:
        """How sure it is that nobody need be asked, 0 to 1."""
        return sureness(self.reading.category, self.reading.confidence)

    @property
    def predicted(self) -> str:
        """The class the reader says."""
        return self.ranked[0][0]

    @property
    def is_right(self) -> bool:
        """Whether that is the true class."""
        return self.predicted == self.truth.primary

    @property
    def is_acceptable(self) -> bool:
        """Whether a desk could rightly route the message there."""
        return self.predicted in (self.truth.primary, *self.truth.labels)


def class_of(name: str) -> str:
    """The class that a category, or a kind without an office, counts as."""
    return name if name in CLASSES else OTHER


def judge(truths: Iterable[Truth]) -> list[Judged]:
    """The reader's answer to every message, timed."""
    judged = []
    for truth in truths:
        start = time.perf_counter()
        reading = pipeline.read(truth.text)
        judged.append(Judged(truth, reading, (time.perf_counter() - start) * 1000))
    return judged


def own_test_split() -> list[Truth]:
    """The corpus's messages that are for testing only."""
    return [_of_corpus(row) for row in corpus_file.read_corpus() if row.split == corpus_file.TEST]


def _of_corpus(row: corpus_file.Labelled) -> Truth:
    primary = class_of(str(row.primary))
    return Truth(
        text=row.text,
        primary=primary,
        labels=(primary,),
        subtype=row.subtype,
        flags=frozenset(str(flag) for flag in row.flags),
        secondary=frozenset(str(category) for category in row.secondary),
        urgency=row.urgency,
    )


def read_labelled(path: Path) -> list[Truth]:
    """Messages of a JSON Lines file: `text`, `primary`; perhaps `labels`, `subtype`, `flags`,
    `secondary`, `urgency`.

    Raises ValueError naming file and line of the first fault, or that there is no message.
    """
    truths = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            truths.append(_truth(json.loads(line.decode("utf-8-sig"))))
        except UnicodeDecodeError:
            raise ValueError(f"{path.name}:{number}: not UTF-8 text") from None
        except json.JSONDecodeError as fault:
            raise ValueError(f"{path.name}:{number}: not JSON ({fault.msg})") from None
        except RecursionError:
            raise ValueError(f"{path.name}:{number}: nested too deeply") from None
        except ValueError as fault:
            raise ValueError(f"{path.name}:{number}: {fault}") from None
    if not truths:
        raise ValueError(f"{path.name}: no message in it")
    return truths


def _truth(row: Any) -> Truth:
    if not isinstance(row, dict):
        raise ValueError("not an object with `text` and `primary`")
    for field in ("text", "primary"):
        if not isinstance(row.get(field), str):
            raise ValueError(f"`{field}` is missing or not a text")
    primary = _known_class(row["primary"])
    subtype = row.get("subtype")
    if subtype is not None and subtype not in SUBTYPES:
        raise ValueError(f"`subtype`: {subtype!r} is none")
    flags = _names(row, "flags", {str(flag) for flag in Flag})
    secondary = _names(row, "secondary", set(CLASSES))
    labels = _names(row, "labels", _KNOWN) or frozenset()
    urgency = row.get("urgency")
    if urgency is not None and urgency not in _URGENCIES:
        raise ValueError(f"`urgency`: {urgency!r} is none of {', '.join(_URGENCIES)}")
    return Truth(
        text=row["text"],
        primary=primary,
        labels=tuple(sorted(class_of(label) for label in labels)) or (primary,),
        subtype=subtype,
        flags=flags,
        secondary=secondary,
        urgency=None if urgency is None else Urgency[urgency.upper()],
    )


def _known_class(name: str) -> str:
    if name not in _KNOWN:
        raise ValueError(f"`primary`: {name!r} is none of {', '.join(CLASSES)}")
    return class_of(name)


def _names(row: dict[str, Any], field: str, known: set[str]) -> frozenset[str] | None:
    """The names of a list field, or None without one."""
    found = row.get(field)
    if found is None:
        return None
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise ValueError(f"`{field}` is not a list of names")
    if unknown := sorted(set(found) - known):
        raise ValueError(f"`{field}`: {unknown[0]!r} is none")
    return frozenset(found)
