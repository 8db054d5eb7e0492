"""Danger words get the emergency numbers at once, before anything else, and only once a report."""

from collections.abc import Iterable

from casework.categories import Flag
from casework.messages import Here, Message, Text
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

# Alerted to the mentors before anything is submitted.
ALERT_FLAGS = frozenset(
    {
        Flag.SELF_HARM,
        Flag.TRAFFICKING_FORCED_LABOUR,
        Flag.WORKPLACE_DEATH,
        Flag.SERIOUS_INJURY,
    }
)


def safety_messages(
    flags: Iterable[Flag],
    *,
    told: Iterable[Flag] = (),
    in_danger: bool = False,
    kept: bool = True,
    witness: bool = True,
) -> tuple[Message, ...]:
    """What to say first. `in_danger`: an emergency without a flag of its own, e.g. a fire.

    `kept` False: the person has not consented, nobody will be told, so no call back is promised.
    `witness` False: perhaps the one who is locked in; “do not go in” would be absurd to them.
    """
    fresh = (set(flags) & DANGER_FLAGS) - set(told)
    keys = [key for flag, texts in _SAYS if flag in fresh for key in texts]
    if in_danger and not keys:
        keys = ["safety.danger"]
    if not witness:
        keys = [key for key in keys if key != "safety.do_not_enter"]
    if not kept:
        keys = ["safety.self_harm.no_consent" if k == "safety.self_harm" else k for k in keys]
    return tuple(
        Message(Here(), Text(say(key)), about=key, urgent=True)
        for key in dict.fromkeys(keys[:MOST_TEXTS])
    )
