"""What the service is measured beside: the SDK's webhook, which checks, parses, stores nothing."""

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler  # type: ignore[import-untyped]
from linebot.v3.exceptions import InvalidSignatureError  # type: ignore[import-untyped]
from linebot.v3.webhooks import MessageEvent, TextMessageContent  # type: ignore[import-untyped]

app = Flask(__name__)
handler = WebhookHandler(os.environ["KHOTO_LINE_CHANNEL_SECRET"])


@app.post("/callback")
def callback() -> str:
    """The webhook of the SDK's documentation."""
    try:
        handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
    except InvalidSignatureError:
        abort(401)
    return "OK"


@app.get("/readyz")
def ready() -> str:
    """Nothing is waited for."""
    return "OK"


@handler.add(MessageEvent, message=TextMessageContent)  # type: ignore[untyped-decorator]
def forget(event: MessageEvent) -> None:
    """Nothing is done."""
