"""A model is exchanged whole, while others read it; a broken one changes nothing."""

import ctypes
import errno
import fcntl
import gzip
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nlp
from nlp import pipeline
from nlp.exchange import NoEarlierModel, TrainingUnderWay, bring_back, replace_model, stamp_of
from tests.small_models import small_model
from tests.trained_reader import load_trained_reader


@pytest.fixture(scope="module", autouse=True)
def own_models() -> Iterator[None]:
    """The reader of the other tests is loaded again afterwards."""
    yield
    load_trained_reader()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two small models, of different versions."""
    folder = tmp_path_factory.mktemp("models")
    wages, training = folder / "wages", folder / "training"
    assert small_model(wages, "P01", "X02") != small_model(training, "S01", "O01")
    return wages, training


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a model is to stand."""
    return tmp_path / "nlp" / "model"


def copied(model: Path) -> Any:
    return lambda aside: shutil.copytree(model, aside)


def version(model: Path) -> str:
    return str(json.loads((model / "card.json").read_text(encoding="utf-8"))["version"])


def left_beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def test_the_first_model_is_put_in_place(made: tuple[Path, Path], path: Path) -> None:
    replace_model(path, copied(made[0]))
    assert version(path) == version(made[0])
    assert left_beside(path) == {"model", "model.lock"}
    with pytest.raises(NoEarlierModel):
        bring_back(path, nlp.check)


def test_the_previous_model_is_kept_and_brought_back(made: tuple[Path, Path], path: Path) -> None:
    for model in (made[1], made[0], made[1]):
        replace_model(path, copied(model))
    assert version(path) == version(made[1])
    assert bring_back(path, nlp.check) == version(made[0]) == version(path)
    assert bring_back(path, nlp.check) == version(made[1]) == version(path)
    assert left_beside(path) == {"model", "model.lock", "model.previous"}
    shutil.rmtree(path)
    bring_back(path, nlp.check)
    assert version(path) == version(made[0])


def test_a_training_that_breaks_off_changes_nothing(made: tuple[Path, Path], path: Path) -> None:
    replace_model(path, copied(made[0]))
    before = stamp_of(path)

    def broken_off(aside: Path) -> None:
        aside.mkdir()
        (aside / "weights.npz").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_model(path, broken_off)
    assert stamp_of(path) == before
    (path.parent / "model.new").mkdir()  # what a killed one leaves
    replace_model(path, copied(made[1]))
    assert left_beside(path) == {"model", "model.lock", "model.previous"}


def test_a_previous_model_that_is_refused_is_not_brought_back(
    made: tuple[Path, Path], path: Path
) -> None:
    for model in made:
        replace_model(path, copied(model))
    card = path.with_name("model.previous") / "card.json"
    card.write_text('{"format": 0}')
    with pytest.raises(nlp.ReaderNotTrained):
        bring_back(path, nlp.check)
    assert version(path) == version(made[1])


def test_two_trainings_at_once_are_refused(made: tuple[Path, Path], path: Path) -> None:
    path.parent.mkdir()
    with path.with_name("model.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(TrainingUnderWay):
            replace_model(path, copied(made[0]))


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL])
def test_where_the_system_cannot_exchange_it_is_done_in_steps(
    made: tuple[Path, Path], path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    replace_model(path, copied(made[0]))

    class Library:
        @staticmethod
        def renameat2(*_: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library)
    replace_model(path, copied(made[1]))
    assert version(path) == version(made[1])
    bring_back(path, nlp.check)
    assert version(path) == version(made[0])
    assert left_beside(path) == {"model", "model.lock", "model.previous"}


def test_another_fault_of_the_system_is_told(
    made: tuple[Path, Path], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_model(path, copied(made[0]))

    class Library:
        @staticmethod
        def renameat2(*_: object) -> int:
            ctypes.set_errno(errno.EACCES)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library)
    with pytest.raises(PermissionError):
        replace_model(path, copied(made[1]))
    assert version(path) == version(made[0])


# Taking it up


def test_a_new_model_is_taken_up_once(made: tuple[Path, Path], path: Path) -> None:
    replace_model(path, copied(made[0]))
    assert nlp.load(path) == version(made[0])
    assert nlp.refresh(path) is None
    replace_model(path, copied(made[1]))
    assert nlp.read("อยากฝึกอาชีพ").model_version == version(made[0])
    assert nlp.refresh(path) == version(made[1])
    assert nlp.refresh(path) is None
    assert nlp.read("อยากฝึกอาชีพ").model_version == version(made[1])


def test_looking_reads_no_file(
    made: tuple[Path, Path], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_model(path, copied(made[0]))
    nlp.load(path)
    monkeypatch.setattr(pipeline, "load_model", None)
    assert nlp.refresh(path) is None


def test_no_model_at_all_is_no_new_one(made: tuple[Path, Path], path: Path) -> None:
    nlp.load(made[0])
    assert nlp.refresh(path) is None
    assert nlp.read("ก").model_version == version(made[0])


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _change(file: Path, name: str, change: Callable[[Any], Any]) -> None:
    with np.load(file) as arrays:
        changed = {**arrays, name: change(arrays[name])}
    np.savez(file, **changed)


def _fewer_rows(file: Path) -> None:
    _change(file, "first", lambda weights: weights[:-5])


def _fewer_steps(file: Path) -> None:
    _change(file, "steps", lambda weights: weights[:-5])


def _a_flag_without_number(file: Path) -> None:
    _change(file, "bias", lambda weights: np.where(weights < 0, np.nan, weights).astype("f4"))


def _fewer_columns(file: Path) -> None:
    _change(file, "first", lambda weights: weights[:, :-5])


def _other_numbers(file: Path) -> None:
    _change(file, "first", lambda weights: weights.astype(np.float64))


def _wider_numbers(file: Path) -> None:
    _change(file, "first", lambda weights: weights.astype(np.int16))


def _one_row(file: Path) -> None:
    _change(file, "first", lambda weights: weights.ravel())


def _no_numbers(file: Path) -> None:
    _change(file, "second", lambda weights: np.full_like(weights, np.nan))


def _a_word_twice(file: Path) -> None:
    written = json.loads(gzip.decompress(file.read_bytes()))
    written["words"][1] = written["words"][0]
    file.write_bytes(gzip.compress(json.dumps(written).encode()))


def _an_empty_object(file: Path) -> None:
    file.write_text("{}")


def _an_empty_object_compressed(file: Path) -> None:
    file.write_bytes(gzip.compress(b"{}"))


def _half_a_text_compressed(file: Path) -> None:
    file.write_bytes(gzip.compress(b'{"words": ['))


def _a_pickle(file: Path) -> None:
    _change(file, "bias", lambda _: np.array([{"a": 1}], dtype=object))


@pytest.mark.parametrize(
    ("name", "broken", "reason"),
    [
        ("weights.npz", _half, "BadZipFile"),
        ("weights.npz", _fewer_rows, "first is no int8 of the shape"),
        ("weights.npz", _fewer_columns, "first is no int8 of the shape"),
        ("weights.npz", _other_numbers, "first is no int8 of the shape"),
        ("weights.npz", _wider_numbers, "first is no int8 of the shape"),
        ("weights.npz", _one_row, "first is no int8 of the shape"),
        ("weights.npz", _fewer_steps, "steps is no float32 of the shape"),
        ("weights.npz", _a_flag_without_number, "bias holds what is no number"),
        ("weights.npz", _no_numbers, "second holds what is no number"),
        ("weights.npz", _a_pickle, "allow_pickle=False"),
        ("weights.npz", _an_empty_object, "contains pickled"),
        ("vocabulary.json.gz", _half, "EOFError"),
        ("vocabulary.json.gz", _an_empty_object, "BadGzipFile"),
        ("vocabulary.json.gz", _half_a_text_compressed, "JSONDecodeError"),
        ("vocabulary.json.gz", _an_empty_object_compressed, "TypeError"),
        ("vocabulary.json.gz", _a_word_twice, "listed twice"),
        ("card.json", _half, "no reader model"),
        ("card.json", _an_empty_object, "no reader model"),
    ],
)
def test_a_broken_model_is_refused_once_and_the_old_one_stays(
    made: tuple[Path, Path], path: Path, name: str, broken: Any, reason: str
) -> None:
    replace_model(path, copied(made[0]))
    nlp.load(path)
    aside = path.with_name("aside")
    shutil.copytree(made[1], aside)
    broken(aside / name)
    replace_model(path, copied(aside))
    with pytest.raises(nlp.ReaderNotTrained, match=reason):
        nlp.refresh(path)
    assert nlp.refresh(path) is None
    assert nlp.read("นายจ้างไม่จ่ายค่าแรง").model_version == version(made[0])
    with pytest.raises(nlp.ReaderNotTrained, match=reason):
        nlp.check(path)
    replace_model(path, copied(made[1]))
    assert nlp.refresh(path) == version(made[1])


def test_whoever_loads_while_models_are_exchanged_gets_a_whole_one(
    made: tuple[Path, Path], path: Path
) -> None:
    replace_model(path, copied(made[0]))
    features = {version(m): len(nlp.model.load_model(m).vocabulary) for m in made}
    assert len(set(features.values())) == 2, "a mixture would be seen"
    replace_model(path, copied(made[1]))
    stop = threading.Event()

    def exchange_all_the_time() -> None:
        while not stop.wait(0.02):
            bring_back(path, lambda _: None)

    other = threading.Thread(target=exchange_all_the_time)
    other.start()
    try:
        whole, told = 0, set()
        for _ in range(60):
            try:
                _, model = pipeline._whole_model(path)
            except nlp.BrokenModel as error:
                told.add(str(error))
                continue
            assert len(model.vocabulary) == len(model.network.first) == features[model.version]
            whole += 1
    finally:
        stop.set()
        other.join()
    assert whole
    # On a slow machine it may never have stood still long enough.
    assert told <= {f"the model in {path} changes while it is being read"}
