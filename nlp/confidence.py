"""Keep short messages, and those of words that training never met, from being over-trusted."""

from collections.abc import Iterable

from casework.categories import Category
from nlp import gazetteer
from nlp.features import is_meaningful

# How much of the model's word stands for 0, 1, 2 … meaningful words; the rest says "unclear".
_TRUST = (0.0, 0.6, 0.75, 0.88, 0.95, 1.0)
# Of the share of words that are strange to the model: what they say, the others may say as well.
_STRANGE_COUNT = 0.5


def tempered(
    categories: dict[Category, float], known: Iterable[str], strange: Iterable[str]
) -> dict[Category, float]:
    """Probabilities with the doubt that few words bring (taxonomy 1.6), and strange ones; they
    still add up to 1.

    `known` are the message's words that training met, `strange` the others: what it never met tells
    the model nothing. Names of places are strange to nobody.
    """
    trust = _trust(known, strange)
    if trust == 1:
        return categories
    doubted = {category: probability * trust for category, probability in categories.items()}
    doubted[Category.UNCLEAR] += 1 - trust
    return doubted


def _trust(known: Iterable[str], strange: Iterable[str]) -> float:
    met = set(filter(is_meaningful, known))
    never_met = {w for w in filter(is_meaningful, strange) if w not in gazetteer.names()}
    strangeness = len(never_met) / max(1, len(met) + len(never_met))
    return _TRUST[min(len(met), len(_TRUST) - 1)] * (1 - _STRANGE_COUNT * strangeness)
