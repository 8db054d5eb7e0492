"""`keys`: what it tells and does, and how every command says that a key is missing."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from click.testing import Result

from storage import Engine, people, transaction
from storage.sealing import key_id
from tests.commands.conftest import SERVICE, Khoto, command_line
from tests.database import KEY, KEYS, OLD_KEY
from tests.storage.builders import a_mentor

OLD_KEYS = b64encode(OLD_KEY).decode()
With = Callable[[str], Khoto]


@pytest.fixture
def with_keys(database_url: str) -> With:
    """The command line with these keys in the environment."""

    def made(keys: str) -> Khoto:
        environment = {**SERVICE, "DATABASE_URL": database_url, "KHOTO_ENCRYPTION_KEYS": keys}
        return command_line(environment)

    return made


@pytest.fixture
def somebody(engine: Engine) -> None:
    with transaction(engine) as session:
        people.save_person(session, a_mentor(name="สมศรี ใจงาม"))


def rows(result: Result) -> dict[str, tuple[str, str]]:
    assert result.exit_code == 0, result.output
    cells = [line.split("\t") for line in result.stdout.splitlines()[1:]]
    return {each[0]: (each[1], each[3]) for each in cells}


@pytest.mark.usefixtures("somebody")
def test_a_key_is_changed_step_by_step(with_keys: With) -> None:
    new, old = key_id(OLD_KEY), key_id(KEY)  # the new one here is another test's old one
    both = with_keys(f"{OLD_KEYS},{KEYS}")
    assert rows(both("keys", "list")) == {old: ("old", "1"), new: ("newest", "0")}
    rotated = both("keys", "rotate")
    assert rotated.exit_code == 0
    assert "sealed anew: 1 rows; left with older keys: 0" in rotated.stdout
    assert rows(both("keys", "list")) == {new: ("newest", "1"), old: ("old", "0")}
    alone = with_keys(OLD_KEYS)
    assert rows(alone("keys", "list")) == {new: ("newest", "1")}
    assert "ส" in alone("people", "list").stdout


@pytest.mark.usefixtures("somebody")
def test_a_missing_key_is_told_by_every_command_and_nothing_is_lost(
    with_keys: With, khoto: Khoto
) -> None:
    stranger = with_keys(OLD_KEYS)
    for command in (("people", "list"), ("keys", "rotate"), ("ledger",), ("worker",)):
        refused = stranger(*command)
        assert refused.exit_code in (1, 2), command
        if command != ("worker",) or "reader" not in refused.stderr:
            assert f"sealed with key {key_id(KEY)}" in refused.stderr, refused.stderr
            assert "Traceback" not in refused.output
    assert rows(stranger("keys", "list")) == {
        key_id(KEY): ("missing in KHOTO_ENCRYPTION_KEYS", "1"),
        key_id(OLD_KEY): ("newest", "0"),
    }
    assert khoto("people", "list").exit_code == 0


@pytest.mark.usefixtures("somebody")
def test_without_any_key_only_what_is_sensitive_is_refused(with_keys: With) -> None:
    bare = with_keys("")
    assert bare("ledger").exit_code == 0
    adding = ("people", "add", "--line-user-id", f"U{'0' * 32}", "--role", "mentor")
    named = ("--province", "58", "--name", "สมศรี ใจงาม")
    for command in (("people", "list"), ("keys", "rotate"), (*adding, *named)):
        refused = bare(*command)
        assert refused.exit_code == 2
        assert "ใจงาม" not in refused.output
        assert "set KHOTO_ENCRYPTION_KEYS" in refused.stderr
    worker = bare("worker")
    assert worker.exit_code == 2
    assert "[environment] KHOTO_ENCRYPTION_KEYS: is missing; set it to a key from" in worker.stderr


@pytest.mark.usefixtures("somebody")
def test_what_was_altered_is_told_with_its_place_and_left(engine: Engine, with_keys: With) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE people SET name = left(name, 40)")
    both = with_keys(f"{OLD_KEYS} {KEYS}")
    rotated = both("keys", "rotate")
    assert rotated.exit_code == 1
    assert "people.name: a sealed value was altered or put here" in rotated.stderr
    assert "left with older keys: 1" in rotated.stdout
    assert both("people", "list").exit_code == 1


def test_no_key_is_ever_shown(with_keys: With) -> None:
    for keys in (f"{KEYS},{OLD_KEYS}", f"{KEYS},{KEYS}", f"{KEYS[:-4]}"):
        khoto = with_keys(keys)
        for command in (("check-config",), ("keys", "list"), ("keys", "rotate")):
            shown = khoto(*command).output
            assert KEYS[:12] not in shown
            assert KEY.hex()[:12] not in shown


def test_check_config_tells_which_key_is_the_newest(with_keys: With) -> None:
    shown = with_keys(f"{KEYS}\n{OLD_KEYS}")("check-config").stdout
    assert f"KHOTO_ENCRYPTION_KEYS: 2, new values are sealed with {key_id(KEY)}" in shown
