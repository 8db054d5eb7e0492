"""Every HTTP route we own, asked what its description allows and what it forbids.

The description stands here, not in the service: there is one caller of `/callback`, and its
description is LINE's. Schemathesis makes the requests, good and bad, and compares the answers.
"""

import json
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.signature import HEADER, sign
from storage import Engine, transaction
from storage.ledger import ledger
from tests.bot.simulated import SECRET

TEXT: dict[str, Any] = {"text/plain": {"schema": {"type": "string"}}}


def answers(*statuses: int, content: dict[str, Any]) -> dict[str, Any]:
    return {str(each): {"description": "said in words", "content": content} for each in statuses}


EVENT = {
    "type": "object",
    "required": ["type", "webhookEventId", "timestamp", "mode", "source"],
    "properties": {
        "type": {"enum": ["message", "postback", "follow", "unfollow", "unsend", "join"]},
        "webhookEventId": {"type": "string", "pattern": "^[0-9A-Z]{26}$"},
        "timestamp": {"type": "integer", "minimum": 0, "maximum": 4_102_444_800_000},
        "mode": {"enum": ["active", "standby"]},
        "replyToken": {"type": "string", "maxLength": 64},
        "source": {
            "type": "object",
            "required": ["type", "userId"],
            "properties": {
                "type": {"enum": ["user", "group", "room"]},
                "userId": {"type": "string", "pattern": "^U[0-9a-f]{32}$"},
            },
        },
        "message": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": {"type": "string", "pattern": "^[0-9]{1,20}$"},
                "type": {"enum": ["text", "image", "file", "location", "sticker"]},
                "text": {"type": "string", "maxLength": 5_000},
            },
        },
    },
}
WEBHOOK = {
    "type": "object",
    "required": ["destination", "events"],
    "properties": {
        "destination": {"type": "string"},
        "events": {"type": "array", "maxItems": 5, "items": EVENT},
    },
}
OBJECT = {"application/json": {"schema": {"type": "object"}}}
DESCRIPTION: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "the web process", "version": "1"},
    "paths": {
        "/callback": {
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": WEBHOOK}},
                },
                "responses": answers(200, 400, 401, 413, content=TEXT),
            }
        },
        "/healthz": {"get": {"responses": answers(200, content=OBJECT)}},
        "/readyz": {"get": {"responses": answers(200, 503, content=OBJECT)}},
        "/metrics": {"get": {"responses": answers(200, content=TEXT)}},
    },
}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LIGHT = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
schema = schemathesis.openapi.from_dict(DESCRIPTION)


def routes(web: FlaskClient) -> set[tuple[str, str]]:
    """What the web process answers to."""
    rules = web.application.url_map.iter_rules()
    return {
        (rule.rule, method)
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }


def test_the_description_names_every_route_there_is(web: FlaskClient) -> None:
    told = {
        (path, method.upper())
        for path, methods in DESCRIPTION["paths"].items()
        for method in methods
    }
    assert told == routes(web)


@schema.include(path="/callback").parametrize()
@LIGHT
def test_whatever_is_sent_is_answered_as_described(
    case: Case[Any], web: FlaskClient, engine: Engine
) -> None:
    before = received(engine)
    body = json.dumps(case.body).encode() if _is_json(case.body) else b"\xff\x00"
    for signature in (sign(SECRET, body), sign("another secret", body)):
        answer = web.post("/callback", data=body, headers={HEADER: signature})
        assert answer.status_code in (200, 400, 401)
        assert answer.mimetype == "text/plain"
    after = received(engine)
    assert answer.status_code == 401
    assert before <= after


@schema.exclude(path="/callback").parametrize()
@LIGHT
def test_pages_answer_as_described(case: Case[Any], web: FlaskClient) -> None:
    application = web.application
    assert isinstance(application, Flask)
    case.call_and_validate(app=application, checks=CHECKS, base_url="http://localhost")


@pytest.mark.parametrize("path", ["/callback", "/healthz", "/readyz", "/metrics"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(web: FlaskClient, path: str, method: str) -> None:
    if (path, method) not in routes(web):
        assert web.open(path, method=method).status_code == 405


def received(engine: Engine) -> int:
    with transaction(engine) as session:
        book = ledger(session)
    assert book.balanced
    return book.received


def _is_json(value: object) -> bool:
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True
