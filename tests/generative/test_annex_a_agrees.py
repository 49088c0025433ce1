"""`calculate` equals the plain counting for every measure of Annex A and every group, whatever the lists hold."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

import pytest
from hypothesis import given, settings

from sufficiency.measures import MEASURES, calculate, children_behind
from sufficiency.measures.reference.annex_a import OneDay, counts, figures
from tests.annex_a import history, tables
from tests.generative.workbooks import Made, workbooks

ROWS = 120
OF_ANNEX_A = [measure.id for measure in MEASURES.values() if measure.is_of_workbook]
in_the_suite = settings.get_profile("suite")
for_long = settings.get_profile("slow")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base = tmp_path_factory.mktemp("annex-a")
    return (base / str(number) for number in count())


def test_every_measure_of_annex_a_has_a_plain_counting():
    made = Made(1, 5)
    assert set(counts(OneDay(typed(made), made.day))) == set(OF_ANNEX_A)


@in_the_suite
@given(workbooks(ROWS))
def test_calculate_equals_the_plain_counting_and_groups_sum_to_the_total(folders, made: Made):
    the_two_agree(made, next(folders))


@pytest.mark.slow
@for_long
@given(workbooks(ROWS))
def test_calculate_equals_the_plain_counting_for_many_workbooks(folders, made: Made):
    the_two_agree(made, next(folders))


@settings(in_the_suite, max_examples=1)
@given(workbooks(ROWS))
def test_the_children_behind_a_figure_are_those_the_plain_counting_names(folders, made: Made):
    plain = counts(OneDay(typed(made), made.day))
    with history(made.lists, next(folders) / "history", made.day) as opened:
        for measure in OF_ANNEX_A:
            behind = children_behind(opened, measure, made.day).to_pylist()
            found = sorted((row["child"], row["in_numerator"]) for row in behind)
            assert found == sorted((row[0], row[2]) for row in plain[measure][1]), measure


def typed(made: Made) -> dict[str, list[dict[str, object]]]:
    return {
        name: table.to_pylist()
        for name, table in tables(made.lists, made.day).items()
        if name.startswith("list_")
    }


def the_two_agree(made: Made, folder) -> None:
    with history(made.lists, folder / "history", made.day) as opened:
        rows = calculate(opened, [made.day], OF_ANNEX_A, authority="Southwark").to_pylist()
    population = next(row["denominator"] for row in rows if row["measure"] == "cpp_rate_10k")
    plain = figures(typed(made), made.day, population)
    fast = {(r["measure"], r["breakdown"], r["group"]): (r["numerator"], r["denominator"]) for r in rows}
    nobody = {key: found for key, found in fast.items() if key not in plain}
    assert {key: fast.get(key) for key in plain} == plain
    assert all(top == 0 for top, _bottom in nobody.values()), nobody
    assert {key[0] for key in fast} == set(OF_ANNEX_A)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for measure, breakdown, group in fast:
        if group:
            sums[measure, breakdown] += fast[measure, breakdown, group][0]
    assert sums == {key: fast[key[0], "", ""][0] for key in sums}
