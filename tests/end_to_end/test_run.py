"""`make run`: a newcomer plays a volunteer on the page, stops with Ctrl-C, and starts again."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from playwright.sync_api import Browser, Locator, Page

from tests.end_to_end.staging import PATIENCE, Running, alive, children_of, start

SERVING = "กด Ctrl-C เพื่อหยุด"
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runs of this module keep their data."""
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Running]:
    """The first run."""
    run = start("run", data / "printed", "--data", str(data / "kept"))
    try:
        run.wait_for(SERVING)
        yield run
    finally:
        if run.popen.poll() is None:
            run.stop()


def page_address(run: Running) -> str:
    found = re.search(r"เล่นเป็น.*?(http://127\.0\.0\.1:\d+)/", run.text(), re.DOTALL)
    assert found, run.text()
    return found[1]


def health_address(run: Running) -> str:
    found = re.search(r"(http://127\.0\.0\.1:\d+)/readyz", run.text())
    assert found, run.text()
    return found[1]


def test_the_first_run_plays_a_scene_and_says_where_to_look(running: Running) -> None:
    printed = running.text()
    for words in ("ระบบเข้าใจว่า คุ้มครองแรงงาน: ค่าจ้างค้างจ่าย", "ถึงผู้แจ้ง", "ถึงพี่เลี้ยง"):
        assert words in printed
    assert re.search(r"มส-\d\d-00001-\d", printed)


def test_the_service_says_that_it_is_well(running: Running) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        assert urllib3.request("GET", health_address(running) + path).status == 200


def test_a_newcomer_follows_a_report_from_the_volunteer_to_the_result(
    running: Running, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 1000}, locale="th-TH")
    page.set_default_timeout(PATIENCE_MS)
    page.goto(page_address(running))
    somsri, mentor = phone(page, "สมศรี ใจงาม"), phone(page, "กานดา พี่เลี้ยงแม่ฮ่องสอน")
    officer = phone(page, "เจ้าหน้าที่สวัสดิการฯ แม่ฮ่องสอน")

    say(somsri, "ลูกจ้างร้านอาหารห้าคนในปาย เจ้าของร้านไม่จ่ายค่าจ้างมาสามเดือนแล้วจ้า")
    tap(somsri, "ส่งเรื่อง", which=1)  # the first one is on the scene's card
    tap(somsri, "ยินยอมแล้ว")
    somsri.get_by_text(re.compile(r"มส-\d\d-00002-\d")).first.wait_for()

    mentor.get_by_text(re.compile(r"เรื่องใหม่\s+มส-..-00002")).wait_for()
    tap(mentor, "ส่งต่อตามที่เสนอ", which=1)
    officer.get_by_text(re.compile(r"เรื่องส่งต่อ\s+มส-..-00002")).wait_for()
    mail = page.get_by_test_id("mail-item").filter(has_text=re.compile("ส่งต่อเรื่อง มส-..-00002"))
    mail.first.wait_for()

    tap(officer, "รับเรื่อง")
    somsri.get_by_text(re.compile("รับเรื่องแล้ว กำลังดำเนินการ")).wait_for()
    tap(officer, "ดำเนินการแล้ว")
    officer.get_by_text("พิมพ์ผลที่จะแจ้งผู้แจ้ง").wait_for()
    say(officer, "นายจ้างจ่ายค่าจ้างครบทุกคนแล้ว")
    somsri.get_by_text("นายจ้างจ่ายค่าจ้างครบทุกคนแล้ว").wait_for()
    tap(somsri, "เรียบร้อยแล้ว")
    tap(somsri, "5")
    somsri.get_by_text("ขอบคุณสำหรับ 5 คะแนน").wait_for()
    page.close()


def test_the_page_fits_a_phone(running: Running, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="th-TH")
    page.goto(page_address(running))
    page.get_by_test_id("chat-input").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_a_second_run_in_the_same_folder_says_so_and_disturbs_nobody(
    running: Running, data: Path
) -> None:
    second = start("run", data / "printed-second", "--data", str(data / "kept"))
    assert second.end(PATIENCE) == 1
    said = " ".join(second.text().split())
    assert f"already (process {running.popen.pid})" in said
    assert urllib3.request("GET", health_address(running) + "/readyz").status == 200


def test_ctrl_c_stops_every_process_and_the_next_run_finds_its_data(
    running: Running, data: Path
) -> None:
    started = children_of(running.popen.pid)
    assert len(started) >= 5
    assert running.stop() == 0
    assert not alive(started)

    again = start("run", data / "printed-again", "--data", str(data / "kept"))
    try:
        again.wait_for(SERVING)
        assert "00001" not in again.text()  # the network is there: nothing is set up anew
        ledger = urllib3.request("GET", health_address(again) + "/metrics").data.decode()
        handled = re.search(r'^khoto_events\{state="handled"\} (\d+)', ledger, re.MULTILINE)
        assert handled, ledger
        assert int(handled[1]) > 0
    finally:
        assert again.stop(signal.SIGHUP) == 0  # the terminal is closed


def phone(page: Page, name: str) -> Locator:
    """The open phone of the person with that name."""
    address = page.url.rstrip("/")
    people = urllib3.request("GET", f"{address}/_sim/people").json()["people"]
    user_id = next(each["userId"] for each in people if each["name"] == name)
    return page.locator(f"[data-testid=phone][data-user-id={user_id}]")


def say(there: Locator, words: str) -> None:
    """Type and send."""
    there.get_by_test_id("chat-input").fill(words)
    there.get_by_test_id("chat-input").press("Enter")


def tap(there: Locator, label: str, which: int = 0) -> None:
    """Tap the button or quick reply of that label (the which-th from above), once it is there."""
    exact = re.compile(f"^{re.escape(label)}$")
    buttons = there.locator("[data-testid=flex-button], [data-testid=quick-reply]")
    buttons.filter(has_text=exact).nth(which).click()
