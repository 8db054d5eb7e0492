"""What training chooses on messages that the weights were not learnt from.

The temperatures that make probabilities honest, the confidence from which a message goes on by
itself, and from which probability on each flag is raised.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from casework.categories import EMERGENCY_FLAGS, SERVICE_CATEGORIES, Category, Flag
from casework.reading import sureness
from nlp.confidence import tempered
from nlp.corpus_file import Labelled
from nlp.model import Prediction, sharpen

Seen = tuple[Labelled, Sequence[str], Prediction]
# At most this share of the messages that go on by themselves may be wrong. Three in a hundred could
# be borne; real messages go astray more often than those of the corpus, which takes a margin.
MOST_WRONG = 0.018
_SUREST = 0.99  # what must be reached where hardly any message goes on by itself
# Of the flags raised, at most this share may be wrong. Where life may be in danger one missed is
# worse than one raised too often, most of all where somebody may think of dying; elsewhere it says
# of people what they are not, and sends copies to offices that need not know.
_FLAGS_MOST_WRONG = (
    (frozenset({Flag.SELF_HARM}), 0.25),
    (EMERGENCY_FLAGS - {Flag.SELF_HARM}, 0.18),
    (frozenset(Flag) - EMERGENCY_FLAGS, 0.14),
)
_FLAGS_AT_MOST = 0.5  # likelier than not is enough in any case


def chosen_on(development: Sequence[Seen]) -> dict[str, Any]:
    """Entries of the model card: temperatures, recommended_threshold, flag_least and figures."""
    kinds = _temperature([_with_truth(p.kinds, r.kind) for r, _, p in development])
    category = _temperature([_with_truth(p.categories, r.primary) for r, _, p in development])
    checked = [(r, _tempered(p, w, category)) for r, w, p in development]
    right = sum(_top(c) is r.primary for r, c in checked)
    return {
        "temperatures": {"kind": kinds, "category": category},
        "recommended_threshold": _threshold(checked),
        "development_accuracy": round(right / max(1, len(checked)), 4),
        "flag_least": _flag_least([(r.flags, p.flags) for r, _, p in development]),
    }


def _tempered(
    prediction: Prediction, words: Sequence[str], temperature: float
) -> dict[Category, float]:
    categories = prediction.categories
    sharpened = sharpen([*categories], [*categories.values()], temperature)
    return tempered(sharpened, *prediction.known_and_strange(words))


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
    """The lowest sureness above which at most `MOST_WRONG` of the messages would go astray."""
    told = ((_top(c), max(c.values()), r.primary) for r, c in checked)
    scored = [
        (sureness(category, confidence), _office(category) == _office(primary))
        for category, confidence, primary in told
    ]
    lowest = _lowest((each for each in scored if each[0]), MOST_WRONG)
    return round(_SUREST if lowest is None else lowest, 3)


def _flag_least(seen: Sequence[tuple[frozenset[Flag], dict[Flag, float]]]) -> dict[str, float]:
    """From which probability on each flag is raised: those of a group alike, for one flag alone
    stands in too few messages to tell."""
    found = {}
    for flags, most_wrong in _FLAGS_MOST_WRONG:
        scored = ((told[flag], flag in true) for true, told in seen for flag in flags)
        lowest = _lowest(scored, most_wrong)
        least = _FLAGS_AT_MOST if lowest is None else min(lowest, _FLAGS_AT_MOST)
        found.update({str(flag): round(least, 4) for flag in flags})
    return found


def _lowest(scored: Iterable[tuple[float, bool]], most_wrong: float) -> float | None:
    """The lowest of the scores such that of those it has and those above it at most this share is
    wrong; None if there is none. Each score comes with whether it is right."""
    listed = sorted(scored, reverse=True)
    if not listed:
        return None
    scores, right = map(np.array, zip(*listed, strict=True))
    wrong = np.cumsum(~right) / np.arange(1, len(listed) + 1)
    last_of_equals = np.diff(scores, append=-np.inf) < 0
    enough = scores[last_of_equals & (wrong <= most_wrong)]
    return float(enough[-1]) if len(enough) else None
