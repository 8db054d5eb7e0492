"""Events that no phone of the simulator makes, in LINE's shape."""

import itertools
import secrets
import time
from typing import Any

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Above all that the simulator gives out.
_messages = itertools.count(10**18 + time.time_ns() // 1_000_000 * 1000)


def raw_text(user_id: str, text: str) -> dict[str, Any]:
    """A text message's event with ids and a reply token of its own."""
    return {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "source": {"type": "user", "userId": user_id},
        "webhookEventId": "".join(secrets.choice(_CROCKFORD) for _ in range(26)),
        "deliveryContext": {"isRedelivery": False},
        "replyToken": secrets.token_hex(16),
        "message": {
            "type": "text",
            "id": str(next(_messages)),
            "quoteToken": secrets.token_hex(12),
            "text": text,
        },
    }
