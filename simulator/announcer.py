"""Tells open pages that something changed (Server-Sent Events)."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from typing import Any

_BEAT = 15.0
_WAITING_MOST = 1_000


class Announcer:
    """Small notices for whoever listens; a page reads the change itself from the control API."""

    def __init__(self) -> None:
        self._listeners: list[queue.SimpleQueue[str | None]] = []
        self._closed = False

    def announce(self, topic: str, **details: Any) -> None:
        """Tell every listener; ``topic`` is people, chat, mail, quota, faults or settings."""
        if not self._listeners:
            return
        notice = json.dumps({"topic": topic, **details})
        for listener in list(self._listeners):
            if listener.qsize() < _WAITING_MOST:
                listener.put(notice)

    def listen(self) -> Iterator[str]:
        """The stream for one page: notices as SSE blocks, a comment as heartbeat."""
        mine: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._listeners.append(mine)
        try:
            yield "retry: 1000\n\n: welcome\n\n"
            while not self._closed:
                try:
                    notice = mine.get(timeout=_BEAT)
                except queue.Empty:
                    yield ": beat\n\n"
                    continue
                if notice is None:
                    return
                yield f"data: {notice}\n\n"
        finally:
            self._listeners.remove(mine)

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for listener in list(self._listeners):
            listener.put(None)
