"""What training chooses on messages that the weights were not learnt from.

The temperatures that make probabilities honest, the confidence from which a message goes on by
itself, and from which probability on each flag is raised.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from casework.categories import FLAG_RULES, Category, Flag, Urgency
from nlp.corpus_file import Labelled
from nlp.flags import COUNTED, find_flags
from nlp.model import Prediction, sharpen
from nlp.normalise import normalise
from nlp.slots import find_slots

FlagSeen = tuple[Labelled, dict[Flag, float]]
# At most this share of the messages that go on by themselves may be wrong.
MOST_WRONG = 0.03
# Where the lexicon raises a flag, and where only the words together speak for it.
_LEAST_WITH_WORDS = (0.0, 0.003, 0.006, 0.01, 0.02, 0.03, 0.05)
_LEAST_ALONE = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
# A flag missed costs more than one raised too often, most of all where life may be in danger.
_RECALL_COUNTS = 1.0
_RECALL_COUNTS_IN_EMERGENCIES = 1.6


def chosen_on(
    development: Sequence[tuple[Labelled, Prediction]], flags_seen: Sequence[FlagSeen]
) -> dict[str, Any]:
    """Entries of the model card: temperatures, recommended_threshold, flag_least and figures."""
    kinds = _temperature([_with_truth(p.kinds, r.kind) for r, p in development])
    mixed = _temperature([_with_truth(p.categories, r.primary) for r, p in development])
    checked = [(r, replace(p, categories=sharpen(p.categories, mixed))) for r, p in development]
    right = sum(_top(p) is r.primary for r, p in checked)
    return {
        "temperatures": {"kind": kinds, "mixed": mixed},
        "recommended_threshold": _threshold(checked),
        "development_accuracy": round(right / max(1, len(checked)), 4),
        "flag_least": _flag_least(flags_seen),
    }


def _with_truth(probabilities: dict[Any, float], truth: Any) -> tuple[list[float], int]:
    return list(probabilities.values()), list(probabilities).index(truth)


def _temperature(seen: Sequence[tuple[list[float], int]]) -> float:
    """The temperature with the least log loss for (probabilities, index of the truth)."""
    if not seen:
        return 1.0
    logs = np.log(np.asarray([probabilities for probabilities, _ in seen]) + 1e-9)
    truths = np.asarray([truth for _, truth in seen])

    def loss(temperature: float) -> float:
        scaled = logs / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        normalised = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-normalised[np.arange(len(truths)), truths].mean())

    return round(float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x), 3)


def _top(prediction: Prediction) -> Category:
    return max(prediction.categories, key=lambda c: prediction.categories[c])


def _threshold(checked: Sequence[tuple[Labelled, Prediction]]) -> float:
    """The lowest confidence above which at most `MOST_WRONG` of the messages are wrong."""
    scored = sorted(
        ((max(p.categories.values()), _top(p) is r.primary) for r, p in checked), reverse=True
    )
    threshold, wrong = 0.99, 0
    for number, (confidence, is_right) in enumerate(scored, start=1):
        wrong += not is_right
        if wrong / number <= MOST_WRONG:
            threshold = confidence
    return round(threshold, 3)


def _flag_least(seen: Sequence[FlagSeen]) -> dict[str, dict[str, float]]:
    """For each flag the least probability with the lexicon's word for it, and without."""
    in_words = [_flags_of_the_lexicon(row.text) for row, _ in seen]
    return {
        str(flag): _best_pair(
            flag,
            np.asarray([p[flag] for _, p in seen]),
            np.asarray([flag in found for found in in_words], dtype=bool),
            np.asarray([flag in row.flags for row, _ in seen], dtype=bool),
        )
        for flag in Flag
    }


def _flags_of_the_lexicon(text: str) -> set[Flag]:
    clean = normalise(text).text
    return {raised.flag for raised in find_flags(clean, find_slots(clean, None))}


def _best_pair(flag: Flag, probability: Any, in_words: Any, true: Any) -> dict[str, float]:
    emergency = FLAG_RULES[flag].urgency is Urgency.EMERGENCY
    weight = (_RECALL_COUNTS_IN_EMERGENCIES if emergency else _RECALL_COUNTS) ** 2
    best, chosen = -1.0, (0.0, _LEAST_ALONE[-1])
    alone_choices = _LEAST_ALONE[-1:] if flag in COUNTED else _LEAST_ALONE
    for with_words, alone in product(_LEAST_WITH_WORDS, alone_choices):
        raised = np.where(in_words, probability >= with_words, probability >= alone)
        hit, said, has = (raised & true).sum(), raised.sum(), true.sum()
        # F-measure in which recall counts `weight` times as much (van Rijsbergen 1979).
        score = (1 + weight) * hit / max(1, weight * has + said)
        if score > best:
            best, chosen = score, (with_words, alone)
    return {"with_words": chosen[0], "alone": chosen[1]}
