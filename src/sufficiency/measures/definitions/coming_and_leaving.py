"""Children starting and ceasing to be looked after in the year."""

from sufficiency.measures.language import (
    ALL_OF_A_CHILD,
    Counted,
    Measure,
    Unit,
    by_all_but,
    count,
    percent,
    rate,
    row,
    shares,
)

THEME = "Coming in and leaving"
STARTS = (
    "Children with an episode whose reason is 'started to be looked after' (RNE S) in the year ending on "
    "the day. A child who started more than once counts once, at the first."
)
ENDS = (
    "Children with an episode that ended for any reason but the start of another (X1) in the year ending "
    "on the day. A child who left more than once counts once, at the last."
)
GROUPED_BY_THE_DAY = "Age and other groups are those of the child on the day of the event."
NO_PRESUMED_ENDS = (
    "An episode left open in an old return and never heard of again is closed but not counted as leaving."
)

HOME_OR_RELATIVE = ("E4", "E4A", "E4B", "E41", "E45", "E47")

start = row.kind == "started"
end = row.kind == "ceased"

cla_started = count(
    id="cla_started",
    title="Children starting to be looked after",
    question="How many children came into care in the year?",
    why="New starts are the demand that homes must be found for, often within hours.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=start,
    source="methodology D6",
    how_counted=(STARTS, GROUPED_BY_THE_DAY),
    headline=True,
)

started_16plus_pct = percent(
    id="started_16plus_pct",
    title="Starters aged 16 and over",
    question="How many of the children who came into care were 16 or over?",
    why="Older starters need different homes, and soon leaving-care support.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=start,
    those=row.age >= 16,
    source="methodology D6",
    how_counted=(STARTS, "Of those, children aged 16 or over on the day they started."),
    breakdowns=by_all_but("age_band"),
)

cla_ceased = count(
    id="cla_ceased",
    title="Children ceasing to be looked after",
    question="How many children left care in the year?",
    why="Who leaves, and how, shows whether children reach a permanent home.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=end,
    source="methodology D6",
    how_counted=(ENDS, GROUPED_BY_THE_DAY),
    decided=(NO_PRESUMED_ENDS,),
    breakdowns=(*ALL_OF_A_CHILD, "ceased_reason"),
    headline=True,
)


def _left_by(reason: str, **rest: object) -> Measure:
    return percent(
        theme="Permanence",
        counted=Counted.LAST_OF_YEAR,
        of=end,
        those=row.ceased_reason == reason,
        good="high",
        source="methodology D6 and section 3",
        decided=(NO_PRESUMED_ENDS,),
        **rest,
    )


ceased_adopted_pct = _left_by(
    "adopted",
    id="ceased_adopted_pct",
    title="Leavers who were adopted",
    question="What share of the children who left care were adopted?",
    why="Adoption gives a child a family for life where returning home is not safe.",
    how_counted=(ENDS, "Of those, children whose last ending was an adoption order (E11 or E12)."),
)
ceased_sgo_pct = _left_by(
    "special-guardianship",
    id="ceased_sgo_pct",
    title="Leavers with a special guardianship order",
    question="What share of the children who left care got a special guardian?",
    why="Special guardianship keeps a child with people they know, outside care.",
    how_counted=(
        ENDS,
        "Of those, children whose last ending was a special guardianship order (E45 to E48, older E43, E44).",
    ),
)
ceased_returned_home_pct = _left_by(
    "returned-home",
    id="ceased_returned_home_pct",
    title="Leavers who returned home",
    question="What share of the children who left care went home to their parents?",
    why="A return home that lasts is the first form of permanence the law asks councils to try.",
    how_counted=(ENDS, "Of those, children whose last ending was a return home (E4A, E4B, older E4)."),
)

cla_started_rate_10k = rate(
    id="cla_started_rate_10k",
    title="Children starting to be looked after per 10,000",
    question="How many children came into care in the year for every 10,000 in the area?",
    why="A rate lets councils of different sizes be compared.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=start,
    source="methodology D6, section 1 and section 2",
    how_counted=(
        STARTS,
        "Divided by the Office for National Statistics' mid-year estimate of people aged 0 to 17.",
    ),
    decided=(
        "The population is the latest mid-year (30 June) before the day, as for the rate of children looked after.",
    ),
)

started_by_age = shares(
    id="started_by_age",
    title="Children starting to be looked after by age",
    question="How old are the children who come into care?",
    why="Babies and teenagers come for different reasons and need different homes.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=start,
    source="methodology D6, D17",
    how_counted=(STARTS, "The share of all of them in each band of age on the day they started."),
    decided=("The denominator of each band is all who started, so the total is always 100%.",),
    by="age_band",
)

cla_started_events = count(
    id="cla_started_events",
    title="Starts of being looked after, each one",
    question="How often did a child come into care in the year?",
    why="Each start needs a home, a placement plan and a review, also the second one of the same child.",
    theme=THEME,
    unit=Unit.STARTS,
    counted=Counted.YEAR,
    of=start,
    source="methodology D6",
    how_counted=(
        "Episodes whose reason is 'started to be looked after' (RNE S) in the year ending on the day.",
        GROUPED_BY_THE_DAY,
    ),
    decided=("It counts every start, not children: the published number counts a child once a year.",),
)

cla_ceased_events = count(
    id="cla_ceased_events",
    title="Ends of being looked after, each one",
    question="How often did a child leave care in the year?",
    why="Each end frees a home and needs support after it, also the first of two of the same child.",
    theme=THEME,
    unit=Unit.ENDINGS,
    counted=Counted.YEAR,
    of=end,
    source="methodology D6",
    how_counted=(
        "Episodes that ended for any reason but the start of another (X1) in the year ending on the day.",
        GROUPED_BY_THE_DAY,
    ),
    decided=(
        "It counts every end, not children: the published number counts a child once a year.",
        NO_PRESUMED_ENDS,
    ),
    breakdowns=(*ALL_OF_A_CHILD, "ceased_reason"),
)

ceased_aged18_pct = percent(
    id="ceased_aged18_pct",
    title="Leavers who turned 18",
    question="What share of the children who left care left on their 18th birthday?",
    why="They grew up in care: what they need is a home and help after it.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=end,
    those=row.flag,
    source="methodology D6",
    how_counted=(ENDS, "Of those, children whose last ending was on the day they turned 18."),
    decided=(
        "A child who left on another day, before or after, is not counted, nor is one whose date of birth is not "
        "known.",
        NO_PRESUMED_ENDS,
    ),
)

remained_until_18_pct = percent(
    id="remained_until_18_pct",
    title="Children who remained in care until 18",
    question="Of those who left care at 16 or over, how many stayed until they were 18?",
    why="Leaving at 16 or 17 is early; few young people have to manage alone at that age.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=end & (row.age >= 16),
    those=row.flag,
    good="high",
    source="methodology D6; the list of measures",
    how_counted=(
        ENDS,
        "Of those aged 16 or over on the day they left, young people who left on the day they turned 18.",
    ),
    decided=(
        "No paper prints the rule; this is how the published measure of this name counts.",
        NO_PRESUMED_ENDS,
    ),
    breakdowns=by_all_but("age_band"),
)

ceased_home_or_relative = count(
    id="ceased_home_or_relative",
    title="Children who returned home or went to relatives by an order",
    question="How many children left care for their parents or their wider family?",
    why="Family is where most children want to be, when it is safe.",
    theme="Permanence",
    counted=Counted.LAST_OF_YEAR,
    of=end & row.code.isin(list(HOME_OR_RELATIVE)),
    good="high",
    source="methodology D6 and section 3",
    how_counted=(
        ENDS,
        "Of those, children whose last ending was a return home (E4A, E4B, older E4), a special guardianship order "
        "to a relative or friend (E45, E47), or a residence or child arrangements order (E41).",
    ),
    decided=(
        "E41 does not say to whom; most are relatives, so all are counted. The older special guardianship codes "
        "E43 and E44 do not say either and are not counted.",
        NO_PRESUMED_ENDS,
    ),
)

MEASURES = (
    cla_started,
    cla_started_rate_10k,
    started_by_age,
    started_16plus_pct,
    cla_started_events,
    cla_ceased,
    cla_ceased_events,
    ceased_aged18_pct,
    remained_until_18_pct,
    ceased_adopted_pct,
    ceased_sgo_pct,
    ceased_returned_home_pct,
    ceased_home_or_relative,
)
