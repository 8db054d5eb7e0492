"""Keep short messages from being over-trusted."""

from casework.categories import Category
from nlp.features import is_meaningful
from nlp.tokens import Token

_ENOUGH_WORDS = 5
# How much of the model's word stands for 0, 1, 2 … meaningful words; the rest says "unclear".
_TRUST = (0.0, 0.6, 0.75, 0.88, 0.95)


def tempered(categories: dict[Category, float], tokens: tuple[Token, ...]) -> dict[Category, float]:
    """Probabilities with the doubt that few words bring (taxonomy 1.6); they still add up to 1."""
    words: set[str] = set()
    for token in tokens:
        if is_meaningful(token):
            words.add(token.word)
            if len(words) == _ENOUGH_WORDS:
                return categories
    trust = _TRUST[len(words)]
    doubted = {category: probability * trust for category, probability in categories.items()}
    doubted[Category.UNCLEAR] += 1 - trust
    return doubted
