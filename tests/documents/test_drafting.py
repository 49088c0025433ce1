"""The sentence beside a figure, drafted by rule."""

from datetime import date

from sufficiency.documents.drafting import At, over_time, recorded_sentence, sentence
from sufficiency.measures import MEASURES
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.comparison import HIDDEN, NOT_COUNTED, Counted, compare
from sufficiency.measures.recorded import Number
from sufficiency.measures.targets import Target

NOW, BEFORE, NOVEMBER = date(2018, 3, 31), date(2017, 3, 31), date(2017, 11, 30)
AT = At("block", "E1")
MOVES, ADOPTED, A1 = MEASURES["three_plus_placements_pct"], MEASURES["adoptions"], MEASURES["a1_days_3yr"]


def drafted(measure, figures, **changes):
    """The sentence of figures given by day as (numerator, denominator), None for a hidden one."""

    def figure_of(_measure, day):
        if day not in figures:
            return Counted(day, why=NOT_COUNTED)
        if figures[day] is None:
            return Counted(day, why=HIDDEN)
        top, bottom = figures[day]
        factor = 100 if str(measure.unit) == "percent" else 1
        return Counted(day, top, bottom, factor * top / bottom if bottom else top)

    given = {"as_at": NOW, "baseline": None, "authority": None, "edition": "E1"} | changes
    [row] = compare([measure], figure_of=figure_of, amounts_of=lambda *_: [], **given).rows
    return sentence(row, AT)


def test_a_clear_fall_is_said_to_have_fallen_with_what_both_figures_are_made_of():
    told = drafted(MOVES, {NOW: (52, 486), BEFORE: (95, 500)}).text
    assert told == (
        "Children with three or more placements in the year fell from 19.0% (95 of 500) at the end of March 2017 to "
        "10.7% (52 of 486) at the end of March 2018, an improvement."
    )


def test_a_change_within_chance_is_no_clear_change():
    told = drafted(MOVES, {NOW: (52, 486), BEFORE: (62, 500)}).text
    assert "no clear change, from 12.4% (62 of 500)" in told
    assert "fell" not in told and "rose" not in told


def test_of_few_children_the_count_is_said_and_no_change_claimed():
    told = drafted(MOVES, {NOW: (3, 14), BEFORE: (1, 9)}).text
    assert "1 of 9 children" in told and "3 of 14 children" in told and "too few to say" in told
    assert "%" not in told


def test_what_became_of_it_since_the_baseline_follows():
    told = drafted(MOVES, {NOW: (52, 486), BEFORE: (62, 500), NOVEMBER: (100, 490)}, baseline=NOVEMBER).text
    assert told.endswith(
        "Since the baseline of 20.4% (100 of 490) at the end of November 2017 it has fallen."
    )


def test_england_the_neighbours_and_the_target_stand_beside_it():
    aim = Target(10, "low", date(2016, 4, 1), "Board")
    told = drafted(
        MOVES,
        {NOW: (52, 486), BEFORE: (95, 500)},
        authority="E09000028",
        target_of=lambda *_: aim,
    )
    assert (
        "England’s figure was 11% on 31 March 2018, and the middle one of our statistical neighbours"
        in told.text
    )
    assert told.text.endswith("The target of at most 10% is nearly met.")
    england = next(one for one in told.figures if one.source == "published")
    assert (england.value, england.words, england.edition) == (11, "11%", "")


def test_a_hidden_figure_takes_its_direction_target_and_parts_with_it():
    aim = Target(30, "high", date(2016, 4, 1), "Board")
    told = drafted(ADOPTED, {NOW: None, BEFORE: (40, None)}, target_of=lambda *_: aim)
    assert told.text == (
        "Children adopted: the number in the year to March 2018 is hidden, since it could point to a child."
    )
    assert [(one.hidden, one.value) for one in told.figures] == [(True, None), (False, 40)]


def test_where_the_year_before_is_hidden_no_direction_is_told():
    told = drafted(ADOPTED, {NOW: (40, None), BEFORE: None}).text
    assert told.startswith(
        "Children adopted: 40 in the year to March 2018; the number a year before is hidden"
    )
    assert not {"rose", "fell", "change", "more", "fewer"} & set(told.replace(",", "").split())


def test_an_average_says_over_how_many_children_and_a_code_stands_in_brackets():
    told = drafted(A1, {NOW: (12_000, 30), BEFORE: (8_000, 20)}).text
    assert told.startswith(
        "A1 (days from entering care to moving in with adopters): 400 days on average (20 children)"
    )


def test_a_day_without_a_figure_says_why():
    assert "there is no figure at the end of March 2018 (not counted on this day)" in drafted(MOVES, {}).text


def test_a_recorded_series_is_told_without_a_direction():
    entry = catalogue()["unit_cost_residential"]
    numbers = [
        Number(entry.id, date(2017, 3, 31), date(2016, 4, 1), "", "", None, None, 3900.0),
        Number(entry.id, NOW, date(2017, 4, 1), "", "", None, None, 4150.0),
    ]
    told = recorded_sentence(entry, numbers, [False, False], AT)
    assert told.text == (
        "Weekly cost of residential and secure placements: £4,150 a week in the year to March 2018; £3,900 a week in the "
        "year to March 2017."
    )
    assert {one.source for one in told.figures} == {"recorded"}
    assert recorded_sentence(entry, [], [], AT).text.endswith("nothing is recorded yet.")


def test_the_title_of_a_chart_tells_its_lowest_its_highest_and_its_latest():
    points = [(NOVEMBER, "15.6%", 15.6), (BEFORE, "9.0%", 9.0), (NOW, "10.7%", 10.7)]
    assert over_time("Moves", points) == (
        "Moves: between 9.0% (March 2017) and 15.6% (November 2017), and 10.7% in March 2018"
    )
