"""Printed figures worked out again from their own printed parts, by the sums the product uses."""

from decimal import Decimal

import pytest

from sufficiency.measures import said
from sufficiency.measures.change import parts_in_words
from sufficiency.measures.definitions import MEASURES
from sufficiency.service.recorded.checking import check
from tests.papers.derived import CUT, NOT_SO, ROUNDED, derived, not_derived
from tests.papers.printed import figures
from tests.papers.test_printed import TODAY


def test_every_sum_gives_what_is_written_of_it():
    assert {one.id: one.found for one in derived()} == {one.id: one.fit for one in derived()}


def test_no_figure_is_one_of_its_own_parts_and_all_parts_are_of_its_paper():
    for one in derived():
        assert one.figure not in one.parts and {part.paper for part in one.parts} == {one.figure.paper}, (
            one.id
        )


def test_most_of_the_sums_are_as_printed_and_the_rest_is_told_of():
    fits = [one.found for one in derived()]
    assert (fits.count(ROUNDED), fits.count(CUT), fits.count(NOT_SO)) == (142, 7, 17)


def test_southend_printed_the_adopted_as_a_share_of_those_who_came_in():
    adopted, came, left = (
        int(figures()[one].value)
        for one in ("send17-t31-adopted-2017", "send17-t16-all-3", "send17-left-137")
    )
    measure = MEASURES["ceased_adopted_pct"]
    assert parts_in_words(measure, adopted, came) == "28 of 153 (18.3%)"
    assert parts_in_words(measure, adopted, left) == "28 of 137 (20.4%)"
    assert figures()["send17-t31-pct-2017"].printed == "18.3%"


def shares():
    return [one for one in derived() if one.how == "share" and one.figure.fits]


def test_the_check_of_recorded_series_takes_a_share_with_its_parts_only_where_they_give_it():
    assert len(shares()) >= 40
    for one in shares():
        top, bottom = (str(part.value) for part in one.parts)
        cells = one.figure.cells | {"numerator": top, "denominator": bottom}
        _checked, wrong = check(cells, TODAY, counted=True)
        assert bool(wrong) == (one.found != ROUNDED), one.id


def test_shares_of_a_hundred_or_more_are_told_as_the_papers_print_them():
    told = [
        (
            said.value_with_unit(float(one.results[0]), "percent", float(one.parts[1].value)),
            one.figure.printed,
        )
        for one in shares()
        if one.found == ROUNDED and one.figure.value.as_tuple().exponent == -1 and one.parts[1].value >= 100
    ]
    assert len(told) > 15 and all(ours == printed for ours, printed in told)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        ("swk18-t01-own-0", "swk18-t01-own-1", ("down", "down 3.1 points from 15.0%")),
        ("swk18-t03-own-0", "swk18-t03-own-1", ("down", "down 3.0 points from 61.0%")),
    ],
)
def test_the_change_of_two_years_is_told_where_the_paper_has_a_word_or_a_dash(now, before, told):
    values = [float(figures()[one].value) for one in (now, before)]
    assert said.change(*values, "percent") == told


def test_what_cannot_be_worked_out_is_listed_with_why():
    found = not_derived()
    listed = [figure.id for same in found.values() for figure in same]
    assert len(listed) == len(set(listed)) > 200
    assert not set(listed) & {one.figure.id for one in derived()}
    assert figures()["swk17-a2-162"] in found["An average: the days of each child are not printed."]
    assert all(
        figure.value != Decimal("18.3")
        for same in found.values()
        for figure in same
        if figure.measure == "ceased_adopted_pct"
    )
