"""The yearly returns of the made-up authority: each life told as its council would have known it at each 31 March."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from sufficiency.demo import (
    adoption,
    arrivals,
    care_leavers,
    chance,
    days,
    episodes,
    health,
    legal,
    liberty,
    lives,
    missing,
    previous_permanence,
    reviews,
    social_workers,
    stays,
)
from sufficiency.demo.episodes import Episode
from sufficiency.demo.homes import Homes
from sufficiency.demo.lives import Life, Period
from sufficiency.demo.placements import Placing
from sufficiency.returns.ssda903 import TABLES, Table

WARM_UP = (
    18  # years of lives before the first return, so that the number looked after is steady from the start
)
REGISTERED_FROM = 2024  # supported accommodation has an Ofsted number from this return on
TOLD_THOUGH_OPTIONAL = {"PL_LOCATION"}  # columns a file may leave out, and these returns do not
LAST_OC3_BIRTHDAY = 22  # nobody this old is in a return

Rows = Iterator[tuple[str, dict[str, str]]]


class Told:
    """One period of care in full: its episodes, and what happened during it."""

    def __init__(self, rng, homes: Homes, life: Life, period: Period, size: int, first: int, last: int):
        self.period = period
        self.before = previous_permanence.row(rng, life.born, period.start)
        self.reviews: list[tuple[int, str]] = []
        self.incidents: list[missing.Incident] = []
        self.workers: list[social_workers.Worker] = []
        self.liberty: list[liberty.Order] = []
        self.family_home = ""
        self.homes = homes
        if life.short_breaks:
            self.episodes = episodes.short_breaks(rng, life, period)
            return
        orders = legal.statuses(rng, life, period)
        placing = Placing(rng, homes, life, period, legal.care_order_day(orders))
        told = stays.with_changes(rng, homes, placing.stays(), period.end, orders)
        self.family_home = "" if life.uasc else placing.family_home
        self.episodes = episodes.cut(rng, life, period, told, orders)
        self.reviews = reviews.reviews(rng, life, period, first, last)
        self.incidents = missing.incidents(rng, life, period, self.episodes)
        if period.end >= days.first_of(TABLES["sw_episodes"].first_year):
            self.workers = social_workers.workers(rng, period, size)
        if last >= days.first_of(TABLES["dolo"].first_year):
            self.liberty = liberty.orders(rng, life, self.episodes)

    def starts_in(self, year: int) -> bool:
        first, last = days.first_of(year), days.last_of(year)
        return any(episode.rne == "S" and first <= episode.decom <= last for episode in self.episodes)

    def open_in(self, year: int) -> list[Episode]:
        if self.period.start > days.last_of(year) or self.period.end < days.first_of(year):
            return []
        return [episode for episode in self.episodes if episodes.is_open(episode, year)]


def write(folder: Path, seed: int, children_looked_after: int, years: Sequence[int]) -> None:
    """Write folder/<year>/<table>.csv for every year. Lives are told and written one at a time: memory stays small."""
    first, last = days.first_of(min(years)), days.last_of(max(years))
    homes = Homes(seed, children_looked_after)
    with ExitStack() as stack:
        files = {year: _open(stack, folder / str(year), year) for year in years}
        flow = arrivals.arrivals(seed, children_looked_after, first - round(WARM_UP * days.YEAR), last)
        for serial, day, group in flow:
            rng = chance.source(seed, 10 + serial)
            life = lives.begin(rng, serial, day, group)
            if days.birthday(life.born, LAST_OC3_BIRTHDAY) <= first or _left_young_before(life, first):
                continue
            told = [Told(rng, homes, life, each, children_looked_after, first, last) for each in life.periods]
            _write_life(rng, files, life, told)


def _left_young_before(life: Life, first: int) -> bool:
    """Whether no return has anything to say: care ended before the first year, and too young for a care leaver."""
    end = life.periods[-1].end
    return end < first and end <= days.birthday(life.born, 16)


def _open(stack: ExitStack, folder: Path, year: int) -> dict[str, tuple[TextIO, tuple[str, ...]]]:
    """The files of one year by table, each with its heading written and the columns its rows will have."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, table in TABLES.items():
        if table.first_year is None or table.first_year <= year:
            columns = columns_of(table)
            file = stack.enter_context((folder / table.file_hint).open("w", encoding="utf-8", newline="\n"))
            file.write(",".join(columns) + "\n")
            files[name] = (file, columns)
    return files


def columns_of(table: Table) -> tuple[str, ...]:
    """The columns of a table's file."""
    return tuple(
        column.name for column in table.columns if not column.optional or column.name in TOLD_THOUGH_OPTIONAL
    )


def _write_life(rng, files, life: Life, told: list[Told]) -> None:
    ends = [(each.period, each.episodes[-1].rec) for each in told]
    after = None
    if care_leavers.is_care_leaver(life, ends):
        after = care_leavers.AfterCare(rng, life, told[-1].period.end, ends[-1][1])
    last_year = days.collection_year(
        days.birthday(life.born, LAST_OC3_BIRTHDAY) if after else told[-1].period.end
    )
    for year in range(days.collection_year(told[0].period.start), last_year + 1):
        if year not in files:
            continue
        in_care = [(each, each.open_in(year)) for each in told]
        in_care = [(each, its) for each, its in in_care if its]
        oc3 = after.row(year) if after else None
        if not in_care and oc3 is None:
            continue
        person = {"CHILD": str(life.number), "DOB": days.written(life.born), "SEX": _sex(life, year)}
        for name, row in _rows(rng, life, year, in_care, oc3):
            if name in files[year]:
                file, columns = files[year][name]
                row |= person
                file.write(",".join([row.get(column, "") for column in columns]) + "\n")


def _sex(life: Life, year: int) -> str:
    """M and F from the collection year 2025, 1 and 2 before."""
    return ("M" if life.boy else "F") if year >= 2025 else ("1" if life.boy else "2")


def _rows(rng, life: Life, year: int, in_care: list[tuple[Told, list[Episode]]], oc3) -> Rows:
    """Every row of one person in one year's return, as (table, columns)."""
    last = days.last_of(year)
    yield "header", _header(life, last, looked_after=bool(in_care))
    if oc3:
        yield "oc3", oc3
    if begun := [told for told, _ in in_care if told.starts_in(year)]:
        yield "previous_permanence", dict(begun[-1].before)
    for told, its_episodes in in_care:
        for episode in its_episodes:
            yield "episodes", _episode(episode, told, year)
        if not life.short_breaks:
            yield from _during_care(rng, life, told, year)
    if life.uasc and in_care:
        left = in_care[-1][0].period.end
        yield "uasc", {"DUC": days.written(left if left <= last else life.eighteen)}


def _during_care(rng, life: Life, told: Told, year: int) -> Rows:
    first, last = days.first_of(year), days.last_of(year)
    period, plan = told.period, told.period.adoption
    for day, code in told.reviews:
        if first <= day <= last:
            yield "reviews", {"REVIEW": days.written(day), "REVIEW_CODE": code}
    for table, module, happenings in (
        ("missing", missing, told.incidents),
        ("sw_episodes", social_workers, told.workers),
        ("dolo", liberty, told.liberty),
    ):
        for happening in happenings:
            if row := module.row(happening, year):
                yield table, row
    if health.in_cohort(period.start, period.end, year):
        yield "oc2", health.row(rng, life, year)
    if plan and (row := adoption.decision_row(plan, year)):
        yield "placed_for_adoption", row
    if plan and plan.order and first <= plan.order <= last:
        yield "ad1", adoption.ad1_row(plan)


def _header(life: Life, last: int, looked_after: bool) -> dict[str, str]:
    school_age = days.birthday(life.born, 4) <= days.months_later(last, -7)
    row = {"ETHNIC": life.ethnic, "UPN": "UN2" if life.uasc else life.upn if school_age else "UN1"}
    if looked_after and not life.boy and not life.short_breaks:
        is_mother = life.child_born is not None and life.child_born <= last
        row |= {"MOTHER": "1", "MC_DOB": days.written(life.child_born)} if is_mother else {"MOTHER": "0"}
    return row


def _episode(episode: Episode, told: Told, year: int) -> dict[str, str]:
    """The episode as the return of the year has it: end blank while it lasts, placements in the codes of the year."""
    place, urn, rec, reason = episode.place, episode.urn, episode.rec, episode.reason
    closed = episode.dec <= days.last_of(year)
    if year >= 2025 and place == "H5":
        place = "K3"
    if place == "H5" and year < REGISTERED_FROM:
        urn = ""
    if year >= 2026 and place == "Z1":
        place = "Z11"
    if year <= 2018:
        rec = {"E45": "E43", "E46": "E43", "E47": "E44", "E48": "E44"}.get(rec, rec)
    return {
        "DECOM": days.written(episode.decom),
        "RNE": episode.rne,
        "LS": episode.ls,
        "CIN": told.period.need,
        "PLACE": place,
        "PLACE_PROVIDER": episode.provider,
        "DEC": days.written(episode.dec) if closed else "",
        "REC": rec if closed else "",
        "REASON_PLACE_CHANGE": reason if closed else "",
        "HOME_POST": told.family_home,
        "PL_POST": episode.pl_post,
        "URN": urn,
        "PL_LOCATION": told.homes.location(episode.pl_post),
    }
