"""The kind of a message: a form decides only where the model does not contradict it."""

import pytest

import nlp
from casework.categories import Category, Kind, Urgency
from nlp.kinds import kind_of

REPORTS = (Kind.PROBLEM, Kind.NEED, Kind.QUESTION)


def kinds(likeliest: Kind, probability: float = 0.9) -> dict[Kind, float]:
    rest = (1 - probability) / (len(Kind) - 1)
    return {kind: probability if kind is likeliest else rest for kind in Kind}


def kind(
    text: str, told: dict[Kind, float], services: float = 0, danger: Urgency = Urgency.NORMAL
) -> Kind:
    return kind_of(text, tuple(text.split()), told, True, services, danger)


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("เรื่องที่แจ้งไว้ถึงไหนแล้ว", Kind.STATUS, Kind.STATUS),
        ("เรื่องที่ร้องไห้ทุกวันเพราะหัวหน้าด่า ทำยังไงดี", Kind.PROBLEM, Kind.PROBLEM),
        ("ค่าป่วยการ อสร. เดือนนี้เข้ายัง", Kind.VOLUNTEER_ADMIN, Kind.VOLUNTEER_ADMIN),
        ("อสร. ครับ ลูกบ้านบัตรประจำตัวหาย", Kind.PROBLEM, Kind.PROBLEM),
        ("แค่ถามเฉย ๆ", Kind.QUESTION, Kind.QUESTION),
        ("พอไปแค่ถามก็โดนไล่ออก", Kind.PROBLEM, Kind.PROBLEM),
        ("สวัสดีครับ", Kind.PROBLEM, Kind.CHITCHAT),
        ("กดผิดค่ะ", Kind.PROBLEM, Kind.CHITCHAT),
        ("สวัสดีโดนไล่ออก", Kind.PROBLEM, Kind.PROBLEM),
        ("ช่วย ผม ด้วย", Kind.PROBLEM, Kind.PROBLEM),
    ],
)
def test_forms_and_the_model(text: str, told: Kind, expected: Kind) -> None:
    assert kind(text, kinds(told)) is expected


@pytest.mark.parametrize("idle", [Kind.CHITCHAT, Kind.SPAM, Kind.VOLUNTEER_ADMIN])
def test_somebody_in_danger_reports(idle: Kind) -> None:
    assert kind("วันนี้อากาศดี", kinds(idle)) is idle
    assert kind("วันนี้อากาศดี", kinds(idle), danger=Urgency.URGENT) in REPORTS


def test_asking_how_a_case_goes_stays_so_unless_life_is_in_danger() -> None:
    text = "เรื่องที่แจ้งไว้ถึงไหนแล้ว"
    assert kind(text, kinds(Kind.STATUS), danger=Urgency.URGENT) is Kind.STATUS
    assert kind(text, kinds(Kind.STATUS), danger=Urgency.EMERGENCY) in REPORTS


def test_what_a_service_is_needed_for_is_no_small_talk() -> None:
    assert kind("โดนไล่ออก ขอบคุณค่ะ", kinds(Kind.CHITCHAT), services=0.3) is Kind.CHITCHAT
    assert kind("โดนไล่ออก ขอบคุณค่ะ", kinds(Kind.CHITCHAT), services=0.8) in REPORTS


@pytest.mark.parametrize(
    "text",
    [
        "ผมเป็น อสร. ครับ ไปประชุมมา เจอคนงานโดนขังไว้ในโรงงาน นายจ้างยึดบัตร ออกไปไหนไม่ได้",
        "สวัสดีครับ โดนขังอยู่ครับ ช่วยด้วยครับ",
        "หวัดดีจ้า สบายดีไหม หลานโดนขังไว้ที่ปอยเปตจ้า",
    ],
)
def test_no_form_hides_a_danger(text: str) -> None:
    reading = nlp.read(text)
    assert reading.kind in REPORTS
    assert reading.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ကျွန်တော် အလုပ်ရှင် လစာမပေးဘူး ကူညီပါ", "my"),
        ("လစာ ၂ လ မရသေးဘူး", "my"),
        ("ខ្ញុំត្រូវបានគេចាក់សោរក្នុងបន្ទប់ ជួយផង", "km"),
        ("老板不给工资", "other"),
    ],
)
def test_what_nobody_here_can_read_is_no_small_talk(text: str, language: str) -> None:
    reading = nlp.read(text)
    assert (reading.language, reading.kind) == (language, Kind.PROBLEM)
    assert reading.category is Category.UNCLEAR


def test_signs_and_faces_alone_are_small_talk() -> None:
    assert [nlp.read(text).kind for text in ("🙏🙏", "...", "๕๕๕")] == [Kind.CHITCHAT] * 3
