"""`make chaos`, as it is, with a short storm."""

import json
from pathlib import Path

from tests.end_to_end.staging import start

PATIENCE = 400  # seconds; most of it waits for leases, holds and silences to end
FIGURES = (
    *("events", "lost", "handled_twice", "messages", "delivered_twice", "out_of_order", "stuck"),
    *("kills", "db_restarts", "seconds", "ambiguous_replies"),
)


def test_a_short_storm_ends_with_books_that_agree(tmp_path: Path) -> None:
    chaos = start("chaos", tmp_path / "printed", "--events", "100", "--seed", "11")
    status = chaos.end(PATIENCE)
    told = json.loads(chaos.text().splitlines()[-1])
    assert status == 0, chaos.text()
    assert tuple(told) == FIGURES
    assert told["events"] >= 100
    assert told["messages"] > 50
    assert [told[name] for name in FIGURES[1:3] + FIGURES[4:7]] == [0] * 5
    assert "seed 11" in chaos.text()
    assert "sending through the storm" in chaos.text()
