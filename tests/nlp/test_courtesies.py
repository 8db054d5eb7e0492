"""What stands around a matter for politeness' sake is not read as part of it."""

import time

import pytest

import nlp
from casework.categories import SERVICE_CATEGORIES, Category, Kind
from nlp.courtesies import without_courtesies
from nlp.normalise import normalise
from nlp.tokens import tokenise


def kept(text: str) -> str:
    clean = normalise(text).text
    return "".join(token.text for token in without_courtesies(clean, tokenise(clean)))


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("สวัสดีค่ะ โดนไล่ออกค่ะ", "โดนไล่ออกค่ะ"),
        ("สวัสดีตอนเช้าครับแอดมิน ตกงานครับ", "ตกงานครับ"),
        ("หวัดดีจ้า กินข้าวหรือยังจ๊ะ หางาน", "หางาน"),
        ("โดนไล่ออกครับ ขอบคุณล่วงหน้าครับ", "โดนไล่ออกครับ"),
        ("สวัสดีค่ะพี่ชายโดนขัง", "พี่ชายโดนขัง"),  # no word is cut
        ("สวัสดีครับ เจ้าหน้าที่พูดจาไม่ดี", "เจ้าหน้าที่พูดจาไม่ดี"),
        ("ได้เงินแล้ว ขอบคุณค่ะ", "ได้เงินแล้วขอบคุณค่ะ"),  # thanks for something tell of it
        ("สวัสดีค่ะ", "สวัสดีค่ะ"),
        ("", ""),
    ],
)
def test_the_matter_stays(text: str, matter: str) -> None:
    assert kept(text) == matter


@pytest.mark.parametrize(
    "text",
    [
        "สวัสดีวันศุกร์ค่ะ ขอให้ทุกท่านสุขภาพแข็งแรง เพื่อนเป็นลมแดดหมดสติกลางไร่อ้อย",
        "คิดถึงแอดมิน ฮ่าๆ แวะมาทักทายค่ะ จริงๆมีเรื่อง เมื่อเช้านายจ้างตบหน้าแม่บ้าน",
        "นายจ้างไม่จ่ายค่าแรงสองเดือนแล้ว ฝนตกหนักทุกวันเลยแถวนี้ ที่นั่นเป็นยังไงบ้างคะ คิดถึงนะคะ",
    ],
)
def test_small_talk_around_a_matter_does_not_hide_it(text: str) -> None:
    reading = nlp.read(text)
    assert reading.kind is not Kind.CHITCHAT
    likeliest = {each.category for each in reading.candidates[:2]}
    assert likeliest & set(SERVICE_CATEGORIES)


@pytest.mark.parametrize(
    "text",
    [
        "วันนี้อากาศดีจัง กินข้าวกันยังคะ",
        "ราตรีสวัสดิ์ครับ พรุ่งนี้ทำงานเช้า นอนก่อนนะ ฝันดีทุกคน",
        "เมื่อวานไปตลาดเจอป้าแดงด้วย ป้าแดงฝากความคิดถึงมาให้",
    ],
)
def test_small_talk_alone_stays_small_talk(text: str) -> None:
    assert nlp.read(text).kind is Kind.CHITCHAT


@pytest.mark.parametrize("text", ["สวัสดี" + " " * 3000 + "x", "ขอบคุณ" + "มาก ๆ " * 800 + "ล่วงหน้าx"])
def test_a_flood_of_courtesies_takes_no_time(text: str) -> None:
    begun = time.thread_time()
    kept(text)
    assert time.thread_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("สวัสดีค่ะ โดนไล่ออกค่ะ", Category.PROTECTION),
        ("สวัสดีค่ะ โดนไล่ออกค่ะ ขอบคุณค่ะ", Category.PROTECTION),
        ("สวัสดีครับ โรงงานไม่จ่ายค่าแรงครับ ขอบคุณล่วงหน้าครับ", Category.PROTECTION),
        ("หวัดดีจ้า อยากเรียนเย็บผ้าจ้า", Category.SKILLS),
    ],
)
def test_who_is_polite_is_heard(text: str, category: Category) -> None:
    reading = nlp.read(text)
    assert reading.category is category
    assert reading.kind is not Kind.CHITCHAT
