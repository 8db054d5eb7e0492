"""The platform's whole state, behind one lock."""

from __future__ import annotations

import hashlib
import threading

from .announcer import Announcer
from .chats import Chats
from .contents import Contents
from .counters import Rates, RetryKeys, Usage
from .faults import Faults
from .mailbox import Mailbox
from .people import People
from .record import Record
from .richmenus import RichMenus
from .settings import Settings
from .tokens import Tokens
from .webhooks import Webhooks

BOT_NAME = "ข้อต่อ"
BOT_BASIC_ID = "@khoto"


class Platform:
    """Everything the simulator remembers. Hold ``lock`` while reading or changing any part."""

    def __init__(self, settings: Settings) -> None:
        self.lock = threading.RLock()
        self.settings = settings
        # The same channel is the same bot after a restart.
        self.bot_id = "U" + hashlib.sha256(settings.channel_secret.encode()).hexdigest()[:32]
        self.people = People()
        self.chats = Chats()
        self.contents = Contents()
        self.tokens = Tokens()
        self.usage = Usage()
        self.rates = Rates()
        self.retry_keys = RetryKeys()
        self.rich_menus = RichMenus()
        self.faults = Faults()
        self.record = Record()
        self.mailbox = Mailbox()
        self.announcer = Announcer()
        self.webhooks = Webhooks(settings, self.bot_id, self.lock, self.tokens, self.faults)

    def close(self) -> None:
        """Stop delivering and end the pages' streams."""
        self.webhooks.close()
        self.announcer.close()
