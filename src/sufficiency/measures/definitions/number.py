"""How many children are looked after."""

from sufficiency.measures.language import Counted, count, rate

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

MEASURES = (cla_number, cla_rate_10k)
