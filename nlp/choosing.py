"""What training chooses on messages that the weights were not learnt from.

The temperatures that make probabilities honest, the confidence from which a message goes on by
itself, and from which probability on each flag is raised.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from casework.categories import FLAG_RULES, SERVICE_CATEGORIES, Category, Flag, Urgency
from nlp.confidence import tempered
from nlp.corpus_file import Labelled
from nlp.flags import COUNTED, find_flags, hinted
from nlp.model import Prediction, sharpen
from nlp.normalise import normalise
from nlp.slots import find_slots
from nlp.tokens import Token

Seen = tuple[Labelled, tuple[Token, ...], Prediction]
FlagSeen = tuple[Labelled, dict[Flag, float]]
# At most this share of the messages that go on by themselves may be wrong.
MOST_WRONG = 0.03
# Where the lexicon raises a flag, where something hints at it, and where only the words together
# speak for it. The networks that were asked here had fewer messages to learn from and are less sure
# than the one in use, so the least ones are not to be trusted.
_LEAST_WITH_WORDS = (0.0, 0.003, 0.006, 0.01, 0.02, 0.03, 0.05)
_LEAST_WITH_HINTS = (0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 1.01)
_LEAST_ALONE = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
_NEVER = (1.01,)
# A flag missed costs more than one raised too often, most of all where life may be in danger.
_RECALL_COUNTS = 1.0
_RECALL_COUNTS_IN_EMERGENCIES = 1.3


def chosen_on(development: Sequence[Seen], flags_seen: Sequence[FlagSeen]) -> dict[str, Any]:
    """Entries of the model card: temperatures, recommended_threshold, flag_least and figures."""
    kinds = _temperature([_with_truth(p.kinds, r.kind) for r, _, p in development])
    category = _temperature([_with_truth(p.categories, r.primary) for r, _, p in development])
    checked = [
        (r, tempered(sharpen([*p.categories], [*p.categories.values()], category), t))
        for r, t, p in development
    ]
    right = sum(_top(c) is r.primary for r, c in checked)
    return {
        "temperatures": {"kind": kinds, "category": category},
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


def _top(categories: dict[Category, float]) -> Category:
    return max(categories, key=lambda category: categories[category])


def _office(category: Category) -> Category | None:
    """Whose office the message goes to; None: it goes to none."""
    return category if category in SERVICE_CATEGORIES else None


def _threshold(checked: Sequence[tuple[Labelled, dict[Category, float]]]) -> float:
    """The lowest confidence above which at most `MOST_WRONG` of the messages would go astray."""
    scored = sorted(
        ((max(c.values()), _office(_top(c)) == _office(r.primary)) for r, c in checked),
        reverse=True,
    )
    threshold, wrong = 0.99, 0
    for number, (confidence, is_right) in enumerate(scored, start=1):
        wrong += not is_right
        if wrong / number <= MOST_WRONG:
            threshold = confidence
    return round(threshold, 3)


def _flag_least(seen: Sequence[FlagSeen]) -> dict[str, dict[str, float]]:
    """For each flag the least probability with the lexicon's words for it, with no more than a hint
    of it, and with nothing but the message as a whole."""
    texts = [normalise(row.text).text for row, _ in seen]
    in_words = [_flags_of_the_lexicon(text) for text in texts]
    found = {}
    for flag in Flag:
        told = [
            "with_words" if flag in words else "with_hints" if hinted(flag, text) else "alone"
            for text, words in zip(texts, in_words, strict=True)
        ]
        found[str(flag)] = _best_least(
            [p[flag] for _, p in seen],
            [flag in row.flags for row, _ in seen],
            told,
            {
                "with_words": _LEAST_WITH_WORDS,
                "with_hints": _LEAST_WITH_HINTS if "with_hints" in told else _NEVER,
                "alone": _NEVER if flag in COUNTED else _LEAST_ALONE,
            },
            _recall_counts(flag),
        )
    return found


def _flags_of_the_lexicon(text: str) -> set[Flag]:
    return {raised.flag for raised in find_flags(text, find_slots(text, None))}


def _recall_counts(flag: Flag) -> float:
    emergency = FLAG_RULES[flag].urgency is Urgency.EMERGENCY
    return _RECALL_COUNTS_IN_EMERGENCIES if emergency else _RECALL_COUNTS


def _best_least(
    probabilities: Sequence[float],
    truths: Sequence[bool],
    told: Sequence[str],
    choices: dict[str, Sequence[float]],
    recall_counts: float,
) -> dict[str, float]:
    """For each way in which something may be told the least probability, so that together they have
    the best F-measure in which recall counts so many times as much (van Rijsbergen 1979).
    """
    probability, true = np.asarray(probabilities), np.asarray(truths, dtype=bool)
    counted: dict[str, list[tuple[float, int, int]]] = {}  # least, hits, raised
    for way, choice in choices.items():
        here = np.asarray([each == way for each in told], dtype=bool)
        raised = [(least, here & (probability >= least)) for least in choice]
        counted[way] = [(least, int((r & true).sum()), int(r.sum())) for least, r in raised]
    weight = recall_counts**2

    def score(chosen: tuple[tuple[float, int, int], ...]) -> float:
        hit, said = sum(h for _, h, _ in chosen), sum(r for _, _, r in chosen)
        return (1 + weight) * hit / max(1.0, weight * int(true.sum()) + said)

    best = max(product(*counted.values()), key=score)
    return {way: least for way, (least, _, _) in zip(counted, best, strict=True)}
