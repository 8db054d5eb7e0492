"""A code is known as people type it: with the words around it, and never where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.invitation_code import bare_code, find_code, make_code

BUBBLE = (
    "รหัสเชิญ 9GQJ-X2D3\nอาสาสมัครแรงงาน ต.แม่ฮี้ อ.ปาย จ.แม่ฮ่องสอน\n"
    "ใช้ได้ครั้งเดียว ถึง วันจันทร์ที่ 7 ธ.ค. 2569\nส่งรหัสนี้ให้ผู้รับพิมพ์ในแชตของระบบค่ะ"
)
ALONE = [
    "9GQJ-X2D3",
    " 9gqj x2d3 ",
    "9gqjx2d3",
    "รหัสเชิญ 9GQJ-X2D3",
    "รหัส: 9GQJ-X2D3",
    "รหัสเชิญ9gqj x2d3",
    "9GQJ-X2D3 ค่ะ",
    "9GQJ-X2D3ครับ",
    "รหัส 9GQJ-X2D3 นะคะ",
]
AMONG = [
    BUBBLE,
    "สวัสดีค่ะ\n9GQJ-X2D3",
    "ได้รหัสเชิญ 9GQJ-X2D3 มาจากพี่กานดา ต้องทำยังไงต่อคะ",
    "นี่ค่ะ 9gqjx2d3",
]


@pytest.mark.parametrize("text", ALONE)
def test_a_code_alone(text: str) -> None:
    assert bare_code(text) == find_code(text) == "9GQJ-X2D3"


@pytest.mark.parametrize("text", AMONG)
def test_a_code_among_words(text: str) -> None:
    assert find_code(text) == "9GQJ-X2D3"
    assert bare_code(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ABCD-EFGH",
        "9GQJ-X2D",
        "9GQJ-X2D34",
        "A9GQJ-X2D3",
        "9GQJ-X2D3-22",
        "ทำงานมา 2565-2569 ไม่ได้โบนัส",
        "ค่าแรง 25669999 บาท",
        "need 24hr wage now",
        "ตู้ฝากเงินให้ใส่รหัส 2345 6789 แล้วเงินเดือนก็ไม่เข้า ถามใครก็ไม่มีใครตอบ",
        "โทรหาฉัน 0898765432",
        "มส-69-00042-8",
        "นายจ้างค้างค่าแรง คนงานเลขที่ 9GQJ-X2D3 และเพื่อนอีกห้าคนที่ปาย",
    ],
)
def test_what_is_none(text: str) -> None:
    assert find_code(text) is None


@given(st.data())
def test_every_code_made_is_found(data: st.DataObject) -> None:
    code = make_code(lambda letters: data.draw(st.sampled_from(letters)))
    for said in (code, code.lower(), f"รหัสเชิญ {code}", f"{code} ค่ะ"):
        assert find_code(said) == bare_code(said) == code
