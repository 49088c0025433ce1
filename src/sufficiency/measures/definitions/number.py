"""How many children are looked after."""

from sufficiency.measures.language import Counted, change, count, percent_of_population, rate

ON_THE_DAY = (
    "Children with an episode of care open at the end of the day: it began on or before the day, and has "
    "not ended or ended after it. Each child counts once."
)
NO_SHORT_BREAKS = "Children on an agreed series of short breaks (legal status V3 or V4) are left out."

cla_number = count(
    id="cla_number",
    title="Children looked after",
    question="How many children are looked after?",
    why="Every home the council must find, and most of what it spends, follows from this number.",
    theme="Number and rate",
    counted=Counted.POSITIONS,
    source="methodology D1",
    how_counted=(ON_THE_DAY, NO_SHORT_BREAKS),
    decided=("A child whose care ended on the day itself is not counted.",),
    headline=True,
)

cla_rate_10k = rate(
    id="cla_rate_10k",
    title="Children looked after per 10,000",
    question="How many children are looked after for every 10,000 in the area?",
    why="A rate lets councils of different sizes be compared.",
    theme="Number and rate",
    counted=Counted.POSITIONS,
    source="methodology D1 and section 1",
    how_counted=(
        ON_THE_DAY,
        NO_SHORT_BREAKS,
        "Divided by the Office for National Statistics' mid-year estimate of people aged 0 to 17.",
    ),
    decided=(
        "The population is the latest mid-year (30 June) before the day. Later revisions of it change "
        "published rates, so the population used is always shown.",
    ),
    headline=True,
)

cla_pct_child_population = percent_of_population(
    id="cla_pct_child_population",
    title="Children looked after as a share of local children",
    question="What share of the area's children are looked after?",
    why="Per cent is easier to say than per 10,000 to people who do not read figures.",
    theme="Number and rate",
    counted=Counted.POSITIONS,
    source="methodology D1 and section 1",
    how_counted=(
        ON_THE_DAY,
        NO_SHORT_BREAKS,
        "Divided by the Office for National Statistics' mid-year estimate of people aged 0 to 17.",
    ),
    decided=(
        "It is of people aged 0 to 17, as the rate per 10,000 is; a paper may have divided by people aged 0 to 18.",
    ),
)

cla_number_change_pct = change(
    id="cla_number_change_pct",
    title="Change in the number of children looked after",
    question="By how much did the number of children looked after change in a year?",
    why="Homes and money are planned a year ahead; this is how far the number can move in one.",
    theme="Number and rate",
    counted=Counted.POSITIONS,
    source="methodology D1; the list of measures",
    how_counted=(
        "Children looked after on the day, less those looked after twelve months before, as a share of those "
        "twelve months before.",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "A fall is a negative figure. The numerator is how many more children there are.",
        "The two days are twelve months apart. A day with no loaded return for the earlier one has no figure.",
        "Behind it stand the children looked after on the day.",
    ),
)

MEASURES = (cla_number, cla_rate_10k, cla_pct_child_population, cla_number_change_pct)
