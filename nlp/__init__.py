"""Thai text in, a Reading out. `read` is the only door; the rest of the package is behind it.

nlp.read("เถ้าแก่ไม่จ่ายค่าแรงมาสองงวดแล้ว")  ->  casework.reading.Reading
"""

import os

# Only corpora inside the wheel are used: nothing is fetched while people are waiting.
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")

from nlp.evaluate import evaluate
from nlp.model import MODEL_PATH, ReaderNotTrained, is_trained
from nlp.pipeline import explain, load, read
from nlp.training import train

__all__ = [
    "MODEL_PATH",
    "ReaderNotTrained",
    "evaluate",
    "explain",
    "is_trained",
    "load",
    "read",
    "train",
]
