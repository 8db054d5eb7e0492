"""Keeping what people put right in the reader's word, whenever they choose another category."""

from casework.cases import Case
from casework.changes import Change, KeepCorrection
from casework.corrections import Label, correction_of
from casework.people import Role
from handlers.context import Context


def chosen_by_reporter(case: Case, context: Context) -> tuple[Change, ...]:
    """The category the reporter chose on the draft's card, now that the report is sent.

    What was chosen on a card that was cancelled is kept nowhere.
    """
    if case.read is None or case.decided_by != "reporter":
        return ()
    old = Label(case.read.category, case.read.subtype)
    return _kept(case, old, "machine", _reporter(context), context)


def corrected_by_reporter(before: Case, case: Case, context: Context) -> tuple[Change, ...]:
    """A case in another category than before, by its reporter."""
    return _corrected(before, case, _reporter(context), context)


def corrected_by_desk(before: Case, case: Case, context: Context) -> tuple[Change, ...]:
    """A case in another category than before, by whoever screens."""
    role = Role.MENTOR if context.person.has(Role.MENTOR) else Role.OFFICER
    return _corrected(before, case, role, context)


def _reporter(context: Context) -> Role:
    return Role.VOLUNTEER if context.person.has(Role.VOLUNTEER) else Role.CITIZEN


def _corrected(before: Case, case: Case, role: Role, context: Context) -> tuple[Change, ...]:
    old = Label(before.category, before.subtype)
    return _kept(case, old, before.decided_by, role, context)


def _kept(case: Case, old: Label, old_by: str, role: Role, context: Context) -> tuple[Change, ...]:
    correction = correction_of(case, old, old_by, role, context.now)
    return (KeepCorrection(correction),) if correction else ()
