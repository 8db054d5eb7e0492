"""Only what LINE signed, byte for byte, is let in."""

import base64

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from linebot.v3.webhook import SignatureValidator  # type: ignore[import-untyped]

from bot.signature import is_signed, sign
from storage import Engine, transaction
from storage.ledger import ledger
from tests.bot.samples import post, text
from tests.bot.simulated import SECRET

BODY = b'{"events":[]}'
GOOD = sign(SECRET, BODY)


@given(st.text(max_size=200), st.text(min_size=1, max_size=40))
def test_the_sdk_and_we_agree(body: str, secret: str) -> None:
    body, secret = (s.encode("utf-8", "replace").decode() for s in (body, secret))
    signature = sign(secret, body.encode())
    assert SignatureValidator(secret).validate(body, signature)
    assert is_signed(secret, body.encode(), signature)


@pytest.mark.parametrize("length", range(len(GOOD)))
def test_a_truncated_signature_is_none(length: int) -> None:
    assert not is_signed(SECRET, BODY, GOOD[:length])


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "",
        GOOD.swapcase(),
        GOOD.lower(),
        GOOD.upper(),
        GOOD + "=",
        GOOD + " ",
        " " + GOOD,
        GOOD + "\n",
        GOOD.rstrip("="),
        f"{GOOD},{GOOD}",
        f"sha256={GOOD}",
        base64.b64decode(GOOD).hex(),
        base64.urlsafe_b64encode(base64.b64decode(GOOD)).decode() + "x",
        "ก" * 44,
        "\udcff" * 44,
        "A" * 100_000,
        sign("another secret", BODY),
        sign(SECRET, BODY + b" "),
    ],
)
def test_nothing_like_a_signature_is_one(wrong: str | None) -> None:
    assert not is_signed(SECRET, BODY, wrong)


@pytest.mark.parametrize("header", ["X-Line-Signature", "x-line-signature", "X-LINE-SIGNATURE"])
def test_the_headers_name_may_be_of_any_case(web: FlaskClient, header: str) -> None:
    assert web.post("/callback", data=BODY, headers={header: GOOD}).status_code == 200


def test_without_a_good_signature_nothing_is_stored(web: FlaskClient, engine: Engine) -> None:
    body = b'{"events":[{"webhookEventId":"1","timestamp":1,"type":"follow"}]}'
    assert web.post("/callback", data=body).status_code == 401
    for wrong in ("", "x", sign("other", body), "A" * 5_000, "\xff\xfe"):
        answer = web.post("/callback", data=body, headers={"X-Line-Signature": wrong})
        assert answer.status_code == 401
    with transaction(engine) as session:
        assert ledger(session).received == 0
    assert post(web, text("ถูกต้อง")).status_code == 200
