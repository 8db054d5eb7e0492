"""A worker, or a web application, in a process of its own, with stub brains; see nursery.py.

Takes DATABASE_URL, LINE_HOST, SMTP_URL and LINE_TOKEN from the environment.
"""

import os
from datetime import timedelta

from flask import Flask

from bot import conversing
from bot.deciding import Brains
from bot.delivery import DeliveryRules
from bot.line_client import LineAccess
from bot.logs import configure
from bot.mail import MailAccess
from bot.media import MediaRules
from bot.webhook import blueprint
from bot.worker import WorkerParts, run
from casework.rules import Rules
from storage import KeyRing, open_engine
from tests.bot.samples import post
from tests.bot.simulated import SECRET
from tests.bot.stub_brains import brains
from tests.database import KEY, OLD_KEY

PATIENCE = 2.0  # seconds a call


def take_in() -> int:
    """Take in the webhook BODY, as the web process would. Returns 0 when it answers 200."""
    app = Flask("test")
    engine = open_engine(os.environ["DATABASE_URL"], KeyRing([KEY]))
    app.register_blueprint(blueprint(engine, SECRET, timedelta(0), model_present=lambda: True))
    return int(post(app.test_client(), body=os.environ["BODY"].encode()).status_code != 200)


def main(given: Brains | None = None) -> int:
    """Work until told to stop; with stub brains if none are given."""
    configure()
    conversing.LONGEST_BATCH = 60.0  # however busy the machine is
    url = os.environ["DATABASE_URL"]
    lease = timedelta(seconds=float(os.environ["LEASE"]))
    parts = WorkerParts(
        engine=open_engine(url, KeyRing([KEY, OLD_KEY])),
        database_url=url,
        brains=given or brains(),
        rules=Rules(),
        line=LineAccess(os.environ["LINE_TOKEN"], os.environ["LINE_HOST"], timeout=PATIENCE),
        mail=MailAccess(os.environ["SMTP_URL"], "ข้อต่อ <khoto@example.go.th>", PATIENCE),
        burst=timedelta(0),
        delivery=DeliveryRules(lease=lease, mail_lease=lease, backoff_first=timedelta(seconds=0.2)),
        media=MediaRules(lease=lease),
        poll=float(os.environ.get("POLL") or 0.3),
        stop=10,
        senders=2,
    )
    return run(parts)
