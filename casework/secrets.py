"""The secrets of a running service, from the environment or from files it names.

The names are fixed: operators script against them. Each may be given as NAME, or as NAME_FILE
with the path of a file that holds the value (Docker and Kubernetes secrets). A secret is never
shown: not in faults, not in `repr`.
"""

from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from casework.settings_file import Fault, SettingsError

LINE_API_HOST = "https://api.line.me"
SHORTEST_KEY = 32
ENCRYPTION_KEY_BYTES = 32
ENVIRONMENT = "environment"

DATABASE_URL = "DATABASE_URL"
CHANNEL_SECRET = "KHOTO_LINE_CHANNEL_SECRET"
CHANNEL_ACCESS_TOKEN = "KHOTO_LINE_CHANNEL_ACCESS_TOKEN"
API_HOST = "KHOTO_LINE_API_HOST"
SMTP_URL = "KHOTO_SMTP_URL"
SECRET_KEY = "KHOTO_SECRET_KEY"
ENCRYPTION_KEYS = "KHOTO_ENCRYPTION_KEYS"
CONFIG = "KHOTO_CONFIG"
NAMES = (
    DATABASE_URL,
    CHANNEL_SECRET,
    CHANNEL_ACCESS_TOKEN,
    API_HOST,
    SMTP_URL,
    SECRET_KEY,
    ENCRYPTION_KEYS,
    CONFIG,
)

# What the web process and the worker cannot do without; `right` says where each comes from.
NEEDED = {
    CHANNEL_SECRET: "set it to the channel secret (LINE Developers, Basic settings)",
    CHANNEL_ACCESS_TOKEN: "set it to a channel access token (LINE Developers, Messaging API)",
    SMTP_URL: "set it to smtps://user:password@host or smtp://…?starttls (mail to offices)",
    SECRET_KEY: f"set it to at least {SHORTEST_KEY} random characters (openssl rand -hex 32)",
    ENCRYPTION_KEYS: "set it to a key from: openssl rand -base64 32; keep a copy apart from the"
    " database, without it what people told cannot be read",
}


@dataclass(frozen=True)
class Secrets:
    """What is empty was not given. `database_url` None means the embedded database."""

    database_url: str | None = field(default=None, repr=False)
    line_channel_secret: str = field(default="", repr=False)
    line_channel_access_token: str = field(default="", repr=False)
    line_api_host: str = LINE_API_HOST
    smtp_url: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    encryption_keys: tuple[bytes, ...] = field(default=(), repr=False)  # of 32 bytes, newest first


def read_file(path: str) -> str:
    """The text of a file. Raises OSError or UnicodeDecodeError."""
    return Path(path).read_text(encoding="utf-8")


def parse_secrets(
    environment: Mapping[str, str],
    needed: Iterable[str] = (),
    read: Callable[[str], str] = read_file,
) -> Secrets:
    """The secrets in `environment`. Raises SettingsError with every fault.

    `needed` are the names that may not be missing (NEEDED for a running service).
    """
    faults: list[Fault] = []
    values = {name: _value(environment, name, read, faults) for name in NAMES}
    faults += [
        Fault(ENVIRONMENT, name, "is missing", NEEDED[name])
        for name in needed
        if not values[name] and not any(fault.key.startswith(name) for fault in faults)
    ]
    faults += _malformed(values)
    keys = _encryption_keys(values[ENCRYPTION_KEYS], faults)
    if faults:
        raise SettingsError(faults)
    return Secrets(
        database_url=values[DATABASE_URL] or None,
        line_channel_secret=values[CHANNEL_SECRET],
        line_channel_access_token=values[CHANNEL_ACCESS_TOKEN],
        line_api_host=(values[API_HOST] or LINE_API_HOST).rstrip("/"),
        smtp_url=values[SMTP_URL],
        secret_key=values[SECRET_KEY],
        encryption_keys=keys,
    )


def _value(
    environment: Mapping[str, str], name: str, read: Callable[[str], str], faults: list[Fault]
) -> str:
    plain, file_name = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if plain and file_name:
        faults.append(
            Fault(ENVIRONMENT, name, f"is set, and so is {name}_FILE", "keep one of them")
        )
    if plain or not file_name:
        return plain.strip()
    try:
        return read(file_name).strip()
    except UnicodeDecodeError:
        right = "save it as UTF-8 text"
        faults.append(Fault(ENVIRONMENT, f"{name}_FILE", f"{file_name} is not text", right))
    except OSError as error:
        right = "give the path of a file this service may read"
        wrong = f"cannot read {file_name} ({error.strerror or 'no such file'})"
        faults.append(Fault(ENVIRONMENT, f"{name}_FILE", wrong, right))
    return ""


def _malformed(values: Mapping[str, str]) -> list[Fault]:
    allowed = (
        (DATABASE_URL, ("postgresql", "postgres"), "write postgresql://user:password@host/name"),
        (API_HOST, ("https", "http"), f"write an address such as {LINE_API_HOST}"),
        (SMTP_URL, ("smtp", "smtps"), NEEDED[SMTP_URL]),
    )
    faults = [
        Fault(ENVIRONMENT, name, "is not such an address", right)
        for name, schemes, right in allowed
        if values[name] and not _is_address(values[name], schemes)
    ]
    if 0 < len(values[SECRET_KEY]) < SHORTEST_KEY:
        faults.append(Fault(ENVIRONMENT, SECRET_KEY, "is too short", NEEDED[SECRET_KEY]))
    return faults


def _encryption_keys(written: str, faults: list[Fault]) -> tuple[bytes, ...]:
    """Keys in base64 of either alphabet, with commas, spaces or line ends between them."""
    keys: list[bytes] = []
    for number, word in enumerate(written.replace(",", " ").split(), start=1):
        try:
            key = b64decode(word.replace("-", "+").replace("_", "/"), validate=True)
        except ValueError:
            key = b""
        if len(key) != ENCRYPTION_KEY_BYTES:
            wrong = f"key {number} is not {ENCRYPTION_KEY_BYTES} bytes in base64"
            right = "make keys with: openssl rand -base64 32"
            faults.append(Fault(ENVIRONMENT, ENCRYPTION_KEYS, wrong, right))
        elif key in keys:
            wrong = f"key {number} is the same as key {keys.index(key) + 1}"
            faults.append(Fault(ENVIRONMENT, ENCRYPTION_KEYS, wrong, "write each key once"))
        else:
            keys.append(key)
    return tuple(keys)


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    scheme = parts.scheme.partition("+")[0]
    # A database on a Unix socket has its host in the query, so only the others need one.
    return scheme in schemes and bool(parts.hostname or "postgres" in scheme)
