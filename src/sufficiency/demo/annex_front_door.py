"""The lists of Annex A of children whom the returns do not know: contacts to child protection plans, and adopters."""

from datetime import date, timedelta
from random import Random

from sufficiency.demo import chance
from sufficiency.demo.chance import Mix
from sufficiency.vocabulary.working_days import after_working_days

YEAR = 366  # days of a stretch that reaches a little beyond twelve months
FIRST_NUMBER = 20_000_000  # no number of a child in the returns is as high

# In a year for each child looked after: contacts to plans in the proportions of Southend 2016/17 (5,050 contacts, 2,012
# assessments, 220 plans for 282 children looked after), made smaller so that the made-up workbook stays quick to read.
CONTACTS, EARLY_HELP, REFERRALS, ASSESSMENTS, ENQUIRIES, PLANS, IN_NEED = 3.0, 0.5, 1.5, 1.2, 0.5, 0.4, 0.8
ADOPTERS = 0.07

ETHNICITY = Mix(
    "a) White 58, b) Mixed 12, c) Asian or Asian British 7, d) Black or black British 16, "
    "e) Other ethnic group 4, f) Not stated 3"
)
SOURCE = Mix(
    "a) Individual 8, b) Schools 24, c) Education services 3, d) Health services 17, e) Housing 3, f) LA services 10, "
    "g) Police 28, h) Other legal agency 3, i) Other 3, k) Unknown 1"
)
NEED = Mix(
    "a) Abuse or neglect 58, b) Child's disability 9, d) Family in acute stress 11, e) Family dysfunction 18, "
    "h) Absent parenting 4"
)
ABUSE = Mix("a) Neglect 48, b) Physical Abuse 8, c) Sexual Abuse 4, d) Emotional Abuse 38, e) Multiple 2")
ORGANISATIONS = Mix("Early help 60, School 30, Health visiting 10")
REFERRED_AGAIN, ASSESSED_IN_TIME, CONFERENCE_IN_TIME, PLANNED_BEFORE = 0.19, 0.84, 0.86, 0.23
PLAN_LASTS = Mix("45 32, 135 25, 270 26, 500 14, 800 3")  # days, about

Rows = list[dict[str, object]]


class People:
    """Made-up children, numbered in order."""

    def __init__(self, rng: Random, day: date) -> None:
        self._rng, self._day, self._number = rng, day, FIRST_NUMBER

    def another(self) -> dict[str, object]:
        rng = self._rng
        self._number += 1
        born = self._day - timedelta(days=chance.between(rng, 30, 17 * 365))
        age = self._day.year - born.year - ((self._day.month, self._day.day) < (born.month, born.day))
        return {
            "child": str(self._number),
            "sex": "a) Male" if rng.random() < 0.51 else "b) Female",
            "ethnicity": ETHNICITY.draw(rng),
            "dob": born,
            "age": age,
            "disability": "Yes" if rng.random() < 0.06 else "No",
            "team": f"Assessment {self._number % 4 + 1}",
            "worker": f"Worker {self._number % 61 + 1}",
        }


def lists(seed: int, day: int, children_looked_after: int) -> dict[str, Rows]:
    """Lists 1 to 7 and 11, for an authority of that size."""
    rng = chance.source(seed, day)
    today = date.fromordinal(day)
    people = People(rng, today)
    size = children_looked_after

    def ago(most: int = YEAR) -> date:
        return today - timedelta(days=chance.between(rng, 0, most - 1))

    found: dict[str, Rows] = {
        "list_1": [
            people.another() | {"contact": ago(), "source": SOURCE.draw(rng)}
            for _ in range(round(CONTACTS * size))
        ],
        "list_2": [_early_help(rng, people, ago(), today) for _ in range(round(EARLY_HELP * size))],
        "list_3": [_referral(rng, people, ago()) for _ in range(round(REFERRALS * size))],
        "list_4": [_assessment(rng, people, ago(YEAR + 60), today) for _ in range(round(ASSESSMENTS * size))],
        "list_5": [_enquiry(rng, people, ago(), today) for _ in range(round(ENQUIRIES * size))],
    }
    found["list_7"] = [_plan(rng, people, today) for _ in range(round(PLANS * size * 2))]
    found["list_6"] = [_in_need(rng, people, ago(700), today) for _ in range(round(IN_NEED * size))]
    found["list_6"] += [_in_need_on_a_plan(rng, row) for row in found["list_7"] if row["ended"] is None]
    found["list_11"] = [
        row for family in range(max(6, round(ADOPTERS * size))) for row in _adopters(rng, family, today)
    ]
    return found


def _early_help(rng: Random, people: People, begun: date, today: date) -> dict[str, object]:
    completed = begun + timedelta(days=chance.about(rng, 28, 0.5))
    return people.another() | {
        "started": begun,
        "completed": completed if completed <= today else None,
        "organisation": ORGANISATIONS.draw(rng),
    }


def _referral(rng: Random, people: People, on: date) -> dict[str, object]:
    again = rng.random() < REFERRED_AGAIN
    return people.another() | {
        "referral": on,
        "source": SOURCE.draw(rng),
        "no_further_action": "Yes" if rng.random() < 0.07 else "No",
        "referrals_12m": 2 + (rng.random() < 0.2) if again else 1,
    }


def _assessment(rng: Random, people: People, begun: date, today: date) -> dict[str, object]:
    limit = after_working_days(begun, 45)
    if rng.random() < ASSESSED_IN_TIME:
        completed = begun + timedelta(days=chance.between(rng, 7, (limit - begun).days))
    else:
        completed = limit + timedelta(days=chance.about(rng, 14, 0.6))
    done = completed <= today
    return people.another() | {
        "started": begun,
        "seen": "Yes" if rng.random() < 0.96 else "No",
        "completed": completed if done else None,
        "support_needed": ("Yes" if rng.random() < 0.45 else "No") if done else None,
    }


def _enquiry(rng: Random, people: People, begun: date, today: date) -> dict[str, object]:
    held = None
    if rng.random() < 0.38:
        limit = after_working_days(begun, 15)
        if rng.random() < CONFERENCE_IN_TIME:
            held = begun + timedelta(days=chance.between(rng, 8, (limit - begun).days))
        else:
            held = limit + timedelta(days=chance.between(rng, 1, 12))
        held = held if held <= today else None
    return people.another() | {
        "strategy": begun,
        "conference_unnecessary": "No" if held else "Yes",
        "conference": held,
        "plan_made": ("Yes" if rng.random() < 0.86 else "No") if held else None,
        "enquiries_12m": 1,
        "conferences_12m": 1 if held else 0,
    }


def _plan(rng: Random, people: People, today: date) -> dict[str, object]:
    """A plan that is open on the day, or ended in the twelve months before it."""
    lasts = round(int(PLAN_LASTS.draw(rng)) * (0.8 + 0.4 * rng.random()))
    ended = None
    begun = today - timedelta(days=lasts)
    if rng.random() < 0.5:
        ended = today - timedelta(days=chance.between(rng, 0, YEAR - 1))
        begun = ended - timedelta(days=lasts)
    category = ABUSE.draw(rng)
    until = ended or today
    visited = max(begun, until - timedelta(days=chance.between(rng, 0, 24)))
    return people.another() | {
        "started": begun,
        "first_category": category,
        "category": category,
        "visit": visited,
        "seen_alone": "Yes" if rng.random() < 0.8 else "No",
        "review": until - timedelta(days=chance.between(rng, 1, 80)) if lasts > 100 else None,
        "ended": ended,
        "protected_6m": "Yes" if rng.random() < 0.03 else "No",
        "earlier_plans": 1 + (rng.random() < 0.2) if rng.random() < PLANNED_BEFORE else 0,
    }


def _in_need(rng: Random, people: People, begun: date, today: date) -> dict[str, object]:
    ended = begun + timedelta(days=chance.about(rng, 260, 0.8))
    closed = ended <= today
    return people.another() | {
        "started": begun,
        "need": NEED.draw(rng),
        "seen": min(ended, today) - timedelta(days=chance.between(rng, 1, 30)),
        "ended": ended if closed else None,
        "reason": "g) 'Other' incl. Child no longer in need" if closed else None,
        "status": "e) Closed episode" if closed else "c) Child in need plan",
    }


def _in_need_on_a_plan(rng: Random, plan: dict[str, object]) -> dict[str, object]:
    named = ("child", "sex", "ethnicity", "dob", "age", "disability", "team", "worker")
    return {name: plan[name] for name in named} | {
        "started": plan["started"],
        "need": NEED.draw(rng),
        "seen": plan["visit"],
        "status": "b) Child Protection plan",
    }


def _adopters(rng: Random, family: int, today: date) -> Rows:
    """One or two adopters of a family, as far along as the time since stage 1 lets them be."""
    begun = today - timedelta(days=chance.between(rng, 5, 700))
    second = begun + timedelta(days=chance.between(rng, 55, 75))
    approved = second + timedelta(days=chance.between(rng, 95, 125) + (rng.random() < 0.15) * 60)
    matched = approved + timedelta(days=chance.about(rng, 80, 0.8))
    placed = matched + timedelta(days=chance.between(rng, 12, 40))
    ordered = placed + timedelta(days=chance.between(rng, 120, 260))
    left = rng.random() < 0.06

    def by(day: date) -> date | None:
        return day if day <= today and not (left and day > second) else None

    steps = {
        "family": f"F{family + 1:03}",
        "ethnicity": ETHNICITY.draw(rng),
        "disability": "No",
        "fostering": "Yes" if rng.random() < 0.2 else "No",
        "enquiry": begun - timedelta(days=chance.between(rng, 10, 60)),
        "stage_1_started": begun,
        "stage_1_ended": by(second),
        "stage_2_started": by(second),
        "stage_2_ended": by(approved),
        "applied": by(second),
        "approved": by(approved),
        "matched": by(matched),
        "placed": by(placed),
        "children_placed": (1 + (rng.random() < 0.15)) if by(placed) else None,
        "adopted": by(ordered),
        "left": min(today, second + timedelta(days=20)) if left and second <= today else None,
        "left_reason": "a) Withdrew" if left and second <= today else None,
    }
    couple = rng.random() < 0.8
    return [
        steps | {"adopter": f"A{family + 1:03}{part}", "sex": sex}
        for part, sex in (("a", "b) Female"), ("b", "a) Male"))[: 1 + couple]
    ]
