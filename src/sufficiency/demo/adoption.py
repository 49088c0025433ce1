"""The way to adoption: decision, placement order, match, moving in, order; and plans that are given up."""

from dataclasses import dataclass
from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix
from sufficiency.demo.shape import SHAPE

# Most go to adopters they have not lived with. Early permanence: 5 of 14 in 2020-21, 3 of 20 in 2016-17 (Southwark 2021
# and 2017); foster carers adopt a few; parents agree to few (4 relinquished babies in three years, Southwark 2017).
WAYS = Mix("new adopters 76, early permanence 14, foster carers 7, with consent 3")
ADOPTERS = Mix("MF L11 58, MF L3 14, F1 L0 11, M1 L0 1, MM L12 6, FF L12 5, FF L2 3, MM L4 2")
GIVEN_UP = Mix("RD1 35, RD2 5, RD3 40, RD4 20")


@dataclass(slots=True)
class Adoption:
    """The days of one journey; `order` is the adoption order. A plan given up has `given_up` and no days after it.

    `early` is the day a child moves to carers who may adopt, for early permanence. `broke_down` is the end of a first
    adoptive placement that failed.
    """

    way: str
    decision: int
    placement_order: int | None
    match: int | None = None
    placed: int | None = None
    order: int | None = None
    early: int | None = None
    given_up: int | None = None
    reason_given_up: str = ""
    adopters: str = ""

    @property
    def place(self) -> str:
        """The PLACE code of the adoptive placement."""
        same_carers = self.way in ("early permanence", "foster carers")
        if self.placement_order is None:
            return "A3" if same_carers else "A4"
        return "A5" if same_carers else "A6"


def journey(rng: Random, born: int, start: int, adopted: bool) -> Adoption:
    """The journey of a child who starts on `start`, to an adoption order or to the day the plan is given up."""
    way = WAYS.draw(rng) if adopted else "new adopters"
    waiting = SHAPE["adoption_wait"].at(start)
    if way == "with consent":
        agreed = start + 60 + chance.about(rng, 40, 0.4)
        plan = Adoption(way, decision=agreed, placement_order=None)
    else:
        agreed = start + chance.about(rng, SHAPE["proceedings"].at(start), 0.35) + 60
        plan = Adoption(way, decision=agreed - chance.between(rng, 7, 35), placement_order=agreed)
    if not adopted:
        plan.given_up = agreed + chance.about(rng, 420, 0.4)
        plan.reason_given_up = GIVEN_UP.draw(rng)
        if plan.reason_given_up == "RD2":  # the court made no order, so there is nothing to undo
            plan.placement_order = None
            plan.given_up = plan.decision + chance.between(rng, 20, 60)
        return plan
    _to_the_order(rng, plan, born, start, agreed, waiting)
    return plan


def _to_the_order(rng: Random, plan: Adoption, born: int, start: int, agreed: int, waiting: float) -> None:
    plan.adopters = ADOPTERS.draw(rng)
    wait = {"early permanence": 30, "with consent": 25, "foster carers": 180}.get(plan.way, 130 * waiting)
    if days.age_on(born, agreed) >= 4:
        wait *= 1.6
    plan.match = agreed + chance.about(rng, wait, 0.8)
    plan.placed = plan.match + chance.between(rng, 12, 40)
    plan.order = plan.placed + 75 + chance.about(rng, 140, 0.5)
    if plan.way == "early permanence":
        plan.early = start + chance.between(rng, 0, 40) if rng.random() < 0.7 else start


def ad1_row(plan: Adoption) -> dict[str, str]:
    """The AD1 row of the year of the adoption order."""
    sex, legal_status = plan.adopters.split()
    return {
        "DATE_INT": days.written(plan.decision),
        "DATE_MATCH": days.written(plan.match),
        "FOSTER_CARE": "1" if plan.place in ("A3", "A5") else "0",
        "NB_ADOPTR": "1" if legal_status == "L0" else "2",
        "SEX_ADOPTR": sex,
        "LS_ADOPTR": legal_status,
    }


def decision_row(plan: Adoption, year: int) -> dict[str, str] | None:
    """The row of a decision in force at some time in the collection year, as known at its end; None when it was not."""
    if plan.decision > days.last_of(year) or (
        plan.given_up is not None and plan.given_up < days.first_of(year)
    ):
        return None
    row = {"DATE_PLACED": days.written(plan.decision)}
    if plan.given_up is not None and plan.given_up <= days.last_of(year):
        row |= {
            "DATE_PLACED_CEASED": days.written(plan.given_up),
            "REASON_PLACED_CEASED": plan.reason_given_up,
        }
    return row
