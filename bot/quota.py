"""What LINE tells of this month's paid messages: asked now and then, apart from all other work."""

from collections.abc import Callable
from datetime import datetime

from bot.line_client import LineClient
from casework.watch import Quota


class AskingQuota:
    """`known` is the last answer, None before there is one: a LINE that is away changes nothing."""

    def __init__(self, client: Callable[[], LineClient], *, now: Callable[[], datetime]) -> None:
        """`client` gives the process's one client; nothing is asked yet."""
        self._client, self._now = client, now
        self.known: Quota | None = None

    def ask(self) -> bool:
        """Ask once. Always False: there is no more to do until the next time."""
        self.known = self._client().quota(self._now()) or self.known
        return False
