"""Corrections as labelled messages, one a line, in the form of the reader's corpus."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from bot.house import NotTrained
from casework.categories import KINDS_WITHOUT_OFFICE, SUBTYPES, Category, Kind
from casework.masking import mask
from casework.personal_data import EVERYTHING
from storage.corrections import Kept

# JSON leaves these as they are, and readers of lines end a line at them.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_labelled(found: Iterable[Kept], file: Path, force: bool) -> list[Kept]:
    """Write them into the file, readable by its owner only; return those that could be written.

    Left out are texts of which nothing can be read. Raises ClickException when the file cannot be
    written, or is there and not to be written over; NotTrained when a sub-type has to be proposed
    and there is no reader.
    """
    lines = [(each, labelled(each)) for each in found if _readable(mask(each.correction.text))]
    if lines:
        _write(file, "".join(f"{_as_json(row)}\n" for _, row in lines), force)
    return [each for each, _ in lines]


def labelled(kept: Kept) -> dict[str, Any]:
    """The row of one correction. Nobody can tell the case from `id` and `situation`.

    Where nobody gave the sub-type, the reader's likeliest within the category is proposed.
    """
    correction = kept.correction
    category, text = correction.new.category, mask(correction.text)
    # A case was made of it, so somebody had a problem or a need, whatever the reader took it for.
    kind = Kind.PROBLEM if correction.kind in KINDS_WITHOUT_OFFICE else correction.kind
    return {
        "id": f"K-{kept.number}",
        "situation": f"K-{hashlib.sha256(correction.case_id.bytes).hexdigest()[:12]}",
        "text": text,
        "kind": kind.value,
        "primary": category.value,
        "subtype": correction.new.subtype or _proposed(kept, text),
        "secondary": [each.value for each in correction.secondary if each != category],
        "flags": sorted(correction.flags),
        "urgency": correction.urgency.name.lower(),
    }


def _proposed(kept: Kept, text: str) -> str | None:
    import nlp  # noqa: PLC0415  (slow to load, and seldom needed)

    category = kept.correction.new.category
    if category == Category.UNCLEAR:
        return None
    read = kept.correction.read
    if read and read.category == category and read.subtype:
        return read.subtype
    try:
        likely = nlp.explain(text).prediction.subtypes
    except nlp.ReaderNotTrained:
        raise NotTrained from None
    fitting = [code for code, each in SUBTYPES.items() if each.category == category]
    return max(fitting, key=lambda code: likely.get(code, 0.0))


def _readable(text: str) -> bool:
    return bool(text.replace(EVERYTHING, "").strip())


def _as_json(row: dict[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    for sign, escaped in _LINE_ENDS.items():
        line = line.replace(sign, escaped)
    return line


def _write(file: Path, content: str, force: bool) -> None:
    """All of it or nothing; a link is not followed."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        if file.is_symlink() or (file.exists() and not force):
            raise click.ClickException(f"{file} is there already; --force writes over it.")
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(descriptor)
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise click.ClickException(f"{file} cannot be written ({error.strerror}).") from None
