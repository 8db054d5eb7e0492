"""A clock that a test moves by hand."""

from datetime import datetime, timedelta


class Clock:
    """Calling it tells the time (UTC)."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """`forward(minutes=5)`."""
        self.now += timedelta(**by)
