"""Days and hours in figures, as nobody groups a number: 05-11-2569, 05.11.69, 08.00-17.00,
0800-1700, and shifts in a row: 06.00-14.00-22.00.
"""

import re

_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_WHOLE_YEAR = r"(?:25[0-9]\d|20[0-4]\d)"
_YEAR = rf"(?:{_WHOLE_YEAR}|(?<![ ])(?:6\d|7[0-5]))"


def _date(separator: int) -> str:
    """A date in figures, whose separator is the group of that number."""
    return rf"{_DAY}([-. ]){_MONTH}\{separator}{_YEAR}(?!\d)"


_CLOCK = r"(?:[01]?\d|2[0-4])\.(?:00|15|20|30|40|45)(?!\d)"
_CLOCK_IN_FOUR = r"(?:[01]\d|2[0-4])(?:00|30)(?!\d)"
# What begins so is no telephone, nor what begins inside of it.
WHEN = re.compile(
    rf"(?<!\d)(?<!\d[-.])(?:{_date(1)}(?:\s?[-–]\s?{_date(2)})?(?![-.]\d)"
    rf"|{_CLOCK}(?:\s?[-–]\s?{_CLOCK})+(?![-.]\d)"
    rf"|{_CLOCK_IN_FOUR}(?:\s?[-–]\s?{_CLOCK_IN_FOUR})+(?![-.]\d))"
)
TIME_FIRST = re.compile(
    rf"{WHEN.pattern}|(?:{_CLOCK}|{_CLOCK_IN_FOUR}|[012]?\d[-–][012]?\d) {{1,2}}{_date(3)}"
)
# Nor does anybody part a number so: 5/11, 5/11/2569, 11/2569, 2026-11-05, 8.30, 08:30-17:00.
_DAY_OF_MONTH = rf"{_DAY}/{_MONTH}(?![/:]?\d)"
_ALONE = re.compile(
    rf"(?<![\d/:])(?:{_MONTH}/{_WHOLE_YEAR}|{_DAY}/{_MONTH}/{_YEAR}|(?:[01]?\d|2[0-4]):[0-5]\d)(?![/:]?\d)"
    rf"|(?<![\d/:])(?<!\d[-.])(?:{_DAY_OF_MONTH}(?:\s?[-–]\s?{_DAY_OF_MONTH})?"
    rf"|{_WHOLE_YEAR}-{_MONTH}-{_DAY}(?!\d))(?![-.]\d)"
    rf"|(?<!\d)(?<!\d[-. ]){_CLOCK}(?![-. ]?\d)"
)


def without_days_and_hours(text: str) -> str:
    """The text, as long as before, with something else than figures where they stand."""
    for each in (WHEN, _ALONE):
        text = each.sub(lambda found: "|" * len(found.group()), text)
    return text
