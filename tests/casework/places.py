"""Places and offices that tests speak of."""

import geothai

from casework.offices import generated_offices
from casework.places import Place

PAI = Place("58", "แม่ฮ่องสอน", "5803", "ปาย", "580306", "แม่ฮี้")
BANGKOK_PLACE = Place("10", "กรุงเทพมหานคร", "1033", "คลองเตย")
OFFICES = generated_offices((each.code, each.name_th) for each in geothai.provinces())
