"""What training chooses on messages that the weights were not learnt from.

The temperatures that make probabilities honest, the confidence from which a message goes on by
itself, and from which probability on each flag is raised.
"""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from casework.categories import EMERGENCY_FLAGS, SERVICE_CATEGORIES, Category, Flag
from casework.reading import sureness
from nlp.confidence import tempered
from nlp.corpus_file import Labelled
from nlp.model import Prediction, sharpen
from nlp.network import Numbers

Seen = tuple[Labelled, Sequence[str], Prediction]
# At most this share of the messages that go on by themselves may be wrong. Three in a hundred could
# be borne; real messages go astray more often than those of the corpus, which takes a margin.
MOST_WRONG = 0.022
# Where the lexicon raises a flag, and where only the message as a whole speaks for it.
_LEAST_WITH_WORDS = (0.0, 0.003, 0.006, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
_LEAST_ALONE = (0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8)
# Where life may be in danger a flag missed costs more than one raised too often; elsewhere less: it
# says of people what they are not, and sends copies to offices that need not know.
_RECALL_COUNTS = 0.9
_RECALL_COUNTS_IN_EMERGENCIES = 1.25
# What is best by less than this is so by chance: the strictest of those is chosen, but for whoever
# may think of dying, who is heard rather than not.
_AS_GOOD = 0.002


class FlagsSeen(NamedTuple):
    """Messages × flags: which they have, which the lexicon raises, and how likely each is."""

    true: NDArray[np.bool_]
    raised: NDArray[np.bool_]
    probabilities: Numbers


def chosen_on(development: Sequence[Seen], flags_seen: FlagsSeen, asked: Numbers) -> dict[str, Any]:
    """Entries of the model card: temperatures, recommended_threshold, flag_least and figures.

    Flags are chosen on what networks that had fewer messages to learn from say in `flags_seen`;
    `asked` (messages × flags) is what those say of the development messages.
    """
    kinds = _temperature([_with_truth(p.kinds, r.kind) for r, _, p in development])
    category = _temperature([_with_truth(p.categories, r.primary) for r, _, p in development])
    checked = [(r, _tempered(p, w, category)) for r, w, p in development]
    right = sum(_top(c) is r.primary for r, c in checked)
    return {
        "temperatures": {"kind": kinds, "category": category},
        "recommended_threshold": _threshold(checked),
        "development_accuracy": round(right / max(1, len(checked)), 4),
        "flag_least": _flag_least(flags_seen, _in_use(asked, [p for _, _, p in development])),
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
    scored = sorted(
        (
            (sureness(category, confidence), _office(category) == _office(primary))
            for category, confidence, primary in told
        ),
        reverse=True,
    )
    threshold, wrong = 0.99, 0
    for number, (sure, is_right) in enumerate(scored, start=1):
        wrong += not is_right
        if sure and wrong / number <= MOST_WRONG:
            threshold = sure
    return round(threshold, 3)


def _in_use(asked: Numbers, predictions: Sequence[Prediction]) -> Callable[[float], float]:
    """What a probability of the networks asked amounts to in those in use, which are surer: as many
    flags of the development messages are above the one there as above the other here."""
    theirs = np.sort(asked, axis=None)
    ours = np.sort([list(p.flags.values()) for p in predictions], axis=None)

    def amounts_to(probability: float) -> float:
        place = int(np.searchsorted(theirs, probability))
        return round(float(ours[place]), 4) if 0 < place < len(ours) else probability

    return amounts_to


def _flag_least(
    seen: FlagsSeen, amounts_to: Callable[[float], float]
) -> dict[str, dict[str, float]]:
    """For each flag the least probability where the lexicon raises it, and where only the message
    as a whole speaks for it."""
    found = {}
    columns = (np.ascontiguousarray(each.T) for each in seen)
    for flag, true, in_words, probability in zip(Flag, *columns, strict=True):
        scores = {
            least: _score(probability >= np.where(in_words, *least), true, _recall_counts(flag))
            for least in product(_LEAST_WITH_WORDS, _LEAST_ALONE)
        }
        enough = max(scores.values()) - _AS_GOOD
        as_good = [least for least in scores if scores[least] >= enough]
        with_words, alone = (min if flag is Flag.SELF_HARM else max)(as_good, key=sum)
        found[str(flag)] = {"with_words": amounts_to(with_words), "alone": amounts_to(alone)}
    return found


def _recall_counts(flag: Flag) -> float:
    return _RECALL_COUNTS_IN_EMERGENCIES if flag in EMERGENCY_FLAGS else _RECALL_COUNTS


def _score(said: NDArray[np.bool_], true: NDArray[np.bool_], recall_counts: float) -> float:
    """The F-measure in which recall counts so many times as much (van Rijsbergen 1979)."""
    weight = recall_counts**2
    hit = (1 + weight) * int((said & true).sum())
    return hit / max(1.0, weight * int(true.sum()) + int(said.sum()))
