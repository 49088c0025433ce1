"""Every definition has a worked example that runs: rows in, and the figure and the children out, by both countings."""

from __future__ import annotations

from datetime import date

import pytest

from sufficiency.measures import MEASURES, calculate, children_behind, reference
from sufficiency.measures.examples import example_of, examples
from sufficiency.measures.language import Unit
from sufficiency.vocabulary.authorities import population
from tests import annex_a
from tests.golden.worked import lists_of, returns_of

OF_RETURNS = [one for one in examples() if not one.is_of_annex_a]
OF_WORKBOOKS = [one for one in examples() if one.is_of_annex_a]


def test_every_definition_has_a_worked_example_and_every_example_a_definition():
    assert set(example_of()) == set(MEASURES)


def test_an_example_is_small_and_counts_somebody():
    for example in examples():
        assert sum(len(example.rows(name)) for name in example.texts) <= 25, example.id
        assert example.figures and example.title[0].isupper(), example.id
        for measure, told in example.figures.items():
            assert told.top or told.of, measure
            assert (told.of is None) == (not MEASURES[measure].has_denominator), measure


@pytest.mark.parametrize("example", OF_RETURNS, ids=lambda example: example.id)
def test_the_return_gives_what_was_worked_out(counting, example):
    returns, day = returns_of(example), example.day
    for measure, told in example.figures.items():
        found = _figures(counting, example, returns, day, measure, told.by)
        assert found.pop("") == (told.top, told.of), measure
        assert {group: pair for group, pair in found.items() if pair[0]} == told.groups, measure
        assert counting.children(returns, day.isoformat(), measure)[0].split() == list(told.counted), measure


def _figures(counting, example, returns, day: date, measure: str, by: str) -> dict:
    if not example.authority:
        total = counting.figure(returns, day.isoformat(), measure)
        found = counting.figures(returns, day.isoformat(), measure, by) if by else {}
        return {"": (total.numerator, total.denominator)} | {
            group: (one.numerator, one.denominator) for group, one in found.items() if group
        }
    if counting.name == "reference":
        counting.pool.add(returns)
        living = population(example.authority, day)[1]
        (row,) = reference.count(returns, [day], [measure], population=lambda on: living)
        return {"": (row.numerator, row.denominator)}
    history = counting.pool.history(returns)
    (row,) = calculate(history, [day], [measure], [], authority=example.authority).to_pylist()
    return {"": (row["numerator"], row["denominator"])}


@pytest.mark.parametrize("example", OF_WORKBOOKS, ids=lambda example: example.id)
def test_the_workbook_gives_what_was_worked_out(example, tmp_path):
    authority = example.authority or None
    with annex_a.history(lists_of(example), tmp_path / "history", example.day) as opened:
        for measure, told in example.figures.items():
            rows = calculate(
                opened, [example.day], [measure], [told.by] if told.by else [], authority=authority
            ).to_pylist()
            found = {row["group"]: (row["numerator"], row["denominator"]) for row in rows}
            assert found.pop("") == pytest.approx((told.top, told.of)), measure
            assert {group: pair for group, pair in found.items() if pair[0]} == told.groups, measure
            behind = children_behind(opened, measure, example.day).to_pylist()
            assert sorted({row["child"] for row in behind if row["in_numerator"]}) == list(told.counted), (
                measure
            )


def test_a_definition_without_an_example_would_be_seen(monkeypatch):
    monkeypatch.setitem(MEASURES, "children_in_orchards", MEASURES["cla_number"])
    with pytest.raises(AssertionError):
        test_every_definition_has_a_worked_example_and_every_example_a_definition()


def test_average_examples_say_the_sum_and_over_how_many():
    averages = [one.id for one in MEASURES.values() if one.unit is Unit.DAYS]
    for measure in averages:
        told = example_of()[measure].figures[measure]
        assert told.of and len(told.counted) == told.of, measure
