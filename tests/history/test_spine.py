"""The as-at days: dates that go with each, and the calendar that looks a date up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sufficiency.history.spine import as_number, calendar, spine, stored_days

DAYS = st.lists(st.dates(date(2010, 1, 1), date(2030, 12, 31)), min_size=1, max_size=8)


def test_a_31_march_names_its_collection_year_and_another_day_does_not():
    rows = spine([date(2017, 3, 31), date(2017, 4, 30)]).to_pylist()
    assert [row["collection_year"] for row in rows] == [2017, None]


def test_a_day_knows_its_year_and_the_days_two_and_two_and_a_half_years_before():
    row = spine([date(2017, 3, 31)]).to_pylist()[0]
    assert row["year_start"] == date(2016, 4, 1)
    assert row["three_years_start"] == date(2014, 4, 1)
    assert row["back_24"] == date(2015, 3, 31)
    assert row["back_30"] == date(2014, 9, 30)


def test_age_by_subtraction_gives_a_leap_day_birthday_on_1_march():
    born = as_number(date(2000, 2, 29))
    assert (as_number(date(2018, 2, 28)) - born) // 10_000 == 17
    assert (as_number(date(2018, 3, 1)) - born) // 10_000 == 18
    assert (as_number(date(2020, 2, 29)) - born) // 10_000 == 20


def test_positions_are_stored_for_every_month_end_of_the_loaded_years():
    days = stored_days(2016, 2017)
    assert len(days) == 24
    assert (days[0], days[-1]) == (date(2015, 4, 30), date(2017, 3, 31))


@given(DAYS, st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_the_calendar_counts_what_a_comparison_would(days, asked):
    """Also for a date outside it, brought to its first or last date as `spread` does."""
    chosen = spine(days).to_pylist()
    dates = calendar(days).to_pylist()
    inside = min(max(asked, dates[0]["date"]), dates[-1]["date"])
    found = dates[(inside - dates[0]["date"]).days]
    assert found["date"] == inside
    assert found["days_before"] == sum(row["as_at"] < asked for row in chosen)
    assert found["years_before"] == sum(row["year_start"] < asked for row in chosen)
    assert found["years_begun"] == sum(row["year_start"] <= asked for row in chosen)
    assert found["three_years_begun"] == sum(row["three_years_start"] <= asked for row in chosen)


def test_the_calendar_has_every_date_once():
    dates = [row["date"] for row in calendar([date(2017, 3, 31), date(2019, 3, 31)]).to_pylist()]
    assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))]
