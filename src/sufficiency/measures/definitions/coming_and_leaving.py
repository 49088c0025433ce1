"""Children starting and ceasing to be looked after in the year."""

from sufficiency.measures.language import (
    ALL_OF_A_CHILD,
    Counted,
    Measure,
    by_all_but,
    count,
    percent,
    row,
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

MEASURES = (
    cla_started,
    started_16plus_pct,
    cla_ceased,
    ceased_adopted_pct,
    ceased_sgo_pct,
    ceased_returned_home_pct,
)
