"""The photos, voices, films and files people send, until they are unsent."""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass
from pathlib import Path

_SAMPLE = Path(__file__).parent / "page" / "static" / "sample.jpg"
_KEPT = 20_000
_MIME = {"image": "image/jpeg", "video": "video/mp4", "audio": "audio/x-m4a"}
_MAGIC = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@functools.cache
def _sample() -> bytes:
    """The built-in photo: one copy, however often it is sent."""
    return _SAMPLE.read_bytes()


@dataclass
class Content:
    """One file; ``ready_at`` is the monotonic time its transcoding ends."""

    data: bytes
    mime: str
    ready_at: float
    unsent: bool = False

    @property
    def ready(self) -> bool:
        """Whether it can be downloaded yet."""
        return time.monotonic() >= self.ready_at


class Contents:
    """The files by message id, newest kept."""

    def __init__(self) -> None:
        self._by_message: dict[str, Content] = {}

    def add(self, message_id: str, kind: str, data: bytes | None, transcoding: float) -> Content:
        """Keep a file; without data, a built-in sample photo (or a few bytes for other kinds)."""
        if data is None:
            data = _sample() if kind == "image" else f"sample {kind}".encode()
        mime = _MIME.get(kind, "application/octet-stream")
        if kind == "image":
            mime = _MAGIC.get(data[:4], mime)
        wait = transcoding if kind in ("video", "audio") else 0.0
        content = Content(data, mime, time.monotonic() + wait)
        self._by_message[message_id] = content
        while len(self._by_message) > _KEPT:
            del self._by_message[next(iter(self._by_message))]
        return content

    def get(self, message_id: str) -> Content | None:
        """The file of this message, or None when there never was one."""
        return self._by_message.get(message_id)

    def unsend(self, message_id: str) -> None:
        """Take the file away; the API answers 410 from now on."""
        content = self._by_message.get(message_id)
        if content:
            content.unsent, content.data = True, b""
