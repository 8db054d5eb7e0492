"""Danger words get the emergency numbers at once, before anything else, and only once a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.categories import Category, Flag, Kind, Urgency, said_already
from casework.messages import Here, Message, Text
from casework.reading import Reading
from handlers.words import say

# In the order in which they are said; several flags may share one text.
_SAYS = (
    (Flag.SELF_HARM, ("safety.self_harm",)),
    (Flag.TRAFFICKING_FORCED_LABOUR, ("safety.trafficking", "safety.do_not_enter")),
    (Flag.WORKPLACE_DEATH, ("safety.death",)),
    (Flag.SERIOUS_INJURY, ("safety.danger",)),
    (Flag.VIOLENCE_OR_HARASSMENT, ("safety.harassment",)),
    (Flag.SCAM_IN_PROGRESS, ("safety.scam",)),
    (Flag.CHILD_LABOUR, ("safety.child",)),
    (Flag.DRUG_IN_WORKPLACE, ("safety.drugs",)),
)
DANGER_FLAGS = frozenset(flag for flag, _ in _SAYS)
MOST_TEXTS = 2  # a person in danger reads no list

# Where both are likely and nobody is said to have died, somebody may still be saved.
_PERHAPS_ALIVE = {Flag.WORKPLACE_DEATH, Flag.SERIOUS_INJURY}

# Alerted to the mentors before anything is submitted.
ALERT_FLAGS = frozenset(
    {
        Flag.SELF_HARM,
        Flag.TRAFFICKING_FORCED_LABOUR,
        Flag.WORKPLACE_DEATH,
        Flag.SERIOUS_INJURY,
    }
)


def with_dangers(whole: Reading, bubbles: Sequence[Reading]) -> Reading:
    """The reading of all that was told, with the dangers that bubbles tell when read alone: other
    words drown them. What is most urgent says what kind of words they are, too."""
    loudest = max((whole, *bubbles), key=lambda each: each.urgency)
    flags = whole.flags.union(*(each.flags & DANGER_FLAGS for each in bubbles))
    return replace(
        whole, kind=loudest.kind, flags=flags - said_already(flags), urgency=loudest.urgency
    )


def surely_status(reading: Reading, sure_at: float) -> bool:
    """Whether words, read alone, ask how far a case is and tell nothing: of no danger either."""
    asks = reading.kind == Kind.STATUS and reading.category == Category.UNCLEAR
    calm = reading.urgency == Urgency.NORMAL and not reading.flags & DANGER_FLAGS
    return asks and calm and reading.confidence >= sure_at


def dangers(reading: Reading) -> frozenset[Flag]:
    """The dangers to speak of: no condolence beside a serious injury unless a death is named."""
    found = reading.flags & DANGER_FLAGS
    if found >= _PERHAPS_ALIVE and not reading.death_is_named:
        return found - {Flag.WORKPLACE_DEATH}
    return found


def safety_messages(
    flags: Iterable[Flag],
    *,
    told: Iterable[Flag] = (),
    in_danger: bool = False,
    heard: bool = True,
    witness: bool = True,
) -> tuple[Message, ...]:
    """What to say first. `in_danger`: an emergency without a flag of its own, e.g. a fire.

    `heard` False: nobody is told of it, so no call back is promised.
    `witness` False: perhaps the one who is locked in; “do not go in” would be absurd to them.
    """
    keys = _said(flags, told, witness)
    if in_danger and not keys:
        keys = ["safety.danger"]
    if not heard:
        keys = ["safety.self_harm.no_consent" if k == "safety.self_harm" else k for k in keys]
    return tuple(Message(Here(), Text(say(key)), about=key, urgent=True) for key in keys)


def told_now(flags: Iterable[Flag], *, told: Iterable[Flag], witness: bool) -> frozenset[Flag]:
    """The flags whose numbers `safety_messages` says: what finds no room is said the next time."""
    fresh, said = _fresh(flags, told), _said(flags, told, witness)
    return frozenset(flag for flag, (first, *_) in _SAYS if flag in fresh and first in said)


def _said(flags: Iterable[Flag], told: Iterable[Flag], witness: bool) -> list[str]:
    fresh = _fresh(flags, told)
    keys = [key for flag, texts in _SAYS if flag in fresh for key in texts]
    if not witness:
        keys = [key for key in keys if key != "safety.do_not_enter"]
    return list(dict.fromkeys(keys))[:MOST_TEXTS]


def _fresh(flags: Iterable[Flag], told: Iterable[Flag]) -> frozenset[Flag]:
    return (frozenset(flags) & DANGER_FLAGS) - frozenset(told)
