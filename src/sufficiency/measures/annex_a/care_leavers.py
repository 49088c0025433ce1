"""Care leavers on the day of the workbook: how many there are, their pathway plans, contact, activity and homes."""

from sufficiency.history.annex_a import columns as things
from sufficiency.measures.annex_a.stretches import ANNEX_A, ONE_DAY, on_the_day
from sufficiency.measures.language import Measure, Unit, count, percent, row

THEME = "Care leavers"
BREAKDOWNS = ("sex", "ethnic_group")
ON_LIST = "Young people of list 9, each once."
AGED = "Of those relevant or former relevant, aged 19 to 21 on the day; where 'LA in Touch' says Exclude they are left out."

care_leavers_number = count(
    id="care_leavers_number",
    title="Care leavers supported",
    question="How many care leavers does the authority support on the day?",
    why="Each needs a home, a personal adviser and a plan.",
    theme=THEME,
    counted=ANNEX_A,
    unit=Unit.YOUNG_PEOPLE,
    of=on_the_day(things.CARE_LEAVER) & row.open_to_service,
    headline=True,
    source="Annex A list 9",
    how_counted=(ON_LIST, "Those whose eligibility is relevant or former relevant."),
    decided=(
        "Eligible children are still looked after, and qualifying young people have fewer rights: neither is counted.",
        ONE_DAY,
    ),
    breakdowns=BREAKDOWNS,
    tables=("list_9",),
    needs=("list_9.eligibility",),
)


def _share(
    id: str, title: str, question: str, why: str, told: tuple[str, ...], *, of, those, needs, decided=()
) -> Measure:
    return percent(
        id=id,
        title=title,
        question=question,
        why=why,
        theme=THEME,
        counted=ANNEX_A,
        of=on_the_day(things.CARE_LEAVER) & of,
        those=those,
        good="high",
        source="Annex A list 9",
        how_counted=(ON_LIST, *told),
        decided=(*decided, ONE_DAY),
        breakdowns=BREAKDOWNS,
        tables=("list_9",),
        needs=("list_9.eligibility", *needs),
    )


MEASURES = (
    care_leavers_number,
    _share(
        "pathway_plans_pct",
        "Pathway plans up to date",
        "How many of those who need a pathway plan had it reviewed in the last six months?",
        "The plan says where a young person is to live and how they will manage.",
        (
            "Of those relevant, former relevant or eligible, whose plan was reviewed in the six months before the day, or on it.",
        ),
        of=row.needs_plan,
        those=row.plan_reviewed_6m,
        needs=("list_9.pathway_review",),
        decided=("A blank date counts as not reviewed.",),
    ),
    _share(
        "annex_cl_in_touch_pct",
        "Care leavers 19 to 21 in touch, by Annex A",
        "With how many care leavers of 19 to 21 is the authority in touch?",
        "Help needs contact first.",
        (AGED, "Those marked 'In touch'."),
        of=row.asked_of,
        those=row.in_touch,
        needs=("list_9.in_touch",),
        decided=("Of the day of the workbook; the yearly figure is of the days around the birthday (D14).",),
    ),
    _share(
        "annex_cl_eet_pct",
        "Care leavers 19 to 21 in education, employment or training, by Annex A",
        "How many care leavers of 19 to 21 are in education, employment or training?",
        "It is the surest way to a life of one's own.",
        (AGED, "Those whose activity begins with F or P (full or part time)."),
        of=row.asked_of,
        those=row.learning_or_working,
        needs=("list_9.activity", "list_9.in_touch"),
        decided=("No information stays in the denominator, as in D14.",),
    ),
    _share(
        "annex_cl_suitable_pct",
        "Care leavers 19 to 21 in suitable homes, by Annex A",
        "How many care leavers of 19 to 21 live in a suitable home?",
        "Without a home little else goes well.",
        (
            AGED,
            "Of those, without the ones gone abroad, deported or of residence not known; those marked 'Suitable'.",
        ),
        of=row.home_counts,
        those=row.suitable,
        needs=("list_9.suitability", "list_9.accommodation"),
        decided=("No information stays in the denominator, as in D14.",),
    ),
)
