"""What `make run` and `make demo` make for themselves, once for each data folder."""

from pathlib import Path

from casework.secrets import parse_secrets
from simulator.stage.house import environment


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    first, second = environment(tmp_path / "data"), environment(tmp_path / "data")
    for name in ("KHOTO_SECRET_KEY", "KHOTO_ENCRYPTION_KEYS"):
        assert first[name] == second[name]
    assert len(parse_secrets(first).encryption_keys) == 1
    kept = sorted((tmp_path / "data").iterdir())
    assert [file.name for file in kept] == ["encryption-keys", "secret-key"]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in kept)


def test_another_folder_has_another_key(tmp_path: Path) -> None:
    keys = {environment(tmp_path / each)["KHOTO_ENCRYPTION_KEYS"] for each in "ab"}
    assert len(keys) == 2
