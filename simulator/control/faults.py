"""Switching faults on and off."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.exceptions import BadRequest

from ..platform import Platform
from .requests import wanted


def blueprint(platform: Platform) -> Blueprint:
    """``/_sim/faults``."""
    control = Blueprint("control_faults", __name__, url_prefix="/_sim/faults")

    @control.get("")
    def read() -> dict[str, Any]:
        """``{"faults": [fault, …]}``: those that are on."""
        with platform.lock:
            return {"faults": [fault.as_json() for fault in platform.faults.all()]}

    @control.post("")
    def add() -> tuple[dict[str, Any], int]:
        """Switch one on."""
        asked = wanted()
        try:
            with platform.lock:
                fault = platform.faults.add(asked).as_json()
                platform.announcer.announce("faults")
        except ValueError as wrong:
            raise BadRequest(str(wrong)) from wrong
        return fault, 201

    @control.delete("")
    def remove_all() -> dict[str, Any]:
        """Switch all off."""
        with platform.lock:
            platform.faults.remove()
            platform.announcer.announce("faults")
        return {}

    @control.delete("/<int:number>")
    def remove(number: int) -> dict[str, Any]:
        """Switch one off."""
        with platform.lock:
            platform.faults.remove(number)
            platform.announcer.announce("faults")
        return {}

    return control
