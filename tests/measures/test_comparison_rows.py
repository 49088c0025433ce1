"""A comparison written out: plain rows, and cells in words."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES, comparators, comparison_words
from sufficiency.measures.comparison import HIDDEN, Counted, compare
from sufficiency.measures.comparison_rows import COLUMNS, as_records
from sufficiency.measures.targets import Target

STABILITY, RATE, WAIT = (
    MEASURES[one] for one in ("three_plus_placements_pct", "cla_rate_10k", "a1_days_3yr")
)
NOW, BEFORE, BASELINE = date(2025, 3, 31), date(2024, 3, 31), date(2020, 3, 31)
TARGET = Target(10, "low", date(2020, 4, 1), "Strategy")


@pytest.mark.parametrize(
    ("measure", "number", "words"),
    [
        (STABILITY, None, "–"),
        (STABILITY, 11.0, "11%"),
        (STABILITY, 10.46, "10.5%"),
        (WAIT, 1234.0, "1,234 days"),
    ],
)
def test_a_published_figure_is_told_as_it_was_published(measure, number, words):
    assert comparison_words.published(measure, number) == words


def row_of(now=(95, 470), before=(62, 480), baseline=(50, 500), measure=STABILITY, scale=100):
    def figure_of(_measure, day):
        pair = {NOW: now, BEFORE: before, BASELINE: baseline}.get(day)
        if pair is None:
            return Counted(day, why=HIDDEN)
        return Counted(day, *pair, scale * pair[0] / pair[1])

    table = compare(
        [measure],
        as_at=NOW,
        baseline=BASELINE,
        authority="E09000028",
        edition="E1",
        figure_of=figure_of,
        amounts_of=lambda _measure, _day: [],
        target_of=lambda _measure, _day: TARGET,
    )
    return table, table.rows[0]


def test_a_record_has_every_column_and_the_numbers_the_row_has():
    table, row = row_of()
    [record] = as_records(table)
    assert tuple(record) == tuple(COLUMNS)
    assert (record["numerator"], record["denominator"], record["value"]) == (95, 470, 100 * 95 / 470)
    assert record["low"] < record["value"] < record["high"]
    assert record["change_low"] <= record["change"] <= record["change_high"]
    assert (record["call"], record["verdict"], record["standing"]) == ("up", "worse", "Off target")
    assert record["baseline_call"] == "up" and record["target"] == 10
    assert record["rank"] == row.published.rank and record["neighbours_given"] == 10


def test_beside_it_stands_what_was_published_for_everyone_else():
    [record] = as_records(row_of()[0])
    found = comparators.compare(STABILITY.id, record["published_on"].year, "E09000028")
    assert None not in (found.england, found.region, found.neighbours)
    assert (record["england"], record["region"]) == (found.england, found.region)
    assert (record["neighbours_median"], record["neighbours_mean"]) == (
        found.neighbours,
        found.neighbours_mean,
    )
    assert (record["rank"], record["of"], record["quartile"]) == (found.rank, found.of, found.quartile)


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        (
            {"now": None},
            "numerator denominator value low high change change_low change_high call verdict baseline_call standing",
        ),
        (
            {"before": None},
            "before_numerator before_denominator before_value change change_low change_high call verdict",
        ),
        ({"baseline": None}, "baseline_numerator baseline_denominator baseline_value baseline_call"),
    ],
)
def test_what_is_hidden_is_a_c_in_every_column_that_tells_of_it_and_in_no_other(figures, hidden):
    [record] = as_records(row_of(**figures)[0])
    assert {name for name, value in record.items() if value == "c"} == set(hidden.split())


def test_the_cells_of_a_share_in_words():
    _table, row = row_of()
    assert comparison_words.value(STABILITY, row.now) == "20.2%"
    assert comparison_words.made_of(STABILITY, row.now) == "95 of 470"
    assert comparison_words.interval(row) == "16.8 to 24.1%"
    assert comparison_words.change_in_words(row) == ("Up, worse", "7.3 points")
    assert comparison_words.since_baseline(row) == "up 10.2 points since, worse"
    assert comparison_words.target(row) == "at most 10%"
    assert comparison_words.neighbours_mean(row).endswith("of 10")


def test_what_is_not_clear_is_said_to_be_so():
    _table, row = row_of(now=(63, 480), baseline=(61, 480))
    assert comparison_words.change_in_words(row) == ("No clear change", "up 0.2 points")
    assert comparison_words.since_baseline(row) == ""


def test_what_is_hidden_says_so_and_nothing_about_it():
    _table, row = row_of(now=None)
    assert comparison_words.value(STABILITY, row.now) == "c"
    assert comparison_words.made_of(STABILITY, row.now) == comparison_words.interval(row) == ""
    assert comparison_words.change_in_words(row) == ("c", "")
    assert comparison_words.since_baseline(row) == ""


def test_rates_and_averages_say_what_they_are_of():
    _table, row = row_of((512, 64_000), (500, 64_000), (490, 64_000), RATE, 10_000)
    assert comparison_words.value(RATE, row.now) == "80"
    assert comparison_words.made_of(RATE, row.now) == "in every 10,000"
    _table, row = row_of((4820, 10), (4650, 10), (5060, 10), WAIT, 1)
    assert comparison_words.value(WAIT, row.now) == "482 days"
    assert comparison_words.made_of(WAIT, row.now) == "over 10 children"
    assert comparison_words.change_in_words(row) == ("Too few to say", "up 17 days")


def test_each_note_is_numbered_once():
    table, _row = row_of(measure=MEASURES["over_20_miles_pct"])
    numbered, own = comparison_words.notes(table)
    assert len(numbered) == len(set(numbered)) >= 1 and own["over_20_miles_pct"] == list(
        range(1, len(numbered) + 1)
    )
