"""The control API under ``/_sim/``: people's deeds, the record, faults, mail, live changes."""

from flask import Flask

from ..platform import Platform
from . import events, faults, media, people, record, settings, stream


def register(app: Flask, platform: Platform) -> None:
    """Add every control endpoint to the app."""
    for part in (people, events, record, faults, settings, media, stream):
        app.register_blueprint(part.blueprint(platform))
