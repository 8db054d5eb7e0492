"""What the processes of one service share: settings, secrets, database; opened when needed."""

import atexit
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.mail import BadMailAddress, MailAccess, Mailer
from casework.secrets import (
    CHANNEL_ACCESS_TOKEN,
    CONFIG,
    DATABASE_URL,
    ENVIRONMENT,
    NEEDED,
    SMTP_URL,
    Secrets,
    parse_secrets,
)
from casework.settings import Settings
from casework.settings_file import Fault, SettingsError, parse_settings
from storage import Engine, KeyRing, Session, keys, migrations, open_engine, transaction
from storage.embedded import EmbeddedServer, embedded_database
from storage.engine import UnsupportedDatabase, database_url

if TYPE_CHECKING:  # the web process does without
    from bot.deciding import Brains

POOL = 8  # a worker has about as many threads


class NotTrained(RuntimeError):
    """The reader has no model yet."""


class NotMigrated(RuntimeError):
    """The database lacks steps that this code needs."""


class TooOld(RuntimeError):
    """The database was taken beyond what this code works with."""


class House:
    """Made of the environment and the folder of the code; nothing is read before it is used."""

    def __init__(
        self, environment: Mapping[str, str], root: Path, brains: Callable[[], "Brains"]
    ) -> None:
        """`root` holds config.yaml, offices.csv and .data/, unless the environment says other.

        `brains` loads the reader and the decisions; it may raise NotTrained.
        """
        self.environment = environment
        self.root = root
        self.brains = brains

    @property
    def config_path(self) -> Path:
        """The configuration in force."""
        return Path(self.environment.get(CONFIG) or self.root / "config.yaml")

    @property
    def data_dir(self) -> Path:
        """Where the embedded PostgreSQL keeps its data."""
        return self.root / ".data" / "postgres"

    @property
    def offices_path(self) -> Path:
        """The offices' contacts as the ministry keeps them."""
        return self.root / "offices.csv"

    @cached_property
    def settings(self) -> Settings:
        """The configuration. Raises SettingsError with every fault."""
        path = self.config_path
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            fault = Fault(path.name, "", f"is not UTF-8 (byte {error.start})", "save it as UTF-8")
            raise SettingsError([fault]) from None
        except OSError as error:
            wrong = f"cannot be read ({error.strerror})"
            right = f"put it at {path.absolute()}, or name another with {CONFIG}"
            raise SettingsError([Fault(path.name, "", wrong, right)]) from None
        return parse_settings(text, path.name)

    def secrets(self, needed: Iterable[str] = ()) -> Secrets:
        """The secrets. Raises SettingsError with every fault; `needed` may not be missing."""
        return parse_secrets(self.environment, needed)

    def keys(self) -> KeyRing | None:
        """The keys that what people tell is sealed with; None when none is given."""
        given = self.secrets().encryption_keys
        return KeyRing(given) if given else None

    def check(self) -> tuple[Settings, Secrets]:
        """All that a running service needs. Raises SettingsError with the faults of both."""
        faults: list[Fault] = []
        for part in (lambda: self.settings, lambda: self.secrets(NEEDED), self._usable):
            try:
                part()
            except SettingsError as error:
                # A look at what is usable ends early where something cannot even be read.
                faults += [each for each in error.faults if each not in faults]
        if faults:
            raise SettingsError(faults)
        return self.settings, self.secrets(NEEDED)

    def _usable(self) -> None:
        """What looks right and still nobody could work with. Raises SettingsError."""
        secrets, faults = self.secrets(), []
        token = secrets.line_channel_access_token
        if not (token.isascii() and token.isprintable() and " " not in token):
            wrong = "holds a character that no token has"
            faults.append(
                Fault(ENVIRONMENT, CHANNEL_ACCESS_TOKEN, wrong, NEEDED[CHANNEL_ACCESS_TOKEN])
            )
        try:
            database_url(secrets.database_url or "postgresql://")
        except UnsupportedDatabase as error:
            wrong, _, right = str(error).partition("; ")
            faults.append(Fault(ENVIRONMENT, DATABASE_URL, wrong, right))
        try:
            if secrets.smtp_url:
                Mailer(MailAccess(secrets.smtp_url, self.settings.mail.sender))
        except BadMailAddress as error:
            faults.append(Fault(ENVIRONMENT, SMTP_URL, str(error), NEEDED[SMTP_URL]))
        if faults:
            raise SettingsError(faults)

    @contextmanager
    def database(self, migrated: bool = True, admit: bool = True) -> Iterator[tuple[Engine, str]]:
        """The database and its address: DATABASE_URL's, or the embedded one while this lasts.

        When `migrated`, raises NotMigrated or TooOld unless this code works with it as it stands.
        Raises KeyMissing when `admit` and it is sealed with a key that is not among those given.
        (Without any key, only when something sensitive is touched: `ledger` does without.)
        """
        ring = self.keys()
        with self.database_url() as url:
            engine = open_engine(url, ring, pool_size=POOL)
            try:
                if migrated:
                    require_migrated(engine)
                    if admit and ring is not None:
                        keys.admit(engine)
                yield engine, url
            finally:
                engine.dispose()

    @contextmanager
    def database_url(self) -> Iterator[str]:
        """The database's address; starts or joins the embedded one when none is given."""
        given = self.secrets().database_url
        if given:
            yield given
            return
        with embedded_database(self.data_dir) as url:
            yield url

    def hold_embedded_database(self) -> str:
        """The embedded database's address; it is held until this process ends."""
        server = EmbeddedServer(self.data_dir)
        atexit.register(server.release)
        return server.start()

    def release(self) -> str:
        """The version of this code, "" when its project file was left behind."""
        try:
            told = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
            return str(told["project"]["version"])
        except (OSError, ValueError, KeyError):
            return ""

    def model_present(self) -> bool:
        """Whether the reader was trained. (Asking nlp would load it into the web process.)"""
        return (self.model_path / "card.json").is_file()

    def model_version(self) -> str:
        """The version of the reader's model on this machine, "" when there is none to be read."""
        try:
            return str(
                json.loads((self.model_path / "card.json").read_text(encoding="utf-8"))["version"]
            )
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    @property
    def model_path(self) -> Path:
        """Where the reader's model stands."""
        return self.root / "nlp" / "model"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction on the migrated database."""
        with self.database() as (engine, _), transaction(engine) as session:
            yield session


def require_migrated(engine: Engine) -> None:
    """Raises NotMigrated or TooOld unless this code works with the database as it stands.

    A later release may have taken it further: while it only widened it, this code works on.
    """
    found, ours = migrations.standing(engine), migrations.head()
    if found.behind:
        raise NotMigrated(
            f"the database stands at {found.at or 'nothing'}, this release needs {ours}"
        )
    if found.beyond:
        raise TooOld(
            f"the database stands at {found.at} and needs code of step {found.works_from} or later;"
            f" this release is of {ours}"
        )
