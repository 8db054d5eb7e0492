"""The page in a real browser: live, tappable, and never running what people write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .test_mail import SUBJECT, mail
from .world import Person, Receiver, Simulator, wait_for

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


@pytest.fixture
def page(browser: Any, simulator: Simulator, person: Person) -> Iterator[Any]:
    """The page with the person's phone open, live."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    context.add_init_script(f"localStorage['khoto-phones'] = JSON.stringify(['{person.id}'])")
    page = context.new_page()
    page.set_default_timeout(5000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(simulator.http)
    page.wait_for_selector("#live[data-live=true]")
    yield page
    assert page.problems == []
    context.close()


def phone(page: Any, person: Person) -> Any:
    return page.locator(f"[data-testid=phone][data-user-id={person.id}]")


def test_writing_and_the_answer_appear_without_reloading(
    page: Any, simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    mine = phone(page, person)
    mine.get_by_test_id("chat-input").fill("นายจ้างไม่จ่ายค่าแรง")
    mine.get_by_test_id("chat-input").press("Enter")
    mine.locator("[data-direction=person]", has_text="นายจ้างไม่จ่ายค่าแรง").wait_for()
    wait_for(lambda: any(e["type"] == "message" for e in receiver.events(person.id)))
    simulator.push(person.id, "รับเรื่องแล้วค่ะ")
    mine.locator("[data-direction=bot]", has_text="รับเรื่องแล้วค่ะ").wait_for()
    page.locator("#quota-text", has_text="1 จาก 500").wait_for()


def test_what_people_write_stays_text(page: Any, simulator: Simulator, person: Person) -> None:
    simulator.add(HOSTILE, note=HOSTILE)
    person.say(HOSTILE)
    simulator.push(person.id, HOSTILE)
    bubbles = phone(page, person).get_by_test_id("bubble")
    bubbles.nth(1).wait_for()
    assert HOSTILE in bubbles.nth(0).inner_text()
    assert HOSTILE in bubbles.nth(1).inner_text()
    assert page.locator("[data-testid=bubble] img").count() == 0
    assert page.title() == "ข้อต่อ · โทรศัพท์จำลอง"


def test_buttons_and_chips_do_what_they_say(
    page: Any, simulator: Simulator, receiver: Receiver, person: Person
) -> None:
    tap = {"type": "postback", "label": "รับเรื่อง", "data": "accept=7", "displayText": "รับเรื่องแล้ว"}
    chip = {"type": "location", "label": "ส่งตำแหน่ง"}
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "button", "action": tap}]}
    card = {
        "type": "flex",
        "altText": "เรื่องใหม่",
        "contents": {"type": "bubble", "body": body},
        "quickReply": {"items": [{"type": "action", "action": chip}]},
    }
    assert simulator.push(person.id, card).status == 200
    mine = phone(page, person)
    mine.get_by_test_id("quick-reply").click()
    page.get_by_test_id("sample-place").first.click()
    mine.locator("[data-type=location]").wait_for()
    assert mine.get_by_test_id("quick-reply").count() == 0
    mine.get_by_test_id("flex-button").click()
    mine.locator("[data-direction=person]", has_text="รับเรื่องแล้ว").wait_for()
    wait_for(lambda: receiver.events(person.id)[-1].get("postback") == {"data": "accept=7"})


def test_a_person_unsends_and_blocks(page: Any, receiver: Receiver, person: Person) -> None:
    person.say("พิมพ์ผิด")
    mine = phone(page, person)
    mine.get_by_test_id("bubble-menu").click()
    mine.get_by_test_id("unsend").click()
    mine.get_by_text("ยกเลิกข้อความแล้ว").wait_for()
    mine.get_by_test_id("phone-menu").click()
    mine.get_by_test_id("block").click()
    mine.get_by_text("คนนี้บล็อกบอตอยู่").wait_for()
    wait_for(lambda: receiver.events(person.id)[-1]["type"] == "unfollow")


def test_a_new_person_gets_a_phone_of_their_own(page: Any, simulator: Simulator) -> None:
    page.get_by_test_id("add-person").click()
    page.get_by_label("ชื่อ", exact=True).fill("วิชัย มั่นคง")
    page.get_by_label("บทบาท").select_option("officer")
    page.get_by_test_id("add-person-save").click()
    page.get_by_label("โทรศัพท์ของ วิชัย มั่นคง เจ้าหน้าที่").wait_for()
    assert page.get_by_test_id("phone").count() == 2


def test_mail_comes_in_and_opens(page: Any, simulator: Simulator) -> None:
    mail(simulator)
    item = page.get_by_test_id("mail-item")
    item.get_by_text(SUBJECT).click()
    assert "นายจ้างค้างค่าจ้างสองเดือน" in item.get_by_test_id("mail-body").inner_text()


def test_a_narrow_screen_shows_one_phone_at_a_time(page: Any, person: Person) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    phone(page, person).wait_for(state="visible")
    page.get_by_test_id("tab").last.click()
    page.get_by_role("heading", name="ตู้จดหมายสำนักงาน").wait_for(state="visible")
    phone(page, person).wait_for(state="hidden")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
