"""Every measure, one small declaration each, in the order pages show them."""

from sufficiency.measures.definitions import (
    adoption,
    care_leavers,
    coming_and_leaving,
    health,
    homes,
    missing,
    number,
    reviews,
    stability,
)
from sufficiency.measures.language import Measure

MEASURES: dict[str, Measure] = {
    measure.id: measure
    for room in (
        number,
        coming_and_leaving,
        homes,
        stability,
        adoption,
        health,
        reviews,
        care_leavers,
        missing,
    )
    for measure in room.MEASURES
}
