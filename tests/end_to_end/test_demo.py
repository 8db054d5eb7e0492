"""`make demo`, as it is."""

import re
from pathlib import Path

from tests.end_to_end.staging import PATIENCE, start

LAST_LINE = re.compile(
    r"demo: (\d+) messages, (\d+) answered, (\d+) referrals sent, (\d+) mentors notified, "
    r"0 waiting, 0 failed"
)


def test_the_demo_answers_every_message_and_leaves_nothing_waiting(tmp_path: Path) -> None:
    demo = start("demo", tmp_path / "printed")
    status = demo.end(PATIENCE)
    lines = demo.text().splitlines()
    assert status == 0, demo.text()
    told = LAST_LINE.fullmatch(lines[-1])
    assert told, lines[-1]
    messages, answered, referrals, notified = map(int, told.groups())
    assert messages >= 20
    assert answered == messages
    assert referrals >= 15
    assert notified >= 15
    assert sum(" | " in line for line in lines) == messages
