"""The reader's model for tests: trained once for each state of corpus and code, then kept."""

import fcntl
import functools
import hashlib
import os
from pathlib import Path

import grimp

import nlp

_ROOT = Path(__file__).parent.parent
_KEPT = _ROOT / ".data" / "test-model"


def load_trained_reader() -> None:
    """Whatever this process reads from here on is read with that model."""
    nlp.refresh(trained_model_path())


@functools.cache
def trained_model_path() -> Path:
    """Folder of a model trained on the corpus as it stands. Parallel test workers train it once."""
    path = _KEPT / _state_of_the_reader()
    if nlp.is_trained(path):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not nlp.is_trained(path):
            # Trained aside and moved whole: a broken-off training leaves no half model behind.
            aside = path.with_name(f"{path.name}.{os.getpid()}")
            nlp.train(aside, show_progress=False)
            aside.rename(path)
    return path


def _state_of_the_reader() -> str:
    """Hash of all that decides what is learnt: messages, data, and whatever training imports."""
    house = grimp.build_graph("nlp", "casework", cache_dir=None)
    modules = {"nlp.training", *house.find_upstream_modules("nlp.training")}
    learnt = [
        *sorted((_ROOT / "nlp" / "corpus").glob("*.jsonl")),
        *sorted((_ROOT / "nlp" / "data").glob("*")),
        *sorted(_ROOT / f"{module.replace('.', '/')}.py" for module in modules),
    ]
    digest = hashlib.sha256()
    for file in learnt:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
