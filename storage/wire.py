"""One connection of the driver's, without its cursors: statements are prepared on it once, and run
by their names.

A cursor of the driver's, made for each run, costs several times what sending, waiting and reading
cost (docs/performance.md). What is sent and what comes back is the same: the driver's own adapters
write and read the values, its errors are raised.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

_IDLE = TransactionStatus.IDLE
_STATE = DiagnosticField.SQLSTATE
_WENT_WELL = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)

Row = TypeVar("Row")


class Wire:
    """Belongs to the connection, and as that to one thread at a time."""

    def __init__(self, driver: "psycopg.Connection[Any]") -> None:
        """Nothing is sent yet."""
        self.driver = driver
        self._adapters = Transformer(driver)
        # The same words are prepared once for each kinds of values: a small integer is another one.
        self._names: dict[tuple[str, tuple[int, ...] | None], bytes] = {}

    def run(self, words: str, values: Sequence[Any]) -> PGresult:
        """Run a statement, whose values are `$1`, `$2`… in it. Raises psycopg's errors."""
        if self.driver.pgconn.transaction_status == _IDLE and not self.driver.autocommit:
            self._well(self.driver.pgconn.exec_(self._begin()))
        return self.run_alone(words, values)

    def run_alone(self, words: str, values: Sequence[Any]) -> PGresult:
        """As `run`, but begin nothing: outside a transaction it is one by itself."""
        given = self._adapters.dump_sequence(values, [PyFormat.AUTO] * len(values))
        name = self._names.get((words, self._adapters.types)) or self._prepared(words)
        return self._well(
            self.driver.pgconn.exec_prepared(name, cast(Any, given), self._adapters.formats)
        )

    def rows(self, result: PGresult, make: Callable[[Sequence[Any]], Row]) -> list[Row]:
        """What a statement found."""
        self._adapters.set_pgresult(result)
        return self._adapters.load_rows(0, result.ntuples, make)

    def _begin(self) -> bytes:
        level = self.driver.isolation_level
        named = f" ISOLATION LEVEL {level.name.replace('_', ' ')}" if level else ""
        return f"BEGIN{named}".encode()

    def _prepared(self, words: str) -> bytes:
        name = f"khoto_{len(self._names)}".encode()
        types = self._adapters.types
        self._well(self.driver.pgconn.prepare(name, words.encode(), types))
        self._names[words, types] = name
        return name

    def _well(self, result: PGresult) -> PGresult:
        if result.status in _WENT_WELL:
            return result
        if self.driver.pgconn.status == ConnStatus.BAD and not result.error_field(_STATE):
            raise psycopg.OperationalError("the connection is lost")
        raise error_from_result(result)
