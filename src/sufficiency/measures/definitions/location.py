"""How far from home children live, and on which side of the boundary."""

from sufficiency.measures.definitions.number import NO_SHORT_BREAKS, ON_THE_DAY
from sufficiency.measures.language import Counted, Measure, percent, row

THEME = "Near home"
MILES = "The distance given in the return, else the straight line between the two postcodes, in miles to one decimal."


def _near_home(**rest: object) -> Measure:
    return percent(theme=THEME, counted=Counted.POSITIONS, **rest)


within_20_miles = _near_home(
    id="within_20_miles",
    title="Children living within 20 miles of home",
    question="What share of children live within 20 miles of home?",
    why="Near home a child can keep school, friends, family time and the same social worker.",
    those=row.distance_miles <= 20.0,
    good="high",
    source="methodology D9",
    how_counted=(ON_THE_DAY, MILES, "Exactly 20.0 miles is within 20.", NO_SHORT_BREAKS),
    decided=(
        "Children whose distance is not known stay in the total and are not counted as near: this and the share "
        "over 20 miles do not add up to 100%.",
    ),
)

over_20_miles_known_pct = _near_home(
    id="over_20_miles_known_pct",
    title="Children living more than 20 miles from home, of those whose distance is known",
    question="Where the distance is known, what share of children live more than 20 miles from home?",
    why="Many distances that are not known make the share of all children look better than it is.",
    of=row.distance_miles.notnull(),
    those=row.distance_miles > 20.0,
    good="low",
    source="methodology D9",
    how_counted=(ON_THE_DAY, "Of them, children whose distance is known.", MILES, NO_SHORT_BREAKS),
    decided=(
        "The second figure beside over_20_miles_pct, which is of all children. Unaccompanied asylum-seeking "
        "children are in neither part of it.",
    ),
)

out_of_area_pct = _near_home(
    id="out_of_area_pct",
    title="Children living outside the authority's area",
    question="What share of children live outside the council's own area?",
    why="Over the boundary, schools and health services are other people's, and visits take longer.",
    of=row.outside_area.notnull(),
    those=row.outside_area,
    good="low",
    source="methodology section 8",
    how_counted=(
        ON_THE_DAY,
        "Of those for whom the return says where the placement lies (PL_LOCATION), children whose placement is outside "
        "the authority (OUT).",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "Children of whom the return does not say are left out: returns made without PL_LOCATION give no figure, and "
        "not 0.",
        "It is about the boundary and not about distance: a child may live over it and near home.",
    ),
)

MEASURES = (within_20_miles, over_20_miles_known_pct, out_of_area_pct)
