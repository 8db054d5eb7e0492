"""Logs are JSON lines that hold no personal data, whoever writes them."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog

from bot.faults import reason_of
from tests.logged import logged

SECRETS = ("081-234-5678", "1 1020 03456 78 9", "someone@example.com", "๐๘๑๒๓๔๕๖๗๘")


@pytest.fixture
def written() -> Iterator[StringIO]:
    with logged("info") as stream:
        yield stream


def lines(written: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize("secret", SECRETS)
def test_personal_data_is_masked_wherever_it_stands(written: StringIO, secret: str) -> None:
    log = structlog.get_logger()
    log.info("plain", reason=f"โทร {secret}", nested={"a": [secret, {"b": (secret,)}]})
    log.warning("object", thing=ValueError(secret))
    logging.getLogger("somewhere").warning("โทร %s", secret)
    try:
        raise RuntimeError(f"cannot bear {secret}")
    except RuntimeError:
        log.exception("fault")
        logging.getLogger("somewhere").exception("fault")
    assert len(lines(written)) == 5
    assert secret not in written.getvalue()


def test_lines_are_json_with_time_and_level_and_our_own_ids(written: StringIO) -> None:
    structlog.get_logger().info(
        "line.answered", request_id="123e4567-e89b-12d3-a456-426614174000", status=200, rows=[1, 2]
    )
    structlog.get_logger().debug("not told")
    (line,) = lines(written)
    assert line["event"] == "line.answered"
    assert line["level"] == "info"
    assert line["request_id"] == "123e4567-e89b-12d3-a456-426614174000"
    assert line["timestamp"].endswith("Z")
    assert (line["status"], line["rows"]) == (200, [1, 2])


def test_an_error_is_told_by_kind_and_place(written: StringIO) -> None:
    try:
        int("สมชาย")
    except ValueError:
        structlog.get_logger().exception("fault")
    (line,) = lines(written)
    assert line["error"].startswith("ValueError")
    assert "test_logs.py" in line["trail"][0]
    assert "exc_info" not in line


def test_a_databases_error_does_not_quote_the_row() -> None:
    class OperationalError(Exception):
        orig = KeyError("detail")

    OperationalError.__module__ = "sqlalchemy.exc"
    error = OperationalError("INSERT … parameters: {'text': 'ความลับ'}")
    assert reason_of(error) == "OperationalError (KeyError)"
