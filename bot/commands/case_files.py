"""`cases files`: what came with a case, written into a folder for the office that asks for it."""

import mimetypes
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from bot.magic import OTHER
from casework.cases import Case, LogEntry
from storage import Session, attachments, case_log
from storage.attachments import Attachment


def write_files(session: Session, case: Case, folder: Path, now: datetime) -> Iterator[str]:
    """Write the case's files and tell of each, places too; the reading goes to the history.

    Names are ours, never the sender's; nothing that is there is written over. Raises
    ClickException when the folder cannot be written to.
    """
    case_log.add(session, [LogEntry(case.id, now, None, "read", "files by command line")])
    for number, each in enumerate(attachments.of_case(session, case.id), start=1):
        if each.kind == "location":
            yield f"{number}. place: {each.place.thai() if each.place else 'not known'}"
            continue
        content = attachments.content(session, each.id)
        if content is None:
            yield f"{number}. {each.kind}: {each.state} {each.reason}".rstrip()
            continue
        path = _write(folder, case, number, each, content)
        # What was not drawn anew is as a stranger sent it: whoever opens it should know.
        yield f"{number}. {each.kind}: {path}" + (f" ({each.reason})" if each.reason else "")


def _write(folder: Path, case: Case, number: int, each: Attachment, content: bytes) -> Path:
    known = each.content_type if each.content_type != OTHER else ""
    ending = mimetypes.guess_extension(known) or ".bin"
    path = folder / f"{case.number}-{number}{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already; nothing was written over.") from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}).") from None
    path.chmod(0o600)
    return path
