"""Children looked after on the day: visits, reviews, health, plans for permanence, moves and missing episodes."""

from sufficiency.history.annex_a import columns as things
from sufficiency.measures.annex_a.stretches import ANNEX_A, ONE_DAY, WHO, on_the_day
from sufficiency.measures.language import Measure, count, percent, row

THEME = "Looked after on the day"
ON_DAY = "Children of list 8 whose care began by the day and has not ended on it; each child once, with the latest start."
RECENCY = (
    "It asks how long ago the last one was, as council papers do; it does not follow the limits of the regulations, which "
    "differ from child to child."
)


def _share(
    id: str,
    title: str,
    question: str,
    why: str,
    counted_as: str,
    *,
    those,
    needs: tuple[str, ...],
    of=None,
    good: str = "high",
    decided: tuple[str, ...] = (),
    headline: bool = False,
) -> Measure:
    looked_after = on_the_day(things.LOOKED_AFTER)
    return percent(
        id=id,
        title=title,
        question=question,
        why=why,
        theme=THEME,
        counted=ANNEX_A,
        of=looked_after if of is None else looked_after & of,
        those=those,
        good=good,
        headline=headline,
        source="Annex A list 8",
        how_counted=(ON_DAY, counted_as),
        decided=(*decided, ONE_DAY),
        breakdowns=WHO,
        tables=("list_8",),
        needs=("list_8.started", "list_8.ended", *needs),
    )


annex_cla_number = count(
    id="annex_cla_number",
    title="Children looked after, by Annex A",
    question="How many children does the workbook say are looked after on the day?",
    why="It should be what the yearly return says of the same day; where it is not, one of them is wrong.",
    theme=THEME,
    counted=ANNEX_A,
    of=on_the_day(things.LOOKED_AFTER),
    source="Annex A list 8; as methodology D1",
    how_counted=(ON_DAY,),
    decided=("A row without a start date counts as begun.", ONE_DAY),
    breakdowns=WHO,
    tables=("list_8",),
    needs=("list_8.started", "list_8.ended"),
)
visits_6wk_pct = _share(
    "visits_6wk_pct",
    "Children visited within 6 weeks",
    "How many children looked after were visited in the last six weeks?",
    "A social worker who visits knows how the child is, and the child knows them.",
    "Of those looked after for six weeks or more, children whose last visit was in the 42 days before the day, or on it.",
    of=row.weeks_6,
    those=row.visited_6wk,
    needs=("list_8.visit",),
    decided=(RECENCY, "A visit dated after the day does not count and has a finding."),
    headline=True,
)
visits_12wk_pct = _share(
    "visits_12wk_pct",
    "Children visited within 12 weeks",
    "How many children looked after were visited in the last twelve weeks?",
    "No child should go three months without a visit.",
    "Of those looked after for twelve weeks or more, children whose last visit was in the 84 days before the day, or on it.",
    of=row.weeks_12,
    those=row.visited_12wk,
    needs=("list_8.visit",),
    decided=(RECENCY, "A visit dated after the day does not count and has a finding."),
)
reviews_current_pct = _share(
    "annex_reviews_current_pct",
    "Children reviewed in the last six months",
    "How many children looked after had a review in the last six months?",
    "A plan that nobody looks at goes out of date.",
    "Of those whose first review was due by the day (20 working days after care began), children with a review in the six "
    "months before it.",
    of=row.review_due,
    those=row.reviewed_6m,
    needs=("list_8.review",),
    decided=(
        "The list gives the latest review only, so whether each was in time is told by the yearly return.",
    ),
)
health_pct = _share(
    "annex_health_assessment_pct",
    "Health assessments in date, by Annex A",
    "How many children looked after for a year have had a health assessment in time?",
    "Children who come into care often have needs that nobody has met.",
    "Of those looked after for twelve months or more, children assessed in the twelve months before the day; in the six "
    "months before it under the age of 5.",
    of=row.year_in_care,
    those=row.health_in_date,
    needs=("list_8.health_assessment",),
)
dental_pct = _share(
    "annex_dental_pct",
    "Dental checks in date, by Annex A",
    "How many children looked after for a year have seen a dentist in the last twelve months?",
    "Tooth decay is common among children in care, and can be helped.",
    "Of those looked after for twelve months or more, children with a dental check in the twelve months before the day.",
    of=row.year_in_care,
    those=row.dental_in_date,
    needs=("list_8.dental_check",),
)
permanence_plan_pct = _share(
    "annex_permanence_plan_pct",
    "Children with a plan for permanence",
    "How many children looked after for four months or more have a plan for permanence?",
    "By the second review, four months on, it should be known where the child is to grow up.",
    "Of those looked after for four months or more, children with a permanence plan of any kind.",
    of=row.four_months,
    those=row.has_permanence_plan,
    needs=("list_8.permanence_plan",),
)
three_placements_pct = _share(
    "annex_three_plus_placements_pct",
    "Three or more placements, by Annex A",
    "How many children looked after have had three or more placements in the last twelve months?",
    "Each move may cost a child school, friends and trust.",
    "Of them, those whose number of placements in the last 12 months is three or more.",
    those=row.three_placements,
    needs=("list_8.placements_12m",),
    good="low",
    decided=("The number is the authority's own; the yearly return counts placements by methodology D7.",),
)
out_of_area_pct = _share(
    "annex_out_of_area_pct",
    "Children placed outside the area, by Annex A",
    "How many children looked after are placed outside the authority's area?",
    "Far from home it is harder to keep school, friends and family.",
    "Of them, those whose placement location is 'Out'.",
    those=row.out_of_area,
    needs=("list_8.placement_location",),
    good="low",
    decided=("A blank stays in the denominator.",),
)
missing_pct = _share(
    "annex_missing_pct",
    "Children looked after who were missing",
    "How many of the children looked after were missing at least once in the last twelve months?",
    "A child who goes missing is at risk, and is telling us something.",
    "Of them, those with one or more missing episodes in the last 12 months; 'absent' does not count.",
    those=row.was_missing,
    needs=("list_8.missing_12m",),
    good="low",
    decided=(
        "Of children looked after on the day only: those who left in the year are not in it, unlike in the yearly figure.",
    ),
)
interview_offered_pct = _share(
    "annex_return_interview_offered_pct",
    "Return interviews offered",
    "How many of the children who were missing were offered a return interview?",
    "The talk after coming back is where the reasons are heard.",
    "Of those with a missing episode in the last 12 months, children offered an interview after the last one.",
    of=row.was_missing,
    those=row.interview_offered,
    needs=("list_8.missing_12m", "list_8.interview_offered"),
    decided=("A blank counts as not offered.",),
)
interview_accepted_pct = _share(
    "annex_return_interview_accepted_pct",
    "Return interviews accepted",
    "How many of the children offered a return interview took it up?",
    "The talk after coming back is where the reasons are heard.",
    "Of those offered an interview after their last missing episode, children who accepted it.",
    of=row.interview_offered,
    those=row.interview_accepted,
    needs=("list_8.missing_12m", "list_8.interview_offered", "list_8.interview_accepted"),
    decided=("A blank counts as not accepted.",),
)

MEASURES = (
    annex_cla_number,
    visits_6wk_pct,
    visits_12wk_pct,
    reviews_current_pct,
    health_pct,
    dental_pct,
    permanence_plan_pct,
    three_placements_pct,
    out_of_area_pct,
    missing_pct,
    interview_offered_pct,
    interview_accepted_pct,
)
