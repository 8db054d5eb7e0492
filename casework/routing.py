"""Where a report goes: which agencies, and by way of the screening desk or straight there.

The provincial labour office screens (ชี้เป้า → คัดกรอง → ส่งต่อ, ORG-38). Where a province has
chosen so, a sure reading goes straight to the department and the desk is copied. What nobody
is sure of, what is not a service of the ministry, complaints about officials (AG-93: never to
the office complained of) and everything in Bangkok (AG-14: a person picks the area office) is
for the desk.
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.agencies import SCREENING_DESK, Agency
from casework.categories import (
    AGENCY_OF_CATEGORY,
    CATEGORY_NAMES,
    SERVICE_CATEGORIES,
    Category,
    Flag,
    Urgency,
)
from casework.places import BANGKOK, Place
from casework.rules import Rules, ScreeningMode


class Why(StrEnum):
    """What decided the way a report goes."""

    NOT_SURE = "not_sure"
    NOT_OURS = "not_ours"
    MISCONDUCT = "misconduct"
    NO_PLACE = "no_place"
    BANGKOK = "bangkok"
    DESK_FIRST = "desk_first"
    DIRECT = "direct"
    UNHEARD = "unheard"  # it would go straight to a department where nobody hears of it


REASONS = {
    Why.NOT_SURE: "ระบบยังไม่แน่ใจหมวดของเรื่อง เจ้าหน้าที่คัดกรองจะเป็นผู้เลือกหน่วยงาน",
    Why.NOT_OURS: "เรื่องนี้อาจเป็นของหน่วยงานอื่น เจ้าหน้าที่คัดกรองจะแนะนำหน่วยงานที่ดูแล",
    Why.MISCONDUCT: "เรื่องเกี่ยวกับเจ้าหน้าที่ ส่งให้เจ้าหน้าที่คัดกรองเท่านั้น ไม่ส่งให้สำนักงานที่ถูกกล่าวถึง",
    Why.NO_PLACE: "ยังไม่ทราบพื้นที่ของเรื่อง เจ้าหน้าที่คัดกรองจะเป็นผู้เลือกสำนักงาน",
    Why.BANGKOK: "เรื่องในกรุงเทพมหานคร เจ้าหน้าที่คัดกรองจะเลือกสำนักงานพื้นที่ให้",
    Why.DESK_FIRST: "สำนักงานแรงงานจังหวัดคัดกรองก่อน แล้วส่งต่อตามหมวด",
    Why.DIRECT: "ระบบแน่ใจหมวดของเรื่อง และจังหวัดนี้ให้ส่งตรงถึงหน่วยงาน โดยแจ้งสำนักงานแรงงานจังหวัดด้วย",
    Why.UNHEARD: "หน่วยงานยังไม่มีผู้รับในระบบ สำนักงานแรงงานจังหวัดเป็นผู้ประสานต่อ",
}
EMERGENCY_REASON = "เป็นเรื่องฉุกเฉิน แจ้งเจ้าหน้าที่คัดกรองทันที"


@dataclass(frozen=True)
class Route:
    """`agencies` in order: the one the report is for first, then those also concerned.

    `mode` DIRECT: they get it at once and the desk is copied; DESK: they are what the desk is
    proposed. `desk_at_once`: the desk is told now, even when its office is closed.
    """

    agencies: tuple[Agency, ...]
    mode: ScreeningMode
    why: Why
    desk_at_once: bool
    category: Category

    @property
    def reason_thai(self) -> str:
        """Why it goes there, in Thai, for the card, the case and its log."""
        sentences = [f"หมวด{CATEGORY_NAMES[self.category]}", REASONS[self.why]]
        if self.desk_at_once:
            sentences.append(EMERGENCY_REASON)
        return " · ".join(sentences)

    @property
    def is_direct(self) -> bool:
        """Whether the departments get it without waiting for the desk."""
        return self.mode == ScreeningMode.DIRECT


def propose(
    category: Category,
    secondary: tuple[Category, ...],
    place: Place | None,
    urgency: Urgency,
    confidence: float,
    rules: Rules,
    flags: frozenset[Flag] = frozenset(),
) -> Route:
    """The way of a report. `confidence` is the probability of `category`, 0 to 1.

    Every category has an agency; the screening desk is proposed where no department fits.
    """
    why = _decide(category, place, confidence, rules, flags)
    return Route(
        agencies=_agencies(category, secondary, why),
        mode=ScreeningMode.DIRECT if why == Why.DIRECT else ScreeningMode.DESK,
        why=why,
        desk_at_once=urgency == Urgency.EMERGENCY,
        category=category,
    )


def _decide(
    category: Category,
    place: Place | None,
    confidence: float,
    rules: Rules,
    flags: frozenset[Flag],
) -> Why:
    if Flag.OFFICIAL_MISCONDUCT in flags:
        return Why.MISCONDUCT
    if category == Category.OUT_OF_SCOPE:
        return Why.NOT_OURS
    if category not in SERVICE_CATEGORIES or confidence < rules.sure_at:
        return Why.NOT_SURE
    if place is None:
        return Why.NO_PLACE
    if place.province_code == BANGKOK:
        return Why.BANGKOK
    if rules.screening_mode(place.province_code) == ScreeningMode.DIRECT:
        return Why.DIRECT
    return Why.DESK_FIRST


def _agencies(category: Category, secondary: tuple[Category, ...], why: Why) -> tuple[Agency, ...]:
    if why == Why.MISCONDUCT:
        return (SCREENING_DESK,)
    wanted = [AGENCY_OF_CATEGORY[each] for each in (category, *secondary)]
    departments = [each for each in dict.fromkeys(wanted) if each != SCREENING_DESK]
    if category not in SERVICE_CATEGORIES:
        return (SCREENING_DESK, *departments)
    return tuple(departments)
