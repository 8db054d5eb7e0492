"""The data behind a button: an action and its arguments, in LINE's 300 characters."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

LONGEST = 300  # LINE's limit for postback data


@dataclass(frozen=True)
class Postback:
    """A decoded button. `action` is empty when the data is not ours."""

    action: str
    args: dict[str, str] = field(default_factory=dict)

    def uuid(self, name: str) -> UUID | None:
        """The argument as a UUID, None when it is missing or not one."""
        try:
            return UUID(self.args.get(name, ""))
        except ValueError:
            return None


def encode(action: str, **args: object) -> str:
    """`encode("desk.refer", case=id)` -> "a=desk.refer&case=…". Raises ValueError above 300."""
    data = urlencode({"a": action, **{name: str(value) for name, value in args.items()}})
    if len(data) > LONGEST:
        raise ValueError(f"postback data has {len(data)} characters, LINE takes {LONGEST}")
    return data


def decode(data: str) -> Postback:
    """The opposite. Data that nobody here encoded gives an empty action, never an error."""
    if len(data) > LONGEST:
        return Postback("")
    try:
        pairs = dict(parse_qsl(data, max_num_fields=10))
    except ValueError:
        return Postback("")
    action = pairs.pop("a", "")
    return Postback(action, pairs)
