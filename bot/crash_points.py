"""Named places where a test can end the process as a power cut would. Inert unless asked for.

`KHOTO_CRASH_AT=<name>` kills the process with SIGKILL when it reaches that place.
"""

import os
import signal

_VARIABLE = "KHOTO_CRASH_AT"
NAMES = (
    "webhook.before_commit",
    "webhook.after_commit",
    "worker.before_commit",
    "worker.after_commit",
    "timer.after_commit",
    "delivery.after_claim",
    "delivery.after_send",
    "delivery.after_mark",
    "mail.after_send",
    "media.after_fetch",
)


def reach(name: str) -> None:
    """The process is at this place. Names that are not in NAMES raise KeyError."""
    if name not in NAMES:
        raise KeyError(name)
    if os.environ.get(_VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)
