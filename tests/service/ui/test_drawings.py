"""What is drawn on the server: sparklines, timelines, bars, small multiples."""

from datetime import date

import pytest

from sufficiency.service.ui.components import (
    Band,
    Bar,
    Bars,
    Mark,
    Multiples,
    Panel,
    Span,
    Sparkline,
    Timeline,
)

DAY = date(2020, 1, 1)


def test_a_missing_month_is_a_gap_in_the_line():
    assert Sparkline([1, 2, None, 3, 4], "rose").line.count("M") == 2


def test_a_month_alone_between_gaps_is_drawn_as_a_dot():
    assert "h0.01" in Sparkline([1, None, 3, None, 4], "rose").line


@pytest.mark.parametrize("values", [[], [None], [5], [5, 5, 5], [0, 0], [-1, 1e9]])
def test_any_values_can_be_drawn(values):
    drawn = str(Sparkline(values, "words"))
    assert "nan" not in drawn and ("<svg" in drawn or "no trend yet" in drawn)


def test_a_sparkline_tells_its_trend_in_words():
    assert 'role="img" aria-label="Rose from 1 to 2"' in str(Sparkline([1, 2], "Rose from 1 to 2"))


def test_a_stay_takes_its_share_of_the_years():
    band = Band(
        "Homes",
        [Span(DAY, date(2022, 1, 1), "Foster care", "foster"), Span(date(2022, 1, 1), None, "Kin", "family")],
    )
    [(_, _, _, [first, second])] = Timeline("A life", DAY, date(2024, 1, 1), [band]).drawn
    assert (first.x, first.width[:4]) == ("0.000%", "50.0")
    assert second.x.startswith("50.0") and second.label == "2 Kin"


def test_stays_outside_the_years_drawn_are_left_out_and_those_across_are_cut():
    spans = [
        Span(date(2010, 1, 1), date(2011, 1, 1), "Before"),
        Span(date(2019, 1, 1), date(2020, 7, 1), "Across"),
    ]
    [(_, _, _, pieces)] = Timeline("A life", DAY, date(2021, 1, 1), [Band("Homes", spans)]).drawn
    assert [piece.span.label for piece in pieces] == ["Across"]
    assert pieces[0].x == "0.000%"


def test_a_kind_without_a_colour_is_drawn_as_other():
    [(_, _, _, [piece])] = Timeline(
        "A life", DAY, date(2021, 1, 1), [Band("Homes", [Span(DAY, None, "?", "x y")])]
    ).drawn
    assert piece.kind == "other"


def test_a_long_life_tells_at_most_twelve_years():
    assert len(Timeline("A life", date(1999, 5, 5), date(2025, 1, 1), []).ticks) <= 12


def test_a_timeline_is_also_a_table_with_every_stay_and_mark():
    band = Band("Homes", [Span(DAY, None, "Foster care", "foster", "Came into care")])
    page = str(Timeline("A life", DAY, date(2021, 1, 1), [band], [Mark(date(2020, 6, 1), "First review")]))
    assert page.count("<table") == 1
    assert all(
        words in page for words in ("1 January 2020", "still", "Came into care", "1 June 2020: First review")
    )


def test_a_timeline_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends after it starts"):
        Timeline("A life", DAY, DAY, [])


def test_bars_are_shares_of_the_longest_and_what_is_not_known_has_none():
    bars = Bars("t", "g", "%", [Bar("a", 50, "50"), Bar("b", 25, "25"), Bar("c", None, "c")])
    assert [length for _, length in bars.drawn] == ["100.00%", "50.00%", "0.00%"]


def test_bars_of_nothing_but_zeros_are_drawn():
    assert [length for _, length in Bars("t", "g", "%", [Bar("a", 0, "0")]).drawn] == ["0.00%"]


def test_small_charts_share_one_scale_from_zero():
    drawn = Multiples("t", [Panel("a", "10", [0, 10]), Panel("b", "5", [None, 5])]).drawn
    assert drawn[0][1].endswith("L215.0 5.0")
    assert drawn[1][1] == "M215.0 32.0h0.01"
