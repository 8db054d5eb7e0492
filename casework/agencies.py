"""The five bodies of the Ministry of Labour that answer reports."""

from enum import StrEnum


class Agency(StrEnum):
    """One of the five bodies. Every province has an office of each."""

    MOL_OPS = "mol_ops"  # Office of the Permanent Secretary: screens, looks after the volunteers
    DOE = "doe"  # Department of Employment
    DSD = "dsd"  # Department of Skill Development
    DLPW = "dlpw"  # Department of Labour Protection and Welfare
    SSO = "sso"  # Social Security Office


SCREENING_DESK = Agency.MOL_OPS

THAI_NAMES = {
    Agency.MOL_OPS: "สำนักงานปลัดกระทรวงแรงงาน",
    Agency.DOE: "กรมการจัดหางาน",
    Agency.DSD: "กรมพัฒนาฝีมือแรงงาน",
    Agency.DLPW: "กรมสวัสดิการและคุ้มครองแรงงาน",
    Agency.SSO: "สำนักงานประกันสังคม",
}

# What an office of the agency is called where a button or a list has little room.
SHORT_OFFICE_NAMES = {
    Agency.MOL_OPS: "แรงงานจังหวัด",
    Agency.DOE: "จัดหางานจังหวัด",
    Agency.DSD: "พัฒนาฝีมือแรงงาน",
    Agency.DLPW: "สวัสดิการฯ จังหวัด",
    Agency.SSO: "ประกันสังคมจังหวัด",
}
