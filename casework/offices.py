"""The provincial offices of the five bodies: name patterns, and the directory made from them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.agencies import Agency
from casework.places import BANGKOK


@dataclass(frozen=True)
class Office:
    """One office. `id` is stable: agency-province, in Bangkok agency-province-area (doe-10-3)."""

    id: str
    agency: Agency
    province_code: str
    name: str
    area: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    line: str = ""
    valid_from: date | None = None


AREA_NUMBER = re.compile(r"[0-9]{1,4}")  # of an area; others are called by a name

# AG-06 to AG-09: what the 76 provinces' offices are called.
PATTERNS = {
    Agency.MOL_OPS: "สำนักงานแรงงานจังหวัด{province}",
    Agency.DOE: "สำนักงานจัดหางานจังหวัด{province}",
    Agency.DLPW: "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัด{province}",
    Agency.SSO: "สำนักงานประกันสังคมจังหวัด{province}",
    Agency.DSD: "สำนักงานพัฒนาฝีมือแรงงาน{province}",
}

# AG-10, AG-11: provinces known to have a numbered institute instead. Numbers of other institutes
# are not confirmed, so those provinces keep the plain name until offices.csv says better.
DSD_INSTITUTE = "สถาบันพัฒนาฝีมือแรงงาน {number} {province}"
DSD_INSTITUTE_NUMBERS = {
    "11": 1,  # สมุทรปราการ
    "72": 2,  # สุพรรณบุรี
    "20": 3,  # ชลบุรี
    "34": 7,  # อุบลราชธานี
    "52": 10,  # ลำปาง
    "84": 11,  # สุราษฎร์ธานี
    "21": 17,  # ระยอง
    "95": 24,  # ยะลา
    "96": 25,  # นราธิวาส
    "22": 32,  # จันทบุรี, by Order 24/2566
}

# AG-07 to AG-09: Bangkok has area offices; which khet belongs to which area is not known (AG-14).
BANGKOK_AREAS = {Agency.DOE: 10, Agency.DLPW: 10, Agency.SSO: 12}
BANGKOK_AREA_PATTERNS = {
    Agency.DOE: "สำนักงานจัดหางานกรุงเทพมหานครพื้นที่ {area}",
    Agency.DLPW: "สำนักงานสวัสดิการและคุ้มครองแรงงานกรุงเทพมหานครพื้นที่ {area}",
    Agency.SSO: "สำนักงานประกันสังคมกรุงเทพมหานครพื้นที่ {area}",
}
# AG-06, ORG-18: no provincial labour office of Bangkok was found; the volunteers' coordination
# centre screens. AG-10: one office of skill development stands for those not confirmed.
BANGKOK_SINGLE = {
    Agency.MOL_OPS: "ศูนย์ประสานงานอาสาสมัครแรงงานกรุงเทพมหานคร",
    Agency.DSD: "สำนักงานพัฒนาฝีมือแรงงานกรุงเทพมหานคร",
}


def office_id(agency: Agency, province_code: str, area: str = "") -> str:
    """doe-58, or doe-10-3 for an area of Bangkok."""
    return "-".join(part for part in (agency.value, province_code, area) if part)


def province_of(office: str) -> str:
    """The province code in an office's id; empty for what is no such id."""
    _, _, rest = office.partition("-")
    return rest.partition("-")[0]


def generated_offices(provinces: Iterable[tuple[str, str]]) -> tuple[Office, ...]:
    """Every office the name patterns give, without contacts. `provinces` are (code, Thai name)."""
    return tuple(
        office
        for code, name in provinces
        for office in (_bangkok() if code == BANGKOK else _provincial(code, name))
    )


def office_for(offices: Iterable[Office], agency: Agency, province_code: str) -> Office | None:
    """The agency's office in a province; its main one where branches were added.

    None where a person has to pick from `areas` (Bangkok), or where there is no office at all.
    """
    there = areas(offices, agency, province_code)
    if len(there) == 1:
        return there[0]
    main = office_id(agency, province_code)
    return next((office for office in there if office.id == main), None)


def areas(offices: Iterable[Office], agency: Agency, province_code: str) -> tuple[Office, ...]:
    """All offices of the agency in a province, to pick from: areas by number, then by name."""
    there = [
        office
        for office in offices
        if office.agency == agency and office.province_code == province_code
    ]
    return tuple(sorted(there, key=_area_order))


def directory(generated: Iterable[Office], imported: Iterable[Office]) -> tuple[Office, ...]:
    """The generated offices, each replaced by an imported one of its id, and the added ones."""
    by_id = {office.id: office for office in generated}
    by_id.update((office.id, office) for office in imported)
    return tuple(by_id.values())


def _provincial(code: str, province: str) -> list[Office]:
    return [
        Office(office_id(agency, code), agency, code, _name(agency, code, province))
        for agency in Agency
    ]


def _name(agency: Agency, code: str, province: str) -> str:
    number = DSD_INSTITUTE_NUMBERS.get(code)
    if agency == Agency.DSD and number:
        return DSD_INSTITUTE.format(number=number, province=province)
    return PATTERNS[agency].format(province=province)


def _bangkok() -> list[Office]:
    offices = []
    for agency in Agency:
        if agency in BANGKOK_SINGLE:
            offices.append(
                Office(office_id(agency, BANGKOK), agency, BANGKOK, BANGKOK_SINGLE[agency])
            )
            continue
        for number in range(1, BANGKOK_AREAS[agency] + 1):
            area = str(number)
            name = BANGKOK_AREA_PATTERNS[agency].format(area=area)
            offices.append(Office(office_id(agency, BANGKOK, area), agency, BANGKOK, name, area))
    return offices


def _area_order(office: Office) -> tuple[int, str, str]:
    number = int(office.area) if AREA_NUMBER.fullmatch(office.area) else 0
    return number, office.area, office.name
