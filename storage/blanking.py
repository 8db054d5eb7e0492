"""The one way to take words out of a table to which lines are only added."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session


@contextmanager
def blanking(session: Session) -> Iterator[None]:
    """Inside, a trigger lets words be blanked, and nothing else be changed."""
    session.execute(text("SELECT set_config('khoto.blanking', 'on', true)"))
    yield
    session.execute(text("SELECT set_config('khoto.blanking', 'off', true)"))
