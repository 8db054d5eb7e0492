"""Where things meet: settings, database, reader, web application and command line. No rules here.

`gunicorn "app:create_app()"` serves; `flask --app app …` gives the commands.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask

from bot.commands import Commands
from bot.house import House, NotTrained
from bot.logs import configure as configure_logs
from casework.settings_file import SettingsError
from storage import open_engine

if TYPE_CHECKING:
    from bot.deciding import Brains

ROOT = Path(__file__).parent
CONFIGURATION_FAULT = 2


def create_app(environment: Mapping[str, str] | None = None) -> Flask:
    """The application, or its command line when `flask` asks for it.

    The command line is built without looking at the configuration, so that `check-config` can
    speak about it. Otherwise a faulty configuration ends the process with exit code 2.
    """
    house = House(os.environ if environment is None else environment, ROOT, load_brains)
    app = Flask("khoto", static_folder=None)
    if _is_command_line():
        app.cli = Commands(house)
        return app
    try:
        _serve(app, house)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(CONFIGURATION_FAULT) from None
    return app


def load_brains() -> "Brains":
    """What understands and what decides. Raises NotTrained. (Slow: the worker alone needs it.)"""
    import handlers  # noqa: PLC0415
    import nlp  # noqa: PLC0415
    from bot.deciding import Brains  # noqa: PLC0415

    try:
        nlp.load()
    except nlp.ReaderNotTrained:
        raise NotTrained from None
    return Brains(
        read=nlp.read,
        locate=lambda address: nlp.read(address).place,
        text_to_read=handlers.text_to_read,
        decide=handlers.decide,
        decide_timer=handlers.decide_timer,
        refresh=nlp.refresh,
    )


def _is_command_line() -> bool:
    context = click.get_current_context(silent=True)
    # Flask's own `run` and `routes` are commands that want the whole application.
    return context is not None and context.info_name not in ("run", "routes")


def _serve(app: Flask, house: House) -> None:
    """Put LINE's door into the application. Nothing is connected yet: gunicorn forks after this."""
    from bot.webhook import LOCK_SECONDS, blueprint  # noqa: PLC0415  (the command line does without)

    settings, secrets = house.check()
    configure_logs(settings.logging.level)
    app.secret_key = secrets.secret_key
    url = secrets.database_url or house.hold_embedded_database()
    app.register_blueprint(
        blueprint(
            # A busy database answers 503 within the two seconds that LINE waits.
            open_engine(
                url, house.keys(), pool_size=8, pool_timeout=1.5, lock_seconds=LOCK_SECONDS
            ),
            secrets.line_channel_secret,
            settings.burst,
            model_present=house.model_present,
            model_version=house.model_version,
        )
    )
