"""What a whole message says of its urgency counts beside the rules, and tells by which word."""

from collections.abc import Mapping
from unittest.mock import Mock

import pytest

import nlp
from casework.categories import Flag, Urgency
from casework.reading import Reading
from nlp import pipeline
from nlp.flags import find_flags
from nlp.weighing import weighed_flags, weighed_urgency

NORMAL, URGENT, EMERGENCY = Urgency


def words_of_urgency(reading: Reading) -> list[str]:
    return [each.text for each in reading.evidence if each.supports == "urgency"]


@pytest.mark.parametrize(
    "text",
    [
        "เรือกำลังจม คนอยู่ในเรือแปดคน",
        "ควันเต็มชั้นสามแล้ว ประตูเปิดไม่ได้ พวกหนูอยู่ข้างใน",
    ],
)
def test_an_emergency_that_no_rule_knows_is_found_and_a_word_says_why(text: str) -> None:
    reading = nlp.read(text)
    assert reading.urgency is EMERGENCY
    assert words_of_urgency(reading)


@pytest.mark.parametrize(
    "text",
    [
        "ไม่ได้ขัง แค่ล็อคห้องเก็บของ",
        "ไม่มีใครเป็นอะไรครับ แค่ถังหมักรั่ว",
        "ได้ข่าวว่าโรงงานข้างๆ มีคนไม่กลับมา เครื่องเอาไป",
        "เมื่อคืนฝันว่าติดอยู่ในถัง เรียกใครก็ไม่ได้ยิน",
    ],
)
def test_what_is_denied_heard_or_dreamt_is_none(text: str) -> None:
    reading = nlp.read(text)
    assert reading.urgency < EMERGENCY
    assert not words_of_urgency(reading)


def weighed(
    text: str, told: Mapping[Urgency, float], by_rules: Urgency, subtype: str | None = "X06"
) -> tuple[Urgency, str]:
    """The urgency of a text, and the word for it, if the networks told these probabilities."""
    steps = pipeline.explain(text)
    told_so = steps.prediction._replace(urgencies=dict(told))
    model = pipeline._loaded_model()
    urgency, word = weighed_urgency(
        model, told_so, steps.message.text, steps.tokens, subtype, by_rules, steps.place
    )
    return urgency, word.text if word else ""


TEXT = "น้องชายโดนเครื่องหนีบ"


def test_the_whole_message_only_ever_raises() -> None:
    assert weighed(TEXT, {NORMAL: 1, URGENT: 0, EMERGENCY: 0}, EMERGENCY) == (EMERGENCY, "")
    assert weighed(TEXT, {NORMAL: 0.1, URGENT: 0.8, EMERGENCY: 0.1}, EMERGENCY) == (EMERGENCY, "")
    assert weighed(TEXT, {NORMAL: 0.5, URGENT: 0.3, EMERGENCY: 0.2}, NORMAL) == (NORMAL, "")


def test_it_raises_to_what_it_is_sure_of_and_names_a_word_of_the_message() -> None:
    for by_rules, sure in ((NORMAL, 0.8), (URGENT, 0.5)):
        told = {NORMAL: 0.15, URGENT: 0.85 - sure, EMERGENCY: sure}
        emergency, word = weighed(TEXT, told, by_rules)
        assert emergency is EMERGENCY and word and word in TEXT
    for waits_not, danger in ((0.65, 0.3), (0.0, 0.6)):
        told = {NORMAL: 1 - waits_not - danger, URGENT: waits_not, EMERGENCY: danger}
        said, word = weighed(TEXT, told, NORMAL)
        assert said is URGENT and word and word in TEXT


def test_where_nobody_knows_what_it_is_about_it_takes_more() -> None:
    told = {NORMAL: 0.2, URGENT: 0.2, EMERGENCY: 0.6}
    assert weighed(TEXT, told, URGENT)[0] is EMERGENCY
    assert weighed(TEXT, told, URGENT, subtype=None)[0] is URGENT


def test_what_is_over_is_urgent_at_most() -> None:
    sure = {NORMAL: 0.05, URGENT: 0.05, EMERGENCY: 0.9}
    for text in ("พ่อโดนไฟดูดปีกลาย", "ปีที่แล้วน้องโดนเครื่องหนีบ", "น้องโดนเครื่องหนีบ หายดีแล้ว"):
        assert weighed(text, sure, NORMAL)[0] is URGENT
        assert weighed(f"{text} ตอนนี้เลือดออกไม่หยุด", sure, URGENT)[0] is EMERGENCY


@pytest.mark.parametrize(
    ("text", "flag", "likely", "raised"),
    [
        ("น้องลงไปในถังหมัก ป่านนี้ยังไม่ขึ้นมา", Flag.WORKPLACE_DEATH, 0.3, True),
        ("พรุ่งนี้กินข้าวด้วยกันเถอะ", Flag.MASS_LAYOFF, 0.9, False),
    ],
)
def test_only_an_emergency_needs_none_of_the_words_the_lexicon_asks_for(
    text: str, flag: Flag, likely: float, raised: bool
) -> None:
    assert flags_weighed(text, flag, likely) == ([flag] if raised else [])


@pytest.mark.parametrize(
    ("text", "likely", "raised"),
    [
        ("เดี๋ยวนี้คิดฆ่าตัวตายทุกวัน", 0.005, True),
        ("เดี๋ยวนี้คิดฆ่าตัวตายทุกวัน", 0.004, False),
        ("เดี๋ยวนี้ไม่อยากตื่นมาทุกวัน", 0.01, False),
        ("เดี๋ยวนี้ไม่อยากตื่นมาทุกวัน", 0.1, True),
    ],
)
def test_who_names_their_own_death_is_heard_though_it_seems_unlikely(
    text: str, likely: float, raised: bool
) -> None:
    found = flags_weighed(text, Flag.SELF_HARM, likely, least=0.1)
    assert found == ([Flag.SELF_HARM] if raised else [])


def flags_weighed(text: str, flag: Flag, likely: float, least: float = 0.0) -> list[Flag]:
    """What is raised where the networks tell the flag with such a probability, from `least` on."""
    steps = pipeline.explain(text)
    told_so = steps.prediction._replace(
        flags=dict.fromkeys(steps.prediction.flags, 0.0) | {flag: likely}
    )
    in_words = find_flags(steps.message.text, steps.slots)
    strengths = [float(-place) for place, _ in enumerate(steps.tokens)]
    likely_flags = [flag] if likely >= least else []
    model = Mock(
        likely_flags=Mock(return_value=likely_flags), flag_strengths=Mock(return_value=strengths)
    )
    found = weighed_flags(model, told_so, steps.message.text, steps.tokens, in_words)
    return [each.flag for each in found]


def test_who_only_says_to_hurry_is_urgent_at_most() -> None:
    told = {NORMAL: 0.1, URGENT: 0.1, EMERGENCY: 0.8}
    assert weighed("ด่วนค่ะ", told, NORMAL) == (URGENT, "ด่วน")
    assert weighed("ด่วนค่ะ", told, URGENT) == (URGENT, "")


def test_the_name_of_a_place_is_no_reason() -> None:
    sure = {NORMAL: 0, URGENT: 0, EMERGENCY: 1}
    assert weighed("หาดใหญ่", sure, URGENT) == (URGENT, "")
    assert weighed("น้องโดนหนีบที่หาดใหญ่", sure, URGENT)[1] not in ("", "หาดใหญ่")


def test_denial_hearsay_and_fear_before_the_word_count_however_sure_the_message_is() -> None:
    sure = {NORMAL: 0, URGENT: 0, EMERGENCY: 1}
    for text in ("ไม่ได้ขัง", "ได้ข่าวว่าน้องโดนขัง", "กลัวว่าจะโดนขัง", "กลัวโดนขัง", "ถ้าโดนขัง"):
        assert weighed(text, sure, NORMAL) == (NORMAL, "")


def test_what_only_sounds_like_danger_by_the_lexicon_is_none_however_sure_the_message_is() -> None:
    sure = {NORMAL: 0, URGENT: 0, EMERGENCY: 1}
    assert weighed("เครื่องตาย", sure, NORMAL) == (NORMAL, "")
    assert weighed("ควายโดนฟ้าผ่าตาย", sure, NORMAL) == (NORMAL, "")
    assert weighed("คนงานโดนฟ้าผ่าตาย", sure, NORMAL)[0] is EMERGENCY


def test_without_a_word_nothing_is_raised() -> None:
    assert weighed("!!! 199", {NORMAL: 0, URGENT: 0, EMERGENCY: 1}, URGENT) == (URGENT, "")


def test_small_talk_is_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    weigh = Mock(return_value=(EMERGENCY, None))
    monkeypatch.setattr(pipeline, "weighed_urgency", weigh)
    assert nlp.read("สวัสดีค่ะ ขอบคุณมากนะคะ").urgency is NORMAL
    assert nlp.read("นายจ้างไม่จ่ายค่าแรงสองเดือน").urgency is EMERGENCY
    weigh.assert_called_once()


def test_an_emergency_in_small_talk_is_found() -> None:
    talk = "สวัสดีวันจันทร์ครับทุกคน วันนี้อากาศดีมากเลย กินข้าวกันหรือยัง"
    trapped = "น้องชายโดนเครื่องหนีบ ยังเอาออกไม่ได้ เลือดท่วม"
    assert nlp.read(f"{talk} {trapped}").urgency is EMERGENCY
