"""The locks hold what is asked for, once, with hashes; and no secret is in the repository."""

import json
import math
import re
import runpy
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT: dict[str, Any] = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
_ENTRY = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)[^\n]*\n((?: +(?:--hash|#)[^\n]*\n?)*)", re.M)


def locked(name: str) -> list[tuple[str, str, str]]:
    """Name, version and the lines below, of each library in a lock."""
    return _ENTRY.findall((HOUSE / name).read_text(encoding="utf-8"))


def versions(name: str) -> dict[str, str]:
    return {library: version for library, version, _ in locked(name)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_pinned_once_with_hashes(lock: str) -> None:
    found = locked(lock)
    assert len(found) > 30
    for library, _, below in found:
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}\b", below)
        assert hashes, f"{library} has no hash"
    text = (HOUSE / lock).read_text(encoding="utf-8")
    for name, times in Counter(each[0] for each in found).items():
        # Twice only where Python's versions want different ones.
        conditions = re.findall(rf"^{re.escape(name)}==\S+ ; (python_\S+ .*?) \\$", text, re.M)
        assert times == 1 or len(set(conditions)) == times, name
    for line in text.splitlines():
        assert not re.match(r"(-e|--|git\+|https?:|file:|\./)", line), f"{line}: from nowhere else"


def test_the_locks_fit_what_the_project_asks_for_and_each_other() -> None:
    runtime, development = (versions(lock) for lock in LOCKS)
    assert runtime.items() <= development.items(), "what is tested is what runs"
    for asked, lock in (
        (PROJECT["dependencies"], runtime),
        (PROJECT["optional-dependencies"]["dev"], development),
    ):
        for each in asked:
            name = re.split(r"[\[=<>~]", each)[0]
            assert name in lock, f"{each} is not in the lock"
            exact = re.search(r"==(\S+)", each)
            assert exact is None or lock[name] == exact[1], each


class TestAudit:
    """`make audit` tells knowing from not knowing, which pip-audit does not."""

    told = staticmethod(runpy.run_path(str(HOUSE / ".ci/audit.py"))["told"])

    def test_a_known_fault_fails_and_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        bad = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
        libraries = [
            {"name": "good", "version": "1", "vulns": []},
            {"name": "bad", "version": "1.0", "vulns": [bad]},
            {"name": "odd", "skip_reason": "not found"},
        ]
        assert self.told(libraries) == 1
        assert "bad 1.0: PYSEC-1, mended in 2.0" in capsys.readouterr().err

    def test_not_knowing_anything_is_no_success(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.told([{"name": "odd", "skip_reason": "not found"}]) == 3
        assert "NOT AUDITED" in capsys.readouterr().err

    def test_what_could_not_be_asked_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        libraries = [
            {"name": "good", "version": "1", "vulns": []},
            {"name": "odd", "skip_reason": "not found"},
        ]
        assert self.told(libraries) == 0
        assert "odd" in capsys.readouterr().out


# What secrets of this kind of service look like, each with words of which one is in all of them:
# most files hold none. The tests' own are made at run time, or say so.
SECRETS = {
    "a private key": ("-----BEGIN", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "a token of LINE": ("/w1cDnyilFU=", r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{150,180}1O/w1cDnyilFU="),
    "a token of a host": (
        "ghp_ gho_ ghu_ ghr_ ghs_ glpat-",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[\w-]{20})\b",
    ),
    "a key of a cloud": ("AKIA ASIA AIza", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b"),
    "a web token": (".eyJ", r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    "a password in an address": (
        "://",
        r"\b(?:smtps?|postgres(?:ql)?|https?)://[^\s:/@\"'{}<>]+:(?!password@|secret@|\*)"
        r"[^\s:/@\"'{}<>]{8,}@[a-z0-9.-]+\.(?!example)(?:th|com|net|org|io)\b",
    ),
}
# A value given in code or settings to something that is called a secret.
_GIVEN = re.compile(
    r"(?i)(?<!reply)(?<!quote)(?:secret|token|password|encryption_keys?)[\"']?\s*[:=]\s*[\"']?([A-Za-z0-9+/=_-]{32,})"
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:
        pytest.skip("this is no checkout of git")
    return [HOUSE / name for name in names if (HOUSE / name).is_file()]


def is_random(value: str) -> bool:
    """Whether its characters are as evenly mixed as those of a key, digits among them."""
    counted = Counter(value)
    bits = -sum(n / len(value) * math.log2(n / len(value)) for n in counted.values())
    return bits > 3.2 and any(c.isdigit() for c in value)


def secrets_in(text: str) -> list[str]:
    found = [
        kind
        for kind, (words, pattern) in SECRETS.items()
        if any(word in text for word in words.split()) and re.search(pattern, text)
    ]
    called = any(word in text.lower() for word in ("secret", "token", "password", "encryption_key"))
    given = [match for match in _GIVEN.findall(text) if is_random(match)] if called else []
    return found + (["a value given to a secret"] if given else [])


def test_no_secret_is_in_the_repository() -> None:
    names = {path.name for path in tracked()}
    assert not names & {".env", "encryption-keys", "secret-key", "id_rsa", "credentials.json"}
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        assert secrets_in(text) == [], path.relative_to(HOUSE)


def test_the_search_would_find_one() -> None:
    begins = "-----BEGIN "
    for secret in (
        begins + "RSA PRIVATE KEY-----",
        "postgresql://khoto:" + "hunter2hunter2" + "@db.example.go.th/khoto",
        "KHOTO_ENCRYPTION_KEYS=" + "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83v" + "EjRWeJA=",
        json.dumps({"channel_secret": "9f86d081884c7d659a2f" + "eaa0c55ad015"}),
        "ghp_" + "a1B2" * 9,
        "glpat-" + "a1B2" * 5,
        "AKIA" + "A1B2" * 4,
        "AIza" + "a1B2c3d" * 5,
        "a1B2" * 38 + "1O/w1cDn" + "yilFU=",
        "eyJ" + "a1B2" * 3 + ".eyJ" + "a1B2" * 3 + "." + "a1B2" * 5,
    ):
        assert secrets_in(secret), secret
    assert secrets_in("KHOTO_LINE_CHANNEL_SECRET=the channel secret") == []
    assert secrets_in("SECRET_KEY=" + "k" * 40) == []
