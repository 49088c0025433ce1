"""A period of care cut into the episodes of the return: a new one whenever the legal status or the home changes."""

from dataclasses import dataclass
from random import Random

from sufficiency.demo import days
from sufficiency.demo.chance import Mix
from sufficiency.demo.legal import Changes
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.placements import Stay

AT_EIGHTEEN = {
    "foster": Mix("E17 52, E5 18, E6 11, E4A 8, E8 7, E7 4"),
    "supported": Mix("E5 58, E6 22, E8 11, E4A 5, E7 4"),
    "residential": Mix("E5 50, E7 20, E6 9, E4A 11, E8 10"),
    "parents": Mix("E4A 72, E8 28"),
    "uasc": Mix("E5 66, E6 22, E8 12"),
}
OTHER_ENDS = {
    "home": Mix("E4A 77, E4B 23"),
    "arrangements": Mix("E41 1"),
    "person": Mix("E13 1"),
    "remand": Mix("E14 74, E9 26"),
    "other": Mix("E8 68, E3 20, E16 9, E2 3"),
    "independent": Mix("E5 65, E6 35"),
    "absconds": Mix("E8 1"),
    "transfer": Mix("E3 1"),
    "age": Mix("E15 1"),
    "adopted": Mix("E12 72, E11 28"),
}
GUARDIANS = Mix("E46 30, E47 60, E48 10")  # where the guardians were not the relatives who fostered


@dataclass(slots=True)
class Episode:
    """One episode as it is in the end; a return written while it was open leaves the last three blank."""

    decom: int
    rne: str
    ls: str
    place: str
    provider: str
    pl_post: str
    urn: str
    dec: int
    rec: str
    reason: str


def cut(rng: Random, life: Life, period: Period, stays: list[Stay], statuses: Changes) -> list[Episode]:
    """The episodes of the period in order: each ends with X1 on the day the next begins, the last with why care ended."""
    homes = {stay.start: stay for stay in stays}
    orders = dict(statuses)
    starts = sorted(homes.keys() | orders.keys())
    episodes: list[Episode] = []
    stay, status = homes[period.start], orders[period.start]
    for start, end in zip(starts, [*starts[1:], period.end], strict=True):
        before = stay
        stay, status = homes.get(start, stay), orders.get(start, status)
        if episodes:
            asked = start in homes and not (before.temporary or stay.temporary)
            episodes[-1].reason = stay.reason if asked else ""
        home = stay.home
        rne = _reason_for_new(stay.change if start in homes else "", start in orders)
        episodes.append(
            Episode(start, rne, status, stay.place, home.provider, home.postcode, home.urn, end, "X1", "")
        )
    episodes[-1].rec = _reason_care_ended(rng, life, period, stays[-1])
    return episodes


def _reason_for_new(change: str, order: bool) -> str:
    """RNE: what changed, the home (and the carers), the legal status, or both."""
    if change == "S":
        return "S"
    if not order:
        return change
    return {"": "L", "P": "B", "T": "U"}[change]


def _reason_care_ended(rng: Random, life: Life, period: Period, last: Stay) -> str:
    if period.outcome == "grows up":
        sort = {"U": "foster", "K": "residential", "R": "residential", "S": "residential", "P": "supported"}
        kind = "parents" if last.place == "P1" else sort.get(last.place[0], "supported")
        return AT_EIGHTEEN["uasc" if life.uasc and kind == "supported" else kind].draw(rng)
    if period.outcome == "guardian":
        if last.kind == "relatives":
            return "E45"
        rec = GUARDIANS.draw(rng)
        return "E47" if rec == "E46" and last.place[0] != "U" else rec
    return OTHER_ENDS[period.outcome].draw(rng)


def short_breaks(rng: Random, life: Life, period: Period) -> list[Episode]:
    """Either one agreement for the whole time (V4), or single breaks of some days every few weeks (V3)."""
    if life.serial % 2:
        return [Episode(period.start, "S", "V4", "U6", "PR1", "", "", period.end, "E4A", "")]
    episodes = []
    day = period.start
    while day < period.end - 10:
        end = day + int(2 + rng.random() * 4)
        episodes.append(Episode(day, "S", "V3", "U6", "PR1", "", "", end, "E4A", ""))
        day = end + int(40 + rng.random() * 40)
    return episodes


def is_open(episode: Episode, year: int) -> bool:
    """Whether the return of the collection year holds the episode: begun by its end, not ended before its first day."""
    return episode.decom <= days.last_of(year) and episode.dec >= days.first_of(year)
