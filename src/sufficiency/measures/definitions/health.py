"""The health of children looked after for a year or more (the OC2 table of the return)."""

from sufficiency.measures.language import Counted, Measure, percent, row

THEME = "Health"
COHORT = (
    "Children looked after on 31 March and without a break for the twelve months before, who have a row in "
    "the OC2 table of that year."
)
BREAKS = (
    "A year is broken by leaving care or starting to be looked after after 1 April, or by any short break "
    "(V3 or V4) in the year."
)
NO_INFORMATION = "A child with no answer stays in the total."


def _health(**rest: object) -> Measure:
    of = row.in_health_cohort
    extra = rest.pop("among", None)
    return percent(
        theme=THEME,
        counted=Counted.POSITIONS,
        of=of if extra is None else of & extra,
        good="high",
        source="methodology D13",
        only_on_31_march=True,
        tables=("episodes", "header", "oc2"),
        **rest,
    )


health_assessment_pct = _health(
    id="health_assessment_pct",
    title="Health assessments up to date",
    question="How many children have had their health assessment?",
    why="Children in care have more unmet health needs than others; the assessment finds them.",
    those=row.health_assessment == "1",
    how_counted=(COHORT, "Of them, children whose health assessment is up to date."),
    decided=(BREAKS, NO_INFORMATION),
    headline=True,
)
dental_pct = _health(
    id="dental_pct",
    title="Dental checks",
    question="How many children have seen a dentist?",
    why="Tooth decay is a sign of neglect that a yearly check can stop.",
    those=row.teeth_check == "1",
    how_counted=(COHORT, "Of them, children who had their teeth checked in the year."),
    decided=(BREAKS, NO_INFORMATION),
)
immunisations_pct = _health(
    id="immunisations_pct",
    title="Immunisations up to date",
    question="How many children have had their vaccinations?",
    why="Children who moved often have missed vaccinations that others had at school or with a GP.",
    those=row.immunisations == "1",
    how_counted=(COHORT, "Of them, children whose immunisations are up to date."),
    decided=(BREAKS, NO_INFORMATION),
)
sdq_pct = _health(
    id="sdq_pct",
    title="Strengths and difficulties questionnaires completed",
    question="For how many children do we know how they are feeling?",
    why="The questionnaire (SDQ) is the one measure of emotional wellbeing every council takes.",
    among=row.age.between(5, 16),
    those=row.sdq_score.notnull(),
    how_counted=(COHORT, "Of them aged 5 to 16 on the day, children with a score given."),
    decided=(BREAKS,),
)
substance_intervention_pct = _health(
    id="substance_intervention_pct",
    title="Substance misuse help received",
    question="How many children with a substance misuse problem got help?",
    why="Help that arrives keeps a child safe, in school and in their home.",
    among=row.substance_misuse == "1",
    those=row.intervention_received == "1",
    how_counted=(COHORT, "Of those identified as having a substance misuse problem, children who got help."),
    decided=(BREAKS, "The total is the children identified, not all children."),
)

out_of_borough_health_parity = _health(
    id="out_of_borough_health_parity",
    title="Health assessments up to date of children placed outside the area",
    question="Do children placed outside the area get their health assessment like others?",
    why="Another area's health service owes nothing to a council it does not know.",
    among=row.outside_area,
    those=row.health_assessment == "1",
    how_counted=(
        COHORT,
        "Of them placed outside the authority on the day (PL_LOCATION is OUT), children whose health assessment is "
        "up to date.",
    ),
    decided=(
        "Set it beside in_borough_health_assessment_pct, the same of children placed inside.",
        BREAKS,
        NO_INFORMATION,
    ),
)
in_borough_health_assessment_pct = _health(
    id="in_borough_health_assessment_pct",
    title="Health assessments up to date of children placed inside the area",
    question="How many children placed inside the area have had their health assessment?",
    why="It is what the figure of children placed outside is compared with.",
    among=row.outside_area == False,  # noqa: E712 - not known is neither
    those=row.health_assessment == "1",
    how_counted=(
        COHORT,
        "Of them placed inside the authority on the day (PL_LOCATION is IN), children whose health assessment is up "
        "to date.",
    ),
    decided=("Children of whom the return does not say are in neither figure.", BREAKS, NO_INFORMATION),
)

MEASURES = (
    health_assessment_pct,
    dental_pct,
    immunisations_pct,
    sdq_pct,
    substance_intervention_pct,
    out_of_borough_health_parity,
    in_borough_health_assessment_pct,
)
