"""The readable report of a measured reader, as lines of text."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from nlp.figures import calibration, share
from nlp.judging import CLASSES, Judged

_WORST_SHOWN = 15
_COVERAGES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def report(judged: Sequence[Judged], figures: dict[str, Any]) -> str:
    """Per class, confusion, calibration, accuracy against coverage, and the worst mistakes."""
    return "\n".join(
        [
            *_summary(figures),
            "",
            *_per_class(figures),
            "",
            *_confusion(judged),
            "",
            *_calibration(judged, figures),
            "",
            *_coverage(judged, figures),
            "",
            *_worst(judged),
        ]
    )


def _summary(figures: dict[str, Any]) -> list[str]:
    lines = [
        f"{figures['n']} messages: accuracy {figures['accuracy']:.3f}, "
        f"macro-F1 {figures['macro_f1']:.3f}, right class among the first two "
        f"{figures['top2_accuracy']:.3f}, where a desk could send it {figures['acceptable']:.3f}"
    ]
    if "subtype_macro_f1" in figures:
        lines.append(
            f"sub-types: {figures['subtype_accuracy']:.3f} right, "
            f"macro-F1 {figures['subtype_macro_f1']:.3f}"
        )
    if "flag_recall" in figures:
        lines.append(
            f"flags: precision {figures['flag_precision']:.3f}, "
            f"recall {figures['flag_recall']:.3f}; emergencies "
            f"{figures['emergency_flag_precision']:.3f}, {figures['emergency_flag_recall']:.3f}"
        )
    if "secondary_micro_f1" in figures:
        lines.append(f"copies to other departments: micro-F1 {figures['secondary_micro_f1']:.3f}")
    if "urgency_accuracy" in figures:
        lines.append(
            f"urgency: {figures['urgency_accuracy']:.3f} right; emergencies precision "
            f"{figures['emergency_precision']:.3f}, recall {figures['emergency_recall']:.3f}"
        )
    lines.append(f"median reading {figures['median_ms']:.2f} ms")
    return lines


def _per_class(figures: dict[str, Any]) -> list[str]:
    lines = ["class             precision  recall     F1      n"]
    for name, scores in figures["per_class"].items():
        lines.append(
            f"{name:<17} {scores['precision']:9.3f} {scores['recall']:7.3f} "
            f"{scores['f1']:6.3f} {scores['n']:6}"
        )
    return lines


def _confusion(judged: Sequence[Judged]) -> list[str]:
    pairs = Counter((j.truth.primary, j.predicted) for j in judged)
    lines = ["confusion         " + "".join(f"{name[:10]:>12}" for name in CLASSES) + "  ← read"]
    for true in CLASSES:
        counts = "".join(f"{pairs[true, read]:12}" for read in CLASSES)
        lines.append(f"{true:<18}{counts}")
    return lines


def _calibration(judged: Sequence[Judged], figures: dict[str, Any]) -> list[str]:
    lines = [f"calibration (expected error {figures['ece']:.3f})"]
    for high, count, said, right in calibration(judged):
        lines.append(f"  up to {high:.1f}: said {said:.2f}, right {right:.2f}  ({count})")
    return lines


def _coverage(judged: Sequence[Judged], figures: dict[str, Any]) -> list[str]:
    ranked = sorted(judged, key=lambda j: -j.sureness)
    lines = ["the surest … of all: right among them (where a desk could send it)"]
    for part in _COVERAGES:
        surest = ranked[: round(len(ranked) * part)]
        if surest:
            lines.append(
                f"  {part:4.0%}, from {surest[-1].sureness:.2f}: "
                f"{share(j.is_right for j in surest):.3f} "
                f"({share(j.is_acceptable for j in surest):.3f})"
            )
    lines.append(
        f"by themselves, from {figures['threshold']:.2f}: {figures['coverage']:.2f} of all, "
        f"{figures['accuracy_at_coverage']:.3f} of them right "
        f"({figures['acceptable_at_coverage']:.3f})"
    )
    return lines


def _worst(judged: Sequence[Judged]) -> list[str]:
    wrong = sorted((j for j in judged if not j.is_right), key=lambda j: -j.confidence)
    return ["worst mistakes, with the words relied on:", *map(_mistake, wrong[:_WORST_SHOWN])]


def _mistake(j: Judged) -> str:
    words = [e.text for e in j.reading.evidence if e.supports == str(j.reading.category)]
    text = " ".join(j.reading.masked_text.split())[:90]
    return f"  {j.confidence:.2f} {j.truth.primary}→{j.predicted}: {text}  [{' · '.join(words)}]"
