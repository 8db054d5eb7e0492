"""When a mentor leaves a province's desk: what they took must not seem looked after."""

from datetime import datetime

from casework.changes import Change, LeaveDesk, SetTimer
from casework.people import Person, Role


def desk_left(before: Person, after: Person, now: datetime) -> tuple[Change, ...]:
    """What follows when `before` becomes `after`: nothing, unless a mentor's role ended or moved to
    another province. `now` is UTC."""
    stays = after.has(Role.MENTOR) and after.province_code == before.province_code
    if stays or not before.has(Role.MENTOR):
        return ()
    code = before.province_code
    told = SetTimer(key=f"untaken:{code}", kind="untaken", due=now, data={"province_code": code})
    return (LeaveDesk(before.id, told),)
