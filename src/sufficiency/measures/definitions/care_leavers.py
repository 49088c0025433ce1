"""Care leavers aged 19 to 21 (the OC3 table of the return)."""

from sufficiency.measures.language import Counted, Measure, Unit, count, percent, row, shares

THEME = "Care leavers"
COHORT = (
    "Young people in the OC3 table of the year, aged 19 to 21 on 31 March, except those who died (DIED) or "
    "went back to their parents (RHOM)."
)
NOT_IN_TOTAL = ["DIED", "RHOM"]
NO_INFORMATION = "Those we have no information about stay in the total."
EDUCATION_EMPLOYMENT_OR_TRAINING = ["F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"]
NOT_PLACEABLE = ["G", "H", "R"]  # gone abroad, deported, residence not known

ANY_AGE = "Young people in the OC3 table of the year, except those who died (DIED) or went back to their parents (RHOM)."
NOT_IN_EET = ["G4", "G5", "G6"]
WITH_FORMER_CARERS = "Z"  # the first letter of ACCOM
SEMI_INDEPENDENT = "D"

in_the_table = ~row.in_touch.isin(NOT_IN_TOTAL).fill_null(False)
leavers = row.age.between(19, 21) & in_the_table


def _care_leavers(**rest: object) -> Measure:
    return percent(
        theme=THEME,
        counted=Counted.CARE_LEAVERS,
        good=rest.pop("good", "high"),
        source="methodology D14",
        breakdowns=("sex", "ethnic_group"),
        only_on_31_march=True,
        tables=("oc3", "header"),
        **rest,
    )


cl_in_touch_pct = _care_leavers(
    id="cl_in_touch_pct",
    title="Care leavers in touch",
    question="Are we in touch with the young people who left our care?",
    why="A council is the corporate parent until 25; it cannot help those it has lost.",
    of=leavers,
    those=row.in_touch == "YES",
    how_counted=(COHORT, "Of them, young people the council is in touch with."),
    decided=("Those who refused contact or no longer need it stay in the total.",),
)
cl_eet_pct = _care_leavers(
    id="cl_eet_pct",
    title="Care leavers in education, employment or training",
    question="How many young people who left our care are studying or working?",
    why="Work and learning are the way to a settled adult life.",
    of=leavers,
    those=row.activ.isin(EDUCATION_EMPLOYMENT_OR_TRAINING),
    how_counted=(COHORT, "Of them, young people in education, employment or training, full or part time."),
    decided=(NO_INFORMATION,),
    headline=True,
)
cl_suitable_accommodation_pct = _care_leavers(
    id="cl_suitable_accommodation_pct",
    title="Care leavers in suitable accommodation",
    question="How many young people who left our care have a suitable home?",
    why="Without a safe home nothing else holds.",
    of=leavers & ~row.accom.left(1).isin(NOT_PLACEABLE).fill_null(False),
    those=row.accom.endswith("1"),
    how_counted=(
        COHORT,
        "Of them, young people whose accommodation is recorded as suitable (the code ends in 1).",
    ),
    decided=(
        NO_INFORMATION,
        "Those gone abroad, deported or whose residence is not known are taken out of the total.",
    ),
    headline=True,
)

cl_neet_pct = _care_leavers(
    id="cl_neet_pct",
    title="Care leavers not in education, employment or training",
    question="How many young people who left our care are neither studying nor working?",
    why="Each has a reason, and most of the reasons can be helped with.",
    of=leavers,
    those=row.activ.isin(NOT_IN_EET),
    good="low",
    how_counted=(
        COHORT,
        "Of them, young people recorded as not in education, employment or training (G4, G5, G6).",
    ),
    decided=(
        f"{NO_INFORMATION} They are not counted here, so this and the share in education, employment or training do "
        "not add up to 100%.",
    ),
)
cl_higher_education_pct = _care_leavers(
    id="cl_higher_education_pct",
    title="Care leavers in higher education",
    question="How many young people who left our care are at university?",
    why="Far fewer care leavers get there than others.",
    of=leavers,
    those=row.activ.isin(["F1", "P1"]),
    how_counted=(COHORT, "Of them, young people in higher education, full or part time (F1, P1)."),
    decided=(NO_INFORMATION,),
)
cl_activity_breakdown = shares(
    id="cl_activity_breakdown",
    title="Care leavers by activity",
    question="What are the young people who left our care doing?",
    why="Behind one figure are many paths.",
    theme=THEME,
    counted=Counted.CARE_LEAVERS,
    of=leavers,
    source="methodology D14 and section 12",
    how_counted=(COHORT, "The share of all of them in each activity."),
    decided=("The denominator of each activity is all of them, so the total is always 100%.", NO_INFORMATION),
    only_on_31_march=True,
    tables=("oc3", "header"),
    by="activity",
)
cl_semi_independent = _care_leavers(
    id="cl_semi_independent",
    title="Care leavers in semi-independent accommodation",
    question="How many young people who left our care live in semi-independent accommodation?",
    why="It costs much and is meant as a step to a home of their own.",
    of=leavers,
    those=row.accom.left(1) == SEMI_INDEPENDENT,
    good="low",
    how_counted=(
        COHORT,
        "Of them, young people in semi-independent or transitional accommodation (D1, D2), suitable or not.",
    ),
    decided=(NO_INFORMATION, "Supported lodgings (E) and foyers (T) are not counted."),
)
staying_put_pct = _care_leavers(
    id="staying_put_pct",
    title="Care leavers staying put",
    question="How many young people who left our care still live with their foster carers?",
    why="Most young people live with family well past 18.",
    of=leavers,
    those=row.accom.left(1) == WITH_FORMER_CARERS,
    how_counted=(COHORT, "Of them, young people who live with their former foster carers (Z1, Z2)."),
    decided=(
        f"{NO_INFORMATION} So do young people who were never fostered.",
        "Papers also print a share of those aged 17 and 18.",
    ),
)
staying_put_17_18_pct = _care_leavers(
    id="staying_put_17_18_pct",
    title="Young people of 17 and 18 staying put",
    question="How many young people who left our care at 17 or 18 still live with their foster carers?",
    why="The first year after 18 is the hardest to be alone in.",
    of=in_the_table & row.age.between(17, 18),
    those=row.accom.left(1) == WITH_FORMER_CARERS,
    how_counted=(
        f"{ANY_AGE[:-1]}, aged 17 or 18 on 31 March.",
        "Of them, young people who live with their former foster carers (Z1, Z2).",
    ),
    decided=(
        NO_INFORMATION,
        "The published figure of 18 year olds is of those in foster care just before their birthday, which is another "
        "total.",
    ),
)
staying_put_number = count(
    id="staying_put_number",
    title="Young people staying put",
    question="How many young people of 18 and over live with their former foster carers?",
    why="Each keeps a family, and each is a foster home that cannot take another child.",
    theme=THEME,
    unit=Unit.YOUNG_PEOPLE,
    counted=Counted.CARE_LEAVERS,
    of=in_the_table & (row.age >= 18) & (row.accom.left(1) == WITH_FORMER_CARERS),
    good="high",
    source="methodology D14 and section 12",
    how_counted=(
        ANY_AGE,
        "Of them aged 18 or over on 31 March, young people who live with their former foster carers (Z1, Z2).",
    ),
    breakdowns=("sex", "ethnic_group"),
    only_on_31_march=True,
    tables=("oc3", "header"),
)
oc3_care_leavers_number = count(
    id="oc3_care_leavers_number",
    title="Care leavers in the return",
    question="How many young people who left our care does the return tell of?",
    why="It is what every share of care leavers is a share of, all ages together.",
    theme=THEME,
    unit=Unit.YOUNG_PEOPLE,
    counted=Counted.CARE_LEAVERS,
    of=in_the_table,
    source="methodology D14 and section 12",
    how_counted=(ANY_AGE,),
    decided=(
        "Of every age in the table: those whose birthday of 17 to 21 fell in the year. The list of Annex A has all whom "
        "the council still supports.",
    ),
    breakdowns=("sex", "ethnic_group"),
    only_on_31_march=True,
    tables=("oc3", "header"),
)

MEASURES = (
    oc3_care_leavers_number,
    cl_in_touch_pct,
    cl_eet_pct,
    cl_neet_pct,
    cl_activity_breakdown,
    cl_higher_education_pct,
    cl_suitable_accommodation_pct,
    cl_semi_independent,
    staying_put_number,
    staying_put_pct,
    staying_put_17_18_pct,
)
