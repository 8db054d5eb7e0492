"""Taking up a new model of the reader while messages flow."""

from collections.abc import Callable

import structlog

from bot.faults import reason_of
from bot.metrics import MODEL_LOADS

log = structlog.get_logger()


class NewModel:
    """Looks, cheaply, whether another model was put in place."""

    def __init__(self, refresh: Callable[[], str | None]) -> None:
        """`refresh` as in `Brains`."""
        self._refresh = refresh

    def look(self) -> bool:
        """Load a new model if there is one; False: there is never more to do at once."""
        try:
            version = self._refresh()
        except Exception as error:  # noqa: BLE001 - the new files' fault: the model in use stays
            log.error("model.refused", reason=reason_of(error))
            MODEL_LOADS.labels("refused").inc()
            return False
        if version is not None:
            log.info("model.loaded", version=version)
            MODEL_LOADS.labels("loaded").inc()
        return False
