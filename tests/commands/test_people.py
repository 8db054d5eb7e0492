from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.agencies import Agency
from casework.invitation_code import find_code
from casework.people import Role, end_of_term
from storage import Engine, transaction
from storage.people import (
    invitation_by_code,
    list_people,
    operators,
    person_by_line_id,
    save_person,
)
from tests.commands.conftest import Khoto

MALI = "U" + "4af4980629" * 3 + "ab"
VOLUNTEER = ("--line-user-id", MALI, "--role", "volunteer", "--subdistrict", "580306")


def test_a_volunteer_is_added_with_sub_district_and_term(khoto: Khoto, engine: Engine) -> None:
    result = khoto("people", "add", *VOLUNTEER, "--name", "มาลี")
    assert result.exit_code == 0, result.output
    assert "อาสาสมัครแรงงาน" in result.stdout
    assert "อ.ปาย จ.แม่ฮ่องสอน" in result.stdout
    with transaction(engine) as session:
        person = person_by_line_id(session, MALI)
    assert person
    assert person.roles == {Role.VOLUNTEER}
    assert person.area
    assert person.area.subdistrict_code == "580306"
    assert person.term_start
    assert person.term_end
    assert person.term_end == end_of_term(person.term_start)
    assert person.consented_at  # given on the appointment form


def test_adding_again_does_not_agree_for_somebody_who_withdrew(
    khoto: Khoto, engine: Engine
) -> None:
    khoto("people", "add", *VOLUNTEER)
    with transaction(engine) as session:
        person = person_by_line_id(session, MALI)
        assert person
        save_person(session, replace(person, consented_at=None))
    assert khoto("people", "add", *VOLUNTEER).exit_code == 0
    with transaction(engine) as session:
        person = person_by_line_id(session, MALI)
    assert person
    assert person.consented_at is None


def test_an_officer_belongs_to_a_department(khoto: Khoto, engine: Engine) -> None:
    officer = ("--line-user-id", MALI, "--role", "officer", "--province", "แม่ฮ่องสอน")
    refused = khoto("people", "add", *officer)
    assert refused.exit_code == 2
    assert "--agency (doe, dsd, dlpw, sso)" in refused.stderr
    assert khoto("people", "add", *officer, "--agency", "sso").exit_code == 0
    with transaction(engine) as session:
        person = person_by_line_id(session, MALI)
    assert person
    assert (person.agency, person.province_code) == (Agency.SSO, "58")


def test_a_second_role_is_added_to_the_first(khoto: Khoto, engine: Engine) -> None:
    khoto("people", "add", *VOLUNTEER, "--name", "มาลี")
    khoto("people", "add", "--line-user-id", MALI, "--role", "mentor", "--province", "58")
    with transaction(engine) as session:
        (person,) = list_people(session)
    assert person.roles == {Role.VOLUNTEER, Role.MENTOR}
    assert person.name == "มาลี"
    assert person.area
    assert person.area.subdistrict_code == "580306"


MENTOR = ("--role", "mentor", "--province", "58")
DLPW_OFFICER = ("--role", "officer", "--province", "58", "--agency", "dlpw")


@pytest.mark.parametrize(
    ("before", "added", "kept", "told"),
    [
        (MENTOR, ("--role", "volunteer", "--subdistrict", "140101"), {"volunteer"}, "mentor"),
        (DLPW_OFFICER, ("--role", "operator", "--province", "10"), {"operator"}, "officer"),
        (("--role", "operator", "--province", "10"), MENTOR, {"operator", "mentor"}, ""),
    ],
)
def test_no_role_but_an_operators_moves_to_another_province(
    khoto: Khoto,
    engine: Engine,
    before: tuple[str, ...],
    added: tuple[str, ...],
    kept: set[str],
    told: str,
) -> None:
    khoto("people", "add", "--line-user-id", MALI, *before)
    result = khoto("people", "add", "--line-user-id", MALI, *added)
    with transaction(engine) as session:
        person = person_by_line_id(session, MALI)
    assert person
    assert person.roles == kept
    assert person.agency == (Agency.MOL_OPS if Role.MENTOR in kept else None)
    assert "moved here from" in result.stderr
    assert ("no longer" in result.stderr) == bool(told)
    assert f"no longer {told}" in result.stderr or not told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--role", "volunteer"), "give --subdistrict CODE"),
        (("--role", "mentor"), "--province CODE"),
        (("--role", "volunteer", "--subdistrict", "580399"), "580301"),
        (("--role", "volunteer", "--subdistrict", "589999"), "Did you mean"),
        (("--role", "volunteer", "--subdistrict", "ในเมือง"), "Several sub-districts are called"),
        (("--role", "mentor", "--province", "แม่ฮองสอน"), "58  จ.แม่ฮ่องสอน"),
        (("--role", "mentor", "--province", "59"), "Did you mean"),
        (("--role", "mentor", "--province", "58", "--agency", "doe"), "A mentor has no --agency"),
        (("--role", "volunteer", "--subdistrict", "580306", "--province", "58"), "not both"),
        (("--role", "boss", "--province", "58"), "'volunteer', 'mentor', 'officer', 'operator'"),
    ],
)
def test_a_mistake_is_told_with_its_mend(khoto: Khoto, options: tuple[str, ...], told: str) -> None:
    result = khoto("people", "add", "--line-user-id", MALI, *options)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_line_user_id_has_a_shape(khoto: Khoto) -> None:
    result = khoto("people", "add", "--line-user-id", "mali", *VOLUNTEER[2:])
    assert result.exit_code == 2
    assert "U and 32 digits" in result.stderr


def test_a_list_shows_neither_ids_nor_names_in_full(khoto: Khoto) -> None:
    khoto("people", "add", *VOLUNTEER, "--name", "มาลี สุขใจ")
    shown = khoto("people", "list", "--role", "volunteer", "--province", "58").stdout
    assert f"{MALI[:4]}…{MALI[-4:]}\tมา…\tvolunteer" in shown
    assert MALI not in shown
    assert "สุขใจ" not in shown
    assert "\tvolunteer" not in khoto("people", "list", "--role", "mentor").stdout


def test_an_invitation_prints_nothing_but_its_code(khoto: Khoto, engine: Engine) -> None:
    result = khoto("people", "invite", "--role", "officer", "--province", "58", "--agency", "doe")
    code = result.stdout.strip()
    assert find_code(code) == code
    with transaction(engine) as session:
        invitation = invitation_by_code(session, code)
    assert invitation
    assert (invitation.role, invitation.agency) == (Role.OFFICER, Agency.DOE)
    assert (invitation.expires_at - datetime.now(UTC)).days == 13
    assert "แม่ฮ่องสอน" in result.stderr


HEADING = "line_user_id,role,province,subdistrict,agency,name\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_network_is_imported_whole(
    khoto: Khoto, engine: Engine, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / "people.csv"
    network = f"{HEADING}{MALI},volunteer,,580306,,มาลี\nU{'1' * 32},officer,58,,doe,สมชาย\n"
    file.write_bytes(network.replace("\n", ending).encode("utf-8-sig"))
    assert khoto("people", "import", str(file)).stdout == "2 people imported.\n"
    with transaction(engine) as session:
        assert {person.name for person in list_people(session)} == {"มาลี", "สมชาย"}


def test_who_is_imported_into_another_province_is_told_of(
    khoto: Khoto, engine: Engine, tmp_path: Path
) -> None:
    khoto("people", "add", "--line-user-id", MALI, *MENTOR)
    file = tmp_path / "people.csv"
    file.write_text(f"{HEADING}{MALI},officer,14,,doe,มาลี\n", encoding="utf-8")
    result = khoto("people", "import", str(file))
    with transaction(engine) as session:
        person = person_by_line_id(session, MALI)
    assert person
    assert person.roles == {Role.OFFICER}
    assert person.agency == Agency.DOE
    assert f"{MALI[:4]}…{MALI[-4:]} moved here from จ.แม่ฮ่องสอน; no longer mentor" in result.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{HEADING}mali,boss,,,,\n{MALI},boss,58,,,\n", "2 faults; nobody was imported."),
        (f"{HEADING}{MALI},mentor,59,,,\n", "[people.csv] line 2: No province is '59'."),
        (f"{HEADING}{MALI},officer,58,,zzz,\n", "'zzz' is no agency"),
        (f"{HEADING}{MALI}\n", "line 2: '' is no role"),
        (
            f'{HEADING}{MALI},mentor,58,,,"ก\nU{"1" * 32},mentor,58,,,ข\n',
            "[people.csv] line 2: cannot be read from here on (unexpected end of data); close",
        ),
        (
            f'{HEADING}{MALI},mentor,58,,,"ก\nU{"1" * 32},mentor,58,,,"\n',
            "[people.csv] line 3: A cell holds a line break; is a quotation mark not closed?",
        ),
        (f"{HEADING}{MALI},mentor,58,,,สมศรี, ใจงาม\n", "line 2: 7 cells, 6 are right; put"),
        (
            f"{HEADING}{MALI},mentor,58,,,ก\n\n{MALI},volunteer,,580306,,ก\n",
            "[people.csv] line 4: The same person is in line 2 already.",
        ),
        (f"{HEADING}{MALI},boss,58,,,ก\n{'ก' * 131_073}\n", "2 faults; nobody was imported."),
        (f"{HEADING}{MALI},mentor,58,,,{'ก' * 131_073}\n", "line 2: cannot be read from here on"),
        ("\n", "the first line must be line_user_id,role"),
        ("name\n", "the first line must be line_user_id,role"),
        ("", "the first line must be line_user_id,role"),
    ],
)
def test_a_network_with_a_fault_changes_nothing(
    khoto: Khoto, engine: Engine, tmp_path: Path, content: str, told: str
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(content.encode())
    result = khoto("people", "import", str(file))
    assert result.exit_code == 1
    assert told in result.stderr
    with transaction(engine) as session:
        assert list_people(session) == []


def test_an_operator_is_appointed_by_command(khoto: Khoto, engine: Engine) -> None:
    operator = ("--role", "operator", "--province", "10")
    assert khoto("people", "add", "--line-user-id", MALI, *operator).exit_code == 0
    code = khoto("people", "invite", *operator).stdout.strip()
    with transaction(engine) as session:
        assert [each.line_user_id for each in operators(session)] == [MALI]
        invitation = invitation_by_code(session, code)
    assert invitation
    assert (invitation.role, invitation.made_by) == (Role.OPERATOR, None)
