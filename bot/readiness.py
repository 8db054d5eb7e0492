"""Whether this installation can do its work: the database, its migrations, its keys, its guard
of cases, the reader's model."""

from collections.abc import Callable

import structlog

from storage import Engine, keys, migrations, roles

log = structlog.get_logger()


def what_is_wrong(engine: Engine, model_present: Callable[[], bool]) -> dict[str, str]:
    """What is not ready, by its name; empty when everything is."""
    wrong = {}
    try:
        found, ours = migrations.standing(engine), migrations.head()
        stands = not found.behind and not found.beyond
        missing = keys.what_is_missing(engine) if stands else ""
        unguarded = roles.what_is_wrong(engine) if stands else ""
    except Exception as error:  # noqa: BLE001  (a readiness check answers whatever happens)
        log.warning("ready.database", reason=type(error).__name__)
        wrong["database"] = "cannot be reached"
    else:
        if found.behind:
            wrong["migrations"] = f"at {found.at or 'nothing'}, the code needs {ours}"
        if found.beyond:
            wrong["migrations"] = f"at {found.at}, needs code of {found.works_from}, not {ours}"
        if missing:
            wrong["keys"] = missing
        if unguarded:
            wrong["role"] = unguarded
    if not model_present():
        wrong["model"] = "not trained"
    return wrong
