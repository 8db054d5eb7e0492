"""Who may do what to the case of the context, which is there only for those who may see it."""

from casework.people import Role
from handlers.context import Context


def reporter(context: Context) -> bool:
    """The one who reported the case."""
    return context.case is not None and context.case.reporter_id == context.person.id


def mentor(context: Context) -> bool:
    """A mentor, and of the case's province when there is a case."""
    if not context.person.has(Role.MENTOR):
        return False
    case = context.case
    return case is None or case.place.province_code == context.person.province_code


def officer(context: Context) -> bool:
    """An officer of an agency the case was referred to in the case's province."""
    person, case = context.person, context.case
    if not person.has(Role.OFFICER) or case is None:
        return False
    same_province = case.place.province_code == person.province_code
    return same_province and bool(case.referrals_to(person.agency, person.province_code))


def may_ask(context: Context) -> bool:
    """Whoever works on the case now: the desk, or an office with a part of it still open."""
    if mentor(context):
        return True
    person, case = context.person, context.case
    if case is None or not officer(context):
        return False
    return any(each.is_open for each in case.referrals_to(person.agency, person.province_code))


def works_here(context: Context) -> bool:
    """Any mentor or officer, whatever the case."""
    return context.person.has(Role.MENTOR) or context.person.has(Role.OFFICER)
