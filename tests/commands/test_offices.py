from pathlib import Path

import pytest

from storage import Engine, transaction
from storage.offices import all_offices, office_by_id
from tests.commands.conftest import ROOT, Khoto

SHIPPED = (ROOT / "offices.csv").read_bytes().decode()


def test_what_is_imported_is_exported(khoto: Khoto, tmp_path: Path) -> None:
    assert (
        khoto("offices", "import").stdout == "414 offices imported, 414 of them without e-mail.\n"
    )
    out = tmp_path / "out.csv"
    assert khoto("offices", "export", str(out)).exit_code == 0
    printed = khoto("offices", "export").stdout_bytes.decode()
    assert out.read_bytes().decode() == printed
    assert sorted(printed.splitlines()) == sorted(SHIPPED.splitlines())


def test_contacts_reach_the_directory(khoto: Khoto, engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "offices.csv"
    heading = SHIPPED.splitlines()[0]
    file.write_text(f"{heading}\ndoe-58,doe,58,สำนักงาน,,doe58@example.go.th,053-612345,,,\n")
    assert "1 offices imported, 0" in khoto("offices", "import", str(file)).stdout
    with transaction(engine) as session:
        office = office_by_id(session, "doe-58")
    assert office
    assert office.email == "doe58@example.go.th"


def test_a_file_with_a_fault_changes_nothing_and_every_fault_is_told(
    khoto: Khoto, engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "offices.csv"
    file.write_text(SHIPPED.replace("doe-58,doe", "doe-59,doe").replace("sso-58,sso", "sso-58,sos"))
    checked = khoto("offices", "check", str(file))
    assert checked.exit_code == 1
    assert "[offices.csv] line 2" in checked.stderr
    imported = khoto("offices", "import", str(file))
    assert imported.exit_code == 1
    assert "3 faults; nothing was imported." in imported.stderr
    with transaction(engine) as session:
        assert all_offices(session) == []


def test_the_shipped_file_is_checked_without_a_database(khoto: Khoto) -> None:
    checked = khoto("offices", "check")
    assert checked.stdout == "offices.csv: 414 offices, no faults, 414 without e-mail\n"


@pytest.mark.parametrize("content", [b"\xff\xfe", "ชื่อ".encode("cp874")])
def test_a_file_of_another_encoding_says_how_to_save_it(
    khoto: Khoto, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "offices.csv"
    file.write_bytes(content)
    result = khoto("offices", "import", str(file))
    assert result.exit_code == 1
    assert "CSV UTF-8" in result.stderr
