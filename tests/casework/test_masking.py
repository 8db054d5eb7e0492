"""Personal data never survives masking; what people must read does."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.th import pin

from casework import masking
from casework.days_and_hours import TIME_FIRST, without_days_and_hours
from casework.masking import mask
from casework.personal_data import EVERYTHING, Span

SEPARATORS = st.sampled_from(["", "", " ", "-", ".", " - ", "\u200b", "–"])
BORDER = st.text(alphabet="กขคงจ ฉ่าๆ,:\n", max_size=8)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("บัตร 1-1037-02071-81-1 ครับ", "บัตร [เลขบัตร] ครับ"),
        ("บัตร 1234567890123", "บัตร [เลขบัตร]"),
        ("บัตร 346 4 14011 7 274", "บัตร [เลขบัตร]"),  # it begins like an account
        ("โทร 081-234-5678", "โทร [เบอร์โทร]"),
        ("โทร 060000 1-1-60", "โทร [เบอร์โทร]"),  # what looks like a date is the end of it
        ("โทร 6660000 1-1-60", "โทร [เบอร์โทร]"),
        ("โอนเข้าบัญชีกสิกร 068-2-34567-8", "โอนเข้าบัญชีกสิกร [เลขบัญชี]"),
        ("โทร 8418827124.3558 8 5 3 89182 9 คน", "โทร [เลขบัญชี].[เลขบัตร] คน"),
        ("เกิดเหตุ 08.30 05-11-69 กะ 08-17", "เกิดเหตุ 08.30 05-11-69 กะ 08-17"),
        ("โทร.๐๘๙ ๑๒๓ ๔๕๖๗ นะ", "โทร.[เบอร์โทร] นะ"),
        ("+66 81 234 5678", "[เบอร์โทร]"),
        ("บ้าน 02-123-4567 ต่อ 12", "บ้าน [เบอร์โทร] ต่อ 12"),
        ("เลขบัญชี 123-4-56789-0", "เลขบัญชี [เลขบัญชี]"),
        ("เลขบัตร 346 4 14011 7 275 พิมพ์ผิดไปตัวหนึ่ง", "เลขบัตร [เลขบัตร] พิมพ์ผิดไปตัวหนึ่ง"),
        ("พร้อมเพย์ 12 3456 7890", "พร้อมเพย์ [เลขบัญชี]"),
        ("เมล somchai.k@example.co.th ค่ะ", "เมล [อีเมล] ค่ะ"),
        ("พาสปอร์ตเลข AA1234567", "พาสปอร์ตเลข [หนังสือเดินทาง]"),
        ("ปี 2566 โทร 0812345678", "ปี 2566 โทร [เบอร์โทร]"),
        ("05-11-2569 0812345678", "05-11-2569 [เบอร์โทร]"),
        ("โทร 1546 02-123-4567", "โทร 1546 [เบอร์โทร]"),
        ("ห้อง 112 0812345678", "ห้อง 112 [เบอร์โทร]"),
        # Cards of people from elsewhere, in a list and beside other numbers
        ("1. 00-5012-34567-8-9 อ่องมิน", "1. [เลขบัตร] อ่องมิน"),
        ("ชื่ออ่อง 0036-020.89765 8", "ชื่ออ่อง [เลขบัตร]"),
        ("บัตรชมพู 00 5012 34567 8 9 3 เดือน", "บัตรชมพู [เลขบัตร] 3 เดือน"),
        ("บัตรชมพู 00-5012-34567-8-9 081-234-5678", "บัตรชมพู [เลขบัตร] [เบอร์โทร]"),
        ("เลขบัตร 1-5099-00123-45", "เลขบัตร [เลขบัตร]"),
        ("เล่มพาส MD1234567 กับ MA654321", "เล่มพาส [หนังสือเดินทาง] กับ [หนังสือเดินทาง]"),
        ("SCB 123 456 7890", "SCB [เลขบัญชี]"),
        ("โอนไปที่ 406 123 4567 ชื่อแดง", "โอนไปที่ [เลขบัญชี] ชื่อแดง"),
        ("เมล somchai99@gmail .com ค่ะ", "เมล [อีเมล] ค่ะ"),
        ("เมลผมsomchai99@gmail.comครับ", "เมลผม[อีเมล]ครับ"),
        ("ส้มโอ@gmail.com", "[อีเมล]"),
        ("ค้างอยู่ 8,500 0812345678 เบอร์ผม", "ค้างอยู่ 8,500 [เบอร์โทร] เบอร์ผม"),
        # Spelled out, with the letter O for nothing, and over several lines
        ("โทรหาแม่ ศูนย์แปดหนึ่ง 234 5678", "โทรหาแม่ [เบอร์โทร]"),
        ("เบอร์ ศูนย์หก สองสามสี่ห้า หกเจ็ดแปดเก้า นะ", "เบอร์ [เบอร์โทร] นะ"),
        ("06หนึ่ง-23สี่-5678 ค่ะ", "[เบอร์โทร] ค่ะ"),
        ("เบอร์ O81 234 5O78", "เบอร์ [เบอร์โทร]"),
        ("บัตร 11O37O2O71811", "บัตร [เลขบัตร]"),
        ("sent to 0812345678", "sent to [เบอร์โทร]"),
        ("08123O45O6 on line", "[เบอร์โทร] on line"),
        ("โทร\n081\n2345\n678\nนะคะ", "โทร\n[เบอร์โทร]\nนะคะ"),
        ("081-234\n5678\n3 คน", "[เบอร์โทร]\n3 คน"),
        ("เลขบัตร\n1103702\n071811", "เลขบัตร\n[เลขบัตร]"),
        ("เบอร์ผม\n089 123\n4567", "เบอร์ผม\n[เบอร์โทร]"),
        ("๐๘๑ ๒๓๔\n๕๖๗๘, 3 คน", "[เบอร์โทร], 3 คน"),
        ("02 123\n4567", "[เบอร์โทร]"),
        ("บัญชีกสิกร 123-4\n56789-0", "บัญชีกสิกร [เลขบัญชี]"),
        ("บัญชีกสิกร\n1234567\n890\n3 คน", "บัญชีกสิกร\n[เลขบัญชี]\n3 คน"),
        ("เลขบัตร\n1103702\n071812", "เลขบัตร\n[เลขบัตร]"),  # a wrong check digit
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\n081 234\n5678", "1\n2\n3\n4\n5\n6\n7\n8\n9\n[เบอร์โทร]"),
        # Parted by whatever, and with a digit too few or too many
        ("เบอร์ 081-234-56789", "เบอร์ [เบอร์โทร]"),
        ("0812345-67899", "[เบอร์โทร]"),
        ("081-234-567 ค่ะ", "[เบอร์โทร] ค่ะ"),
        ("มือถือ 81/234/567 ค่ะ", "มือถือ [เบอร์โทร] ค่ะ"),
        ("โทร 1506, 053/612345", "โทร 1506, [เบอร์โทร]"),
        ("โทร 1506, 053/61234, 3 คน", "โทร 1506, [เบอร์โทร] คน"),
        ("เบอร์\n089 123\n456 ค่ะ", "เบอร์\n[เบอร์โทร] ค่ะ"),
        ("02/123/4567", "[เบอร์โทร]"),
        ("081/2345678", "[เบอร์โทร]"),
        ("081,2345678, 3 คน", "[เบอร์โทร], 3 คน"),
        ("081:2345678", "[เบอร์โทร]"),
        ("081  ,234  ,5678", "[เบอร์โทร]"),
        ("บัตร 1103702/071811", "บัตร [เลขบัตร]"),
        ("บัตร 1;1037;02071;81;1", "บัตร [เลขบัตร]"),
        ("บัญชี 123/4/56789/0", "บัญชี [เลขบัญชี]"),
        ("บัญชี 123,4567890", "บัญชี [เลขบัญชี]"),
        ("09 123 456 789 ครับ", "[เบอร์โทร] ครับ"),
        ("09-4212-34567", "[เบอร์โทร]"),
        ("เบอร์ลาว 020 5512 3456", "เบอร์ลาว [เบอร์โทร]"),
        ("แม่อยู่เขมร 855 12 345 678 3 คน", "แม่อยู่เขมร [เบอร์โทร] 3 คน"),
        ("พม่า 95 9 421 234 567", "พม่า [เบอร์โทร]"),
        ("เลขพาส MD 123 4567", "เลขพาส [หนังสือเดินทาง]"),
        ("เลขพาส MD1234567 2 คน", "เลขพาส [หนังสือเดินทาง] 2 คน"),
        ("เมล somchai @ gmail . com ครับ", "เมล [อีเมล] ครับ"),
        ("somchai(at)gmail.com ครับ", "[อีเมล] ครับ"),
        ("somchai@gmail.com . ขอบคุณ", "[อีเมล] . ขอบคุณ"),
        ("กะ 06.00-14.00-22.00 0812345678", "กะ 06.00-14.00-22.00 [เบอร์โทร]"),
        ("บัตร 1103 70207 1811 บาท", "บัตร [เลขบัตร] บาท"),
        ("บัตร 1103702071812 2000 บาท", "บัตร [เลขบัตร] 2000 บาท"),
    ],
)
def test_personal_data_is_replaced_by_words(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "สายด่วน 1506 กด 5 หรือ 1546 1694 191 1669 199 1300 1441 1567 1111 1323",
        "ค้างค่าแรง 1,250,000 บาท ตั้งแต่ 12/03/2566",
        "ได้วันละ 320 เดือนละ 15000 บาท ปี 2563 2564 2565",
        "เรื่องเลขที่ มส-69-00042-7 ถึงไหนแล้ว",
        "คนงาน 12 คน 3 เดือน 8 ชั่วโมง",
        "อะไหล่รุ่น AB123456 ราคา 500",
        "ทำงาน 08.00-17.00 26 วัน",
        "กะ 0800-1700 6 วัน",
        "วันที่ 05-11-2569 2 คนโดนไล่ออก",
        "ตั้งแต่ 08.10.2569-15.10.2569 ไม่ได้ 350 บาท",
        "เขาจ่าย 12,000+2,500 โบนัส 2 เดือน + 10000",
        "สามเดือนได้ 9000 9500 10500",
        "ในบัญชีมีเงินเข้า 3200 3200 3200",
        "เงินยังไม่เข้าบัญชี เรื่อง มส-69-00042-7 3 วันแล้ว",
        "555555555 งงเลย",
        "เบี้ยคนแก่ 600 700 800 1000 ตามอายุ",
        "เงินเดือน 9000 9500 10000 12000 สี่ปีขึ้นแค่นี้",
        "โทร 1506 1546 หนึ่งในนั้นก็ไม่รับ",
        "โอ๊ยยย soooooooooo good",
        "สาม สี่ ห้า หกคน",
        "คนละ\n12000\n11500\n345\nบาท",
        "ปี\n2566\n2567\n2568",
        "ทำ 08.00-17.00\n26 วัน",
        "เข้า\n06.00\n14.00\n22.00",
        "ไล่ออก 05-11-2569\n2 คน",
        "โทรไปตั้งแต่ 12/03/2566 จนถึง 2026-05-12 08:30",
        "โทร 1506, 1546, 1694",
        "โทร 1506 1546 3 ครั้ง",
        "โทร 1506\n1546\n12 ครั้ง",
        "โทรหา 3 ครั้ง 10/5, 11/5, 12/5/69",
        "โทรได้ 08:00-17:00 26 วัน",
        "หยุด 10/5-12/5 โทรไปแล้ว 12-15/5/2569 3 คน",
        "รองเท้าเบอร์ 38/39/40/41 หรือ 38 39 40 41",
        "โทรทวง 12000 15000 หรือ 125000.00 บาท",
        "เข้าบัญชี 05/11/2569, 3 วัน",
        "เข้าบัญชี 3200,3200,3200",
        "โทรทวงของ 08/2569 09/2569",
        "บัตรหมดปี 2566/2567/2568",
        "เข้า 0600 1400 2200",
        "ได้คนละ 855 1200 1500",
        "สามกะ 06.00-14.00-22.00 กับ 0600-1400-2200",
        "ค่าบัตรสีชมพู 1900 3800 5700 บาท",
        "ค่าบัตรสีชมพู 1900 3800 12500",
        "ค่าบัตร 1900-3800-5700 บาท",
        "ค่าบัตร 1900.00 3800.00",
        "ค้าง 9100.00 12500.00 บาท",
        "ค้าง 8000.00 12200.00 บาท",  # the check digit fits
        "เงินไม่เข้าบัญชี\n9000\n9500\nปี\n2566\n2567\n2568",
    ],
)
def test_what_people_must_read_is_kept(text: str) -> None:
    assert mask(text) == text


def _with_check_digit(twelve: list[int]) -> str:
    first = "".join(map(str, twelve))
    return first + pin.calc_check_digit(first)


@given(
    st.integers(1, 8),
    st.lists(st.integers(0, 9), min_size=11, max_size=11),
    st.lists(SEPARATORS, min_size=12, max_size=12),
    BORDER,
    BORDER,
    st.booleans(),
)
def test_no_valid_id_survives_whatever_separates_its_digits(
    first: int, rest: list[int], separators: list[str], before: str, after: str, thai: bool
) -> None:
    digits = _with_check_digit([first, *rest])
    written = "".join(d + s for d, s in zip(digits, [*separators, ""], strict=True))
    if thai:
        written = written.translate({ord(str(n)): chr(0x0E50 + n) for n in range(10)})
    masked = mask(before + written + after)
    assert not any(character.isdigit() for character in masked)


@given(
    st.sampled_from(["06", "08", "09"]),
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
    st.lists(SEPARATORS, min_size=9, max_size=9),
    BORDER,
)
def test_no_mobile_number_survives(
    prefix: str, rest: list[int], separators: list[str], before: str
) -> None:
    digits = prefix + "".join(map(str, rest))
    written = "".join(d + s for d, s in zip(digits, [*separators, ""], strict=True))
    assume(not TIME_FIRST.match(written))  # "08-11-2569 20 คน" is no telephone
    assert not any(character.isdigit() for character in mask(before + written))


@given(
    st.sampled_from(["เบอร์", "โทร. ", "มือถือน้อง "]),
    st.lists(st.integers(0, 9), min_size=7, max_size=12),
    st.lists(st.sampled_from(["", "", "/", ":", ";", " , ", "-", " "]), min_size=12, max_size=12),
)
def test_no_number_after_a_word_of_telephones_survives_whatever_is_wrong_with_it(
    word: str, rest: list[int], separators: list[str]
) -> None:
    written = "0" + "".join(s + str(d) for d, s in zip(rest, separators, strict=False))
    assume(without_days_and_hours(written) == written and not masking._SUM.search(written))
    left = [character for character in mask(word + written) if character.isdigit()]
    assert len(left) < 6  # beside another number in it: too few to be one


ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=300)
NUMBERS = st.text(alphabet="0123456789๐๘- .+()@กบัญชีA\n", max_size=80)


@given(st.one_of(ANY_TEXT, NUMBERS))
def test_masking_never_raises_and_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


def test_masking_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> tuple[Span, ...]:
        raise ValueError(text)

    monkeypatch.setattr(masking, "find_personal_data", broken)
    assert mask("โทร 0812345678") == EVERYTHING


def test_lone_surrogates_and_control_characters_are_no_trouble() -> None:
    assert "0812345678" not in mask("\ud83d\x00 0812345678 \udc00")
    assert len(mask("9" * 10_000)) < 10_000


@pytest.mark.parametrize("again", ["1,000 ", "มส-69-00042-8 ", "05-11-69,"])
def test_a_hundred_long_messages_of_what_is_kept_are_masked_soon(again: str) -> None:
    written = again * (100 * 5_000 // len(again))
    start = time.process_time()
    assert mask("081-234-5678 " + written) == "[เบอร์โทร] " + written
    assert time.process_time() - start < 12


def test_a_long_row_of_small_figures_is_masked_soon() -> None:
    start = time.process_time()
    mask("0 8 1 " * 80_000)
    assert time.process_time() - start < 12


SPELLED = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")


@given(st.from_regex("0[689][0-9]{8}", fullmatch=True), st.data())
def test_no_mobile_number_survives_in_words_or_over_lines(digits: str, data: st.DataObject) -> None:
    ways = st.sampled_from([lambda digit: digit, lambda digit: SPELLED[int(digit)]])
    in_words = "".join(data.draw(ways)(digit) for digit in digits)
    assert not any(word in mask(f"เบอร์ {in_words} ค่ะ") for word in (*SPELLED, *"123456789"))
    cuts = sorted(data.draw(st.sets(st.integers(1, 9), max_size=3)))
    within = st.lists(st.sampled_from(["", "", " ", "-", ".", " - "]), min_size=10, max_size=10)
    spaced = [digit + mark for digit, mark in zip(digits, data.draw(within), strict=True)]
    lines = ["".join(spaced[a:b]) for a, b in pairwise([0, *cuts, 10])]
    assume(without_days_and_hours("\n".join(lines)) == "\n".join(lines))
    masked = mask("\n".join(["เบอร์ผม", *lines, "นะครับ"]))
    assert not any(character.isdigit() for character in masked)


def test_a_stranger_gets_no_number_through_and_can_read_all_others() -> None:
    """Of somebody who knew what is to be hidden and kept, and had not seen how."""
    file = Path(__file__).parent / "numbers_of_a_stranger.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        masked = mask(row["text"])
        assert not [secret for secret in row["secret"] if secret in masked], row["text"]
        assert all(kept in masked for kept in row["kept"]), row["text"]
