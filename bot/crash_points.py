"""Named places where a test can end the process as a power cut would. Inert unless asked for.

`KHOTO_CRASH_AT=<name>` kills the process with SIGKILL when it reaches that place.
"""

import os
import signal

_VARIABLE = "KHOTO_CRASH_AT"
WEBHOOK = ("webhook.before_commit", "webhook.after_commit")
EVENT = ("worker.after_claim", "worker.before_commit", "worker.after_commit")
TIMER = ("timer.after_claim", "timer.before_commit", "timer.after_commit")
# On the way out, marking is writing down how the attempt ended.
SENDING = ("after_claim", "before_send", "after_send", "before_mark", "after_mark")
REPLY = tuple(f"reply.{step}" for step in SENDING)
PUSH = tuple(f"push.{step}" for step in SENDING)
MAIL = tuple(f"mail.{step}" for step in SENDING)
MEDIA = ("media.after_claim", "media.after_fetch", "media.before_mark", "media.after_mark")
NAMES = (*WEBHOOK, *EVENT, *TIMER, *REPLY, *PUSH, *MAIL, *MEDIA)


def reach(name: str) -> None:
    """The process is at this place. Names that are not in NAMES raise KeyError."""
    if name not in NAMES:
        raise KeyError(name)
    if os.environ.get(_VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)
