"""Young people after care: the OC3 row of each birthday from 17 to 21."""

from random import Random

from sufficiency.demo import days
from sufficiency.demo.chance import Mix
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.shape import SHAPE

LEAVE_AS_CARE_LEAVERS = {"E5", "E6", "E7", "E8", "E17", "E4A", "E4B", "E13", "E9", "E14"}
WEEKS_SINCE_14 = 13
NOT_IN_TOUCH = Mix("NO 55, REFU 20, NREQ 25")
STILL_SO = 0.6  # chance that a young person's activity or home is the same a year on

LEARNING = Mix("F1 9, F2 38, P2 6, F5 27, P5 9, F4 8, P1 1, P4 2")
NOT_LEARNING = Mix("G5 62, G4 25, G6 13")
SUITABLE = {
    "E17": Mix("Z1 62, U1 22, D1 12, B1 4"),
    "at home": Mix("B1 62, U1 22, D1 12, K1 4"),
    "other": Mix("D1 42, U1 36, E1 6, B1 6, T1 3, K1 4, C1 3"),
}
UNSUITABLE = Mix("S2 22, X2 38, V2 10, W2 10, D2 12, Y2 8")
ELSEWHERE = Mix("G1 45, R2 45, H2 10")  # abroad, not known, deported: not in the suitability figure
AWAY = 0.02
NOT_AT_18_FROM = 2024  # no row is asked of those who leave on the birthday itself from this year on
OLDER_CODES = {"F4": "F3", "F5": "F3", "P4": "P3", "P5": "P3"}  # until 2021
OLDER_CODES_UNTIL = 2021


def is_care_leaver(life: Life, ends: list[tuple[Period, str]]) -> bool:
    """Looked after for 13 weeks since 14, some of it after 16, and left to become a care leaver."""
    period, rec = ends[-1]
    since = days.birthday(life.born, 14)
    weeks = sum(max(0, each.end - max(each.start, since)) for each, _ in ends) / 7
    late_enough = period.end > days.birthday(life.born, 16)
    return late_enough and weeks >= WEEKS_SINCE_14 and rec in LEAVE_AS_CARE_LEAVERS and not life.short_breaks


class AfterCare:
    """One young person's years after care, told birthday by birthday so that each year follows from the last."""

    def __init__(self, rng: Random, life: Life, left: int, rec: str):
        self._rng, self._life, self._left, self._rec = rng, life, left, rec
        self._gone = "RHOM" if rec in ("E4A", "E4B") and left < life.eighteen and rng.random() < 0.6 else ""
        self._learns: str | None = None
        self._home: str | None = None

    def row(self, year: int) -> dict[str, str] | None:
        """The row of the collection year, None where no birthday of 17 to 21 after leaving falls in it."""
        age = days.age_on(self._life.born, days.last_of(year))
        birthday = days.birthday(self._life.born, age)
        if not 17 <= age <= 21 or birthday < max(days.first_of(year), self._left):
            return None
        if birthday == self._left and year >= NOT_AT_18_FROM:
            return None
        touch = self._in_touch(birthday)
        if touch != "YES":
            return {"IN_TOUCH": touch, "ACTIV": "0", "ACCOM": "0"}
        activity = self._activity(birthday)
        if year <= OLDER_CODES_UNTIL:
            activity = OLDER_CODES.get(activity, activity)
        return {"IN_TOUCH": touch, "ACTIV": activity, "ACCOM": self._accommodation(birthday, age)}

    def _in_touch(self, birthday: int) -> str:
        if not self._gone and self._rng.random() < 0.002:
            self._gone = "DIED"
        if self._gone:
            return self._gone
        if self._rng.random() < SHAPE["in_touch"].at(birthday):
            return "YES"
        return NOT_IN_TOUCH.draw(self._rng)

    def _activity(self, birthday: int) -> str:
        if self._learns is None or self._rng.random() >= STILL_SO:
            learns = self._rng.random() < SHAPE["eet"].at(birthday)
            self._learns = (LEARNING if learns else NOT_LEARNING).draw(self._rng)
        if self._learns == "G6" and self._life.boy:
            self._learns = "G5"
        return self._learns

    def _accommodation(self, birthday: int, age: int) -> str:
        if self._home is None or self._rng.random() >= STILL_SO:
            self._home = self._new_home(birthday)
        if age < 18 and self._home[0] in "ZT":
            self._home = "D1"  # not for those under 18
        return self._home

    def _new_home(self, birthday: int) -> str:
        if self._rng.random() < AWAY:
            return ELSEWHERE.draw(self._rng)
        if self._rng.random() >= SHAPE["suitable"].at(birthday):
            return UNSUITABLE.draw(self._rng)
        stayed = self._rec == "E17" and self._home in (None, "Z1")
        sort = "E17" if stayed else "at home" if self._rec in ("E4A", "E4B", "E13") else "other"
        return SUITABLE[sort].draw(self._rng)
