"""Every statement that is said to a database, whichever way it goes: for tests that count them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from storage.wire import Wire


@contextmanager
def statements_told() -> Iterator[list[str]]:
    """What is said meanwhile, by all threads, in order; what only sets up a connection is not."""
    told: list[str] = []
    execute, run = psycopg.Cursor.execute, Wire.run_alone

    def tell(words: Any) -> None:
        said = " ".join(str(words).split())
        if said and "set_config('timezone'" not in said:
            told.append(said)

    def executed(self: Any, query: Any, *given: Any, **more: Any) -> Any:
        tell(query)
        return execute(self, query, *given, **more)

    def ran(self: Wire, words: str, values: Any) -> Any:
        tell(words)
        return run(self, words, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", executed)
        patch.setattr(Wire, "run_alone", ran)
        yield told
