"""The day of a workbook: given, in its name, or above its lists; never guessed."""

from datetime import date

import pytest

from sufficiency.returns.annex_a import read
from sufficiency.returns.annex_a.days import days_in
from sufficiency.returns.ssda903 import Refused
from tests.annex_a import workbook, write

LISTS = {"list_1": [{"child": "C1", "contact": date(2025, 1, 14)}]}


@pytest.mark.parametrize(
    "name",
    [
        "annex-a-2025-03-31",
        "Annex A 31.03.2025",
        "annexa_31032025",
        "20250331 annex a",
        "Annex A as at 31st March 2025",
    ],
)
def test_a_name_tells_the_day(name):
    assert days_in(name) == {date(2025, 3, 31)}


@pytest.mark.parametrize(
    "name", ["annex a", "annex a 2025", "annex a v2", "annex 99/99/2025", "annex 31 Foo 2025"]
)
def test_a_name_without_a_day_tells_none(name):
    assert days_in(name) == set()


@pytest.mark.parametrize(
    "line",
    [["Snapshot date", date(2025, 3, 31)], ["As at 31/03/2025"], ["Data as at", None, "31 March 2025"]],
)
def test_a_line_above_the_lists_tells_it_where_the_name_does_not(tmp_path, line):
    assert read([write(tmp_path, workbook(LISTS, above=[line]), "ours.xlsx")]).days == (date(2025, 3, 31),)


def test_the_day_given_counts_before_what_the_name_says(tmp_path):
    assert read([write(tmp_path, workbook(LISTS))], as_at=date(2025, 6, 30)).days == (date(2025, 6, 30),)


def test_a_workbook_that_tells_no_day_is_refused_with_what_to_give(tmp_path):
    with pytest.raises(
        Refused, match="Nothing says which day these lists describe. Give the day with --as-at"
    ):
        read([write(tmp_path, workbook(LISTS), "ours.xlsx")])


def test_a_name_with_two_days_is_refused(tmp_path):
    with pytest.raises(Refused, match="more than one day \\(2024-03-31 and 2025-03-31\\)"):
        read([write(tmp_path, workbook(LISTS), "2024-03-31 to 2025-03-31.xlsx")])


def test_a_day_before_there_was_an_annex_a_is_refused(tmp_path):
    with pytest.raises(Refused, match="before there was an Annex A"):
        read([write(tmp_path, workbook(LISTS))], as_at=date(1999, 1, 1))
