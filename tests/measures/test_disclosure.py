"""Nobody gets a hidden number back: not from the total, the other groups or another measure, nor by knowing the rule."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sufficiency.measures import FIGURES, MEASURES
from sufficiency.measures.disclosure import (
    Style,
    disclosed,
    hidden_figures,
    hidden_groups,
    is_small,
    points_to_children,
)

DAY = date(2025, 3, 31)


def test_counts_from_one_to_five_are_small_and_none_is_not():
    assert [is_small(count) for count in (None, 0, 1, 5, 6)] == [False, False, True, True, False]


def test_the_rest_between_a_numerator_and_its_denominator_points_to_children_too():
    assert points_to_children("percent", 98, 100) and not points_to_children("percent", 90, 100)
    assert points_to_children("percent", 3, 100) and points_to_children("percent", 0, 4)
    assert not points_to_children("percent", 100, 100) and not points_to_children("percent", 0, 100)


def test_an_average_is_hidden_by_how_many_it_is_of_and_a_rate_by_its_children():
    assert points_to_children("days", 2000, 4) and not points_to_children("days", 3, 10)
    assert points_to_children("per 10,000", 4, 50_000) and not points_to_children("per 10,000", 40, 3)


def test_a_change_is_hidden_by_the_number_then_and_by_the_number_now():
    assert points_to_children("percent change", 20, 4) and points_to_children("percent change", -26, 30)
    assert points_to_children("percent change", 26, 30)  # of a reduction, 30 to 4
    assert not points_to_children("percent change", 3, 574) and not points_to_children(
        "percent change", -3, 574
    )


def test_beside_a_small_group_its_neighbour_is_hidden_so_that_the_total_does_not_tell():
    assert hidden_groups([40, 3, 20, 9]) == {1, 2}


def test_a_group_of_none_is_shown_as_none():
    assert hidden_groups([40, 0, 3, 20]) == {2, 3}


def test_where_the_total_is_small_every_group_is_hidden():
    assert hidden_groups([3, 0, 1]) == {0, 1, 2}


def test_where_nothing_is_small_nothing_is_hidden():
    assert hidden_groups([40, 0, 6, 20]) == frozenset()


def _rows_of_counts(groups: int, below: int) -> Iterator[tuple[int, ...]]:
    """Every row of counts whose total is below a number."""
    if not groups:
        yield ()
        return
    for count in range(below):
        for rest in _rows_of_counts(groups - 1, below - count):
            yield (count, *rest)


@pytest.mark.parametrize(("groups", "below"), [(2, 40), (3, 32), (4, 26), (5, 18), (6, 14)])
def test_who_knows_the_total_and_the_rule_still_cannot_tell_a_hidden_count(groups, below):
    """The strongest attacker: writes down every row of counts that would be published in the same way."""
    alike: dict[tuple, list[tuple[int, ...]]] = defaultdict(list)
    for counts in _rows_of_counts(groups, below):
        hidden = hidden_groups(counts)
        total = None if is_small(sum(counts)) else sum(counts)
        shown = tuple(None if place in hidden else count for place, count in enumerate(counts))
        assert not any(is_small(count) for count in shown)
        alike[total, shown].append(counts)
    for (total, shown), possible in alike.items():
        for place, count in enumerate(shown):
            if count is None:
                assert len({counts[place] for counts in possible}) > 1, f"{shown} of {total} tells {possible}"


@pytest.mark.parametrize("most", [7, 8])
def test_who_knows_the_rule_cannot_tell_a_part_of_a_percentage(most):
    """The same attacker on two groups of a share, where numerators and denominators are both published."""
    alike: dict[tuple, list[tuple]] = defaultdict(list)
    pairs = [(top, bottom) for bottom in range(most + 6) for top in range(bottom + 1)]
    for figures in product(pairs, repeat=2):
        total = (sum(top for top, _ in figures), sum(bottom for _, bottom in figures))
        if total[1] >= most + 6:
            continue  # only totals of which every row of counts is here
        hidden = hidden_figures("percent", figures)
        seen_total = None if points_to_children("percent", *total) else total
        shown = tuple(None if place in hidden else pair for place, pair in enumerate(figures))
        alike[seen_total, shown].append(figures)
    for possible in alike.values():
        shown = hidden_figures("percent", possible[0])
        for place in shown:
            for part in range(2):
                told = {figures[place][part] for figures in possible}
                assert len(told) > 1 or not is_small(next(iter(told))), possible


COUNTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.sampled_from([0, 0, 0, 1, 1, 2, 3, 5, 6, 9, 40]), st.booleans()),
    min_size=1,
    max_size=14,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(COUNTS)
@example([(0, 0, 3, True), (1, 0, 40, True), (1, 1, 40, False)])
def test_no_hidden_count_follows_from_the_equations_of_groups_totals_and_measures(children):
    """Children in cells of two breakdowns, published as their number and as a share of them, are solved for.

    The attacker has: numerator and rest make the denominator; groups add up to the total, in both breakdowns; the
    number of children of each group is the share's denominator.
    """
    published = _Published(children)
    matrix = np.array(published.equations, dtype=float)
    for unknown, count in published.unknown.items():
        if not is_small(count):
            continue
        wanted = np.zeros(matrix.shape[1])
        wanted[published.columns[unknown]] = 1
        hidden = [column for name, column in published.columns.items() if name in published.unknown]
        system, target = matrix[:, hidden], wanted[hidden]
        told = np.linalg.matrix_rank(np.vstack([system, target])) == np.linalg.matrix_rank(system)
        assert not told, f"{unknown} = {count} follows from what is shown"


class _Published:
    """What is shown and hidden of a number and of a share, by two breakdowns, and the equations between them."""

    def __init__(self, children: list[tuple[int, int, int, bool]]) -> None:
        self.counts: dict[tuple, int] = {}
        shown: set[tuple] = set()
        for breakdown, size in ((0, 3), (1, 4)):
            pairs = []
            for group in range(size):
                own = [one for one in children if one[breakdown] == group]
                bottom = sum(one[2] for one in own)
                pairs.append((sum(one[2] for one in own if one[3]), bottom))
            self._publish(shown, breakdown, pairs)
        top, bottom = sum(one[2] for one in children if one[3]), sum(one[2] for one in children)
        self._name("total", "", (top, bottom))
        if not points_to_children("percent", top, bottom):
            shown |= {("total", "", part) for part in range(3)}
        if not points_to_children("children", bottom, None):
            shown.add(("total", "", 1))
        self.columns = {name: place for place, name in enumerate(self.counts)}
        self.unknown = {name: count for name, count in self.counts.items() if name not in shown}
        self.equations = [*self._sums(), *self._rests()]

    def _publish(self, shown: set[tuple], breakdown: int, pairs: list[tuple[int, int]]) -> None:
        hidden_share = hidden_figures("percent", pairs)
        hidden_number = hidden_figures("children", [(bottom, None) for _top, bottom in pairs])
        for group, pair in enumerate(pairs):
            self._name(breakdown, group, pair)
            if group not in hidden_share:
                shown |= {(breakdown, group, part) for part in range(3)}
            if group not in hidden_number:
                shown.add((breakdown, group, 1))

    def _name(self, breakdown, group, pair: tuple[int, int]) -> None:
        for part, count in enumerate((*pair, pair[1] - pair[0])):
            self.counts[breakdown, group, part] = count

    def _row(self, weights: dict[tuple, int]) -> list[int]:
        return [weights.get(name, 0) for name in self.counts]

    def _sums(self) -> Iterator[list[int]]:
        for breakdown, size in ((0, 3), (1, 4)):
            for part in range(3):
                yield self._row(
                    {(breakdown, group, part): 1 for group in range(size)} | {("total", "", part): -1}
                )

    def _rests(self) -> Iterator[list[int]]:
        for breakdown, group, part in self.counts:
            if part == 0:
                yield self._row(
                    {(breakdown, group, 0): 1, (breakdown, group, 2): 1, (breakdown, group, 1): -1}
                )


def figures_of(measure: str, breakdown: str, groups: dict[str, tuple[float, float | None]]) -> pa.Table:
    rows = [
        {"measure": measure, "as_at": DAY, "period_start": None, "breakdown": breakdown if group else "",
         "group": group, "numerator": top, "denominator": bottom, "value": top if bottom is None else 100 * top / bottom}
        for group, (top, bottom) in groups.items()
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=FIGURES)


def test_a_hidden_figure_has_no_number_left_in_it():
    table = figures_of("cla_number", "sex", {"": (43.0, None), "female": (40.0, None), "male": (3.0, None), "unknown": (0.0, None)})  # fmt: skip
    left = disclosed(table, Style.PUBLIC).to_pylist()
    assert [row["hidden"] for row in left] == [False, True, True, False]
    assert all(row["numerator"] is row["value"] is None for row in left if row["hidden"])
    assert left[3]["value"] == 0, "none is shown as none"


def test_the_local_style_leaves_every_figure():
    table = figures_of("cla_number", "sex", {"": (3.0, None), "female": (3.0, None)})
    left = disclosed(table, Style.LOCAL)
    assert left.drop_columns("hidden").equals(table) and not any(left["hidden"].to_pylist())


def test_two_measures_with_the_same_denominators_hide_the_same_groups():
    numbers = [60, 4, 30, 30]
    share = [(50, 60), (2, 4), (20, 30), (20, 30)]
    assert hidden_figures("children", [(n, None) for n in numbers]) <= hidden_figures("percent", share)


def test_every_measure_can_be_published_in_both_styles():
    for measure in MEASURES.values():
        bottom = None if measure.unit in ("children", "incidents") else 40.0
        table = figures_of(measure.id, "", {"": (2.0, bottom)})
        counts_two_children = measure.unit not in ("days", "percent change")  # two days; two more than 40
        assert disclosed(table, Style.PUBLIC)["hidden"].to_pylist() == [counts_two_children], measure.id
        assert disclosed(table, Style.LOCAL)["hidden"].to_pylist() == [False]
