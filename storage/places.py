"""A place as JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from casework.places import Place, PlaceSource


def place_to_json(place: Place | None) -> dict[str, Any] | None:
    """The place as it is stored; None stays None."""
    return None if place is None else asdict(place)


def place_from_json(stored: Mapping[str, Any] | None) -> Place | None:
    """The place as it was; None stays None."""
    if stored is None:
        return None
    return Place(**{**stored, "source": PlaceSource(stored["source"])})
