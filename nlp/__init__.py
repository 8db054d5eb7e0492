"""Thai text in, a Reading out. `read` is the only door; the rest of the package is behind it.

nlp.read("เถ้าแก่ไม่จ่ายค่าแรงมาสองงวดแล้ว")  ->  casework.reading.Reading
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# Only corpora inside the wheel are used: nothing is fetched while people are waiting.
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
# A message is a small sum: several threads for one would only wait for each other. Has an effect
# where this is imported before numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from nlp.model import MODEL_PATH, ReaderNotTrained, is_trained
from nlp.pipeline import BrokenModel, check, explain, load, read, refresh

if TYPE_CHECKING:
    from nlp.evaluation import evaluate
    from nlp.training import train

__all__ = [
    "MODEL_PATH",
    "BrokenModel",
    "ReaderNotTrained",
    "check",
    "evaluate",
    "explain",
    "is_trained",
    "load",
    "read",
    "refresh",
    "train",
]


# These bring scipy and joblib along; a process that only reads does without.
_LOADED_WHEN_ASKED = {"evaluate": "nlp.evaluation", "train": "nlp.training"}


def __getattr__(name: str) -> Any:
    if name not in _LOADED_WHEN_ASKED:
        raise AttributeError(f"nlp has no {name!r}")
    return getattr(import_module(_LOADED_WHEN_ASKED[name]), name)
