"""The people who have LINE on their phones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import ids

ROLES = ("volunteer", "mentor", "officer", "citizen")


@dataclass
class Person:
    """One LINE user; ``follows`` and ``blocked`` say how they stand to the bot."""

    user_id: str
    name: str
    role: str = "citizen"
    note: str = ""
    picture: str = ""
    language: str = "th"
    follows: bool = False
    blocked: bool = False

    @property
    def reachable(self) -> bool:
        """Whether what the bot sends shows up on this phone."""
        return self.follows and not self.blocked

    def as_json(self) -> dict[str, Any]:
        """The person as the control API tells of them."""
        return {
            "userId": self.user_id,
            "name": self.name,
            "role": self.role,
            "note": self.note,
            "picture": self.picture,
            "language": self.language,
            "follows": self.follows,
            "blocked": self.blocked,
        }

    def profile(self) -> dict[str, Any]:
        """The person as the bot may see them (API: get profile)."""
        profile = {"userId": self.user_id, "displayName": self.name, "language": self.language}
        if self.picture:
            profile["pictureUrl"] = self.picture
        return profile


class People:
    """Everyone there is, in the order they came."""

    def __init__(self) -> None:
        self._by_id: dict[str, Person] = {}

    def add(self, wanted: dict[str, Any]) -> Person:
        """Add or update a person.

        Raises ValueError when the name is empty, or the user id or role is not a known shape.
        """
        user_id = wanted.get("userId") or ids.user_id()
        name = str(wanted.get("name", "")).strip()
        role = wanted.get("role") or "citizen"
        if not name:
            raise ValueError("name may not be empty")
        if not ids.is_user_id(user_id):
            raise ValueError("userId must be U and 32 hexadecimal digits")
        if role not in ROLES:
            raise ValueError(f"role must be one of {', '.join(ROLES)}")
        person = self._by_id.get(user_id)
        if person is None:
            person = self._by_id[user_id] = Person(user_id, name)
        person.name, person.role = name, role
        person.note = str(wanted.get("note", person.note))
        person.picture = str(wanted.get("picture", person.picture))
        person.language = str(wanted.get("language", person.language))
        return person

    def get(self, user_id: str) -> Person | None:
        """The person with this id, or None."""
        return self._by_id.get(user_id)

    def all(self) -> list[Person]:
        """Everyone, oldest first."""
        return list(self._by_id.values())
