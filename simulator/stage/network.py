"""The sample network: three provinces with volunteers, mentors, officers of each department."""

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from simulator.stage.line import Line
from simulator.stage.processes import Stage

AGENCIES = {
    "dlpw": "สวัสดิการฯ",
    "sso": "ประกันสังคม",
    "doe": "จัดหางาน",
    "dsd": "พัฒนาฝีมือ",
}
MAE_HONG_SON, AYUTTHAYA, BANGKOK = "58", "14", "10"
PROVINCES = {MAE_HONG_SON: "แม่ฮ่องสอน", AYUTTHAYA: "อยุธยา", BANGKOK: "กรุงเทพฯ"}


@dataclass(frozen=True)
class Member:
    """One phone of the network."""

    name: str
    role: str
    province: str
    subdistrict: str = ""
    agency: str = ""

    @property
    def user_id(self) -> str:
        """A LINE user id that is the same on every run."""
        return "U" + hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest()


SOMSRI = Member("สมศรี ใจงาม", "volunteer", MAE_HONG_SON, "580301")
VOLUNTEERS = (
    SOMSRI,
    Member("บุญมี แซ่ลี", "volunteer", MAE_HONG_SON, "580104"),
    Member("วิไล ทองดี", "volunteer", AYUTTHAYA, "140103"),
    Member("ประเสริฐ พันธ์ไม้", "volunteer", AYUTTHAYA, "140605"),
    Member("นิตยา คลองเตย", "volunteer", BANGKOK, "103301"),
    Member("สมหมาย พระโขนง", "volunteer", BANGKOK, "103303"),
)
MENTORS = (
    Member("กานดา พี่เลี้ยงแม่ฮ่องสอน", "mentor", MAE_HONG_SON),
    Member("ธีระ พี่เลี้ยงอยุธยา", "mentor", AYUTTHAYA),
    Member("มาลี พี่เลี้ยงกรุงเทพฯ", "mentor", BANGKOK),
)
OFFICERS = tuple(
    Member(f"เจ้าหน้าที่{thai} {PROVINCES[province]}", "officer", province, agency=agency)
    for province in PROVINCES
    for agency, thai in AGENCIES.items()
)
MEMBERS = (*VOLUNTEERS, *MENTORS, *OFFICERS)
CITIZEN = Member("แก้ว ประชาชน", "citizen", "")


def mentor_of(province: str) -> Member:
    """The mentor of a province of the network."""
    return next(each for each in MENTORS if each.province == province)


def register(stage: Stage) -> None:
    """Write the network into the service, as an operator would: people and office addresses."""
    stage.folder.mkdir(parents=True, exist_ok=True)
    people = stage.folder / "sample-people.csv"
    people.write_text(_people_csv(), encoding="utf-8")
    offices = stage.folder / "sample-offices.csv"
    stage.run("offices", "export", str(offices))
    _give_addresses(offices)
    stage.run_in_turn(["people", "import", str(people)], ["offices", "import", str(offices)])


def hand_out_phones(line: Line, *, also_citizen: bool = True) -> None:
    """Put everybody's phone into the simulator. The citizen adds the bot by herself."""
    for member in MEMBERS:
        line.add_person(member.user_id, member.name, member.role, follow=False)
    if also_citizen:
        line.add_person(CITIZEN.user_id, CITIZEN.name, CITIZEN.role, follow=True)


def _people_csv() -> str:
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["line_user_id", "role", "province", "subdistrict", "agency", "name"])
    for member in MEMBERS:
        province = "" if member.subdistrict else member.province
        writer.writerow(
            [member.user_id, member.role, province, member.subdistrict, member.agency, member.name]
        )
    return rows.getvalue()


def _give_addresses(file: Path) -> None:
    """Mail addresses for the offices of the three provinces; nobody real reads them."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        names = list(reader.fieldnames or ())
        rows = [row for row in reader if row["province_code"] in PROVINCES]
    for row in rows:
        row["email"] = f"{row['id'].replace('_', '-')}@offices.example"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, names)
        writer.writeheader()
        writer.writerows(rows)
