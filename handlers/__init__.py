"""Decisions: pure functions from what came in, what was understood and what is known."""

from handlers.routes import decide, text_to_read
from handlers.timers import decide_timer

__all__ = ["decide", "decide_timer", "text_to_read"]
