"""Measure the reader on labelled messages: `evaluate(path)` prints a report and returns figures.

A line of the file has `text` and `primary` (employment, skills, protection, social_security,
other; out_of_scope, unclear and chitchat count as other), perhaps `labels`, `subtype`, `flags`.
"""

import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.categories import SERVICE_CATEGORIES
from casework.reading import Reading
from nlp import corpus_file, pipeline

OTHER = "other"
CLASSES = (*(str(c) for c in SERVICE_CATEGORIES), OTHER)
_BINS = 10
_WORST_SHOWN = 15


@dataclass(frozen=True)
class Judged:
    """A message with its truth and what the reader made of it."""

    text: str
    primary: str
    labels: tuple[str, ...]
    subtype: str | None
    flags: frozenset[str] | None
    reading: Reading
    milliseconds: float

    @property
    def ranked(self) -> list[tuple[str, float]]:
        """The five classes with their probabilities, most likely first."""
        sums = dict.fromkeys(CLASSES, 0.0)
        for candidate in self.reading.candidates:
            sums[_class_of(str(candidate.category))] += candidate.probability
        # Whatever the reader would show first stays first: sums must not outvote it.
        chosen = _class_of(str(self.reading.category))
        return sorted(sums.items(), key=lambda item: (item[0] != chosen, -item[1]))

    @property
    def confidence(self) -> float:
        """How sure the reader is of the predicted class, 0 to 1."""
        return self.reading.confidence if self.predicted != OTHER else self.ranked[0][1]

    @property
    def predicted(self) -> str:
        """The class the reader says."""
        return self.ranked[0][0]

    @property
    def is_right(self) -> bool:
        """Whether that is the true class."""
        return self.predicted == self.primary


def evaluate(
    path: Path | str | None = None, threshold: float | None = None, quiet: bool = False
) -> dict[str, Any]:
    """Figures on the file, or on the corpus's own test split when no path is given.

    Unless quiet, prints the report; its last line is the figures as one JSON object. `threshold`
    (0 to 1) is the confidence from which a message goes on by itself; the card's when not given.
    """
    rows = _own_test_split() if path is None else _rows_of(Path(path))
    judged = [_judge(row) for row in rows]
    at = _recommended_threshold() if threshold is None else threshold
    figures = _figures(judged, at)
    if not quiet:
        print(_report(judged, figures, at))
        print(json.dumps(figures, ensure_ascii=False))
    return figures


def _recommended_threshold() -> float:
    card = pipeline.current_card()
    return float(card.get("recommended_threshold", 0.7))


def _class_of(name: str) -> str:
    return name if name in CLASSES else OTHER


def _rows_of(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _own_test_split() -> list[dict[str, Any]]:
    return [
        {
            "text": row.text,
            "primary": str(row.primary),
            "subtype": row.subtype,
            "flags": [str(flag) for flag in row.flags],
        }
        for row in corpus_file.read_corpus()
        if row.split == corpus_file.TEST
    ]


def _judge(row: dict[str, Any]) -> Judged:
    start = time.perf_counter()
    reading = pipeline.read(row["text"])
    milliseconds = (time.perf_counter() - start) * 1000
    primary = _class_of(row["primary"])
    return Judged(
        text=row["text"],
        primary=primary,
        labels=tuple(_class_of(label) for label in row.get("labels", ())) or (primary,),
        subtype=row.get("subtype"),
        flags=frozenset(row["flags"]) if "flags" in row else None,
        reading=reading,
        milliseconds=milliseconds,
    )


def _figures(judged: Sequence[Judged], threshold: float) -> dict[str, Any]:
    n = max(1, len(judged))
    sure = [j for j in judged if j.confidence >= threshold]
    per_class = {name: _f1(judged, name) for name in CLASSES}
    present = [name for name in CLASSES if any(j.primary == name for j in judged)]
    figures: dict[str, Any] = {
        "n": len(judged),
        "accuracy": round(sum(j.is_right for j in judged) / n, 4),
        "macro_f1": round(statistics.fmean(per_class[c]["f1"] for c in present), 4)
        if present
        else 0.0,
        "top2_accuracy": round(
            sum(j.primary in [name for name, _ in j.ranked[:2]] for j in judged) / n, 4
        ),
        "acceptable": round(sum(j.predicted in (*j.labels, j.primary) for j in judged) / n, 4),
        "coverage": round(len(sure) / n, 4),
        "accuracy_at_coverage": round(sum(j.is_right for j in sure) / max(1, len(sure)), 4),
        "ece": round(_calibration_error(judged), 4),
        "median_ms": round(statistics.median(j.milliseconds for j in judged), 3) if judged else 0,
        "per_class": per_class,
    }
    return figures | _subtype_and_flag_figures(judged)


def _f1(judged: Sequence[Judged], name: str) -> dict[str, float]:
    hit = sum(j.predicted == name == j.primary for j in judged)
    said = sum(j.predicted == name for j in judged)
    true = sum(j.primary == name for j in judged)
    return {
        "precision": round(hit / said, 4) if said else 0.0,
        "recall": round(hit / true, 4) if true else 0.0,
        "f1": round(2 * hit / (said + true), 4) if said + true else 0.0,
        "n": true,
    }


def _calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error over ten equal bins of confidence (Naeini et al. 2015)."""
    error = 0.0
    for number in range(_BINS):
        low, high = number / _BINS, (number + 1) / _BINS
        inside = [j for j in judged if low < j.confidence <= high]
        if inside:
            right = statistics.fmean(j.is_right for j in inside)
            error += abs(right - statistics.fmean(j.confidence for j in inside)) * len(inside)
    return error / max(1, len(judged))


def _subtype_and_flag_figures(judged: Sequence[Judged]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    with_subtype = [j for j in judged if j.subtype]
    if with_subtype:
        right = sum(j.reading.subtype == j.subtype for j in with_subtype)
        figures["subtype_accuracy"] = round(right / len(with_subtype), 4)
    with_flags = [j for j in judged if j.flags is not None]
    if with_flags:
        hits = sum(len(j.flags & {str(f) for f in j.reading.flags}) for j in with_flags if j.flags)
        said = sum(len(j.reading.flags) for j in with_flags)
        true = sum(len(j.flags or ()) for j in with_flags)
        figures["flag_precision"] = round(hits / said, 4) if said else 0.0
        figures["flag_recall"] = round(hits / true, 4) if true else 0.0
    return figures


def _report(judged: Sequence[Judged], figures: dict[str, Any], threshold: float) -> str:
    lines = [f"{figures['n']} messages, accuracy {figures['accuracy']:.3f}, "]
    lines[0] += (
        f"macro-F1 {figures['macro_f1']:.3f}, in the first two {figures['top2_accuracy']:.3f}"
    )
    lines.append("class             precision  recall     F1      n")
    for name, scores in figures["per_class"].items():
        lines.append(
            f"{name:<17} {scores['precision']:9.3f} {scores['recall']:7.3f} "
            f"{scores['f1']:6.3f} {scores['n']:6}"
        )
    lines.append("confusion (true → read): " + _confusion(judged))
    lines.append(
        f"from confidence {threshold:.2f}: {figures['coverage']:.2f} of the messages, "
        f"{figures['accuracy_at_coverage']:.3f} of them right; "
        f"calibration error {figures['ece']:.3f}; median {figures['median_ms']:.2f} ms"
    )
    lines.append("worst mistakes:")
    wrong = sorted((j for j in judged if not j.is_right), key=lambda j: -j.confidence)
    lines += [_mistake(j) for j in wrong[:_WORST_SHOWN]]
    return "\n".join(lines)


def _confusion(judged: Sequence[Judged]) -> str:
    pairs = Counter((j.primary, j.predicted) for j in judged if not j.is_right)
    return ", ".join(f"{true}→{read} {count}" for (true, read), count in pairs.most_common())


def _mistake(j: Judged) -> str:
    words = [e.text for e in j.reading.evidence if e.supports == str(j.reading.category)]
    text = " ".join(j.text.split())[:90]
    return f"  {j.confidence:.2f} {j.primary}→{j.predicted}: {text}  [{' · '.join(words)}]"
