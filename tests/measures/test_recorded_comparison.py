"""Recorded series in the comparison table: which value stands where, what is tested, and what is said of the rest."""

from datetime import date, timedelta

import pytest

from sufficiency.measures import comparators
from sufficiency.measures import comparison_words as words
from sufficiency.measures.catalogue import catalogue, recorded_series
from sufficiency.measures.comparison import compare
from sufficiency.measures.comparison_rows import as_records
from sufficiency.measures.recorded import Number
from sufficiency.measures.recorded_comparison import Value, longest_line, recorded_row, stretch
from sufficiency.measures.targets import Standing, Target

DAY, BEFORE = date(2025, 3, 31), date(2024, 3, 31)


def value(measure, day, figure, top=None, bottom=None, start=None, basis="final", hidden=False):
    return Value(Number(measure, day, start, "", "", top, bottom, figure), "A report", basis, hidden)


def row(measure, *values, day=DAY, **more):
    return recorded_row(catalogue()[measure], values, as_at=day, **more)


def share(day, top, bottom):
    return value("pep_pct", day, 100 * top / bottom, top, bottom)


def test_a_share_whose_parts_are_recorded_is_tested_as_a_counted_one():
    found = row("pep_pct", share(BEFORE, 150, 300), share(DAY, 240, 300))
    assert words.change_in_words(found) == ("Up, better", "30.0 points") and not found.untested
    assert words.made_of(found.measure, found.now) == "240 of 300 pupils" and words.interval(found)
    quiet = row("pep_pct", share(BEFORE, 15, 30), share(DAY, 16, 30))
    assert words.change_in_words(quiet) == ("No clear change", "up 3 points")


def test_without_the_parts_a_change_is_not_tested_and_said_so():
    found = row("pep_pct", value("pep_pct", BEFORE, 50.0), value("pep_pct", DAY, 80.0))
    assert words.change_in_words(found) == ("Not tested", "up 30.0 points") and found.verdict == ""
    assert any("is not tested" in note for note in found.notes) and not words.interval(found)
    money = row("spend_residential", value("spend_residential", BEFORE, 1_000_000.0), value("spend_residential", DAY, 900_000.0))  # fmt: skip
    assert words.change_in_words(money) == ("Not tested", "down £100,000")
    assert words.value(money.measure, money.now) == "£900,000"
    table = compare([], as_at=DAY, baseline=None, authority=None, edition="", figure_of=None, amounts_of=None, recorded=[found, money])  # fmt: skip
    assert [record["call"] for record in as_records(table)] == ["not tested", "not tested"]
    assert [record["change"] for record in as_records(table)] == [30.0, -100_000.0]


def test_the_latest_value_up_to_the_day_stands_as_now_with_the_one_a_year_before_it():
    values = [share(date(2023, 9, 30), 10, 40), share(date(2024, 9, 30), 20, 40), share(date(2025, 9, 30), 30, 40)]  # fmt: skip
    found = row("pep_pct", *values)
    assert (found.now.day, found.before.day) == (date(2024, 9, 30), date(2023, 9, 30))
    assert "Recorded for 30 September 2024." in found.notes
    old = row("pep_pct", share(date(2019, 3, 31), 10, 40))
    assert (
        old.now.value is None and words.value(old.measure, old.now) == "nothing recorded for these two years"
    )
    alone = row("pep_pct", share(DAY, 10, 40), baseline=date(2020, 3, 31))
    assert alone.change is None and words.value(alone.measure, alone.before) == "not recorded"
    assert words.value(alone.measure, alone.baseline) == "not recorded"


@pytest.mark.parametrize("days", [-32, -31, 0, 31, 32])
def test_a_value_a_month_off_a_year_before_is_the_one_before_and_a_day_more_is_not(days):
    found = row("pep_pct", share(BEFORE + timedelta(days=days), 10, 40), share(DAY, 20, 40))
    assert (found.before.value is not None) == (abs(days) <= 31)


def test_values_over_stretches_of_other_lengths_are_not_set_beside_each_other():
    year = [value("complaints", day, 40.0, start=date(day.year - 1, 4, 1)) for day in (BEFORE, DAY)]
    quarter = [value("complaints", date(2025, 3, 31), 9.0, start=date(2025, 1, 1))]
    assert [one.number.value for one in longest_line([*year, *quarter])] == [40.0, 40.0]


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (None, "day"),
        (date(2024, 4, 1), "year"),
        (date(2025, 1, 1), "quarter"),
        (date(2025, 3, 1), "month"),
        (date(2025, 3, 2), "stretch"),
        (date(2025, 4, 1), "stretch"),
    ],
)
def test_a_stretch_is_named_by_how_long_it_is(start, kind):
    assert stretch(start, DAY) == kind


def test_a_hidden_value_hides_the_change_from_it_and_the_standing():
    target = Target(50, "low", BEFORE, "Plan")
    now = value("complaints", DAY, None, hidden=True)
    found = row("complaints", value("complaints", BEFORE, 40.0, 40.0), now, target_of=lambda *_: target)
    assert found.change is None and found.standing is None
    table = compare([], as_at=DAY, baseline=None, authority=None, edition="", figure_of=None, amounts_of=None, recorded=[found])  # fmt: skip
    told = as_records(table)[0]
    assert {told[name] for name in ("value", "numerator", "change", "call", "standing")} == {"c"}
    assert words.change_in_words(found) == ("c", "")


@pytest.mark.parametrize(
    ("measure", "figure", "target", "standing", "told"),
    [
        ("spend_residential", 900_000.0, Target(1_000_000, "low", BEFORE, ""), Standing.MET, "at most £1,000,000"),
        ("ofsted_rating", 3.0, Target(2, "low", BEFORE, ""), Standing.MISSED, "Good or better"),
        ("ks4_attainment8", 19.0, Target(20, "high", BEFORE, ""), Standing.NEAR, "at least 20.0"),
        ("inhouse_capacity_pct", 92.0, Target(95, "high", BEFORE, ""), Standing.NEAR, "at least 95%"),
    ],
    ids=["money", "grade", "score", "share of places"],
)  # fmt: skip
def test_a_target_is_told_and_met_in_the_series_own_unit(measure, figure, target, standing, told):
    found = row(measure, value(measure, DAY, figure), target_of=lambda *_: target)
    assert found.standing is standing and words.target(found) == told


def test_a_series_that_is_published_stands_beside_everybody_on_the_day_it_is_of():
    found = row(
        "social_worker_agency_pct", value("social_worker_agency_pct", DAY, 12.0), authority="Southwark"
    )
    assert found.published.on == date(2024, 9, 30)
    assert found.published.england == pytest.approx(16.2) and found.published.rank and found.published.neighbours_given == 10  # fmt: skip
    assert "Published figures are of 30 September 2024." in found.notes
    assert row("spend_residential", authority="Southwark").published is None, "nobody publishes it"


def test_every_published_series_of_recorded_measures_is_one_and_has_several_years():
    recorded = {entry.id for entry in recorded_series()}
    for series in comparators.RECORDED_SERIES:
        assert series.measure in recorded, series
        years = comparators.years_published(series.measure)
        assert len(years) >= 5 and comparators.published(series.measure, years[-1], "970") is not None, series
    assert comparators.compare("ks2_reading_pct", 2025, "Kent").as_at == date(2025, 8, 31)
