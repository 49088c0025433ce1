"""Where a child lives through one period of care: each stay in a home, and the shorter absences from it."""

from dataclasses import dataclass
from random import Random

from sufficiency.demo import chance, days
from sufficiency.demo.chance import Mix
from sufficiency.demo.homes import Home, Homes
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.shape import SHAPE

# Kinds of home by age. "foster" becomes relatives, own or agency by the shape's dated shares.
FIRST = {
    "0": Mix("foster 91, mother and baby 3, hospital 2, parents 4"),
    "1-4": Mix("foster 95, parents 4, mother and baby 1"),
    "5-9": Mix("foster 95, parents 3, children's home 1.5, school 0.5"),
    "10-15": Mix("foster 73, children's home 22, parents 3, school 1.3, secure 0.7"),
    "16-17": Mix("foster 51, supported 33, children's home 9, independent 5, care home 1, elsewhere 1"),
    "uasc": Mix("foster 38, supported 59, children's home 1, elsewhere 2"),
}
NEXT = {
    "0": Mix("foster 97, parents 2, hospital 1"),
    "1-4": Mix("foster 97, parents 3"),
    "5-9": Mix("foster 89, children's home 7, parents 3, school 1"),
    "10-15": Mix("foster 56, children's home 39, parents 2.5, school 1.5, care home 0.4, secure 0.6"),
    "16-17": Mix("foster 35, supported 42, children's home 14, independent 6, care home 2, elsewhere 1"),
    "uasc": Mix("foster 25, supported 73, children's home 1, independent 1"),
}
REMAND = Mix("custody 45, foster 25, children's home 20, secure 10")

# Mean days in a home where the child is settled and where not: set by trial (long-term stability 58% to 71%, 10% to 16%
# with three or more placements in a year; Southwark 2017, 2018, 2021).
FIRST_HOME = 75  # a first home found in a hurry
FIRST_HOME_LASTS = 0.42  # share of first homes that were the right one
SETTLED = {"foster": 3400, "children's home": 950, "supported": 900, "parents": 700, "other": 450}
UNSETTLED = {"foster": 170, "children's home": 240, "supported": 230, "parents": 200, "other": 130}
TEENAGERS_SOONER = 0.75  # settled foster homes last this much of the time from 12 on

REASONS = Mix("CARPL 50, CREQB 17, CREQO 10, CHILD 9, LAREQ 6, ALLEG 2, STAND 2, CLOSE 2, OTHER 2")
# Unregulated homes (P2) could not be used after 28 October 2023; the last moves there are two years earlier.
UNREGULATED_UNTIL = days.of("2021-10-28")
MOVES_ON = 0.25  # share of those growing up in care who move to supported accommodation at 16 or 17


@dataclass(slots=True)
class Stay:
    """A stay in a home from `start` until the next one starts.

    `change` is S for the first, P when the carers change, T when the place changes but not the carers. `reason` is the
    REASON_PLACE_CHANGE of the move into it, '' where none is asked.
    """

    start: int
    kind: str
    place: str
    home: Home
    change: str
    reason: str

    @property
    def temporary(self) -> bool:
        return self.place[0] == "T"


class Placing:
    """Finds homes for one child through one period of care."""

    def __init__(self, rng: Random, homes: Homes, life: Life, period: Period, care_order: int | None):
        self.rng, self.homes, self.life, self.period = rng, homes, life, period
        self.care_order = care_order
        self.family_home = homes.family_home(rng)
        self._home: Home | None = None
        grows_up = period.outcome == "grows up" and not life.uasc
        self.moves_on = None
        if grows_up and rng.random() < MOVES_ON:
            self.moves_on = days.birthday(life.born, 16) + chance.between(rng, 90, 600)

    def stays(self) -> list[Stay]:
        """The homes of the whole period, in order."""
        plan = self.period.adoption
        if plan and plan.order:
            return self._to_adopters()
        if self.period.outcome == "guardian" and self.rng.random() < 0.6:
            return self._to_relatives()
        if self.period.outcome == "home" and self.care_order and self.period.end - self.period.start > 300:
            return self._home_on_an_order()
        return self._walk(self.period.start, self.period.end)

    def _to_adopters(self) -> list[Stay]:
        plan = self.period.adoption
        if plan.way == "early permanence":
            stays = self._walk(self.period.start, plan.early) if plan.early > self.period.start else []
            carers = self._stay(plan.early, "early permanence", first=not stays)
            moved = Stay(plan.placed, "adopters", plan.place, carers.home, "T", "PLACE")
            return [*stays, carers, moved]
        stays = self._walk(self.period.start, plan.placed, calm=True)
        if plan.way == "foster carers":
            carers = self._last_foster(stays, plan.placed)
            return [*stays, Stay(plan.placed, "adopters", plan.place, carers, "T", "PLACE")]
        placed = self._stay(plan.placed, "adopters", first=False, reason="CARPL")
        placed.place = plan.place
        return [*stays, placed]

    def _last_foster(self, stays: list[Stay], day: int) -> Home:
        """The foster carers who will adopt; the child moves to some first where the last home was not a foster home."""
        if stays[-1].place[0] != "U":
            before = max(stays[-1].start + 1, day - 240)
            stays.append(self._stay(before, "own foster", first=False))
        return stays[-1].home

    def _to_relatives(self) -> list[Stay]:
        """Guardians who are the relatives the child already lives with."""
        days_in_care = self.period.end - self.period.start
        day = self.period.start + int(days_in_care * self.rng.choice((0, 0, 0.1, 0.25, 0.5)))
        if day == self.period.start:
            return [self._stay(day, "relatives", first=True)]
        return [
            *self._walk(self.period.start, day),
            self._stay(day, "relatives", first=False, reason="CARPL"),
        ]

    def _home_on_an_order(self) -> list[Stay]:
        """Home to parents while the order still stands, then out of care."""
        day = max(self.care_order + 1, self.period.end - chance.between(self.rng, 80, 250))
        if day > self.period.end - 30 or self.rng.random() < 0.35:
            return self._walk(self.period.start, self.period.end)
        stays = self._walk(self.period.start, day)
        if stays[-1].kind == "parents":
            return stays
        return [*stays, self._stay(day, "parents", first=False, reason="CARPL")]

    def _walk(self, start: int, end: int, calm: bool = False) -> list[Stay]:
        """Homes from `start` until `end`, one after another."""
        stays = [self._stay(start, self._first_kind(start), first=True)]
        while True:
            day, kind = self._next(stays, calm)
            if day > end - 4:
                return stays
            stays.append(self._stay(day, kind, first=False))

    def _next(self, stays: list[Stay], calm: bool) -> tuple[int, str]:
        """When the last stay would end by itself, and the kind of home that would follow."""
        stay = stays[-1]
        mean, pace = self._mean_days(stay, len(stays) == 1, calm)
        day = SHAPE[pace].when(stay.start, self.rng.expovariate(1 / mean) + 1)
        if self.moves_on and stay.start < self.moves_on < day:
            day, self.moves_on = self.moves_on, None
            return day, "supported" if stay.kind != "relatives" else "own foster"
        return day, self._next_kind(day, stay.kind)

    def _mean_days(self, stay: Stay, first: bool, calm: bool) -> tuple[float, str]:
        """How long the stay would last on average, and the number of the shape that hastens it."""
        if first and self.rng.random() > FIRST_HOME_LASTS and stay.kind != "relatives":
            return FIRST_HOME, "moves"
        sort = stay.kind if stay.kind in SETTLED else "foster" if stay.place[0] == "U" else "other"
        if self.life.unsettled and not calm:
            return UNSETTLED[sort], "moves"
        teenager = days.age_on(self.life.born, stay.start) >= 12 and sort == "foster"
        return SETTLED[sort] * (TEENAGERS_SOONER if teenager else 1), "settled_moves"

    def _group(self, day: int) -> str:
        if self.life.uasc and days.age_on(self.life.born, day) >= 16:
            return "uasc"
        age = days.age_on(self.life.born, day)
        return (
            "0" if age < 1 else "1-4" if age < 5 else "5-9" if age < 10 else "10-15" if age < 16 else "16-17"
        )

    def _first_kind(self, day: int) -> str:
        if self.period.outcome == "remand":
            return self._allowed(REMAND.draw(self.rng), day)
        return self._allowed(FIRST[self._group(day)].draw(self.rng), day)

    def _next_kind(self, day: int, now: str) -> str:
        group = self._group(day)
        if now in ("children's home", "supported", "school") and self.rng.random() < 0.45:
            kind = now
        else:
            kind = NEXT[group].draw(self.rng)
        if kind == "parents" and now == "parents":
            kind = "foster"
        return self._allowed(kind, day)

    def _allowed(self, kind: str, day: int) -> str:
        """The kind as law and dates allow: with parents only under a care order; foster homes by their dated shares."""
        if kind == "parents" and not (self.care_order and self.care_order <= day):
            kind = "foster"
        if kind == "children's home":
            if self.rng.random() > SHAPE["residential"].at(day):
                kind = "foster"
            elif self.rng.random() < 0.06:
                return "own children's home"
        if kind == "independent" and day >= UNREGULATED_UNTIL:
            return "supported"
        if kind != "foster":
            return kind
        if not self.life.uasc and self.rng.random() < SHAPE["kinship"].at(day):
            return "relatives"
        roll = self.rng.random()
        return (
            "agency foster"
            if roll < SHAPE["ifa"].at(day)
            else "other foster"
            if roll > 0.985
            else "own foster"
        )

    def _stay(self, day: int, kind: str, first: bool, reason: str | None = None) -> Stay:
        home = self._home = self.homes.find(self.rng, kind, day, self.family_home, self._home)
        change = "S" if first else "P"
        return Stay(day, kind, home.place, home, change, "" if first else reason or REASONS.draw(self.rng))
