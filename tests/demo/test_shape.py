"""The figures of the made-up authority stay within those the papers print, year after year."""

from datetime import date
from statistics import mean

import pytest

from sufficiency.demo import TARGETS
from sufficiency.demo.shape import SHAPE
from tests.demo.counting import age, day

YEARS = range(2016, 2026)
WHOLE_HISTORY = range(2018, 2026)  # from here on every start that matters is in a loaded return


def percent(part, whole):
    return 100 * part / whole


def on_31_march(counted, year):
    return counted.looked_after(date(year, 3, 31))


def share(counted, year, places):
    looked_after = on_31_march(counted, year)
    return percent(
        sum(each["placement"]["place"] in places for each in looked_after.values()), len(looked_after)
    )


FOSTER = {"U1", "U2", "U3", "U4", "U5", "U6"}


@pytest.mark.parametrize("year", YEARS)
def test_about_500_children_are_looked_after_on_every_31_march(counted, year):
    assert 465 <= len(on_31_march(counted, year)) <= 535


@pytest.mark.parametrize("year", YEARS)
def test_three_quarters_or_more_are_in_foster_care(counted, year):
    assert 72 <= share(counted, year, FOSTER) <= 82


def test_foster_care_is_77_percent_on_average(counted):
    assert mean(share(counted, year, FOSTER) for year in YEARS) == pytest.approx(77, abs=2)


@pytest.mark.parametrize("year", YEARS)
def test_children_in_homes_are_few(counted, year):
    assert 5.5 <= share(counted, year, {"K1", "K2"}) <= 13


@pytest.mark.parametrize("year", YEARS)
def test_one_child_in_ten_to_one_in_six_had_three_placements_in_the_year(counted, year):
    looked_after = on_31_march(counted, year)
    three = sum(counted.three_placements(date(year, 3, 31), child) for child in looked_after)
    assert 9 <= percent(three, len(looked_after)) <= 16.5


def test_moves_grew_worse_until_november_2017_and_then_better(counted):
    def rolling(when):
        looked_after = counted.looked_after(when)
        return percent(
            sum(counted.three_placements(when, child) for child in looked_after), len(looked_after)
        )

    worst = rolling(date(2017, 11, 30))
    assert 14 <= worst <= 17.5
    assert rolling(date(2016, 6, 30)) < worst - 1
    assert rolling(date(2018, 12, 31)) < worst - 3


@pytest.mark.parametrize("year", WHOLE_HISTORY)
def test_long_term_stability_is_that_of_the_papers(counted, year):
    long, stable = counted.stability(date(year, 3, 31))
    assert 55 <= percent(stable, long) <= 74


@pytest.mark.parametrize("year", YEARS)
def test_a_quarter_start_at_16_or_over(counted, year):
    starts = counted.starts(year)
    older = sum(age(counted.born[child], start) >= 16 for child, start in starts.items())
    assert 15 <= percent(older, len(starts)) <= 36


def test_starts_at_16_or_over_are_26_percent_on_average(counted):
    shares = []
    for year in YEARS:
        starts = counted.starts(year)
        shares.append(percent(sum(age(counted.born[c], s) >= 16 for c, s in starts.items()), len(starts)))
    assert mean(shares) == pytest.approx(26, abs=2.5)


def test_adoptions_are_15_to_40_a_year_and_then_fewer(counted):
    adopted = [sum(rec in ("E11", "E12") for rec in counted.ends(year).values()) for year in YEARS]
    assert 15 <= mean(adopted[:4]) <= 40
    assert 8 <= mean(adopted[-4:]) < mean(adopted[:4])


@pytest.mark.parametrize("year", WHOLE_HISTORY)
def test_children_move_in_with_adopters_after_400_to_600_days(counted, year):
    moving, matching = counted.adoption_days(year)
    assert len(moving) >= 15
    assert 385 <= mean(moving) <= 615
    assert 100 <= mean(matching) <= 300


def test_unaccompanied_children_grow_in_number_after_2021(counted):
    number = {year: sum(child in counted.uasc for child in on_31_march(counted, year)) for year in YEARS}
    assert mean(number[year] for year in (2023, 2024, 2025)) > 1.5 * mean(
        number[year] for year in (2018, 2019, 2020)
    )


def test_agencies_foster_a_growing_share(counted):
    def agencies(year):
        foster = [each for each in on_31_march(counted, year).values() if each["PLACE"] in FOSTER]
        return percent(sum(each["PLACE_PROVIDER"] in ("PR4", "PR5") for each in foster), len(foster))

    assert 23 <= agencies(2016) <= 33
    assert mean(map(agencies, range(2021, 2026))) > mean(map(agencies, range(2016, 2018))) + 3


def test_dentists_closed_in_2021_and_came_back(returns):
    def checked(year):
        rows = returns[year]["oc2"]
        return percent(sum(row["TEETH_CHECK"] == "1" for row in rows), len(rows))

    assert checked(2020) > 75
    assert checked(2021) < 50
    assert checked(2025) > 75


def test_care_leavers_learn_and_work_more_over_the_years(returns):
    def busy(year):
        rows = [row for row in returns[year]["oc3"] if 19 <= age(day(row["DOB"]), date(year, 3, 31)) <= 21]
        assert len(rows) > 150
        return percent(sum(row["ACTIV"][0] in "FP" for row in rows), len(rows))

    assert busy(2016) < 58
    assert busy(2025) > busy(2016) + 8


def test_every_number_of_the_shape_says_where_it_comes_from():
    for name, dated in SHAPE.items():
        assert len(dated.source) > 20, name
        assert dated.days == sorted(dated.days), name


def test_every_target_says_where_it_comes_from():
    assert {target.best for target in TARGETS.values()} == {"high", "low"}
    assert all(target.source for target in TARGETS.values())
