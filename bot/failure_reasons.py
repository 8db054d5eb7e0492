"""Kinds of reasons for which something failed: few, fixed words to count by.

A reason itself quotes what LINE or a mail server answered, so it is never a label. What to do about
each kind is in docs/operations.md.
"""

import re
from collections import Counter
from collections.abc import Iterable

from storage.outbox import REPLY_UNCONFIRMED
from storage.watching import FailedFor

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no_address", re.compile(r"no e-mail address for office|not an e-mail address")),
    ("reply_unconfirmed", re.compile(REPLY_UNCONFIRMED)),
    ("too_old", re.compile(r"too old")),
    ("broken_off", re.compile(r"(?:RuntimeError: )?\d+ attempts to handle it were broken off")),
    ("no_recipient", re.compile(r"40[34]\b|not a recipient of LINE")),
    ("refused", re.compile(r"4\d\d\b|not LINE messages")),
    ("server", re.compile(r"5\d\d\b")),
    ("file_gone", re.compile(r"LINE no longer has it|it was unsent")),
    ("file_too_large", re.compile(r"larger than")),
    ("error", re.compile(r"[A-Z][A-Za-z]+(?=[:(\s]|$)")),
)
MALFORMED = "malformed"
OTHER = "other"


def kind_of(reason: str) -> str:
    """One of the kinds, `other` when it is of none."""
    return next((kind for kind, begins in KINDS if begins.match(reason)), OTHER)


def counted(failed: Iterable[FailedFor]) -> dict[tuple[str, str], int]:
    """How many failed, by what they are (event, message, timer, file) and the kind of reason."""
    found: Counter[tuple[str, str]] = Counter()
    for each in failed:
        kind = MALFORMED if each.malformed else kind_of(each.begins)
        found[each.what, kind] += each.rows
    return dict(sorted(found.items()))
