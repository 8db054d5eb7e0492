"""Whether this installation can do its work: the database, its migrations, the reader's model."""

from collections.abc import Callable

import structlog

from storage import Engine, keys, migrations

log = structlog.get_logger()


def what_is_wrong(engine: Engine, model_present: Callable[[], bool]) -> dict[str, str]:
    """What is not ready, by its name; empty when everything is."""
    wrong = {}
    try:
        found, ours = migrations.standing(engine), migrations.head()
        missing = "" if found.behind or found.beyond else keys.what_is_missing(engine)
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
    if not model_present():
        wrong["model"] = "not trained"
    return wrong
