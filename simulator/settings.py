"""What can be set when the simulator starts, and changed while it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

# The channel secret, then the access token.
CHANNEL_VARIABLES = ("KHOTO_LINE_CHANNEL_SECRET", "KHOTO_LINE_CHANNEL_ACCESS_TOKEN")


@dataclass
class Settings:
    """The channel and the platform's rules; times are in seconds.

    ``quota`` is the month's number of paid messages (None: no limit). ``keep_order`` holds a
    person's later events back while an earlier one waits for redelivery; real LINE does not
    promise that order, so turn it off to play the harsher platform.
    """

    webhook_url: str
    channel_secret: str
    access_token: str
    quota: int | None = 500
    token_life: float = 60.0
    webhook_timeout: float = 2.0
    redelivery_delays: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
    keep_order: bool = True
    transcoding: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The settings a person may see and change; never the secret or the token."""
        return {
            "webhookUrl": self.webhook_url,
            "quota": self.quota,
            "tokenLifeSeconds": self.token_life,
            "webhookTimeoutSeconds": self.webhook_timeout,
            "redeliveryDelaysSeconds": list(self.redelivery_delays),
            "keepOrder": self.keep_order,
            "transcodingSeconds": self.transcoding,
        }

    def change(self, wanted: dict[str, Any]) -> None:
        """Apply the named settings; raises ValueError naming the first one that is wrong."""
        changed = dict(self.as_json())
        for name, value in wanted.items():
            if name not in changed:
                raise ValueError(f"unknown setting: {name}")
            changed[name] = value
        try:
            quota = None if changed["quota"] is None else int(changed["quota"])
            delays = tuple(float(delay) for delay in changed["redeliveryDelaysSeconds"])
            token_life = float(changed["tokenLifeSeconds"])
            timeout = float(changed["webhookTimeoutSeconds"])
            transcoding = float(changed["transcodingSeconds"])
        except (TypeError, ValueError) as wrong:
            raise ValueError(f"a setting is not a number: {wrong}") from wrong
        if min((quota or 0, token_life, timeout, transcoding, *delays)) < 0:
            raise ValueError("a setting may not be negative")
        self.webhook_url = str(changed["webhookUrl"])
        self.quota = quota
        self.token_life = token_life
        self.webhook_timeout = timeout
        self.redelivery_delays = delays
        self.keep_order = bool(changed["keepOrder"])
        self.transcoding = transcoding


def channel_from_environment() -> tuple[str, str]:
    """The channel secret and access token, from the same variables the bot reads.

    Raises ValueError naming the variable that is missing.
    """
    found = []
    for variable in CHANNEL_VARIABLES:
        value = os.environ.get(variable, "")
        if not value:
            raise ValueError(f"set {variable} (the same value the bot is given)")
        found.append(value)
    return found[0], found[1]
