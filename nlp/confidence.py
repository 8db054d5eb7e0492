"""Keep short messages from being over-trusted."""

from collections.abc import Iterable

from casework.categories import Category
from nlp.features import is_meaningful

_ENOUGH_WORDS = 5
# How much of the model's word stands for 0, 1, 2 … meaningful words; the rest says "unclear".
_TRUST = (0.0, 0.6, 0.75, 0.88, 0.95)


def tempered(categories: dict[Category, float], words: Iterable[str]) -> dict[Category, float]:
    """Probabilities with the doubt that few words bring (taxonomy 1.6); they still add up to 1.

    `words` are those that the model knows: what it never met tells it nothing.
    """
    meaningful: set[str] = set()
    for word in words:
        if is_meaningful(word):
            meaningful.add(word)
            if len(meaningful) == _ENOUGH_WORDS:
                return categories
    trust = _TRUST[len(meaningful)]
    doubted = {category: probability * trust for category, probability in categories.items()}
    doubted[Category.UNCLEAR] += 1 - trust
    return doubted
