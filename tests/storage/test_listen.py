"""A listener hears what is written, can be woken, and finds its way back."""

import threading
import time

from sqlalchemy import text

from storage import Engine, inbox, outbox, transaction
from storage.listen import Listener
from tests.storage.builders import BURST, NOW, a_letter, an_event

CHANNELS = {"khoto_inbox", "khoto_outbox"}


def test_what_is_committed_is_heard_and_what_is_undone_is_not(
    engine: Engine, database_url: str
) -> None:
    with Listener(database_url, CHANNELS) as listener:
        assert listener.wait(5) == CHANNELS  # just connected: anything may have been missed
        with transaction(engine) as session:
            event = an_event()
            inbox.receive(session, [event], BURST, NOW)
        assert listener.wait(5) == {"khoto_inbox"}
        with transaction(engine) as session:
            outbox.put(session, [a_letter()], NOW)
        assert listener.wait(5) == {"khoto_outbox"}
        with transaction(engine) as session:
            inbox.receive(session, [event], BURST, NOW)  # nothing new
            outbox.put(session, [a_letter()], NOW)
            session.rollback()
        assert listener.wait(0.1) == set()


def test_waiting_ends_after_its_time(database_url: str) -> None:
    with Listener(database_url, CHANNELS) as listener:
        listener.wait(5)
        started = time.monotonic()
        assert listener.wait(0.2) == set()
        assert 0.15 < time.monotonic() - started < 2


def test_a_waiting_worker_can_be_woken(database_url: str) -> None:
    with Listener(database_url, CHANNELS) as listener:
        listener.wait(5)
        threading.Timer(0.1, listener.wake).start()
        started = time.monotonic()
        assert listener.wait(30) == set()
        assert time.monotonic() - started < 10


def test_a_lost_connection_is_made_again(engine: Engine, database_url: str) -> None:
    with Listener(database_url, CHANNELS) as listener:
        listener.wait(5)
        with transaction(engine) as session:
            session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )
            )
        assert listener.wait(0.2) == set()
        assert listener.wait(5) == CHANNELS


def test_a_database_that_is_away_is_waited_for() -> None:
    with Listener("postgresql://khoto@127.0.0.1:1/khoto", CHANNELS) as listener:
        assert listener.wait(0.1) == set()
        listener.wake()
        assert listener.wait(30) == set()
