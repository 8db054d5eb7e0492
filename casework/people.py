"""The people who write to us, and how one becomes a volunteer, a mentor or an officer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from casework.agencies import Agency
from casework.places import Place


class Role(StrEnum):
    CITIZEN = "citizen"
    VOLUNTEER = "volunteer"  # อาสาสมัครแรงงาน: reports for the neighbours of one sub-district
    MENTOR = "mentor"  # พี่เลี้ยง: the provincial labour office's officer who screens
    OFFICER = "officer"  # a department's officer in one province
    OPERATOR = "operator"  # looks after the service itself


ROLE_NAMES = {
    Role.CITIZEN: "ประชาชน",
    Role.VOLUNTEER: "อาสาสมัครแรงงาน",
    Role.MENTOR: "พี่เลี้ยง",
    Role.OFFICER: "เจ้าหน้าที่",
    Role.OPERATOR: "ผู้ดูแลระบบ",
}

GUESSES_COUNT_FOR = timedelta(hours=1)  # how long a wrong invitation code is held against one
TERM_YEARS = 3  # a volunteer's term of appointment (MOL news, 1 Aug 2025)


@dataclass(frozen=True)
class Person:
    """A LINE user. `area`: a volunteer's sub-district, the province a mentor or officer serves."""

    id: UUID
    line_user_id: str
    name: str = ""
    roles: frozenset[Role] = frozenset()
    area: Place | None = None
    agency: Agency | None = None
    term_start: date | None = None
    term_end: date | None = None
    consented_at: datetime | None = None
    applied_at: datetime | None = None  # asked to become a volunteer; a mentor decides
    blocked: bool = False
    wrong_codes: tuple[datetime, ...] = ()  # when a code was typed that cannot be used, lately

    def has(self, role: Role) -> bool:
        """Whether the person holds the role."""
        return role in self.roles

    @property
    def may_report(self) -> bool:
        """Only with consent is anything of a person's kept beyond the event."""
        return self.consented_at is not None

    @property
    def province_code(self) -> str | None:
        """The two-digit code of the person's province, if an area is known."""
        return self.area.province_code if self.area else None

    def roles_kept_in(self, area: Place) -> frozenset[Role]:
        """The roles that go on when the person takes up another one in `area`.

        A role's rights hold in the person's area: none but an operator's may move to another
        province with it.
        """
        if self.province_code == area.province_code:
            return self.roles - {Role.CITIZEN}
        return self.roles & {Role.OPERATOR}

    def guesses_lately(self, now: datetime) -> tuple[datetime, ...]:
        """The wrong invitation codes that still count at `now` (timezone-aware)."""
        return tuple(at for at in self.wrong_codes if now - at < GUESSES_COUNT_FOR)


@dataclass(frozen=True)
class Invitation:
    """A single-use code with which a person takes up a role."""

    code: str
    role: Role
    area: Place
    agency: Agency | None
    made_by: UUID | None
    expires_at: datetime
    used_by: UUID | None = None
    used_at: datetime | None = None
    name: str = ""

    def usable_at(self, now: datetime) -> bool:
        """Whether the code can still be used at `now` (timezone-aware).

        Operators are appointed by command alone, whose codes nobody in the chat made.
        """
        if self.role == Role.OPERATOR and self.made_by is not None:
            return False
        return self.used_at is None and now < self.expires_at


def end_of_term(start: date) -> date:
    """The last day of a term that begins on `start`: the day before its third anniversary."""
    try:
        anniversary = start.replace(year=start.year + TERM_YEARS)
    except ValueError:  # 29 February
        anniversary = date(start.year + TERM_YEARS, 3, 1)
    return anniversary - timedelta(days=1)
