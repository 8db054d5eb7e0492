"""Prometheus' numbers: counters of this process's webhooks, and the ledger out of the database.

With several web processes set `PROMETHEUS_MULTIPROC_DIR` (an empty folder) before Python starts;
then every process tells the counters of all. The ledger's figures need nothing: they are rows.
"""

import os
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.ledger_figures import Figure, figures
from storage import Engine

WEBHOOK_ANSWERS = Counter("khoto_webhook_answers", "Webhooks by the status answered", ["status"])
WEBHOOK_EVENTS = Counter("khoto_webhook_events", "Events received: new, known, malformed", ["what"])
WEBHOOK_SECONDS = Histogram(
    "khoto_webhook_seconds",
    "From the first byte read to the answer",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2),
)
# Counted by workers: seen here when the web process shares their PROMETHEUS_MULTIPROC_DIR.
DELIVERY_OUTCOMES = Counter(
    "khoto_delivery_outcomes",
    "Attempts to send by how they ended; held is for a person",
    ["outcome"],
)
MODEL_LOADS = Counter(
    "khoto_model_loads",
    "New models of the reader that workers found: loaded, or refused because they cannot read",
    ["outcome"],
)


def exposition(engine: Engine, now: datetime, model: str = "") -> tuple[bytes, str]:
    """The page and its content type; `model` is the reader's version. Without a database,
    `khoto_database_up` is 0 and the ledger's figures are left out."""
    registry = CollectorRegistry()
    registry.register(_Ledger(engine, now, model))
    own = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        own = CollectorRegistry()
        multiprocess.MultiProcessCollector(own)  # type: ignore[no-untyped-call]
    return generate_latest(own) + generate_latest(registry), CONTENT_TYPE_LATEST


class _Ledger(Collector):
    def __init__(self, engine: Engine, now: datetime, model: str) -> None:
        self._engine, self._now, self._model = engine, now, model

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family for each name."""
        families: dict[str, GaugeMetricFamily] = {}
        for figure in figures(self._engine, self._now, self._model):
            family = families.setdefault(figure.name, _family(figure))
            family.add_metric(list(figure.labels.values()), figure.value)
        yield from families.values()


def _family(figure: Figure) -> GaugeMetricFamily:
    return GaugeMetricFamily(figure.name, figure.help, labels=list(figure.labels))
