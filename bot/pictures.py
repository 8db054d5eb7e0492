"""Photos are drawn anew before they are kept, so that they hold what is seen on them and no more.

The place a telephone writes into a photo goes, and the rest of what is not seen, whether or not a
place was sent: whoever wants to tell the place sends it as one, and it is kept as one. What cannot
be drawn anew may be the only proof there is: it is kept as it came, as a file that nothing opens.
"""

import subprocess
import sys
from dataclasses import dataclass

from bot import picture_process
from bot.magic import OTHER, content_type_of
from bot.picture_process import FORMATS, REFUSED

NOT_OPENED = "not opened"
_PATIENCE = 60.0  # seconds of the clock, for a machine that is busy
_UNREADABLE = ("image/heic", "image/avif")


@dataclass(frozen=True)
class Kept:
    """What is kept of a file. `reason` says why it was not opened, "" for all others."""

    content: bytes
    content_type: str
    reason: str = ""


def kept_of(content: bytes, patience: float = _PATIENCE) -> Kept:
    """What is kept of a file that came. Its first bytes say what it is. Never raises for what is
    in it; OSError when no process can be started.
    """
    kind = content_type_of(content)
    if kind in _UNREADABLE:
        return _unopened(content, f"{kind} cannot be read here")
    if kind not in FORMATS:
        return Kept(content, kind)
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what came is its input alone
            # -I: neither the environment nor the folder it runs in has a say in what is imported.
            [sys.executable, "-I", picture_process.__file__, kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _unopened(content, "drawing it anew took too long")
    if done.returncode == REFUSED:
        return _unopened(content, done.stdout.decode("ascii", "replace"))
    if done.returncode != 0:
        return _unopened(content, f"drawing it anew ended with {done.returncode}")
    made, _, pixels = done.stdout.partition(b"\n")
    return Kept(pixels, made.decode("ascii"))


def _unopened(content: bytes, why: str) -> Kept:
    return Kept(content, OTHER, f"{NOT_OPENED}: {why}")
