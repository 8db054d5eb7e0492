"""Where something happened or somebody serves: a province, perhaps a district in it."""

from dataclasses import dataclass
from enum import StrEnum

BANGKOK = "10"


class PlaceSource(StrEnum):
    """How a report's place was found; the card says which."""

    TEXT = "text"
    PIN = "pin"
    VOLUNTEER_AREA = "volunteer_area"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Place:
    """Codes are those of the Department of Provincial Administration: 2, 4 and 6 digits."""

    province_code: str
    province: str
    district_code: str | None = None
    district: str | None = None
    subdistrict_code: str | None = None
    subdistrict: str | None = None
    source: PlaceSource = PlaceSource.TEXT

    @property
    def code(self) -> str:
        """The most exact code."""
        return self.subdistrict_code or self.district_code or self.province_code

    def thai(self) -> str:
        """The place as people write it: ต.ปาย อ.ปาย จ.แม่ฮ่องสอน, or แขวง… เขต… กรุงเทพมหานคร."""
        bangkok = self.province_code == BANGKOK
        parts = []
        if self.subdistrict:
            parts.append(("แขวง" if bangkok else "ต.") + self.subdistrict)
        if self.district:
            parts.append(("เขต" if bangkok else "อ.") + self.district)
        parts.append(self.province if bangkok else "จ." + self.province)
        return " ".join(parts)
