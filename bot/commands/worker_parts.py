"""What a worker is made of, as the configuration wants it, and how it waits for its database.

Apart from the command: LINE's SDK and the reader take seconds to import (bot/commands/__init__.py).
"""

import signal
import threading
from datetime import timedelta

import structlog

from bot.deciding import Brains
from bot.delivery import DeliveryRules
from bot.house import NotMigrated, require_migrated
from bot.line_client import LineAccess
from bot.mail import MailAccess
from bot.media import MediaRules
from bot.worker import WorkerParts
from casework.secrets import LINE_API_HOST, Secrets
from casework.settings import Settings
from storage import Engine, keys, roles

MEGABYTE = 1024 * 1024
MAIL_STEPS = 15  # of a conversation with a mail server, each with a time limit of its own
TOKEN_LIFE = timedelta(seconds=55)  # LINE: a reply token is taken for about a minute
MARKING = timedelta(seconds=80)  # what fetching and drawing anew may take beyond the time limit

log = structlog.get_logger()


def admitted(engine: Engine, poll: float) -> bool:
    """Wait until the database stands where this code needs it; then show it the keys.

    In an upgrade new workers may be started before the migration ends. False when told to stop
    meanwhile. Raises TooOld, KeyMissing, and what the database raises.
    """
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    while not stopped.is_set():
        try:
            require_migrated(engine)
        except NotMigrated as fault:
            log.warning("worker.waits", until=f"flask --app app migrate: {fault}")
            stopped.wait(poll)
        else:
            keys.admit(engine)
            roles.require(engine)
            return True
    return False


def parts(
    settings: Settings, secrets: Secrets, brains: Brains, engine: Engine, database_url: str
) -> WorkerParts:
    """A worker's parts as the configuration wants them."""
    delivery = settings.delivery
    reply_fresh = timedelta(seconds=delivery.reply_fresh_seconds)
    own_host = secrets.line_api_host == LINE_API_HOST
    return WorkerParts(
        engine=engine,
        database_url=database_url,
        brains=brains,
        rules=settings.rules(),
        line=LineAccess(
            secrets.line_channel_access_token,
            host=None if own_host else secrets.line_api_host,
            timeout=delivery.timeout_seconds,
        ),
        mail=MailAccess(secrets.smtp_url, settings.mail.sender, settings.mail.timeout_seconds),
        burst=settings.burst,
        reply_fresh=reply_fresh,
        delivery=DeliveryRules(
            lease=timedelta(seconds=delivery.lease_seconds),
            ask_for=max(TOKEN_LIFE - reply_fresh, timedelta(0)),
            mail_lease=MAIL_STEPS * timedelta(seconds=settings.mail.timeout_seconds),
            backoff_first=timedelta(seconds=delivery.backoff_first_seconds),
            backoff_cap=timedelta(seconds=delivery.backoff_cap_seconds),
            quota_hold=timedelta(minutes=delivery.quota_hold_minutes),
            give_up=timedelta(hours=delivery.give_up_hours),
        ),
        media=MediaRules(
            largest=settings.media.max_megabytes * MEGABYTE,
            room=settings.media.room_megabytes * MEGABYTE or None,
            patience=timedelta(seconds=settings.media.timeout_seconds),
            lease=timedelta(seconds=settings.media.timeout_seconds) + MARKING,
        ),
        watchdog=True,
        poll=settings.worker.poll_seconds,
        stop=settings.worker.stop_seconds,
        senders=settings.worker.senders,
    )
