"""Ids that follow from the event: the same event, decided again, makes the same case."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("5f0c1a52-6a0e-5d0f-9b3e-7f0d6f2a9c11")


def derived_id(event_id: str, what: str) -> UUID:
    """A UUID for `what` ("case", "referral doe", …) that this event brings about."""
    return uuid5(_NAMESPACE, f"{event_id}/{what}")
