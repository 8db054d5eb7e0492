"""How quick the reader is, measured in a process of its own: `python -m nlp.speed [MODEL]`.

Messages of about 100 characters are read on one processor, and cut by bare newmm in the same run:
the ratio says what the reader adds to the words, whatever the machine.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pythainlp.tokenize import newmm

import nlp
from nlp import corpus_file

_LENGTH, _ABOUT = 100, 5
_MOST_TEXTS = 150
_REPEATS = 7


def measure(model: Path = nlp.MODEL_PATH) -> dict[str, Any]:
    """Medians in milliseconds over the texts, each at its best of some repeats; load in seconds."""
    _stay_on_one_processor()
    begun = time.perf_counter()
    nlp.load(model)
    loaded = time.perf_counter() - begun
    fitting = [
        row.text
        for row in corpus_file.read_corpus()
        if abs(len(row.text) - _LENGTH) <= _ABOUT and row.split != corpus_file.TRAIN
    ]
    texts = fitting[:: len(fitting) // _MOST_TEXTS + 1]  # of all files, whatever they are called
    newmm.segment(texts[0])  # its dictionary is built once, before it is measured
    # Text by text, for a machine may be quicker at one minute than at the next.
    best = [(_best_ms(nlp.read, text), _best_ms(newmm.segment, text)) for text in texts]
    reading, cutting = (statistics.median(times) for times in zip(*best, strict=True))
    return {
        "reading_median_ms": round(reading, 3),
        "newmm_median_ms": round(cutting, 3),
        "reading_to_newmm": round(reading / cutting, 2),
        "reader_load_s": round(loaded, 2),
        "reader_bytes": sum(file.stat().st_size for file in model.iterdir()),
    }


def _stay_on_one_processor() -> None:
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere one thread is near enough
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _best_ms(work: Callable[[str], object], text: str) -> float:
    return min(_once(work, text) for _ in range(_REPEATS))


def _once(work: Callable[[str], object], text: str) -> float:
    begun = time.thread_time()  # what other processes take is not the reader's
    work(text)
    return (time.thread_time() - begun) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(Path, sys.argv[1:]))) + "\n")
