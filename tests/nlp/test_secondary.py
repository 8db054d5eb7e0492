"""Whose offices get a copy: the taxonomy's rules, and words that only look like theirs."""

import pytest

from casework.categories import SUBTYPES, Category, Flag, Kind
from nlp.secondary import secondary_of

EMPLOYMENT, SKILLS = Category.EMPLOYMENT, Category.SKILLS
PROTECTION, SECURITY = Category.PROTECTION, Category.SOCIAL_SECURITY


def copied_to(
    text: str, subtype: str, flags: frozenset[Flag] = frozenset(), kind: Kind = Kind.PROBLEM
) -> tuple[Category, ...]:
    """Where a message surely of this sub-type is copied to."""
    return secondary_of(text, kind, SUBTYPES[subtype].category, {subtype: 1.0}, flags)


@pytest.mark.parametrize(
    ("text", "subtype", "copied"),
    [
        ("ตกงาน อยากเรียนช่างแอร์ไปด้วย", "E01", SKILLS),
        ("พ้นโทษแล้ว อยากได้งาน มีอบรมอาชีพไหม", "E07", SKILLS),
        ("อยากหางานให้คุณตา อายุ 65 ยังแข็งแรง", "E07", SKILLS),
        ("อยากเรียนนวด มีบัตรคนพิการ", "S06", EMPLOYMENT),
        ("โดนเลิกจ้าง ค่าชดเชยยังไม่ได้สักบาท เงินว่างงานก็ยังไม่เข้า", "X05", PROTECTION),
        ("ถูกเลิกจ้าง ไม่มีค่าชดเชย เงินว่างงานก็ไม่ออก", "X05", PROTECTION),
        ("ตกงาน อยากขอค่าชดเชยจากที่เก่าด้วย", "X05", PROTECTION),
        ("พื้นลื่นมาก เมื่อเช้าเพื่อนล้มเลือดออก", "P08", SECURITY),
        ("ไม่จ่ายค่าแรง แล้วก็ไม่ขึ้นประกันสังคมให้", "P01", SECURITY),
        ("ค่าแรงก็บ่จ่าย บ่มีประกันสังคมให้", "P01", SECURITY),
        ("ไม่ส่งเงินสมทบ เงินเดือนก็ไม่ออก", "X02", PROTECTION),
        ("หักประกันไม่ส่ง เงินเดือนสองเดือนหลังก็ค้าง", "X02", PROTECTION),
        ("ไม่ขึ้นทะเบียนให้ ค่าแรงก็จ่ายไม่ครบ", "X01", PROTECTION),
        ("ค้างค่าแรงสามงวด ประกันสังคมก็หักไปเฉยๆ", "P01", SECURITY),
        ("ใบช่างเชื่อมระดับสอง ได้เท่าคนเพิ่งเข้า", "S09", PROTECTION),
        ("โดนเลิกจ้างมา อยากเรียนกราฟิก มีรุ่นไหนเปิดบ้าง", "S05", EMPLOYMENT),
        ("โดนแบนไอดีถาวร อุทธรณ์แล้วบอทตอบ", "O08", SECURITY),
    ],
)
def test_the_second_matter_is_copied_to_its_office(
    text: str, subtype: str, copied: Category
) -> None:
    assert copied in copied_to(text, subtype)


@pytest.mark.parametrize(
    ("text", "subtype", "not_copied"),
    [
        ("เพิ่งเรียนจบ ปวส. หางานแถวบางปู", "E01", SKILLS),
        ("เรียน จัดหางานจังหวัด ผมจบช่างยนต์แล้ว ขอสมัครงาน", "E01", SKILLS),
        ("หางานพาร์ตไทม์หลังเลิกเรียน", "E01", SKILLS),
        ("ชดเชยได้ครบแล้ว เหลือเงินว่างงานยังไม่เข้า", "X05", PROTECTION),
        ("เงินชดเชยระหว่างว่างงานยังไม่อนุมัติ", "X05", PROTECTION),
        ("ยังไม่ได้เงินชดเชยกรณีว่างงานเลย", "X05", PROTECTION),
        ("เคยไปฝึกงานโรงแรมมา หางานโรงแรม", "E01", SKILLS),
        ("ขอเรียนสอบถามครับ หางานทำแถวบางนา", "E01", SKILLS),
        ("นั่งร้านไม่มีราวกั้น กลัวจะมีคนตก", "P08", SECURITY),
        ("นั่งร้านถล่ม โชคดีไม่มีใครบาดเจ็บ", "P08", SECURITY),
        ("พื้นลื่นมาก ยังไม่มีใครเจ็บ", "P08", SECURITY),
        ("เคยอบรม จป. มาแล้ว หางานโรงงาน", "E01", SKILLS),
        ("ไม่จ่ายค่าแรง เรื่องประกันสังคมไม่มีปัญหา", "P01", SECURITY),
        ("ค้างค่าแรงสองเดือน ประกันสังคมส่งครบ", "P01", SECURITY),
        ("ไม่ได้โดนเลิกจ้างนะ แค่อยากเรียนภาษาเพิ่ม", "S05", EMPLOYMENT),
        ("ลูกค้าจ้างวาดรูปแล้วไม่จ่าย", "O08", SECURITY),
        ("ค้างเงินเดือน โรงงานอยู่ติดสำนักงานประกันสังคม", "P01", SECURITY),
        ("ค้างค่าแรงสองเดือน เขามีประกันสังคมให้", "P01", SECURITY),
        ("ทำแบนเนอร์ให้ร้าน ลูกค้าไม่จ่าย", "O08", SECURITY),
        ("ลูกค้าขอไอดีไลน์แล้วไม่จ่ายค่าวาดรูป", "O08", SECURITY),
        ("อยากอัพสกิล ร้านปิดสองทุ่ม เรียนค่ำได้ไหม", "S05", EMPLOYMENT),
        ("กลัวโดนเลิกจ้างเพราะ AI อยากเรียนเพิ่ม", "S05", EMPLOYMENT),
        ("หักแล้วไม่ส่ง แต่เงินเดือนไม่ได้มีปัญหา", "X02", PROTECTION),
    ],
)
def test_the_same_words_about_something_else_copy_nothing(
    text: str, subtype: str, not_copied: Category
) -> None:
    assert not_copied not in copied_to(text, subtype)


@pytest.mark.parametrize("flag", [Flag.SERIOUS_INJURY, Flag.WORKPLACE_DEATH])
def test_who_is_owed_wages_and_hurt_is_known_to_the_fund(flag: Flag) -> None:
    text = "พี่ชายไม่กลับมาแล้ว ค่าแรงงวดสุดท้ายก็ไม่จ่าย"
    assert copied_to(text, "P01") == ()
    assert copied_to(text, "P01", frozenset([flag])) == (SECURITY,)


@pytest.mark.parametrize("flag", [Flag.SERIOUS_INJURY, Flag.WORKPLACE_DEATH])
def test_danger_that_has_hurt_somebody_is_copied_to_the_fund_whatever_the_words(flag: Flag) -> None:
    text = "สลิงขาดฟาดน้อง ยังใช้เส้นเดิมอยู่"
    assert copied_to(text, "P08") == ()
    assert copied_to(text, "P08", frozenset([flag])) == (SECURITY,)


@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.CHITCHAT, Kind.SPAM])
def test_a_mere_question_is_copied_to_nobody(kind: Kind) -> None:
    assert copied_to("ค่าชดเชยไม่ได้ ทำยังไง", "X05", kind=kind) == ()


def test_an_office_gets_a_copy_if_the_matter_concerns_it_likelier_than_not() -> None:
    def copied(category: Category, **subtypes: float) -> tuple[Category, ...]:
        text = "มือโดนเครื่องหนีบ ใครจ่ายค่าหมอ"
        return secondary_of(text, Kind.PROBLEM, category, subtypes, frozenset())

    assert copied(SECURITY, X06=0.4, X03=0.6) == ()
    assert copied(SECURITY, X06=0.6, X03=0.4) == (PROTECTION,)
    assert copied(SECURITY, X06=0.3, P05=0.3, X03=0.4) == (PROTECTION,), "its own, or a copy"
    assert copied(PROTECTION, X06=0.6, P05=0.4) == (SECURITY,), "never to whose it is already"
    assert copied(Category.UNCLEAR, X06=0.6, X03=0.4) == ()
