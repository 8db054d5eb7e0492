"""A wire between two processes that can be cut, slowed, silenced or reset: TCP over loopback.

All wires of a run live on one event loop in a thread of their own. Bytes that a silent wire has
taken are handed on when it is mended, as a network does that lost its packets for a while.
"""

import asyncio
import contextlib
import random
import threading
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

PIECE = 64 * 1024


@dataclass(frozen=True)
class Target:
    """Where a wire ends: a Unix socket's `path`, else `host` and `port`."""

    host: str = ""
    port: int = 0
    path: str = ""

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Raises OSError when nobody listens."""
        if self.path:
            return await asyncio.open_unix_connection(self.path)
        return await asyncio.open_connection(self.host, self.port)


class Loop:
    """The thread in which all wires of a run live."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.servers: list[asyncio.Server] = []
        self._thread = threading.Thread(target=self.loop.run_forever, name="wires", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do this on the loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    def close(self) -> None:
        """Nothing is carried any more."""
        self.run(self._end_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()

    async def _end_all(self) -> None:
        for server in self.servers:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class Wire:
    """Listens on `host` and a free port, and carries to one of `targets()`.

    Targets are tried in random order: with several, the wire is a load balancer.
    """

    def __init__(self, loop: Loop, host: str, targets: Callable[[], Sequence[Target]]) -> None:
        self._loop, self._targets = loop, targets
        self._writers: set[asyncio.StreamWriter] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._is_cut, self._delay = False, 0.0
        self.host = host
        self.port: int = loop.run(self._listen())

    def cut(self) -> None:
        """What is open is reset, and nobody gets through."""
        self._is_cut = True
        self.reset()

    def silence(self) -> None:
        """Nothing is refused and nothing arrives."""
        self._loop.loop.call_soon_threadsafe(self._flows.clear)

    def slow(self, seconds: float) -> None:
        """Every piece takes so long."""
        self._delay = seconds

    def reset(self) -> None:
        """What is open is reset; whoever comes next gets through."""
        self._loop.loop.call_soon_threadsafe(self._abort)

    def mend(self) -> None:
        """As good as new."""
        self._is_cut, self._delay = False, 0.0
        self._loop.loop.call_soon_threadsafe(self._flows.set)

    async def _listen(self) -> int:
        server = await asyncio.start_server(self._carry, self.host, 0)
        self._loop.servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        far: asyncio.StreamWriter | None = None
        try:
            await self._flows.wait()
            connected = None if self._is_cut else await self._connect()
            if connected is None:
                writer.transport.abort()
                return
            answers, far = connected
            self._writers.add(far)
            ways = [self._pump(reader, far), self._pump(answers, writer)]
            tasks = [asyncio.create_task(way) for way in ways]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
        finally:
            for end in (writer, far):
                if end is not None:
                    self._writers.discard(end)
                    end.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for target in random.sample(targets := list(self._targets()), len(targets)):
            with contextlib.suppress(OSError):
                return await target.connect()
        return None

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                await self._flows.wait()
                if self._delay:
                    await asyncio.sleep(self._delay)
                writer.write(piece)
                await writer.drain()

    def _abort(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
