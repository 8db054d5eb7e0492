"""Whatever comes in, an answer goes out, in bounded time, and no number is let through."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.th import pin

import nlp
from casework.categories import SERVICE_CATEGORIES
from casework.reading import Evidence, Problem, Reading

ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=400)
THAI = st.text(
    alphabet=[chr(c) for c in range(0x0E01, 0x0E5B)] + list(" 0123456789.,-"), max_size=300
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
MARKS = st.text(alphabet=[*BIDI, "\u200b", "\u0000", "\u001b", "\ud800", "\udfff", "ก", " "])
VOWELS = st.text(alphabet="ะาำิีึืุูเแโใไๅ็่้๊๋์ํ", max_size=300)
DIGIT_RUNS = st.text(alphabet="0123456789๐๑๒๓๔๕๖๗๘๙０１² .-()", max_size=200)
# Pieces that the rules look for, put together without sense.
PIECES = st.lists(
    st.sampled_from(
        [
            *("ไม่จ่ายค่าแรง", "แล้วก็", "อีกเรื่อง", "\n", " 1. ", "๒) ", "ประกันสังคม", "บริษัท ", "จำกัด"),
            *(
                "หจก.",
                "ทำงานที่ ",
                "ABC",
                "AAAA",
                "\u200b",
                "ร้าน",
                "เจ๊",
                "อ.ปาย",
                "เขต",
                "ต.",
                "เลย",
                "สิบ",
            ),
            *("ล้าน", "คน", "บาท", "1,500", "วันที่ 31/02/2566", "ไม่ได้", "ถูกขัง", "ถ้าสมมติ", "😀", "ๆ"),
        ]
    ),
    max_size=60,
).map("".join)


def check(text: str, reading: Reading) -> None:
    """What holds for every reading."""
    assert abs(sum(c.probability for c in reading.candidates) - 1) < 1e-6
    assert all(0 <= c.probability <= 1 + 1e-9 for c in reading.candidates)
    ranked = [c.probability for c in reading.candidates]
    assert ranked == sorted(ranked, reverse=True)
    spans: tuple[Evidence | Problem, ...] = (*reading.evidence, *reading.problems)
    for found in spans:
        assert 0 <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
    assert len(reading.problems) <= len(SERVICE_CATEGORIES)
    assert reading.employer is None or reading.employer in text
    assert all(0 < amount <= 1_000_000_000 for amount in reading.amounts)


@given(st.one_of(ANYTHING, THAI, MARKS, VOWELS, DIGIT_RUNS, PIECES))
@settings(max_examples=250, deadline=None)
def test_any_string_gets_a_reading(text: str) -> None:
    check(text, nlp.read(text))


@given(st.text(alphabet=st.characters(codec=None), min_size=1, max_size=40))
@settings(max_examples=15, deadline=None)
def test_ten_thousand_characters_get_a_reading(text: str) -> None:
    long = (text * (10_000 // len(text) + 1))[:10_000]
    check(long, nlp.read(long))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x01\x02",
        "\ud800\udfff",
        "😀" * 5_000,
        "ก" * 10_000,
        "ไม่จ่ายค่าแรง" * 800,
        "จังหวัด" * 1_500,
        "0812345678 " * 900,
        "1" * 10_000,
        "หนึ่งร้อย" * 1_100,
        "โอน" * 3_000,
        "ยึดพาสปอร์ต " * 800,
        "\u0e31" * 5_000,
        "คนงาน เสีย" * 900,
        "a" * 10_000,
        "\u202e" * 10_000,
        "1. ไม่จ่ายค่าแรง\n2. ไม่ขึ้นประกันสังคม\n" * 240,
        "แล้วก็" * 1_600,
        "บริษัท " * 1_400,
        "ทำงานที่ ABC " * 700,
        "ร้านเจ๊" * 1_400,
        "อ.ปาย จ.แม่ฮ่องสอน " * 500,
        "\r\n" * 5_000,
        "ตอนนี้ มีด" * 1_000,
        "ขอ" * 5_000 + "ช่วยด้วย",
        "ไฟไหม้ แก๊สรั่ว" * 700,
    ],
)
def test_long_and_odd_messages_are_read_in_bounded_time(text: str) -> None:
    start = time.perf_counter()
    check(text, nlp.read(text))
    assert time.perf_counter() - start < 3


# Personal data in any message

_ZERO_TO_NINE = st.text(alphabet="0123456789", min_size=8, max_size=8)
PHONES = st.builds(lambda first, rest: f"0{first}{rest}", st.sampled_from("689"), _ZERO_TO_NINE)
IDS = st.text(alphabet="0123456789", min_size=11, max_size=11).map(
    lambda rest: "1" + rest + pin.calc_check_digit("1" + rest)
)
ACCOUNTS = st.text(alphabet="0123456789", min_size=10, max_size=10)
EMAILS = st.from_regex(
    r"[a-z][a-z0-9]{1,8}(\.[a-z]{1,6})?@[a-z]{2,8}\.(com|co\.th|go\.th)", fullmatch=True
)
AROUND = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["N"], exclude_characters="@.[]_-+"),
    max_size=60,
)


def _thai_digits(number: str) -> str:
    return "".join(chr(0x0E50 + int(c)) for c in number)


def _phone_groups(number: str) -> str:
    return f"{number[:3]}-{number[3:6]}-{number[6:]}"


def _id_groups(number: str) -> str:
    return f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"


def _account_groups(number: str) -> str:
    return f"{number[:3]}-{number[3]}-{number[4:9]}-{number[9]}"


def _digits(text: str) -> str:
    return "".join(str(int(c)) for c in text if c.isdecimal())


@pytest.mark.parametrize(
    ("numbers", "grouped"),
    [(PHONES, _phone_groups), (IDS, _id_groups), (ACCOUNTS, _account_groups)],
    ids=["phone", "id", "account"],
)
def test_numbers_do_not_come_through(
    numbers: st.SearchStrategy[str], grouped: Callable[[str], str]
) -> None:
    written = st.sampled_from([str, grouped, _thai_digits, lambda n: _thai_digits_in(grouped(n))])

    said = st.sampled_from(["", "โทร ", "โอนเงินมาที่ ", "บัญชี", "เลขบัตร:"])

    @given(numbers, written, AROUND, said, AROUND)
    @settings(max_examples=80, deadline=None)
    def holds(number: str, write: Callable[[str], str], before: str, word: str, after: str) -> None:
        message = f"{before} {word}{write(number)} {after}"
        reading = nlp.read(message)
        assert _digits(reading.masked_text) == ""
        assert number[0] != "0" or int(number) not in reading.amounts

    holds()


def _thai_digits_in(text: str) -> str:
    return "".join(_thai_digits(c) if c.isdecimal() else c for c in text)


@given(EMAILS, AROUND, AROUND)
@settings(max_examples=80, deadline=None)
def test_addresses_do_not_come_through(address: str, before: str, after: str) -> None:
    masked = nlp.read(f"{before} {address} {after}").masked_text
    assert address not in masked and "@" not in masked.replace(before, "").replace(after, "")
