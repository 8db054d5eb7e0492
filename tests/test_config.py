"""`config.yaml`, the environment, and the page that explains both."""

import re
from base64 import urlsafe_b64encode
from datetime import time, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casework.categories import Urgency
from casework.rules import DueStep, Rules, ScreeningMode
from casework.secrets import LINE_API_HOST, NAMES, NEEDED, Secrets, parse_secrets
from casework.settings import Settings
from casework.settings_file import SettingsError, key_paths, parse_settings
from tests.database import KEY, KEYS

HOUSE = Path(__file__).parents[1]
SHIPPED = (HOUSE / "config.yaml").read_text(encoding="utf-8")
PAGE = (HOUSE / "docs/configuration.md").read_text(encoding="utf-8")
ENVIRONMENT = {
    "KHOTO_LINE_CHANNEL_SECRET": "channel-secret",
    "KHOTO_LINE_CHANNEL_ACCESS_TOKEN": "access-token",
    "KHOTO_SMTP_URL": "smtp://mail.example.go.th:587",
    "KHOTO_SECRET_KEY": "k" * 32,
    "KHOTO_ENCRYPTION_KEYS": KEYS,
}


def faults(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    return [str(fault) for fault in caught.value.faults]


def secret_faults(environment: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        parse_secrets(environment, NEEDED)
    return [str(fault) for fault in caught.value.faults]


def leaves(written: dict[str, object], before: str = "") -> list[str]:
    found: list[str] = []
    for key, value in written.items():
        path = f"{before}{key}"
        if isinstance(value, dict) and value:
            found += leaves(value, f"{path}.")
        else:
            found.append(path)
    return found


class TestTheShippedFile:
    def test_says_what_the_defaults_are(self) -> None:
        assert parse_settings(SHIPPED) == Settings()
        assert parse_settings(SHIPPED).rules() == Rules()

    def test_shows_every_key(self) -> None:
        assert sorted(leaves(yaml.safe_load(SHIPPED))) == sorted(key_paths())

    def test_explains_every_key(self) -> None:
        lines = SHIPPED.splitlines()
        for number, line in enumerate(lines):
            if re.match(r"  +[a-z_]+: ", line) and "backoff_cap" not in line:
                above = lines[number - 1].strip()
                assert above.startswith(("#", "opens:")), line


class TestThePage:
    def test_documents_every_key_and_no_other(self) -> None:
        written = re.findall(r"^\| `([a-z_.]+\.[a-z_.]+)` \|", PAGE, re.MULTILINE)
        assert sorted(written) == sorted(key_paths())

    def test_gives_the_defaults_as_they_are(self) -> None:
        shipped = yaml.safe_load(SHIPPED)
        for path, default in re.findall(
            r"^\| `([a-z_.]+\.[a-z_.]+)` \| `(.*?)` \|", PAGE, re.MULTILINE
        ):
            value = shipped
            for part in path.split("."):
                value = value[part]
            assert yaml.safe_load(default) == value, path

    def test_documents_every_name_of_the_environment_and_no_other(self) -> None:
        written = re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)
        assert sorted(written) == sorted(NAMES)

    def test_shows_faults_as_they_are_told(self) -> None:
        for line in faults("cases: {keep_month: 3}\nworking_time: {closes: 8:30}"):
            assert line in PAGE


class TestSettings:
    def test_become_rules(self) -> None:
        rules = parse_settings(
            """
reader: {sure_at: 0.8}
screening: {default: direct, by_province: {58: desk, "10": desk}}
working_time: {opens: 09:00, closes: 17:00, extra_holidays: [2026-12-04]}
due_hours: {screen: {normal: 10, urgent: 2.5, emergency: 0.5}}
cases: {silent_close_days: 3}
"""
        ).rules()
        assert rules.sure_at == 0.8
        assert rules.screening_mode("58") == ScreeningMode.DESK
        assert rules.screening_mode("57") == ScreeningMode.DIRECT
        assert (rules.office_hours.opens, rules.office_hours.closes) == (time(9), time(17))
        assert rules.extra_holidays == ("2026-12-04",)
        assert rules.due_in(DueStep.SCREEN, Urgency.URGENT) == timedelta(hours=2.5)
        assert rules.due_in(DueStep.ACCEPT, Urgency.URGENT) == timedelta(hours=8)
        assert rules.silent_close_days == 3

    def test_may_be_left_out_altogether(self) -> None:
        assert parse_settings("") == parse_settings("# nothing\n") == Settings()
        assert parse_settings("cases:\n  # nothing\n") == Settings()

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("cases: {keep_month: 3}", "cases.keep_month: is not a known key; did you mean"),
            ("casses: {}", "casses: is not a known key; did you mean cases?"),
            ("zzz: 1", "zzz: is not a known key; known here: cases, chat"),
            ("cases: {keep_months: 0}", "cases.keep_months: 0 is not allowed; write whole months"),
            ("cases: {keep_months: '9'}", "cases.keep_months: '9' is not allowed; write whole"),
            ("cases: {keep_months: 1.5}", "cases.keep_months: 1.5 is not allowed; write whole"),
            ("cases: {keep_months: true}", "cases.keep_months: true is not allowed; write"),
            ("cases: {keep_months: }", "cases.keep_months: nothing is not allowed; write whole"),
            ("cases: 3", "cases: 3 is not allowed; write a section with its keys below it"),
            ("reader: {sure_at: .nan}", "reader.sure_at: '.nan' is not allowed; write a prob"),
            (
                "screening: {default: maybe}",
                "screening.default: 'maybe' is not allowed; write desk",
            ),
            ("screening: {by_province: {59: desk}}", "screening.by_province.59: '59' is no prov"),
            ("working_time: {opens: 8}", "working_time.opens: 8 is not a time of day; write a"),
            ("working_time: {opens: 24:00}", "working_time.opens: '24:00' is not a time of day"),
            ("working_time: {opens: 17:00}", "working_time: the office closes before it opens;"),
            (
                "working_time: {extra_holidays: [2569-12-04]}",
                "working_time.extra_holidays.0: 2569 is a Buddhist year, 2026 is meant; write",
            ),
            ("due_hours: {screen: {normal: 1}}", "due_hours.screen.urgent: is missing; write"),
            ("delivery: {lease_seconds: 5}", "delivery: a lease may end during a call;"),
            ('mail: {sender: "a@c.th\\nBcc: x@y"}', "mail.sender: is not an e-mail sender; write"),
            ("mail: {sender: ระบบ}", "mail.sender: 'ระบบ' has no e-mail address in it; write"),
            (
                "pages: {privacy_notice_url: 'javascript:1'}",
                "pages.privacy_notice_url: 'javascript:1' is not",
            ),
            ("logging: {level: loud}", "logging.level: 'loud' is not allowed; write debug, info"),
        ],
    )
    def test_a_fault_names_file_key_and_mend(self, text: str, fault: str) -> None:
        told = faults(text)
        assert [each for each in told if each.startswith(f"[config.yaml] {fault}")], told

    def test_all_faults_are_told_at_once(self) -> None:
        text = "cases:\n  keep_months: 0\n  keep_months: 0\nreader: {sure_at: 2}\nx: 1\n"
        assert [line.split(":")[0] for line in faults(text)] == [
            "[config.yaml] cases.keep_months",
            "[config.yaml] reader.sure_at",
            "[config.yaml] cases.keep_months",
            "[config.yaml] x",
        ]

    def test_a_key_written_twice_is_a_fault_with_both_lines(self) -> None:
        text = "cases:\n  keep_months: 9\n  keep_months: 10\n"
        assert faults(text) == [
            "[config.yaml] cases.keep_months: is written twice (lines 2 and 3); keep one of them"
        ]

    @pytest.mark.parametrize(
        ("text", "where"),
        [
            ("a: [", "[config.yaml:1:5] is not YAML"),
            ("cases:\n\tkeep_months: 1", "[config.yaml:2:1] is not YAML"),
            ("\0", "[config.yaml] is not YAML"),
            ("- cases", "[config.yaml] holds a list; write sections"),
            ("a: 1\n---\nb: 2", "[config.yaml:2:1] is not YAML"),
            ("a: !!python/object:os.system {}", "[config.yaml:1:4] is not YAML"),
            ("cases: &a {b: *a}", "[config.yaml] cases.b: is not a known key"),
            ("cases:\n  keep_months: !!int abc", "[config.yaml:2:16] is not YAML"),
            ("cases:\n  keep_months: !!int ''", "[config.yaml:2:16] is not YAML"),
            ("cases:\n  keep_months: !!bool abc", "[config.yaml:2:16] is not YAML"),
            ("cases: [!!timestamp 2026-13-45]", "[config.yaml:1:9] is not YAML"),
            ("cases: !!timestamp abc", "[config.yaml:1:8] is not YAML"),
            (f"cases: {'1' * 5000}", "[config.yaml:1:8] is not YAML"),
            (f"cases: !!int 0x{'f' * 5000}", "[config.yaml:1:8] is not YAML"),
            ("[" * 3000, "[config.yaml] is nested too deep; write sections"),
        ],
    )
    def test_what_is_not_a_configuration_at_all_is_told_with_its_place(
        self, text: str, where: str
    ) -> None:
        assert faults(text)[0].startswith(where)

    @given(
        st.text(max_size=200)
        | st.builds(
            "cases: !!{} {}".format,
            st.sampled_from(["int", "float", "bool", "null", "timestamp", "binary", "set"]),
            st.text(max_size=20),
        )
    )
    def test_any_text_is_settings_or_has_faults(self, text: str) -> None:
        try:
            parse_settings(text)
        except SettingsError as error:
            assert error.faults  # noqa: PT017


class TestTheWatchdog:
    def test_has_its_thresholds_from_the_file(self) -> None:
        watch = parse_settings(
            "watchdog: {event_minutes: 3, repeat_hours: 2, mail_to: [it@a.go.th, it@a.go.th]}"
        ).rules()
        assert watch.watch.event_wait == timedelta(minutes=3)
        assert watch.watch.repeat == timedelta(hours=2)
        assert watch.watch.mail_to == ("it@a.go.th",)

    @pytest.mark.parametrize(
        "written",
        [
            "mail_to: it@a.go.th",
            "mail_to: [it]",
            "mail_to: [7]",
            'mail_to: ["it@a.go.th\\nBcc: x@y.z"]',
            'mail_to: ["ดารา <it@a.go.th>"]',
            f"mail_to: [{', '.join(f'n{n}@a.go.th' for n in range(21))}]",
            "every_minutes: 0",
            "repeat_hours: 0.01",
            "failed_count: 1.5",
            "quota_left_percent: 101",
            "media_gigabytes: .nan",
            "calm_minutes: -1",
        ],
    )
    def test_refuses_what_it_could_not_use(self, written: str) -> None:
        (told,) = faults(f"watchdog: {{{written}}}")
        assert told.startswith(f"[config.yaml] watchdog.{written.partition(':')[0]}")


class TestSecrets:
    def test_come_from_the_environment(self) -> None:
        secrets = parse_secrets(ENVIRONMENT, NEEDED)
        assert secrets.line_channel_secret == "channel-secret"
        assert secrets.line_api_host == LINE_API_HOST
        assert secrets.database_url is None

    def test_or_from_files_it_names(self, tmp_path: Path) -> None:
        file = tmp_path / "secret"
        file.write_text("from-file\n")
        environment = {**ENVIRONMENT, "KHOTO_LINE_CHANNEL_SECRET_FILE": str(file)}
        del environment["KHOTO_LINE_CHANNEL_SECRET"]
        assert parse_secrets(environment, NEEDED).line_channel_secret == "from-file"

    def test_are_all_told_when_missing(self) -> None:
        told = secret_faults({})
        assert [line.split(":")[0] for line in told] == [f"[environment] {n}" for n in NEEDED]
        assert all("is missing; set it to" in line for line in told)

    @pytest.mark.parametrize("between", [",", " ", "\n", ", \n"])
    def test_hold_several_encryption_keys_the_newest_first(self, between: str) -> None:
        other = urlsafe_b64encode(bytes(range(224, 256))).decode()  # with signs of both alphabets
        environment = {**ENVIRONMENT, "KHOTO_ENCRYPTION_KEYS": f"{other}{between}{KEYS}\n"}
        assert parse_secrets(environment).encryption_keys == (bytes(range(224, 256)), KEY)

    def test_are_not_needed_by_a_command_that_does_without(self) -> None:
        assert parse_secrets({}) == Secrets()

    @pytest.mark.parametrize(
        ("name", "value", "wrong"),
        [
            ("DATABASE_URL", "mysql://u:hush@h/d", "is not such an address"),
            ("KHOTO_LINE_API_HOST", "api.line.me", "is not such an address"),
            ("KHOTO_SMTP_URL", "smtp://host:hush", "is not such an address"),
            ("KHOTO_SECRET_KEY", "hush", "is too short"),
            ("KHOTO_ENCRYPTION_KEYS", "hush", "key 1 is not 32 bytes in base64"),
            ("KHOTO_ENCRYPTION_KEYS", f"{KEYS}, hush", "key 2 is not 32 bytes in base64"),
            ("KHOTO_ENCRYPTION_KEYS", f"{KEYS} {KEYS}", "key 2 is the same as key 1"),
            ("KHOTO_SMTP_URL_FILE", "/nowhere/hush", "is set, and so is KHOTO_SMTP_URL_FILE"),
        ],
    )
    def test_that_cannot_be_used_are_told_but_never_shown(
        self, name: str, value: str, wrong: str
    ) -> None:
        told = secret_faults({**ENVIRONMENT, name: value})
        assert len(told) == 1
        assert f"{name.removesuffix('_FILE')}: {wrong}" in told[0]
        assert "hush" not in told[0]

    def test_in_a_file_that_cannot_be_read_are_told_once(self) -> None:
        environment = {**ENVIRONMENT, "KHOTO_SECRET_KEY_FILE": "/nowhere"}
        del environment["KHOTO_SECRET_KEY"]
        assert secret_faults(environment) == [
            "[environment] KHOTO_SECRET_KEY_FILE: cannot read /nowhere (No such file or directory);"
            " give the path of a file this service may read"
        ]

    def test_are_hidden_when_printed(self) -> None:
        shown = repr(parse_secrets({**ENVIRONMENT, "DATABASE_URL": "postgresql://u:hush@h/d"}))
        for value in (*ENVIRONMENT.values(), "hush"):
            assert value not in shown
