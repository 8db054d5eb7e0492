"""Photos, voices, films and files: fetched from LINE soon after they came, since LINE keeps them
for a while only, and kept with the case.

What a file is, its first bytes say; neither the sender's header nor the file's name is believed.
Photos are drawn anew first (`bot/pictures.py`).
When the room for files is used up nothing is fetched: what waits goes on waiting, and a person is
told. What still waits after a day is on the failed list, and is fetched when it is retried.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from bot.crash_points import reach
from bot.line_client import LineClient
from bot.pictures import Kept, kept_of
from storage import Engine, Session, attachments, transaction
from storage.attachments import Attachment

CHUNK = 64 * 1024
NOT_YET = 202
TOO_OLD = "it could not be fetched in time"
TOO_SLOW = "fetching it took too long"
FULL = attachments.NO_ROOM
GONE = {404: "LINE no longer has it", 410: "it was unsent"}

log = structlog.get_logger()


@dataclass(frozen=True)
class MediaRules:
    """What may be kept, and how patiently it is fetched."""

    largest: int = 20 * 1024 * 1024  # bytes
    room: int | None = None  # bytes for all files together; None: without limit
    patience: timedelta = timedelta(seconds=100)  # for one download
    lease: timedelta = timedelta(seconds=180)  # longer than that, and drawing it anew
    rest: timedelta = timedelta(seconds=30)  # between two looks for room
    backoff_first: timedelta = timedelta(seconds=3)
    backoff_cap: timedelta = timedelta(minutes=10)
    give_up: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class _Body:
    content: bytes


@dataclass(frozen=True)
class _Fetched:
    kept: Kept


@dataclass(frozen=True)
class _Later:
    reason: str


@dataclass(frozen=True)
class _Never:
    reason: str


@dataclass(frozen=True)
class _Full:
    reason: str = FULL


_Result = _Fetched | _Later | _Never | _Full


class Media:
    """Fetches what waits to be fetched."""

    def __init__(
        self,
        engine: Engine,
        client: Callable[[], LineClient],
        rules: MediaRules,
        *,
        owner: str,
        now: Callable[[], datetime],
    ) -> None:
        """As `bot.delivery.Delivery`."""
        self._engine, self._client, self._rules = engine, client, rules
        self._owner, self._now = owner, now

    def fetch_next(self) -> bool:
        """Fetch one attachment. False when none waits."""
        with transaction(self._engine) as session:
            claimed = attachments.claim(session, self._owner, self._now(), self._rules.lease)
            room = self._room(session) if claimed else None
        if not claimed:
            return False
        reach("media.after_claim")
        attachment = claimed[0]
        result = self._result(attachment, room)
        reach("media.after_fetch")
        with transaction(self._engine) as session:
            kept = self._keep(session, attachment, result)
            reach("media.before_mark")
        reach("media.after_mark")
        log.log(
            logging.ERROR if isinstance(result, _Full) else logging.INFO,
            "media.full" if isinstance(result, _Full) else "media.fetched",
            attachment=str(attachment.id),
            kind=attachment.kind,
            outcome=type(result).__name__.strip("_").lower() if kept else "lease lost",
            reason=result.kept.reason if isinstance(result, _Fetched) else result.reason,
        )
        return True

    def _room(self, session: Session) -> int | None:
        """How many bytes may still be kept; None: as many as come."""
        if self._rules.room is None:
            return None
        return self._rules.room - attachments.stored_bytes(session)

    def _result(self, attachment: Attachment, room: int | None) -> _Result:
        given_up = self._now() - attachment.created_at >= self._rules.give_up
        # Asked before, too: a download that ends the worker has no result to be judged by.
        if attachment.attempts > 1 and given_up:
            return _Never(TOO_OLD)
        result: _Result = _Full()
        if room is None or room > 0:
            result = self._result_of(self._fetch(attachment.message_id))
        if isinstance(result, _Fetched) and room is not None and len(result.kept.content) > room:
            result = _Full()
        given_up = self._now() - attachment.created_at >= self._rules.give_up
        if isinstance(result, _Later | _Full) and given_up:
            return _Never(result.reason)
        return result

    def _keep(self, session: Session, attachment: Attachment, result: _Result) -> bool:
        now = self._now()
        match result:
            case _Fetched(kept):
                return attachments.store(
                    session, attachment, kept.content, kept.content_type, kept.reason
                )
            case _Full():
                return attachments.hold_all(session, attachment, now + self._rules.rest)
            case _Later(reason):
                until = now + self._wait(attachment)
                return attachments.postpone(session, attachment, until, reason)
            case _Never(reason):
                return attachments.fail(session, attachment, reason)

    def _result_of(self, came: _Body | _Later | _Never) -> _Result:
        if not isinstance(came, _Body):
            return came
        try:
            return _Fetched(kept_of(came.content))
        except OSError as error:  # no process could be started: this machine is to blame
            return _Later(type(error).__name__)

    def _fetch(self, message_id: str) -> _Body | _Later | _Never:
        try:
            response = self._client().content(message_id)
        except HTTPError as error:
            return _Later(type(error).__name__)
        try:
            return self._read(response)
        except HTTPError as error:
            return _Later(type(error).__name__)
        finally:
            response.close()  # never back to the pool: part of the body may be unread

    def _read(self, response: BaseHTTPResponse) -> _Body | _Later | _Never:
        status = response.status
        if status in GONE:
            return _Never(GONE[status])
        if status == NOT_YET:
            return _Later("LINE is still preparing it")
        if status != 200:
            return _Later(f"LINE answered {status}") if _may_pass(status) else _Never(f"{status}")
        body, began = bytearray(), time.monotonic()
        for piece in response.stream(CHUNK, decode_content=False):
            body += piece
            if len(body) > self._rules.largest:
                return _Never(f"larger than {self._rules.largest // 1024 // 1024} MB")
            if time.monotonic() - began > self._rules.patience.total_seconds():
                return _Later(TOO_SLOW)  # before somebody else begins it anew
        return _Body(bytes(body)) if body else _Later("LINE sent nothing")

    def _wait(self, attachment: Attachment) -> timedelta:
        doublings = min(max(attachment.attempts - 1, 0), 20)
        doubled: timedelta = self._rules.backoff_first * 2**doublings
        return min(doubled, self._rules.backoff_cap)


def _may_pass(status: int) -> bool:
    """A refused token or a busy server is mended some day; other refusals are not."""
    return status in (401, 408, 429) or status >= 500
