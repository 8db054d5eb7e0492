"""The process: how it starts, carries many calls, and stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from .world import ROOT, Person, Simulator, http, start


def test_it_stops_cleanly_even_with_an_open_stream() -> None:
    process, simulator = start("http://127.0.0.1:9/nobody")
    stream = http.request("GET", f"{simulator.http}/_sim/stream", preload_content=False)
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=3) == 0
    stream.close()


def test_it_says_which_variable_is_missing() -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("KHOTO_")}
    command = [sys.executable, "-m", "simulator", "--port", "0", "--smtp-port", "0"]
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=bare, capture_output=True, text=True, timeout=10
    )
    assert done.returncode == 2
    assert "KHOTO_LINE_CHANNEL_SECRET" in done.stderr


def test_many_calls_at_once_lose_nothing(simulator: Simulator, person: Person) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: simulator.push(person.id, str(n)).status, range(200)))
    assert answers == [200] * 200
    assert sorted(person.texts(), key=int) == [str(n) for n in range(200)]
    assert simulator.get("settings")["used"] == 200


def test_settings_that_make_no_sense_are_refused(simulator: Simulator) -> None:
    for wrong in ({"colour": 1}, {"quota": "many"}, {"tokenLifeSeconds": -1}):
        assert simulator.call("POST", "settings", wrong)[0] == 400


def test_other_web_sites_may_not_play_with_the_phones(simulator: Simulator) -> None:
    headers = {"Origin": "https://elsewhere.example", "Content-Type": "text/plain"}
    answer = http.request(
        "POST", f"{simulator.http}/_sim/people", body=b'{"name": "x"}', headers=headers
    )
    assert answer.status == 403


def test_the_page_and_its_parts_come_from_here(simulator: Simulator) -> None:
    page = http.request("GET", simulator.http)
    assert page.status == 200
    assert 'lang="th"' in page.data.decode()
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "https://" not in page.data.decode()
    assert "http://" not in page.data.decode()
