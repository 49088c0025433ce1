"""Who the children looked after are: age, sex, ethnicity, how they came to be looked after."""

from sufficiency.measures.definitions.number import NO_SHORT_BREAKS, ON_THE_DAY
from sufficiency.measures.language import Counted, Measure, by_all_but, count, percent, row, shares
from sufficiency.vocabulary.groups import BLACK_OR_MINORITY_ETHNIC

THEME = "Who the children are"
NOT_KNOWN_STAYS = "A child for whom it is not known stays in the total."


def _share_of_all(*but: str, **rest: object) -> Measure:
    return percent(theme=THEME, counted=Counted.POSITIONS, breakdowns=by_all_but(*but), **rest)


cla_by_age = count(
    id="cla_by_age",
    title="Children looked after by age",
    question="How old are the children we look after?",
    why="Babies, schoolchildren and young people of 17 need different homes.",
    theme=THEME,
    counted=Counted.POSITIONS,
    source="methodology D1, D17",
    how_counted=(ON_THE_DAY, "Divided by age in whole years on the day, in five bands.", NO_SHORT_BREAKS),
    breakdowns=("age_band",),
)

cla_by_ethnicity = shares(
    id="cla_by_ethnicity",
    title="Children looked after by ethnic group",
    question="Which ethnic groups are the children we look after from?",
    why="Homes should reflect the children who need them, and a group that is in care too often is a question.",
    theme=THEME,
    counted=Counted.POSITIONS,
    source="methodology D1, D17",
    how_counted=(ON_THE_DAY, "The share of all of them that is in each ethnic group.", NO_SHORT_BREAKS),
    decided=(
        "The denominator of each group is all children looked after, so the total is always 100%.",
        "Refused or not known is a group of its own and stays in the total.",
    ),
    by="ethnic_group",
)

cla_male_pct = _share_of_all(
    "sex",
    id="cla_male_pct",
    title="Children looked after who are boys",
    question="What share of the children we look after are boys?",
    why="More boys than girls come into care in their teens, and some homes take only one.",
    those=row.sex == "male",
    source="methodology D1, D17",
    how_counted=(ON_THE_DAY, "Of them, children whose sex is recorded as male.", NO_SHORT_BREAKS),
    decided=(NOT_KNOWN_STAYS,),
)

cla_over10_pct = _share_of_all(
    "age_band",
    id="cla_over10_pct",
    title="Children looked after aged 10 and over",
    question="What share of the children we look after are 10 or over?",
    why="Foster homes for older children and teenagers are the hardest to find.",
    those=row.age >= 10,
    source="methodology D1; the list of measures",
    how_counted=(ON_THE_DAY, "Of them, children aged 10 or over on the day.", NO_SHORT_BREAKS),
    decided=(
        "Papers write 'over 10'; here it is from the tenth birthday, where the age band 10 to 15 begins.",
        NOT_KNOWN_STAYS,
    ),
)

cla_bme_pct = _share_of_all(
    "ethnic_group",
    id="cla_bme_pct",
    title="Children looked after from Black and minority ethnic groups",
    question="What share of the children we look after are from Black and minority ethnic groups?",
    why="It says which carers to look for, and is set beside the children of the area.",
    those=row.ethnic_group.isin(list(BLACK_OR_MINORITY_ETHNIC)),
    source="methodology D1, D17",
    how_counted=(
        ON_THE_DAY,
        "Of them, children in the ethnic groups mixed, Asian, Black or other.",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "White minorities (WIRI, WIRT, WROM, WOTH) are counted with the white group.",
        "Refused or not known stays in the total.",
    ),
)

cla_s20_pct = _share_of_all(
    "legal_status_group",
    id="cla_s20_pct",
    title="Children accommodated under section 20",
    question="What share of the children we look after are in care by agreement, without an order?",
    why="Agreement without an order should not drift on where a child needs the security of one.",
    those=row.ls == "V2",
    source="methodology D1; the list of measures",
    how_counted=(ON_THE_DAY, "Of them, children whose legal status on the day is V2.", NO_SHORT_BREAKS),
)

cla_uasc = count(
    id="cla_uasc",
    title="Unaccompanied asylum-seeking children looked after",
    question="How many of the children we look after came alone to seek asylum?",
    why="They are mostly older, and need homes that know their language, faith and what they went through.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=row.uasc == "uasc",
    source="methodology D1, D17",
    how_counted=(
        ON_THE_DAY,
        "Of them, children in the UASC table with no day on which they stopped being one, or a later one.",
        NO_SHORT_BREAKS,
    ),
    breakdowns=by_all_but("uasc"),
    tables=("episodes", "header", "uasc"),
)

MEASURES = (
    cla_by_age,
    cla_by_ethnicity,
    cla_male_pct,
    cla_over10_pct,
    cla_bme_pct,
    cla_s20_pct,
    cla_uasc,
)
