"""The two-level taxonomy of what people tell: service categories, sub-types, flags, urgency."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from casework.agencies import Agency


class Category(StrEnum):
    EMPLOYMENT = "employment"
    SKILLS = "skills"
    PROTECTION = "protection"
    SOCIAL_SECURITY = "social_security"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"


SERVICE_CATEGORIES = (
    Category.EMPLOYMENT,
    Category.SKILLS,
    Category.PROTECTION,
    Category.SOCIAL_SECURITY,
)

# The agency whose provincial office gives the service. Unclear ones are for the screening desk.
AGENCY_OF_CATEGORY = {
    Category.EMPLOYMENT: Agency.DOE,
    Category.SKILLS: Agency.DSD,
    Category.PROTECTION: Agency.DLPW,
    Category.SOCIAL_SECURITY: Agency.SSO,
    Category.OUT_OF_SCOPE: Agency.MOL_OPS,
    Category.UNCLEAR: Agency.MOL_OPS,
}
CATEGORY_OF_AGENCY = {AGENCY_OF_CATEGORY[c]: c for c in SERVICE_CATEGORIES}

CATEGORY_NAMES = {
    Category.EMPLOYMENT: "การจัดหางาน",
    Category.SKILLS: "พัฒนาฝีมือ",
    Category.PROTECTION: "คุ้มครองแรงงาน",
    Category.SOCIAL_SECURITY: "ประกันสังคม",
    Category.OUT_OF_SCOPE: "เรื่องของหน่วยงานอื่น",
    Category.UNCLEAR: "ยังไม่แน่ใจ",
}


class Kind(StrEnum):
    """What the writer wants: only problems and needs become cases."""

    PROBLEM = "problem"
    NEED = "need"
    QUESTION = "question"
    STATUS = "status"
    VOLUNTEER_ADMIN = "volunteer_admin"
    CHITCHAT = "chitchat"
    SPAM = "spam"


KINDS_WITHOUT_OFFICE = frozenset({Kind.CHITCHAT, Kind.SPAM, Kind.VOLUNTEER_ADMIN})


class Urgency(IntEnum):
    """Ordered: the highest hint wins."""

    NORMAL = 0
    URGENT = 1
    EMERGENCY = 2


URGENCY_NAMES = {
    Urgency.NORMAL: "ปกติ",
    Urgency.URGENT: "ด่วน",
    Urgency.EMERGENCY: "ฉุกเฉิน",
}


class Flag(StrEnum):
    """A danger or a circumstance that stands beside the category."""

    TRAFFICKING_FORCED_LABOUR = "trafficking_forced_labour"
    CHILD_LABOUR = "child_labour"
    WORKPLACE_DEATH = "workplace_death"
    SERIOUS_INJURY = "serious_injury"
    VIOLENCE_OR_HARASSMENT = "violence_or_harassment"
    MASS_LAYOFF = "mass_layoff"
    WAGE_THEFT_MANY = "wage_theft_many"
    SCAM_IN_PROGRESS = "scam_in_progress"
    DRUG_IN_WORKPLACE = "drug_in_workplace"
    MIGRANT_WORKER = "migrant_worker"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    EX_PRISONER = "ex_prisoner"
    INFORMAL_WORKER = "informal_worker"
    PREGNANT = "pregnant"
    YOUNG_WORKER = "young_worker"
    GOVERNMENT_CONTRACT = "government_contract"
    DEADLINE_SOON = "deadline_soon"
    RETALIATION_FEAR = "retaliation_fear"
    SELF_HARM = "self_harm"
    OFFICIAL_MISCONDUCT = "official_misconduct"


@dataclass(frozen=True)
class FlagRule:
    """What a flag is called and the least urgency it gives a case."""

    thai: str
    urgency: Urgency


FLAG_RULES = {
    Flag.TRAFFICKING_FORCED_LABOUR: FlagRule("ค้ามนุษย์/แรงงานบังคับ", Urgency.EMERGENCY),
    Flag.CHILD_LABOUR: FlagRule("แรงงานเด็ก", Urgency.URGENT),
    Flag.WORKPLACE_DEATH: FlagRule("เสียชีวิตจากงาน", Urgency.EMERGENCY),
    Flag.SERIOUS_INJURY: FlagRule("บาดเจ็บสาหัส", Urgency.EMERGENCY),
    Flag.VIOLENCE_OR_HARASSMENT: FlagRule("ความรุนแรง/คุกคาม", Urgency.URGENT),
    Flag.MASS_LAYOFF: FlagRule("เลิกจ้างจำนวนมาก", Urgency.URGENT),
    Flag.WAGE_THEFT_MANY: FlagRule("ค้างค่าจ้างหลายคน", Urgency.URGENT),
    Flag.SCAM_IN_PROGRESS: FlagRule("กำลังถูกหลอก", Urgency.EMERGENCY),
    Flag.DRUG_IN_WORKPLACE: FlagRule("ยาเสพติดในสถานประกอบการ", Urgency.URGENT),
    Flag.MIGRANT_WORKER: FlagRule("แรงงานข้ามชาติ", Urgency.NORMAL),
    Flag.ELDERLY: FlagRule("ผู้สูงอายุ", Urgency.NORMAL),
    Flag.DISABLED: FlagRule("คนพิการ", Urgency.NORMAL),
    Flag.EX_PRISONER: FlagRule("ผู้พ้นโทษ", Urgency.NORMAL),
    Flag.INFORMAL_WORKER: FlagRule("แรงงานนอกระบบ", Urgency.NORMAL),
    Flag.PREGNANT: FlagRule("หญิงมีครรภ์", Urgency.NORMAL),
    Flag.YOUNG_WORKER: FlagRule("แรงงานเยาวชน", Urgency.NORMAL),
    Flag.GOVERNMENT_CONTRACT: FlagRule("จ้างเหมาราชการ", Urgency.NORMAL),
    Flag.DEADLINE_SOON: FlagRule("ใกล้หมดเวลา", Urgency.URGENT),
    Flag.RETALIATION_FEAR: FlagRule("กลัวถูกแก้แค้น", Urgency.NORMAL),
    Flag.SELF_HARM: FlagRule("คิดทำร้ายตัวเอง", Urgency.EMERGENCY),
    Flag.OFFICIAL_MISCONDUCT: FlagRule("ร้องเรียนเจ้าหน้าที่", Urgency.NORMAL),
}

# Flags of danger to life, body or freedom, or of money going at this hour.
EMERGENCY_FLAGS = frozenset(
    flag for flag, rule in FLAG_RULES.items() if rule.urgency is Urgency.EMERGENCY
)
# A flag says another one already, and more: whom the law keeps from the work is told by that alone.
_SAYS_MORE_THAN = {Flag.CHILD_LABOUR: Flag.YOUNG_WORKER}


def said_already(flags: Iterable[Flag]) -> frozenset[Flag]:
    """The flags that need not stand beside these, because one of these says them and more."""
    return frozenset(_SAYS_MORE_THAN[flag] for flag in flags if flag in _SAYS_MORE_THAN)


@dataclass(frozen=True)
class Subtype:
    """A sub-type of a category; its least urgency, and categories whose offices are copied."""

    code: str
    name: str
    category: Category
    thai: str
    urgency: Urgency = Urgency.NORMAL
    secondary: tuple[Category, ...] = ()


_E, _S = Category.EMPLOYMENT, Category.SKILLS
_P, _X = Category.PROTECTION, Category.SOCIAL_SECURITY
_O, _U = Category.OUT_OF_SCOPE, Category.UNCLEAR
_URGENT = Urgency.URGENT

SUBTYPES = {
    subtype.code: subtype
    for subtype in (
        Subtype("E01", "job_seeking", _E, "หางานทำ"),
        Subtype("E02", "unemployed_registration", _E, "ขึ้นทะเบียนว่างงาน", secondary=(_X,)),
        Subtype("E03", "overseas_work", _E, "ไปทำงานต่างประเทศ"),
        Subtype("E04", "job_scam", _E, "ถูกหลอกเรื่องงาน", _URGENT),
        Subtype("E05", "migrant_permit", _E, "ใบอนุญาตแรงงานต่างด้าว"),
        Subtype("E06", "illegal_foreign_work", _E, "ต่างด้าวทำงานผิดกฎหมาย"),
        Subtype("E07", "special_group_jobs", _E, "งานสำหรับกลุ่มพิเศษ", secondary=(_S,)),
        Subtype("E08", "self_employment_homework", _E, "อาชีพอิสระ/รับงานไปทำที่บ้าน"),
        Subtype("E09", "career_guidance", _E, "แนะแนวอาชีพ"),
        Subtype("E10", "employer_recruiting", _E, "นายจ้างหาคนงาน"),
        Subtype("S01", "training_enrol", _S, "สมัครฝึกอาชีพ"),
        Subtype("S02", "skill_test", _S, "ทดสอบมาตรฐานฝีมือ"),
        Subtype("S03", "licence_certificate", _S, "ใบรับรอง/วุฒิบัตรช่าง"),
        Subtype("S04", "community_training", _S, "ขอจัดฝึกอบรมในชุมชน"),
        Subtype("S05", "upskill_reskill", _S, "ยกระดับ/เปลี่ยนทักษะ"),
        Subtype("S06", "special_group_training", _S, "ฝึกอาชีพกลุ่มพิเศษ", secondary=(_E,)),
        Subtype("S07", "employer_training", _S, "หน้าที่นายจ้างเรื่องฝึกอบรม"),
        Subtype("S08", "training_problem", _S, "ปัญหาระหว่างการฝึก"),
        Subtype("S09", "skill_wage", _S, "ค่าจ้างตามมาตรฐานฝีมือ", secondary=(_P,)),
        Subtype("P01", "unpaid_wages", _P, "ค่าจ้างค้างจ่าย"),
        Subtype("P02", "minimum_wage", _P, "ค่าจ้างต่ำกว่าขั้นต่ำ"),
        Subtype("P03", "deductions_deposit", _P, "หักเงิน/เงินประกัน/ยึดเอกสาร"),
        Subtype("P04", "overtime_holiday_pay", _P, "โอที/ค่าทำงานวันหยุด"),
        Subtype("P05", "hours_rest_leave", _P, "เวลาทำงาน วันหยุด วันลา"),
        Subtype("P06", "dismissal_severance", _P, "เลิกจ้าง/ค่าชดเชย", _URGENT, (_X, _E)),
        Subtype("P07", "closure_mass_layoff", _P, "ปิดกิจการ/เลิกจ้างหมู่", _URGENT, (_X, _E)),
        Subtype("P08", "workplace_safety", _P, "ความปลอดภัยในการทำงาน", _URGENT),
        Subtype("P09", "harassment_discrimination", _P, "คุกคาม/เลือกปฏิบัติ", _URGENT),
        Subtype("P10", "special_regime_relations_docs", _P, "งานพิเศษ/แรงงานสัมพันธ์/เอกสาร"),
        Subtype("X01", "membership", _X, "ขึ้นทะเบียน/สถานะผู้ประกันตน"),
        Subtype("X02", "contributions", _X, "เงินสมทบ"),
        Subtype("X03", "medical_sickness", _X, "รักษาพยาบาล"),
        Subtype("X04", "maternity_child", _X, "คลอดบุตร/สงเคราะห์บุตร"),
        Subtype("X05", "unemployment_benefit", _X, "เงินว่างงาน", _URGENT, (_E,)),
        Subtype("X06", "work_injury", _X, "เจ็บ/ตาย/ป่วยจากงาน", _URGENT, (_P,)),
        Subtype("X07", "disability_death", _X, "ทุพพลภาพ/เสียชีวิต"),
        Subtype("X08", "old_age", _X, "ชราภาพ"),
        Subtype("X09", "m40_informal", _X, "มาตรา 40"),
        Subtype("X10", "claim_status_appeal_fraud", _X, "ติดตาม/อุทธรณ์/ถูกแอบอ้าง"),
        Subtype("O01", "debt", _O, "หนี้/กู้นอกระบบ"),
        Subtype("O02", "social_welfare", _O, "สวัสดิการสังคม"),
        Subtype("O03", "health", _O, "สุขภาพ/บัตรทอง"),
        Subtype("O04", "crime_family", _O, "คดีอาญา/ครอบครัว"),
        Subtype("O05", "drugs", _O, "ยาเสพติด"),
        Subtype("O06", "land_farming_disaster", _O, "ที่ดิน/เกษตร/ภัยพิบัติ"),
        Subtype("O07", "civil_service", _O, "ข้าราชการ/รัฐวิสาหกิจ"),
        Subtype("O08", "freelance_contract", _O, "จ้างทำของ/ฟรีแลนซ์"),
        Subtype("O09", "education", _O, "การศึกษา"),
        Subtype("O10", "official_complaint", _O, "ร้องเรียนเจ้าหน้าที่"),
        Subtype("O99", "other", _O, "อื่น ๆ"),
    )
}
