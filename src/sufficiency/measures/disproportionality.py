"""Disproportionality: an ethnic group's share of the children in care over its share of the children who live here.

An index of 1 is proportionate, 2 means twice as many as the group's share of local children. Children whose group is
not known are in neither share: they are told of beside. The interval is Wilson's of the share in care, divided by the
share of the population; the population is taken as known, because a census counts everybody and its error is small
beside that of some hundreds of children in care.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ibis import _

from sufficiency.history import History
from sufficiency.measures.disclosure import hidden_groups
from sufficiency.measures.intervals import wilson_interval
from sufficiency.vocabulary.authorities import UnknownAuthority, find, population
from sufficiency.vocabulary.groups import ETHNIC_GROUP

NOT_KNOWN = "unknown"
GROUPS = {group: title for group, title in ETHNIC_GROUP.groups.items() if group != NOT_KNOWN}
PER = 10_000
COLUMNS = ("group", "children", "source", "day")
MOST_CHILDREN = 20_000_000
LONGEST_SOURCE = 300
FAR_APART = (
    15  # per cent between two counts of the same children; a census and estimates years later are nearer
)


class PopulationRefused(ValueError):
    """A population that cannot be used; the text says what was found and what to give."""


@dataclass(frozen=True)
class Population:
    """Children aged 0 to 17 who live in the area, by ethnic group; where the numbers come from, and of which day."""

    children: Mapping[str, int]
    source: str
    day: date

    @property
    def total(self) -> int:
        """All children of the groups."""
        return sum(self.children.values())


@dataclass(frozen=True)
class GroupInCare:
    """One group. Shares are per cent; `index` and its interval are None where nobody of the group lives here, or
    nobody whose group is known is in care. Where it is `hidden` nothing is told of those in care."""

    group: str
    in_care: int | None
    population: int
    share_in_care: float | None
    share_of_population: float
    index: float | None
    low: float | None
    high: float | None
    rate: float | None
    hidden: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether chance alone hardly explains that the index is not 1."""
        return self.low is not None and self.high is not None and not self.low <= 1 <= self.high


@dataclass(frozen=True)
class Disproportionality:
    """Every group on a day, and the children whose group is not known (None where that number is hidden).

    `known` are the children the shares are of: those whose group is known, or everybody where `of_everybody`, because
    otherwise the shares would tell a hidden number of children whose group is not known.
    """

    as_at: date
    groups: tuple[GroupInCare, ...]
    not_known: int | None
    population: Population
    known: int
    of_everybody: bool = False

    @property
    def hides(self) -> bool:
        return self.not_known is None or any(group.hidden for group in self.groups)


def disproportionality(history: History, as_at: date, population: Population) -> Disproportionality:
    """The children looked after on the day (as `cla_number` counts them) against the children who live here."""
    on_day = history.positions([as_at]).filter(_.as_at == as_at)
    counts = history.engine.result(on_day.group_by("ethnic_group").agg(children=_.count())).to_pylist()
    in_care = {row["ethnic_group"]: row["children"] for row in counts}
    return compared(as_at, in_care, population)


def compared(as_at: date, in_care: Mapping[str, int], population: Population) -> Disproportionality:
    """The same from children counted already, by group; a group that is not there has none."""
    known = sum(in_care.get(group, 0) for group in GROUPS)
    groups = tuple(_group(group, in_care.get(group, 0), known, population) for group in GROUPS)
    return Disproportionality(as_at, groups, in_care.get(NOT_KNOWN, 0), population, known)


def in_public(found: Disproportionality, hidden_before: Collection[str] = ()) -> Disproportionality:
    """The same as it may leave for everybody: small numbers hidden, and others beside them by the rule of every
    breakdown (`disclosure.hidden_groups`), with whatever would lead back to them: shares, indices and rates.

    `hidden_before`: groups that were hidden in an earlier publication of the same numbers."""
    counts = [*(group.in_care or 0 for group in found.groups), found.not_known or 0]
    names = [*(group.group for group in found.groups), NOT_KNOWN]
    hidden = hidden_groups(counts) | {names.index(group) for group in hidden_before}
    if not hidden:
        return found
    of_everybody = len(found.groups) in hidden
    known = sum(counts) if of_everybody else found.known
    shown = (_group(one.group, one.in_care or 0, known, found.population) for one in found.groups)
    groups = tuple(_without_numbers(one) if place in hidden else one for place, one in enumerate(shown))
    return replace(
        found,
        groups=groups,
        not_known=None if of_everybody else found.not_known,
        known=known,
        of_everybody=of_everybody,
    )


def _without_numbers(group: GroupInCare) -> GroupInCare:
    return replace(
        group, in_care=None, share_in_care=None, index=None, low=None, high=None, rate=None, hidden=True
    )


def _group(group: str, in_care: int, known: int, population: Population) -> GroupInCare:
    living = population.children[group]
    of_all = living / population.total
    interval = wilson_interval(in_care, known)
    index = low = high = None
    if living and interval:
        index = in_care / known / of_all
        low, high = (end / 100 / of_all for end in interval)
    return GroupInCare(
        group=group,
        in_care=in_care,
        population=living,
        share_in_care=100 * in_care / known if known else None,
        share_of_population=100 * of_all,
        index=index,
        low=low,
        high=high,
        rate=PER * in_care / living if living else None,
    )


def population_of(text: str) -> Population:
    """The population of a CSV with the columns group, children, source and day, a row for each of the five groups.

    Raises PopulationRefused.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as problem:
        raise PopulationRefused(f"The file is not a CSV ({problem}). Its first line is {','.join(COLUMNS)}.") from problem  # fmt: skip
    return population_of_lines(lines)


def population_of_lines(lines: Iterable[tuple[int, Sequence[str]]]) -> Population:
    """The same from (number, cells) of each line that says anything, headings first. Raises PopulationRefused."""
    heading, *below = list(lines) or [(1, ())]
    names = tuple(name.strip() for name in heading[1])
    if set(names) != set(COLUMNS) or len(names) != len(COLUMNS):
        raise PopulationRefused(
            f"The first line of the file is {_quoted(','.join(names))}; it should be {','.join(COLUMNS)}."
        )
    rows: list[dict[str, str]] = []
    children: dict[str, int] = {}
    for line, cells in below:
        if len(cells) != len(names):
            raise PopulationRefused(f"Line {line} has not four cells. Give {', '.join(COLUMNS)}.")
        row = dict(zip(names, cells, strict=True))
        group = row["group"].strip()
        if group not in GROUPS or group in children:
            wrong = "there twice" if group in children else "no group"
            raise PopulationRefused(
                f"Line {line}: {_quoted(group)} is {wrong}. Give {', '.join(GROUPS)}, one row each."
            )
        children[group] = _whole(row["children"], line)
        rows.append(row)
    if missing := [group for group in GROUPS if group not in children]:
        raise PopulationRefused(f"There is no row for {', '.join(missing)}. Give one row for each group; 0 is a number.")  # fmt: skip
    if not sum(children.values()):
        raise PopulationRefused(
            "No group has any children. Give the number of children who live in the area."
        )
    return Population(children, _one(rows, "source"), _day(_one(rows, "day")))


def beside_estimate(living: Population, authority: str | None) -> str:
    """How many children the groups come to, beside the mid-year estimate of that day for the authority, in a sentence.

    The estimate is of everybody aged 0 to 17: a table of other ages, or of another area, is seen here.
    """
    told = f"The groups come to {living.total:,} children"
    try:
        found = population(find(authority), living.day) if authority else None
    except UnknownAuthority:
        found = None
    if found is None:
        return f"{told}."
    year, residents = found
    apart = 100 * (living.total - residents) / residents
    told += f"; the estimate for the middle of {year} is {residents:,}"
    if abs(apart) < 0.5:
        return f"{told}, the same within half a per cent."
    more = "more" if apart > 0 else "fewer"
    sentence = f"{told}, so they are {abs(apart):.0f}% {more}."
    return f"{sentence} Check that they are children aged 0 to 17 of this area." if abs(apart) >= FAR_APART else sentence  # fmt: skip


def _whole(text: str, line: int) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 8 and int(plain) <= MOST_CHILDREN):
        raise PopulationRefused(
            f"Line {line}: {_quoted(text)} is no number of children. Give a whole number in figures, as 12345, "
            f"up to {MOST_CHILDREN}."
        )
    return int(plain)


def _one(rows: list[dict[str, str]], column: str) -> str:
    """What every row says in the column: shares of two sources, or of two days, are not comparable."""
    said = {row[column].strip() for row in rows}
    if len(said) != 1 or not (text := said.pop()) or len(text) > LONGEST_SOURCE:
        raise PopulationRefused(
            f"The rows do not all have one {column}, of up to {LONGEST_SOURCE} letters. "
            f"Give the same {column} on every row."
        )
    return text


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if len(text) == len("2021-03-21") else None
    except ValueError:
        day = None
    if day is None:
        raise PopulationRefused(f"{_quoted(text)} is not a day. Write it as 2021-03-21.")
    return day


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain[:60]}…”" if len(plain) > 60 else f"“{plain}”"


def in_a_sentence(group: GroupInCare) -> str:
    """What an index says in words, with how sure one may be."""
    title = GROUPS[group.group]
    if group.hidden:
        return f"{title}: not shown, because the number is so small that it could point to a child."
    if group.index is None or group.low is None or group.high is None:
        return f"{title}: no index, because nobody to compare was counted."
    told = f"{title}: {group.index:.2f} times their share of local children ({group.low:.2f} to {group.high:.2f})"
    if not group.is_clear:
        return f"{told}; no clear difference from proportionate."
    return f"{told}; {'over' if group.low > 1 else 'under'}-represented."


def in_short(found: Disproportionality) -> str:
    """The answer in one or two sentences: which groups are there more, and which less, than their share."""
    clear = [group for group in found.groups if group.is_clear]
    told = []
    for word, groups in (
        ("more", [group for group in clear if group.low > 1]),
        ("less", [group for group in clear if group.low <= 1]),
    ):
        if groups:
            ordered = sorted(groups, key=lambda group: group.index, reverse=word == "more")
            each = [f"{GROUPS[group.group]} ({_times(group.index)})" for group in ordered]
            told.append(f"{word} than their share of local children: {_listed(each)}")
    if told:
        answer = "; ".join(told) + "."
        return answer[:1].upper() + answer[1:]
    if any(group.index is not None for group in found.groups):
        return "No group differs clearly from its share of local children."
    return "Nothing can be compared: nobody whose group is shown was counted."


def _times(index: float) -> str:
    return f"{index:.1f} times" if index >= 0.05 else "none"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
