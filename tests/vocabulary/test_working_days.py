"""Working days in England, against days worked by hand."""

from datetime import date, timedelta

import pytest

from sufficiency.vocabulary.working_days import after_working_days, bank_holidays, is_working_day


@pytest.mark.parametrize(
    ("start", "twentieth"),
    [
        (date(2016, 4, 4), date(2016, 5, 3)),  # 2 May is a bank holiday
        (date(2016, 12, 12), date(2017, 1, 12)),  # 26 and 27 December and 2 January
        (date(2016, 8, 15), date(2016, 9, 13)),  # 29 August
        (date(2017, 3, 20), date(2017, 4, 19)),  # Good Friday and Easter Monday
        (date(2016, 12, 1), date(2017, 1, 3)),
    ],
)
def test_the_twentieth_working_day_after_a_day(start, twentieth):
    assert after_working_days(start, 20) == twentieth


def test_a_start_at_the_weekend_makes_monday_the_first_working_day():
    saturday = date(2016, 4, 9)
    assert after_working_days(saturday, 1) == date(2016, 4, 11)


def test_the_extra_bank_holidays_are_known():
    assert not is_working_day(date(2022, 6, 3))  # Platinum Jubilee
    assert not is_working_day(date(2022, 9, 19))  # State funeral
    assert not is_working_day(date(2023, 5, 8))  # Coronation
    assert not is_working_day(date(2020, 5, 8))  # moved from 4 May
    assert is_working_day(date(2020, 5, 4))


def test_scottish_holidays_are_working_days_in_england():
    assert is_working_day(date(2024, 1, 2))
    assert is_working_day(date(2023, 11, 30))


def test_every_working_day_is_on_a_weekday():
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
    assert all(day.weekday() < 5 for day in days if is_working_day(day))
    assert 250 <= sum(map(is_working_day, days)) <= 256
    assert len(bank_holidays(2024)) == 8
