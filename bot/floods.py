"""Chats that send too much at once, as this process found them: everybody else goes first."""

from collections.abc import Collection

_MOST = 100  # chats remembered
_TURN = 8  # each so manieth step is theirs as much as anybody's, so that they are read in time


class Floods:
    """Belongs to one thread. What it forgets it finds again with the next event too many."""

    def __init__(self) -> None:
        self._chats: dict[str, None] = {}
        self._steps = 0

    def note(self, chat: str, *, floods: bool) -> None:
        """Whether what was handled of the chat just now was too much."""
        self._chats.pop(chat, None)
        if floods:
            self._chats[chat] = None
            if len(self._chats) > _MOST:
                del self._chats[next(iter(self._chats))]

    def behind(self) -> Collection[str]:
        """The chats to be looked at last in the next step."""
        self._steps += 1
        return () if self._steps % _TURN == 0 else tuple(self._chats)
