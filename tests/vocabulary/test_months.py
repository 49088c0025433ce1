"""Month arithmetic: clipping, years ending on a day, and as-at days between two days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures.reference.days import same_day_a_year_before
from sufficiency.vocabulary.months import (
    add_months,
    collection_year_of,
    days_between,
    first_day_of_collection_year,
    first_day_of_year_ending,
    month_ends_of_collection_years,
    years_before,
)


def test_subtracting_months_clips_to_the_last_day_of_the_month():
    assert add_months(date(2017, 3, 31), -1) == date(2017, 2, 28)
    assert add_months(date(2016, 3, 31), -1) == date(2016, 2, 29)
    assert add_months(date(2016, 11, 30), 3) == date(2017, 2, 28)


def test_the_year_ending_on_31_march_begins_on_1_april():
    assert first_day_of_year_ending(date(2017, 3, 31)) == date(2016, 4, 1)


def test_the_year_ending_on_a_leap_day_begins_on_1_march():
    assert first_day_of_year_ending(date(2016, 2, 29)) == date(2015, 3, 1)


def test_three_years_ending_on_31_march_begin_on_1_april():
    assert first_day_of_year_ending(date(2017, 3, 31), 36) == date(2014, 4, 1)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_a_year_holds_365_or_366_days(day):
    assert (day - first_day_of_year_ending(day)).days in (364, 365)


def test_a_collection_year_is_named_by_the_year_it_ends():
    assert collection_year_of(date(2016, 4, 1)) == 2017
    assert collection_year_of(date(2017, 3, 31)) == 2017
    assert first_day_of_collection_year(2017) == date(2016, 4, 1)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 2, 28), date(2024, 2, 29)),  # the last of its month, so the month's last
        (date(2024, 2, 28), date(2023, 2, 28)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 3, 31), date(2024, 3, 31)),
        (date(2025, 3, 30), date(2024, 3, 30)),
    ],
)
def test_a_year_before_the_last_day_of_a_month_is_its_last_day_in_both_countings(day, before):
    assert years_before(day, 1) == before == same_day_a_year_before(day)


def test_months_from_a_month_end_stay_month_ends():
    months = list(days_between(date(2022, 4, 30), date(2022, 8, 31), "month"))
    assert months == [
        date(2022, 4, 30),
        date(2022, 5, 31),
        date(2022, 6, 30),
        date(2022, 7, 31),
        date(2022, 8, 31),
    ]


def test_months_from_the_30th_of_a_longer_month_keep_the_30th_where_they_can():
    months = list(days_between(date(2022, 1, 30), date(2022, 3, 31), "month"))
    assert months == [date(2022, 1, 30), date(2022, 2, 28), date(2022, 3, 30)]


def test_nothing_lies_between_a_day_and_an_earlier_one():
    assert list(days_between(date(2022, 4, 30), date(2022, 4, 29), "month")) == []


@pytest.mark.parametrize(("every", "count"), [("month", 36), ("quarter", 12), ("year", 3)])
def test_three_years_of_steps(every, count):
    assert len(list(days_between(date(2022, 4, 30), date(2025, 3, 31), every))) == count


def test_the_month_ends_of_a_collection_year_run_from_april_to_march():
    ends = month_ends_of_collection_years(range(2017, 2018))
    assert ends[0] == date(2016, 4, 30)
    assert ends[-1] == date(2017, 3, 31)
    assert len(ends) == 12
    assert ends == sorted(ends)
