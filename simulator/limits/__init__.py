"""LINE's limits on what a bot sends, also those its own client library does not check."""

from .messages import check_messages
from .problems import Problems
from .richmenu import check_rich_menu

__all__ = ["Problems", "check_messages", "check_rich_menu"]
