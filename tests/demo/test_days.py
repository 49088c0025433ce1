"""Days and draws, on which every made-up life rests."""

from datetime import date

import pytest

from sufficiency.demo import chance, days
from sufficiency.demo.shape import Dated


def test_someone_born_on_29_february_has_the_birthday_on_1_march_in_ordinary_years():
    born = days.of("2004-02-29")
    assert date.fromordinal(days.birthday(born, 17)) == date(2021, 3, 1)
    assert date.fromordinal(days.birthday(born, 16)) == date(2020, 2, 29)


@pytest.mark.parametrize("age", range(1, 22))
def test_age_goes_up_on_the_birthday(age):
    for born in map(days.of, ("2000-01-01", "2004-02-29", "2003-12-31", "2001-07-15")):
        birthday = days.birthday(born, age)
        assert (days.age_on(born, birthday - 1), days.age_on(born, birthday)) == (age - 1, age)


def test_weekends_move_to_the_friday_before_or_the_monday_after():
    friday, saturday, sunday, monday = range(days.of("2021-07-30"), days.of("2021-07-30") + 4)
    assert [days.weekday_before(day) for day in (friday, saturday, sunday, monday)] == [friday] * 3 + [monday]
    assert [days.weekday_after(day) for day in (friday, saturday, sunday, monday)] == [friday] + [monday] * 3


def test_a_dated_number_holds_until_the_next_and_its_first_value_before():
    dated = Dated("for this test", ("2016-04-01", 1.0), ("2017-04-01", 2.0))
    assert [dated.at(days.of(day)) for day in ("2010-01-01", "2017-03-31", "2017-04-01")] == [1.0, 1.0, 2.0]


def test_time_passes_faster_while_a_dated_number_is_high():
    dated = Dated("for this test", ("2016-04-01", 1.0), ("2016-04-11", 2.0))
    start = days.of("2016-04-01")
    assert dated.when(start, 10) == start + 10
    assert dated.when(start, 30) == start + 20
    assert dated.when(start - 5, 5) == start


def test_a_mix_draws_items_in_their_shares():
    rng = chance.source(1)
    mix = chance.Mix("children's home 30, foster 70")
    drawn = [mix.draw(rng) for _ in range(2000)]
    assert set(drawn) == {"children's home", "foster"}
    assert 0.65 < drawn.count("foster") / 2000 < 0.75
