"""The folder of a model, exchanged whole: whoever reads it finds the old model or the new one.

A new model is written aside, in the same folder as the one in use, and the two names change places
in one step of the operating system. The one that was in use is kept as the previous one.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FILES = ("weights.npz", "vocabulary.json.gz", "card.json")  # of a model
_HERE = -100  # AT_FDCWD: paths as they are
_EXCHANGE = 2  # RENAME_EXCHANGE, renameat2(2)
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)

Stamp = tuple[tuple[int, int, int], ...]


class TrainingUnderWay(RuntimeError):
    """Somebody else is exchanging this model."""


class NoEarlierModel(RuntimeError):
    """There is no previous model to bring back."""


def stamp_of(path: Path) -> Stamp | None:
    """What tells one model's files from another's, without reading them; None without a model."""
    try:
        folder = path.stat()
        found = [(path / name).stat() for name in FILES]
    except OSError:
        return None
    files = [(each.st_ino, each.st_mtime_ns, each.st_size) for each in found]
    # Exchanged there and back, the files are the same; but the folder was renamed.
    return ((folder.st_ino, folder.st_ctime_ns, 0), *files)


def replace_model(path: Path, make: Callable[[Path], T]) -> T:
    """Let `make` write a model into a new folder, then put it at the path; return what it returns.

    The model at the path stays in use until then, and if `make` raises. Raises TrainingUnderWay,
    OSError.
    """
    aside, previous = _beside(path, "new"), _beside(path, "previous")
    with _alone(path):
        shutil.rmtree(aside, ignore_errors=True)  # of a training that was broken off
        try:
            made = make(aside)
            for file in aside.iterdir():
                _to_disk(file)
            _to_disk(aside)
            if not path.exists():
                aside.rename(path)
                return made
            _change_places(aside, path)
            if previous.exists():
                _change_places(aside, previous)
            else:
                aside.rename(previous)
            _to_disk(path.parent)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return made


def bring_back(path: Path, check: Callable[[Path], T]) -> T:
    """Put the previous model at the path, and keep the one that was there as the previous one.

    `check` looks at the previous model first and may refuse it by raising. Returns what it returns.
    Raises NoEarlierModel, TrainingUnderWay, OSError.
    """
    previous = _beside(path, "previous")
    with _alone(path):
        if stamp_of(previous) is None:
            raise NoEarlierModel
        found = check(previous)
        if path.exists():
            _change_places(previous, path)
        else:
            previous.rename(path)
        _to_disk(path.parent)
    return found


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path, "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TrainingUnderWay from None
        yield


def _change_places(one: Path, other: Path) -> None:
    """The two folders change names at once; where the system cannot do that, one after the other:
    then for a blink there is none, and a process that starts in it has to be started again."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return
    fault = ctypes.get_errno() if rename else errno.ENOSYS
    if fault not in _CANNOT:
        raise OSError(fault, os.strerror(fault), str(other))
    between = _beside(other, "between")
    shutil.rmtree(between, ignore_errors=True)
    other.rename(between)
    one.rename(other)
    between.rename(one)


def _to_disk(path: Path) -> None:
    """A power cut after the exchange must not find an empty file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
