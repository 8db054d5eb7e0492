"""One short scene: a volunteer in ปาย tells a problem, and its way is shown in the terminal."""

from rich.console import Console

from simulator.stage.line import Bubble, Line, after_label, words
from simulator.stage.network import SOMSRI, mentor_of

STORY = "คนงานก่อสร้างที่ ต.เวียงใต้ 12 คน ผู้รับเหมาค้างค่าแรงมาสองงวดแล้ว โทรไปก็ไม่รับ กลัวเขาหนีไป ช่วยดูให้หน่อยจ้า"


def play(line: Line, console: Console) -> None:
    """Plays it over HTTP like a person would. Raises LookupError when a step is missing."""
    mentor = mentor_of(SOMSRI.province)
    heard = len(line.chat(mentor.user_id))
    console.print(f"\n[bold]{SOMSRI.name}[/] (อสร. ต.เวียงใต้ อ.ปาย จ.แม่ฮ่องสอน) เขียนในไลน์:")
    console.print(f"  “{STORY}”", markup=False)
    card = _say(line, STORY, "report.submit")
    console.print(
        f"[bold]ระบบเข้าใจว่า[/] {after_label(card, 'เรื่อง')} · {after_label(card, 'ความด่วน')}"
        f"\n  ดูจากคำว่า {after_label(card, 'ดูจากคำว่า')}"
        f"\n  จะส่งถึง {after_label(card, 'จะส่งถึง')}"
    )
    asked = _press(line, card, "ส่งเรื่อง", "ยินยอมแล้ว")
    accepted = _press(line, asked, "ยินยอมแล้ว", "เลขที่")
    console.print(f"[bold]ถึงผู้แจ้ง[/]  {' '.join(words(accepted).splitlines()[:2])}")
    notice = line.wait_for(mentor.user_id, lambda bubble: "เรื่องใหม่" in words(bubble), heard)
    if notice is None:
        raise LookupError("the mentor was not told")
    console.print(f"[bold]ถึงพี่เลี้ยง[/] {mentor.name}: {' '.join(words(notice).splitlines()[:2])}")
    console.print("  กด “ส่งต่อตามที่เสนอ” บนโทรศัพท์ของพี่เลี้ยงในหน้าจำลอง แล้วดูหน่วยงานรับเรื่อง\n")


def _say(line: Line, text: str, wanted_action: str) -> Bubble:
    seen = len(line.chat(SOMSRI.user_id))
    line.write(SOMSRI.user_id, text)
    bubble = line.wait_for(
        SOMSRI.user_id, lambda b: f"a={wanted_action}" in str(b["message"]), seen
    )
    if bubble is None:
        raise LookupError("the volunteer got no card")
    return bubble


def _press(line: Line, bubble: Bubble, label: str, wanted: str) -> Bubble:
    seen = len(line.chat(SOMSRI.user_id))
    line.press(SOMSRI.user_id, bubble, label)
    answer = line.wait_for(SOMSRI.user_id, lambda b: wanted in str(b["message"]), seen)
    if answer is None:
        raise LookupError(f"nothing came after {label}")
    return answer
