"""``python -m simulator``: start the platform and say where it listens."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import threading
from types import FrameType

from .app import create_app
from .platform import Platform
from .server import Server
from .settings import Settings, channel_from_environment
from .smtp import MailServer


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m simulator", description="LINE on one machine")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100, help="0 picks a free one")
    parser.add_argument("--smtp-port", type=int, default=8125, help="0 picks a free one")
    parser.add_argument("--webhook-url", default="http://127.0.0.1:8000/callback")
    parser.add_argument("--quota", type=int, default=500, help="paid messages a month")
    parser.add_argument("--token-life", type=float, default=60.0, help="seconds")
    parser.add_argument(
        "--redelivery-delays", default="1,2,4,8,15,30", help="seconds between tries, by commas"
    )
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; returns the exit status."""
    arguments = _arguments(given)
    try:
        secret, token = channel_from_environment()
        delays = tuple(float(part) for part in arguments.redelivery_delays.split(",") if part)
    except ValueError as wrong:
        sys.stderr.write(f"simulator: {wrong}\n")
        return 2
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    settings = Settings(
        webhook_url=arguments.webhook_url,
        channel_secret=secret,
        access_token=token,
        quota=arguments.quota,
        token_life=arguments.token_life,
        redelivery_delays=delays,
    )
    platform = Platform(settings)
    try:
        mail = MailServer(platform, arguments.host, arguments.smtp_port)
        server = Server(arguments.host, arguments.port, create_app(platform))
    except (OSError, SystemExit) as taken:
        sys.stderr.write(f"simulator: cannot listen: {taken}\n")
        return 1

    def stop(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    http = f"http://{arguments.host}:{server.server_address[1]}"
    smtp = f"smtp://{arguments.host}:{mail.port}"
    sys.stdout.write(json.dumps({"http": http, "smtp": smtp}) + "\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.1)
    platform.close()
    mail.close()
    server.server_close()
    # Webhooks and held-back answers may still wait in threads; there is nothing left to save.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
