"""Children missing from care."""

from sufficiency.measures.language import Counted, Unit, count, row

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

MEASURES = (missing_episodes, missing_children)
