"""Figures of a measured reader: F1, calibration, coverage, sub-types, flags, copies."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from casework.categories import EMERGENCY_FLAGS, Urgency
from nlp.judging import CLASSES, Judged

BINS = 10
_EMERGENCY = {Urgency.EMERGENCY.name}


def figures_of(judged: Sequence[Judged], threshold: float) -> dict[str, Any]:
    """All figures of the messages; `threshold` is how sure the reader must be to ask nobody.

    Figures of sub-types, flags, copies and urgency are there only where messages are labelled so.
    """
    sure = [j for j in judged if j.sureness >= threshold]
    per_class = {name: _f1_of_class(judged, name) for name in CLASSES}
    present = [name for name in CLASSES if any(j.truth.primary == name for j in judged)]
    figures: dict[str, Any] = {
        "n": len(judged),
        "accuracy": share(j.is_right for j in judged),
        "macro_f1": _mean(per_class[name]["f1"] for name in present),
        "top2_accuracy": share(
            j.truth.primary in [name for name, _ in j.ranked[:2]] for j in judged
        ),
        "acceptable": share(j.is_acceptable for j in judged),
        "coverage": round(len(sure) / max(1, len(judged)), 4),
        "accuracy_at_coverage": share(j.is_right for j in sure),
        "acceptable_at_coverage": share(j.is_acceptable for j in sure),
        "threshold": threshold,
        "ece": round(_calibration_error(judged), 4),
        "median_ms": round(statistics.median(j.milliseconds for j in judged), 3) if judged else 0,
        "per_class": per_class,
    }
    return figures | _subtypes(judged) | _flags(judged) | _copies(judged) | _urgencies(judged)


def share(answers: Iterable[bool]) -> float:
    """How many of the answers are yes, 0 to 1; 0 without any."""
    listed = list(answers)
    return round(sum(listed) / max(1, len(listed)), 4)


def calibration(judged: Sequence[Judged]) -> list[tuple[float, int, float, float]]:
    """Bins of confidence with messages in: upper end, count, mean confidence, share right."""
    rows = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [j for j in judged if low < j.confidence <= high]
        if inside:
            said = statistics.fmean(j.confidence for j in inside)
            rows.append((high, len(inside), said, share(j.is_right for j in inside)))
    return rows


def _calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error over the bins (Naeini et al. 2015)."""
    total = sum(count * abs(right - said) for _, count, said, right in calibration(judged))
    return total / max(1, len(judged))


def _f1_of_class(judged: Sequence[Judged], name: str) -> dict[str, float]:
    true = sum(j.truth.primary == name for j in judged)
    said = sum(j.predicted == name for j in judged)
    hit = sum(j.predicted == name == j.truth.primary for j in judged)
    return _scores(hit, said, true) | {"n": true}


def _scores(hit: int, said: int, true: int) -> dict[str, float]:
    return {
        "precision": round(hit / said, 4) if said else 0.0,
        "recall": round(hit / true, 4) if true else 0.0,
        "f1": round(2 * hit / (said + true), 4) if said + true else 0.0,
    }


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return round(statistics.fmean(listed), 4) if listed else 0.0


def _subtypes(judged: Sequence[Judged]) -> dict[str, Any]:
    told = [(j.truth.subtype, j.reading.subtype) for j in judged if j.truth.subtype]
    if not told:
        return {}
    true = Counter(truth for truth, _ in told)
    said = Counter(read for _, read in told)
    hit = Counter(truth for truth, read in told if truth == read)
    return {
        "subtype_accuracy": share(truth == read for truth, read in told),
        "subtype_macro_f1": _mean(_scores(hit[c], said[c], true[c])["f1"] for c in true),
    }


def _flags(judged: Sequence[Judged]) -> dict[str, Any]:
    told = [
        (j.truth.flags, {str(flag) for flag in j.reading.flags})
        for j in judged
        if j.truth.flags is not None
    ]
    if not told:
        return {}
    every, emergency = (
        _sets(told),
        _sets([(t & EMERGENCY_FLAGS, r & EMERGENCY_FLAGS) for t, r in told]),
    )
    return {
        "flag_precision": every["precision"],
        "flag_recall": every["recall"],
        "emergency_flag_precision": emergency["precision"],
        "emergency_flag_recall": emergency["recall"],
    }


def _copies(judged: Sequence[Judged]) -> dict[str, Any]:
    told = [
        (j.truth.secondary, {str(category) for category in j.reading.secondary})
        for j in judged
        if j.truth.secondary is not None
    ]
    return {"secondary_micro_f1": _sets(told)["f1"]} if told else {}


def _urgencies(judged: Sequence[Judged]) -> dict[str, Any]:
    """How many messages are told as urgent as they are, and the emergencies among them."""
    told = [(j.truth.urgency, j.reading.urgency) for j in judged if j.truth.urgency is not None]
    if not told:
        return {}
    emergencies = _sets([({t.name} & _EMERGENCY, {r.name} & _EMERGENCY) for t, r in told])
    return {
        "urgency_accuracy": share(truth is read for truth, read in told),
        "emergency_precision": emergencies["precision"],
        "emergency_recall": emergencies["recall"],
    }


def _sets(told: Sequence[tuple[Iterable[str], set[str]]]) -> dict[str, float]:
    """Precision, recall and F1 over (true names, read names), each name counted once a message."""
    hit = sum(len(set(true) & read) for true, read in told)
    return _scores(hit, sum(len(r) for _, r in told), sum(len(set(t)) for t, _ in told))
