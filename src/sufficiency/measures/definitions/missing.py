"""Children missing from care."""

from sufficiency.measures.language import Counted, Unit, count, percent, row

THEME = "Missing"
RECORDED = (
    "Incidents recorded as missing (whereabouts not known) that began in the year ending on the day, of "
    "children looked after on the day it began."
)
NO_ABSENCES = "Being away without authorisation, with whereabouts known (code A), is not counted."

missing_episodes = count(
    id="missing_episodes",
    title="Missing incidents",
    question="How often did children go missing from care in the year?",
    why="A missing child is at risk, and is telling us something about where they live.",
    theme=THEME,
    unit=Unit.INCIDENTS,
    counted=Counted.YEAR,
    of=row.kind == "missing",
    good="low",
    source="methodology D16",
    how_counted=(RECORDED, "One incident for each child and start date."),
    decided=(NO_ABSENCES,),
    tables=("episodes", "header", "missing"),
)
missing_children = count(
    id="missing_children",
    title="Children who went missing",
    question="How many children went missing from care in the year?",
    why="A missing child is at risk, and is telling us something about where they live.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=row.kind == "missing",
    good="low",
    source="methodology D16",
    how_counted=(RECORDED, "Each child counts once, in the groups of the first incident of the year."),
    decided=(NO_ABSENCES,),
    tables=("episodes", "header", "missing"),
    headline=True,
)

missing_children_pct = percent(
    id="missing_children_pct",
    title="Share of children who went missing",
    question="What share of the children in care during the year went missing?",
    why="A share can be compared with other councils and years; it is the one that is published.",
    theme=THEME,
    counted=Counted.IN_CARE_IN_YEAR,
    of=row.kind == "in_care",
    those=row.flag,
    good="low",
    source="methodology D16",
    how_counted=(
        "Children looked after on any day of the year ending on the day, each once.",
        "Of them, children with one or more incidents recorded as missing that began in the year, on a day the "
        "child was looked after.",
    ),
    decided=(
        NO_ABSENCES,
        "A child has several ages and homes in a year, so it is divided only by what stays the same.",
        "A period of care that began and ended on one day is no day in care.",
    ),
    breakdowns=("sex", "ethnic_group"),
    tables=("episodes", "header", "missing"),
)
missing_cla_by_placement = count(
    id="missing_cla_by_placement",
    title="Missing incidents by the home the child left",
    question="From which kinds of home do children go missing?",
    why="It tells which homes need help with it, and where a child may not feel safe.",
    theme=THEME,
    unit=Unit.INCIDENTS,
    counted=Counted.YEAR,
    of=row.kind == "missing",
    good="low",
    source="methodology D4, D16",
    how_counted=(RECORDED, "Divided by the kind of home on the day it began."),
    decided=(NO_ABSENCES,),
    breakdowns=("placement_type",),
    tables=("episodes", "header", "missing"),
)

MEASURES = (missing_episodes, missing_children, missing_children_pct, missing_cla_by_placement)
