"""The measures that Ofsted's Annex A gives: on the day of a workbook, and over the months before it that its lists cover."""

from sufficiency.measures.annex_a import (
    adoption,
    care_leavers,
    front_door,
    in_need,
    looked_after,
    protection,
)
from sufficiency.measures.language import Measure

MEASURES: tuple[Measure, ...] = (
    *front_door.MEASURES,
    *in_need.MEASURES,
    *protection.MEASURES,
    *looked_after.MEASURES,
    *care_leavers.MEASURES,
    *adoption.MEASURES,
)
