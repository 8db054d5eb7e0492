"""Whether a webhook comes from LINE: base64(HMAC-SHA256(channel secret, raw body)).

The SDK's validator takes the body as text; what was signed is bytes, perhaps not even UTF-8.
https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/
"""

import base64
import hashlib
import hmac

HEADER = "X-Line-Signature"


def sign(channel_secret: str, body: bytes) -> str:
    """The signature LINE would send with this body."""
    digest = hmac.new(channel_secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def is_signed(channel_secret: str, body: bytes, signature: str | None) -> bool:
    """Whether the signature is exactly that of the body, found out in constant time."""
    if not signature:
        return False
    expected = sign(channel_secret, body).encode()
    return hmac.compare_digest(signature.encode("utf-8", "surrogatepass"), expected)
