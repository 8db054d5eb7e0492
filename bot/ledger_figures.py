"""The ledger as named figures, for Prometheus and whoever else counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.failure_reasons import counted as counted_reasons
from casework.watch import quota_remembered
from storage import Engine, migrations, transaction, watching
from storage.ledger import Ledger, ledger

log = structlog.get_logger()


@dataclass(frozen=True)
class Figure:
    """A gauge: its name, what it means, its labels and value."""

    name: str
    help: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


def figures(engine: Engine, now: datetime, model: str) -> Iterator[Figure]:
    """Read now. Without a database only `khoto_database_up`, 0, and the version of the `model`."""
    version = {"version": model or "none"}
    yield Figure("khoto_model", "The reader's model on this machine", 1, version)
    try:
        with transaction(engine) as session:
            counted = ledger(session)
            failed = watching.failed_for(session)
            quota = quota_remembered(watching.watchdogs_memory(session))
        at = migrations.current(engine)
    except Exception as error:  # noqa: BLE001  (figures are told whatever happens)
        log.warning("metrics.database", reason=type(error).__name__)
        yield Figure("khoto_database_up", "Whether the database can be reached", 0)
        return
    yield Figure("khoto_database_up", "Whether the database can be reached", 1)
    yield Figure("khoto_migration", "The schema's step", 1, {"at": at or "none"})
    yield from _of(counted, now)
    for (what, reason), rows in counted_reasons(failed).items():
        labels = {"what": what, "reason": reason}
        yield Figure("khoto_failed", "What failed, by the kind of reason", rows, labels)
    if quota is not None and quota.left is not None:
        yield Figure(
            "khoto_quota_left", "Paid LINE messages left when LINE was last asked", quota.left
        )
        age = max((now - quota.at).total_seconds(), 0.0)
        yield Figure("khoto_quota_age_seconds", "How long ago LINE was asked", age)


def _of(counted: Ledger, now: datetime) -> Iterator[Figure]:
    for state, rows in counted.events.items():
        yield Figure("khoto_events", "Webhook events by state", rows, {"state": state})
    for channel, states in counted.messages.items():
        for state, rows in states.items():
            labels = {"channel": channel, "state": state}
            yield Figure("khoto_messages", "Outgoing messages by state", rows, labels)
    missing = counted.events_missing + sum(counted.messages_missing.values())
    yield Figure("khoto_ledger_missing", "Rows the ledger cannot find: always 0", missing)
    yield Figure("khoto_failed_timers", "Timers whose handler failed", counted.failed_timers)
    yield Figure(
        "khoto_failed_attachments", "Files that could not be fetched", counted.failed_attachments
    )
    yield Figure(
        "khoto_waiting_attachments",
        "Files that wait to be fetched",
        counted.waiting_attachments,
    )
    yield Figure(
        "khoto_room_held",
        "Files that wait because the room for files is used up",
        counted.room_held,
    )
    yield Figure(
        "khoto_quota_held",
        "Messages that wait because the month's paid ones are used up",
        counted.quota_held,
    )
    oldest = {"event": counted.oldest_waiting_event, "message": counted.oldest_waiting_message}
    for what, since in oldest.items():
        age = max((now - since).total_seconds(), 0.0) if since else 0.0
        yield Figure(
            "khoto_oldest_waiting_seconds", "How long the oldest has waited", age, {"what": what}
        )
