"""What somebody types as a name, as it may be shown to others."""

import re

LONGEST_NAME = 80
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that show nothing
_TOO_MANY_MARKS = re.compile(
    r"([\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{4})"
    r"[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+"
)


def name_of(text: str) -> str:
    """The name as it may stand in anybody's chat: letters, and no more marks on one than languages
    have. "" for none, also for one that only looks like none."""
    shown = "".join(c for c in text if c.isprintable() and c not in _BLANKS)
    name = " ".join(_TOO_MANY_MARKS.sub(r"\1", shown).split())
    letters = sum(c.isalpha() for c in name)
    return name if letters > 1 and len(name) <= LONGEST_NAME else ""
