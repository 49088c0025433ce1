"""Care leavers aged 19 to 21 (the OC3 table of the return)."""

from sufficiency.measures.language import Counted, Measure, percent, row

THEME = "Care leavers"
COHORT = (
    "Young people in the OC3 table of the year, aged 19 to 21 on 31 March, except those who died (DIED) or "
    "went back to their parents (RHOM)."
)
NOT_IN_TOTAL = ["DIED", "RHOM"]
NO_INFORMATION = "Those we have no information about stay in the total."
EDUCATION_EMPLOYMENT_OR_TRAINING = ["F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"]
NOT_PLACEABLE = ["G", "H", "R"]  # gone abroad, deported, residence not known

leavers = row.age.between(19, 21) & ~row.in_touch.isin(NOT_IN_TOTAL).fill_null(False)


def _care_leavers(**rest: object) -> Measure:
    return percent(
        theme=THEME,
        counted=Counted.CARE_LEAVERS,
        good="high",
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

MEASURES = (cl_in_touch_pct, cl_eet_pct, cl_suitable_accommodation_pct)
