"""Figures as they may leave the authority: what is hidden follows from all that may be asked for, not from one answer.

**Who is kept from what.** A reader has everything that is given in public of an edition: every measure, on every day, by
every breakdown, two at a time, and of some groups only. The reader knows the definitions, so knows which counts are the
same, parts of each other or add up (`measures.linked`), and knows this rule. Such a reader must not be able to reckon a
count of 1 to 5 that is hidden, nor one that stands between two figures (98 of 100).

**How.** For each day it is decided once, over all measures: first for totals, then, with those settled, for groups
(`measures.hiding`), then for each two-way table beside the groups settled. So two answers that are each asked for alone
never differ in what they hide. What is left follows from figures decided so:

- A figure of some groups only is given where it is a sum of figures that are given: it tells nothing new.
- A change since the year before is given where both numbers are given; of the number then, its own day decides.
- Those who started and ceased are set against those in care now and a year before: of everybody, by sex and by ethnic
  group. Where nobody started in a year, or nobody ceased, neither is given: the other would be the difference of both
  numbers, group by group. Of a group whose number a year before is hidden neither is given; where that of everybody is,
  of no group; nor of any group of a breakdown where nobody did in those hidden then, and one of them is shown now.
- An average over three years is of everybody only, and given where in none of the three years 1 to 5 children make
  its count: it less two years would be the third.

**Not covered.** A cell of a two-way table that single breakdowns give away before there is any (all unaccompanied
children are girls, so of the girls in homes as many are not): the table hides it, and can do no more. The difference of
one rolling year and the next month's is what a month brought less what the month a year before did; neither is given,
and only where a whole year had none does the difference tell of a month. A year in which all of one sex or ethnic
group left and nobody else did: that as many ceased tells how many there were. Two sources that count the same and
disagree (a workbook and the return). What somebody knows besides: a reader who knows one of the children can always tell
a little more of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import pyarrow as pa

from sufficiency.history import History
from sufficiency.measures.asked import breakdowns_asked, only_asked
from sufficiency.measures.calculate import calculate
from sufficiency.measures.crossed import BETWEEN, Only, in_order, parts_of
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.disclosure import Style, disclosed, hidden_figures, points_to_children
from sufficiency.measures.earlier import Before, Publication, before_now
from sufficiency.measures.hiding import Figure, Pair, hidden_among
from sufficiency.measures.language import Measure
from sufficiency.measures.linked import CEASED, FOR_LIFE, STARTED, STOCK, counts_told, links
from sufficiency.measures.starts_and_ends import moved_one_way, tells_who_moved
from sufficiency.vocabulary.groups import BREAKDOWNS
from sufficiency.vocabulary.months import years_before

Told = Mapping[Figure, Pair]
# The averages over three years, and what tells how many children a single one of the years had.
A_YEAR_OF = {
    "a1_days_3yr": ("adoptions", "a1_days_1yr"),
    "a2_days_3yr": ("adoptions", "a2_days_excl_outliers"),
    "a10_days_3yr": ("adoptions",),
    "care_to_adoption_order_days": ("adoptions",),
}


class NotInPublic(ValueError):
    """What was asked for is never given in public; the sentence says why and what is."""


def published(
    history: History,
    as_at: Sequence[date],
    measures: Sequence[str] | None = None,
    by: Sequence[str] | None = None,
    authority: str | None = None,
    only: Only | None = None,
    style: Style = Style.PUBLIC,
    earlier: Sequence[Publication] = (),
) -> pa.Table:
    """The figures of `calculate` as they may leave in a style, with `hidden` beside them.

    `earlier`: what was published of the same figures before, in the order it came out. Raises NotInPublic for some groups only of a two-way table, and what `calculate` raises.
    """
    figures = calculate(history, as_at, measures, by, authority, only)
    if not style.hides:
        return disclosed(figures, style)
    some = only_asked(only)
    asked = breakdowns_asked(by)
    check_can_be_published(asked, some)
    grouped = bool(asked or some or earlier)
    before = before_now(tuple(earlier))
    plan = _plan(history, sorted(set(as_at)), _breakdowns_needed(asked, some), grouped, authority, before)
    keys = zip(
        *(figures[name].to_pylist() for name in ("as_at", "measure", "breakdown", "group")), strict=True
    )
    hides = [plan.hides(day, figure, some) for day, *figure in keys]
    return disclosed(figures, style, hides, earlier, plan.told() if earlier else {})


def check_can_be_published(breakdowns: Sequence[str], only: Only) -> None:
    """Refuse what could be set against figures that were not thought of together."""
    crossed = any(BETWEEN in one for one in breakdowns)
    if len(only) > 2 or (only and crossed) or (len(only) == 2 and breakdowns):
        raise NotInPublic(
            "In public, figures of some groups only go with single breakdowns, or two groups with totals: three at once "
            "leave too few children. Ask for fewer at a time, or for the style local."
        )


def _breakdowns_needed(breakdowns: Sequence[str], only: Only) -> tuple[str, ...]:
    """The breakdowns and pairs, each pair in the order of all breakdowns, from which it can be said what is hidden."""
    pairs = {in_order(one) for one in breakdowns if BETWEEN in one}
    for one in only:
        pairs |= {in_order(f"{one}{BETWEEN}{other}") for other in (*breakdowns, *only) if other != one}
    return tuple(sorted(pairs))


def _plan(
    history: History,
    days: Sequence[date],
    pairs: Sequence[str],
    grouped: bool,
    authority: str | None,
    before: Before,
) -> Plan:
    """What decides about these days: their figures, the groups of a year before, the totals of two; and the groups of the
    other years that figures published of them lead to."""
    back = {years: {years_before(day, years) for day in days} - set(days) for years in (1, 2)}
    if grouped:
        earlier = {one for day in days for one in before.other_years(day)} - set(days)
        whole = [*days, *(day for day in sorted(back[1] | earlier) if history.knows(day))]
        told = _by_day(calculate(history, whole, None, None, authority))
        rest = back[2] - set(whole)
    else:
        told, rest = {}, {*days, *back[1], *back[2]}
    told |= _by_day(
        calculate(
            history, [day for day in sorted(rest) if history.knows(day) or day in days], None, [], authority
        )
    )
    for pair in pairs:
        crossed = _by_day(calculate(history, days, _of_both(pair), [pair], authority))
        for day, figures in crossed.items():
            told[day] = {**told[day], **figures}
    return Plan(told, pairs)


def _of_both(pair: str) -> list[str]:
    return [measure.id for measure in MEASURES.values() if set(parts_of(pair)) <= set(measure.breakdowns)]


def _by_day(figures: pa.Table) -> dict[date, dict[Figure, Pair]]:
    found: dict[date, dict[Figure, Pair]] = {}
    names = ("as_at", "measure", "breakdown", "group", "numerator", "denominator")
    for day, measure, breakdown, group, *pair in zip(
        *(figures[name].to_pylist() for name in names), strict=True
    ):
        found.setdefault(day, {})[measure, breakdown, group] = tuple(pair)
    return found


class Plan:
    """What is hidden on some days, decided over all measures, from the true figures of those days and of earlier ones."""

    def __init__(self, told: Mapping[date, Told], pairs: Sequence[str] = ()) -> None:
        self._told, self._pairs = told, pairs
        self._totals: dict[date, frozenset[Figure]] = {}
        self._groups: dict[date, frozenset[Figure]] = {}
        self._crossed: dict[tuple[date, str], frozenset[Figure]] = {}

    def hides(self, day: date, figure: Sequence[str], only: Only = MappingProxyType({})) -> bool:
        """Whether a figure of a day, perhaps of some groups only, is hidden."""
        measure, breakdown, group = figure
        if only:
            return any(self.hides(day, one) for one in _made_of(measure, breakdown, group, only))
        if MEASURES[measure].is_change:
            return self._change_hides(day, measure, breakdown, group)
        if measure in A_YEAR_OF and (breakdown or self._a_year_is_small(day, measure)):
            return True
        if BETWEEN in breakdown:
            return self._pair_hides(day, measure, breakdown, group)
        if breakdown:
            return (measure, breakdown, group) in self.groups(day) or self._then_is_hidden(
                day, measure, breakdown, group
            )
        return (measure, "", "") in self.totals(day) or self._then_is_hidden(day, measure)

    def told(self) -> dict[tuple[str, date, str, str], Pair]:
        """The true numbers of all figures that decide."""
        return {
            (measure, day, *where): pair
            for day, figures in self._told.items()
            for (measure, *where), pair in figures.items()
        }

    def totals(self, day: date) -> frozenset[Figure]:
        """The totals of a day that are hidden."""
        if day not in self._totals:
            told = {figure: pair for figure, pair in self._told.get(day, {}).items() if not figure[1]}
            self._totals[day] = hidden_totals(told)
        return self._totals[day]

    def groups(self, day: date) -> frozenset[Figure]:
        """The totals and the groups of single breakdowns that are hidden."""
        if day not in self._groups:
            told = self._told.get(day, {})
            single = {figure: pair for figure, pair in told.items() if BETWEEN not in figure[1]}
            settled = [figure for figure in single if not figure[1]]
            self._groups[day] = _hidden_beside(single, tuple(BREAKDOWNS), self.totals(day), settled)
        return self._groups[day]

    def _crossed_of(self, day: date, pair: str) -> frozenset[Figure]:
        if (day, pair) not in self._crossed:
            some = ("", *parts_of(pair), pair)
            told = {figure: two for figure, two in self._told.get(day, {}).items() if figure[1] in some}
            settled = [figure for figure in told if figure[1] != pair]
            hidden = {figure for figure in self.groups(day) if figure[1] in some}
            for measure, by, group in [figure for figure in told if figure[1] == pair]:
                edges = zip(parts_of(pair), group.split(BETWEEN), strict=True)
                if any((measure, one, part) in hidden for one, part in edges):
                    hidden.add((measure, by, group))
            self._crossed[day, pair] = _hidden_beside(told, some[1:], hidden, settled)
        return self._crossed[day, pair]

    def _pair_hides(self, day: date, measure: str, breakdown: str, group: str) -> bool:
        edges = dict(zip(parts_of(breakdown), group.split(BETWEEN), strict=True))
        pair = in_order(breakdown)
        cell = (measure, pair, BETWEEN.join(edges[part] for part in parts_of(pair)))
        return cell in self._crossed_of(day, pair) or any(
            self.hides(day, (measure, *edge)) for edge in edges.items()
        )

    def _change_hides(self, day: date, measure: str, breakdown: str, group: str) -> bool:
        counted = counts_told(_number_of(measure))["numerator"]
        number = next(
            one
            for one in MEASURES.values()
            if not one.is_change and counts_told(one) == {"numerator": counted}
        )
        if points_to_children(
            MEASURES[measure].unit, *self._told.get(day, {}).get((measure, breakdown, group), (None, None))
        ):
            return True
        return any(
            self.hides(one, (number.id, breakdown, group))
            for one in (day, years_before(day, 1))
            if one in self._told
        )

    def _a_year_is_small(self, day: date, measure: str) -> bool:
        for one in A_YEAR_OF[measure]:
            for back in (0, 1, 2):
                pair = self._told.get(years_before(day, back), {}).get((one, "", ""))
                if pair and points_to_children(MEASURES[one].unit, *pair):
                    return True
        return False

    def _then_is_hidden(self, day: date, measure: str, breakdown: str = "", group: str = "") -> bool:
        """Whether a figure tells who started or ceased where the number in care a year before is hidden, of everybody or
        of its group, or would follow from the number now."""
        then = years_before(day, 1)
        if not tells_who_moved(measure) or then not in self._told:
            return False
        if (STOCK, "", "") in self.totals(then):
            return True
        if breakdown not in FOR_LIFE:
            return False
        return (STOCK, breakdown, group) in self.groups(then) or self._now_tells_then(day, breakdown)

    def _now_tells_then(self, day: date, breakdown: str) -> bool:
        """Whether nobody started or ceased in those groups whose number a year before is hidden, and that of one of them
        is shown now: the rest between all who started and those in the other groups would tell that it was the same."""
        told, of_then, of_now = self._told[day], self.groups(years_before(day, 1)), self.groups(day)
        hidden = [group for group in BREAKDOWNS[breakdown].groups if (STOCK, breakdown, group) in of_then]
        flows = [told.get((flow, breakdown, group)) for flow in (STARTED, CEASED) for group in hidden]
        shown_now = any((STOCK, breakdown, group) not in of_now for group in hidden)
        return shown_now and not any(pair and pair[0] for pair in flows)


def _number_of(change: str) -> Measure:
    """The declaration of the number a change is of, for its name."""
    from dataclasses import replace

    return replace(MEASURES[change], rise_is=0)


def _made_of(measure: str, breakdown: str, group: str, only: Only) -> Iterable[Figure]:
    """The figures of which one of some groups only is the sum."""
    (first, groups), *others = only.items()
    if others:
        second, of_second = others[0]
        return [
            (measure, f"{first}{BETWEEN}{second}", f"{one}{BETWEEN}{two}")
            for one in groups
            for two in of_second
        ]
    if not breakdown:
        return [(measure, first, one) for one in groups]
    if breakdown == first:
        return [(measure, first, group)] if group in groups else []
    return [(measure, f"{first}{BETWEEN}{breakdown}", f"{one}{BETWEEN}{group}") for one in groups]


def hidden_totals(told: Told) -> frozenset[Figure]:
    """The totals of one day that are hidden. `told`: the (numerator, denominator) of every measure's total."""
    own = {figure for figure, pair in told.items() if points_to_children(MEASURES[figure[0]].unit, *pair)}
    return frozenset(hidden_among(links(_measures(told), ()), told, own | moved_one_way(told)))


def _hidden_beside(
    told: Told, breakdowns: tuple[str, ...], hidden: Iterable[Figure], settled: Collection[Figure]
) -> frozenset[Figure]:
    """Rows of groups by the rule of one row, then by all that follows from all rows together."""
    found = {*hidden, *moved_one_way(told)}
    rows: dict[tuple, list[Figure]] = {}
    decided = frozenset(settled)
    for figure in told:
        if figure not in decided and not MEASURES[figure[0]].is_change:
            for row in _rows_of(figure):
                rows.setdefault(row, []).append(figure)
    for row, figures in rows.items():
        places = hidden_figures(MEASURES[row[0]].unit, [told[figure] for figure in figures])
        found.update(figures[place] for place in places)
    return frozenset(hidden_among(links(_measures(told), breakdowns), told, found, decided))


def _rows_of(figure: Figure) -> list[tuple]:
    """The rows a figure stands in: its breakdown, or of a two-way table the row and the column."""
    measure, breakdown, group = figure
    if BETWEEN not in breakdown:
        return [(measure, breakdown)]
    one, two = group.split(BETWEEN)
    return [(measure, breakdown, 0, one), (measure, breakdown, 1, two)]


def _measures(told: Told) -> tuple[str, ...]:
    there = {figure[0] for figure in told if not figure[1]}
    return tuple(measure for measure in MEASURES if measure in there)
