"""Collecting what is wrong with a request, and counting text the way LINE does."""

from __future__ import annotations

import json
from typing import Any

import regex


def utf16_units(text: str) -> int:
    """The length of a text in UTF-16 code units (how LINE counts texts)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """The length of a text in grapheme clusters (how LINE counts labels)."""
    return len(regex.findall(r"\X", text))


def json_bytes(value: object) -> int:
    """The size of a value as compact UTF-8 JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "surrogatepass"))


class Problems:
    """Faults of one request, in LINE's words, each with the property it is about."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def add(self, where: str, message: str) -> None:
        """Note one fault."""
        self.found.append({"message": message, "property": where})

    def as_json(self) -> dict[str, Any]:
        """LINE's error body."""
        count = len(self.found)
        return {
            "message": f"The request body has {count} error{'' if count == 1 else 's'}",
            "details": self.found,
        }

    def text(
        self,
        where: str,
        value: object,
        most: int,
        *,
        least: int = 1,
        required: bool = True,
        clusters: bool = False,
    ) -> None:
        """A text of ``least`` to ``most`` UTF-16 units (or grapheme clusters)."""
        if value is None:
            if required:
                self.add(where, "must be specified")
        elif not isinstance(value, str):
            self.add(where, "must be a string")
        elif least and not value.strip():
            self.add(where, "May not be empty")
        elif not least <= (graphemes(value) if clusters else utf16_units(value)) <= most:
            self.add(where, f"Length must be between {least} and {most}")

    def number(self, where: str, value: object, least: float, most: float) -> None:
        """A number between the two."""
        if value is None:
            self.add(where, "must be specified")
        elif not isinstance(value, int | float) or isinstance(value, bool):
            self.add(where, "must be a number")
        elif not least <= value <= most:
            self.add(where, f"must be between {least} and {most}")

    def url(self, where: str, value: object, *, required: bool = True, most: int = 2000) -> None:
        """An https address."""
        if value is None and not required:
            return
        before = len(self.found)
        self.text(where, value, most)
        if len(self.found) == before and not str(value).startswith("https://"):
            self.add(where, "invalid uri scheme")

    def items(self, where: str, value: object, least: int, most: int) -> list[Any]:
        """A list of that many entries; returns it, or an empty list when it is not one."""
        if value is None:
            self.add(where, "must be specified")
        elif not isinstance(value, list):
            self.add(where, "must be an array")
        elif not least <= len(value) <= most:
            self.add(where, f"Size must be between {least} and {most}")
        else:
            return value
        return []

    def thing(self, where: str, value: object) -> dict[str, Any] | None:
        """A JSON object; returns it, or None when it is not one."""
        if isinstance(value, dict):
            return value
        self.add(where, "must be specified" if value is None else "must be an object")
        return None
