"""Lines of a case's history. They never quote the reporter: the history cannot be erased."""

from casework.cases import Case, LogEntry
from handlers.context import Context


def entry(case: Case, context: Context, action: str, detail: str = "") -> LogEntry:
    """What the person of the context did to the case."""
    return LogEntry(case.id, context.now, context.person.id, action, detail)
