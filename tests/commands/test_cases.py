from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from casework.agencies import Agency
from casework.case_number import format_number
from casework.cases import Part, Referral, ReferralState
from storage import Engine, attachments, case_log, conversations, transaction
from storage.cases import save_case
from storage.people import ensure_person
from tests.casework.test_cases import case
from tests.commands.conftest import Khoto

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def reported(engine: Engine) -> UUID:
    """One case with a referral and a telephone number in its text."""
    with transaction(engine) as session:
        reporter = ensure_person(session, "U" + "0" * 32)
        made = replace(
            case(),
            reporter_id=reporter.id,
            parts=(Part("1", "ค้างค่าแรง 2 เดือน โทร 0812345678"),),
        )
        office = Referral(
            UUID(int=9), Agency.DLPW, "dlpw-58", "สสค.แม่ฮ่องสอน", ReferralState.SENT, NOW
        )
        save_case(session, made.with_referral(office, NOW))
    return made.id


def test_cases_are_listed_without_what_people_wrote(khoto: Khoto, reported: UUID) -> None:
    shown = khoto("cases", "list", "--province", "58", "--state", "forwarded").stdout
    assert "มส-69-00042-8" in shown
    assert "dlpw: sent" in shown
    assert "ค้างค่าแรง" not in shown
    assert "มส-69" not in khoto("cases", "list", "--province", "เชียงใหม่").stdout


def test_a_case_is_shown_masked_and_the_reading_is_on_record(
    khoto: Khoto, reported: UUID, engine: Engine
) -> None:
    result = khoto("cases", "show", "มส 69 00042 8")
    assert result.exit_code == 0, result.output
    assert "ค้างค่าแรง 2 เดือน" in result.stdout
    assert "0812345678" not in result.stdout
    assert "→ สสค.แม่ฮ่องสอน: ส่งแล้ว" in result.stdout
    with transaction(engine) as session:
        (entry,) = case_log.entries(session, reported)
    assert (entry.action, entry.actor_id) == ("read", None)


@pytest.mark.parametrize(
    ("number", "told", "code"),
    [
        ("มส-69-00042-7", "Its check digit does not fit.", 2),
        ("42", "is no case number.", 2),
        (format_number("50", 2569, 1), "There is no case ชม-69-00001-", 1),
    ],
)
def test_a_wrong_number_is_told(khoto: Khoto, number: str, told: str, code: int) -> None:
    result = khoto("cases", "show", number)
    assert told in result.stderr
    assert result.exit_code == code


def test_what_came_with_a_case_is_written_into_a_folder(
    khoto: Khoto, reported: UUID, engine: Engine, tmp_path: Path
) -> None:
    with transaction(engine) as session:
        conversations.ensure(session, ["user:U1"])
        for minute, (message_id, kind, place) in enumerate(
            (("9", "image", None), ("10", "location", case().place), ("11", "video", None))
        ):
            attachments.add(
                session,
                message_id=message_id,
                conversation_key="user:U1",
                kind=kind,
                now=NOW + timedelta(minutes=minute),
                case_id=reported,
                file_name="../../etc/x",
                place=place,
            )
    with transaction(engine) as session:
        (photo,) = attachments.claim(session, "test", NOW, timedelta(minutes=9))
        assert photo.message_id == "9"
        attachments.store(session, photo, b"\x89PNG...", "image/png")
    result = khoto("cases", "files", "มส-69-00042-8", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    (written,) = (tmp_path / "out").iterdir()
    assert written.name == "มส-69-00042-8-1.png"
    assert written.read_bytes() == b"\x89PNG..."
    assert "place: " + case().place.thai() in result.stdout
    assert "video: waiting" in result.stdout
    with transaction(engine) as session:
        assert case_log.entries(session, reported)[-1].detail == "files by command line"
    again = khoto("cases", "files", "มส-69-00042-8", str(tmp_path / "out"))
    assert again.exit_code == 1
    assert "is there already" in again.stderr


def test_a_case_without_files_says_so(khoto: Khoto, reported: UUID, tmp_path: Path) -> None:
    result = khoto("cases", "files", "มส-69-00042-8", str(tmp_path))
    assert "Nothing came with this case." in result.stdout
