"""The made-up authority's strategies, written afresh in the shape of those that councils publish.

The strategy in force has six key areas, 22 actions and ten I statements; the one before it, which is still reported
on, has four challenges and eight measures. Days move with the last year of the returns. Nothing in them is real.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sufficiency.demo.challenges import CHALLENGES, REPORTED
from sufficiency.demo.planned_actions import (
    ACTIONS,
    BUYING,
    FOSTERING,
    LEAVING,
    PERMANENCE,
    RESIDENTIAL,
    STABILITY,
)
from sufficiency.documents.plan import (
    Evidence,
    Indicator,
    Milestone,
    Note,
    Plan,
    PlannedAction,
    Priority,
    Rated,
    Rating,
    Statement,
)

PRESENT = "0/06/30"  # the made-up day on which the plan is looked at
WRITER = "Made-up plan keeper"
TITLE, TITLE_BEFORE = "A home that fits", "Four challenges"

STATEMENTS = (
    "I feel safe where I live, by day and by night.",
    "I know why I am in care, what is planned for me and what comes next.",
    "I live near the people and the places that matter to me.",
    "I see my family when that is good for me, and somebody explains it when I cannot.",
    "I live with my brothers and sisters, or see them often.",
    "I stay in one home, unless a move is better for me.",
    "I am asked where I want to live before it is decided, and told what my answer changed.",
    "I keep well, and somebody helps me when I feel low.",
    "I get on at school and have things to look forward to.",
    "I learn to live on my own, and somebody is there for me after I have left.",
)

PRIORITIES = (
    (
        FOSTERING,
        "Children grow up best in families, and in families we know. We lose more carers than we find.",
        ("inhouse_foster_pct", "fostering_households", "friends_family_number"),
    ),
    (
        BUYING,
        "A third of our children live too far away to keep their school and their friends.",
        ("within_20_miles", "ifa_pct", "unit_cost_pvi"),
    ),
    (
        STABILITY,
        "Every move costs a child people, places and trust.",
        ("three_plus_placements_pct", "long_term_stability_pct", "health_assessment_pct"),
    ),
    (
        RESIDENTIAL,
        "Too many children are in children's homes because no family was found in time.",
        ("residential_number", "unit_cost_residential"),
    ),
    (
        PERMANENCE,
        "Whether back home, with relatives or with a new family: it should be decided early and last.",
        ("a1_days_3yr", "ceased_sgo_pct", "cla_reviews_in_time_pct"),
    ),
    (
        LEAVING,
        "At eighteen nobody's children are finished. Ours should not have to be.",
        ("cl_suitable_accommodation_pct", "staying_put_number", "cl_eet_pct"),
    ),
)

LEVERS = (
    "Buying together: five councils that buy as one have a say in what is offered and at what price.",
    "Paying for what helps: allowances and fees follow what a child needs, not where a bed is free.",
    "Our own houses and land: the council can open homes where children come from.",
    "Working as one with health, housing and schools: much of what breaks a home is not ours alone to mend.",
    "Listening: young people and carers write the specifications, visit the homes and judge the bids.",
)

SUCCESS = (
    "More than two in three children in foster care live with our own carers.",
    "Seven in ten children live within twenty miles of home, and those further away have a reason to.",
    "Fewer than one child in twelve has three homes or more in a year.",
    "No more than 38 children live in children's homes, four of them in our own.",
    "Most children agree with each of the ten statements, and we can say what we changed where they do not.",
)

VISION = (
    "Every child we look after has a home that fits: near enough to keep school, friends and family, with people who "
    "want them and know how to help, for as long as they need it."
)
DUTY = (
    "Section 22G of the Children Act 1989 asks us to see to it, as far as is reasonably practicable, that there are "
    "enough homes in our area for the children we look after who should live here. This strategy says what they "
    "need, what there is, and what we will do about the difference."
)


def plan(last_year: int) -> Plan:
    """The strategy in force, with its action plan."""
    return Plan(
        title=f"{TITLE}: sufficiency strategy {last_year - 1} to {last_year + 4}",
        on=day(PRESENT, last_year),
        starts=date(last_year - 1, 4, 1),
        ends=date(last_year + 4, 3, 31),
        vision=VISION,
        duty=DUTY,
        priorities=tuple(
            Priority(number, title, words, measures)
            for number, (title, words, measures) in enumerate(PRIORITIES, start=1)
        ),
        levers=LEVERS,
        success=SUCCESS,
        actions=_actions(ACTIONS, last_year),
        statements=tuple(Statement(number, words) for number, words in enumerate(STATEMENTS, start=1)),
    )


def plan_before(last_year: int) -> Plan:
    """The strategy before, reported on challenge by challenge and measure by measure."""
    return Plan(
        title=f"{TITLE_BEFORE}: sufficiency strategy {last_year - 4} to {last_year + 1}",
        on=day(PRESENT, last_year),
        starts=date(last_year - 4, 4, 1),
        ends=date(last_year + 1, 3, 31),
        vision="Children stay with their families where they can. Where they cannot, they live close by, in one home, and leave it ready.",
        duty=DUTY,
        priorities=tuple(
            Priority(number, title, words, measures)
            for number, (title, words, measures) in enumerate(CHALLENGES, start=1)
        ),
        actions=_actions(REPORTED, last_year),
        priorities_called="challenge",
    )


def day(text: str, last_year: int) -> date:
    """ "0/06/30": 30 June of the last year; "-1/…" the year before it, "+1/…" the year after."""
    years, month, number = text.split("/")
    return date(last_year + int(years), int(month), int(number))


def _actions(rows: Sequence[Mapping], last_year: int) -> tuple[PlannedAction, ...]:
    return tuple(_action(row, last_year) for row in rows)


def _action(row: Mapping, last_year: int) -> PlannedAction:
    def when(text: str) -> date | None:
        return day(text, last_year) if text else None

    return PlannedAction(
        number=row["number"],
        key_area=row["area"],
        focus=row["focus"],
        milestones=tuple(_milestone(one, last_year) for one in row["milestones"]),
        indicators=tuple(
            Indicator(words, measure, baseline, when(since), target, when(by))
            for words, measure, baseline, since, target, by in row["indicators"]
        ),
        lead=row["lead"],
        lead_account=row["account"],
        statements=row["statements"],
        financial_implication=row["money"],
        resources=row["resources"],
        risks=row["risks"],
        ratings=tuple(
            Rated(Rating(rating), when(on), reason, WRITER, Rating(proposed))
            for rating, on, reason, proposed in row["ratings"]
        ),
        notes=tuple(Note(when(on), words, WRITER) for on, words in row["notes"]),
        evidence=tuple(Evidence(when(on), words, WRITER, link) for on, words, link in row["evidence"]),
    )


def _milestone(row: Sequence[str], last_year: int) -> Milestone:
    words, due, done, *due_words = row
    return Milestone(
        words,
        day(due, last_year) if due else None,
        due_words[0] if due_words else "",
        day(done, last_year) if done else None,
    )
