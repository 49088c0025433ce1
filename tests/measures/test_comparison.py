"""The comparison table: figures beside each other, and what must not be told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.history import History
from sufficiency.measures import MEASURES, UnknownMeasure, comparators
from sufficiency.measures.change import Call
from sufficiency.measures.comparison import (
    HIDDEN,
    NOT_COUNTED,
    Counted,
    compare,
    comparison,
    day_of,
    interval_of,
)
from sufficiency.measures.disclosure import HIDDEN_KEY, Style
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.targets import Standing, Target
from sufficiency.vocabulary.authorities import find
from tests import countings
from tests.golden.rows import episodes

STABILITY, STARTED = MEASURES["three_plus_placements_pct"], MEASURES["cla_started"]
A2, DENTAL = MEASURES["a2_days_3yr"], MEASURES["dental_pct"]
NOW, BEFORE, BASELINE = date(2025, 3, 31), date(2024, 3, 31), date(2020, 3, 31)
SOUTHWARK = find("Southwark").code


def share(day, part, whole):
    return Counted(day, part, whole, 100 * part / whole)


def table(figures, measures=(STABILITY,), **changes):
    """A comparison of figures given by (measure, day)."""
    asked = {"as_at": NOW, "baseline": BASELINE, "authority": SOUTHWARK, "edition": "E1"} | changes
    return compare(
        list(measures),
        figure_of=lambda measure, day: figures.get((measure.id, day), Counted(day, why=NOT_COUNTED)),
        amounts_of=asked.pop("amounts_of", lambda measure, day: []),
        **asked,
    )


def of_stability(now, before, baseline=(50, 500)):
    days = {NOW: now, BEFORE: before, BASELINE: baseline}
    return {
        (STABILITY.id, day): Counted(day, why=HIDDEN) if pair is None else share(day, *pair)
        for day, pair in days.items()
    }


def test_a_row_has_now_a_year_before_the_change_the_baseline_and_everybody_else():
    [row] = table(of_stability((95, 470), (62, 480))).rows
    assert row.now.value == pytest.approx(20.2, abs=0.05) and row.before.value == pytest.approx(
        12.9, abs=0.05
    )
    assert row.change.call is Call.UP and row.verdict == "worse"
    assert row.since_baseline.call is Call.UP
    assert row.interval == wilson_interval(95, 470)
    assert "from 62 of 480 (12.9%) to 95 of 470 (20.2%)" in row.sentence
    # Published for 31 March 2025: Southwark 12%, England 10%.
    assert row.published.on == NOW
    assert row.published.england == comparators.published(STABILITY.id, 2025, "970")
    expected = comparators.compare(STABILITY.id, 2025, SOUTHWARK)
    assert (row.published.neighbours, row.published.neighbours_mean) == (
        expected.neighbours,
        expected.neighbours_mean,
    )
    assert (row.published.rank, row.published.of) == (expected.rank, expected.of) and not row.published.ours


def test_of_an_authority_of_which_nothing_is_published_our_own_figure_takes_its_place():
    [row] = table(of_stability((0, 500), (5, 500)), authority="X99").rows
    assert row.published.ours and row.published.rank == 1 and row.quarter == "best quarter"
    assert any("Nothing is published for this authority" in note for note in row.notes)
    [row] = table(of_stability((499, 500), (5, 500)), authority="X99").rows
    assert row.published.rank == row.published.of and row.quarter == "last quarter"
    assert table(of_stability((5, 500), (5, 500)), authority=None).rows[0].published is None


def test_what_is_true_of_every_rank_is_said_once():
    long_term = MEASURES["long_term_stability_pct"]
    figures = of_stability((5, 500), (5, 500))
    figures |= {(long_term.id, day): figure for (_one, day), figure in figures.items()}
    found = table(figures, [STABILITY, long_term], authority="X99")
    assert not any("Nothing is published" in note for row in found.rows for note in row.notes)
    assert sum("ranks are those of our own figures" in note for note in found.notes) == 1


def test_numbers_are_not_ranked_since_authorities_differ_in_size():
    figures = {(STARTED.id, day): Counted(day, n, None, n) for day, n in ((NOW, 40.0), (BEFORE, 20.0))}
    [row] = table(figures, [STARTED], baseline=None).rows
    assert row.change.call is Call.UP and row.verdict == "changed"
    assert row.published.england and row.published.rank is None and row.published.neighbours is None
    assert row.baseline is None and row.since_baseline is None and row.interval is None


def test_a_day_between_is_set_beside_the_published_31_march_before_it_and_says_so():
    as_at, before = date(2024, 9, 30), date(2023, 9, 30)
    figures = {(STABILITY.id, as_at): share(as_at, 50, 500), (STABILITY.id, before): share(before, 51, 500)}
    [row] = table(figures, as_at=as_at, baseline=None).rows
    assert row.published.on == date(2024, 3, 31)
    assert "Published figures are of 31 March 2024." in row.notes


def test_what_is_counted_on_31_march_only_is_of_the_last_one():
    assert day_of(DENTAL, date(2024, 9, 30)) == date(2024, 3, 31)
    assert day_of(DENTAL, date(2024, 3, 30)) == date(2023, 3, 31)
    assert day_of(DENTAL, NOW) == NOW and day_of(STABILITY, date(2024, 9, 30)) == date(2024, 9, 30)
    [row] = table({}, [DENTAL], as_at=date(2024, 9, 30)).rows
    assert row.now.day == date(2024, 3, 31) and row.before.day == date(2023, 3, 31)
    assert any(note.startswith("Counted on 31 March only.") for note in row.notes)


def test_a_definition_that_differs_from_the_published_one_is_told():
    [row] = table({}, [MEASURES["over_20_miles_pct"]]).rows
    assert comparators.differs("over_20_miles_pct") in row.notes


def test_a_change_of_part_of_a_period_is_not_told():
    figures = of_stability((95, 470), (62, 480))
    figures[STABILITY.id, BEFORE] = Counted(BEFORE, 62, 480, 12.9, part=True)
    [row] = table(figures).rows
    assert row.change is None and row.sentence == "" and row.since_baseline is not None
    assert "Part of the period was not loaded, so no change is told." in row.notes


@pytest.mark.parametrize(
    ("now", "before", "baseline"), [(None, (62, 480), (50, 500)), ((95, 470), None, None)]
)
def test_a_change_that_would_tell_of_a_hidden_figure_is_hidden_too(now, before, baseline):
    target = Target(10, "low", date(2020, 4, 1), "Plan")
    found = table(of_stability(now, before, baseline), target_of=lambda measure, day: target)
    [row] = found.rows
    assert row.change is None and row.since_baseline is None and row.verdict == "" and row.sentence == ""
    assert found.hidden and HIDDEN_KEY in found.notes
    if now is None:
        assert row.standing is None and row.interval is None


def test_the_own_target_comes_first_and_a_national_threshold_where_there_is_none():
    figures = {(A2.id, day): Counted(day, 4000, 20, 200.0) for day in (NOW, BEFORE)}
    [row] = table(figures, [A2]).rows
    assert row.target.national and row.target.value == 121 and row.standing is Standing.MISSED
    assert any(note.startswith("National threshold.") and "not confirmed" in note for note in row.notes)
    own = Target(210, "low", date(2024, 4, 1), "Adoption plan")
    [row] = table(figures, [A2], target_of=lambda measure, day: own).rows
    assert row.target is own and row.standing is Standing.MET
    assert not any("National threshold" in note for note in row.notes)


def test_an_average_is_called_by_the_children_who_came_and_went():
    figures = {(A2.id, day): Counted(day, 4000, 20, 200.0) for day in (NOW, BEFORE)}
    shared = [(f"s{number}", 200.0 + number) for number in range(14)]
    counted = {
        NOW: shared + [(f"n{number}", 90.0 + number) for number in range(6)],
        BEFORE: shared + [(f"b{number}", 500.0 + number) for number in range(6)],
    }
    [row] = table(figures, [A2], baseline=None, amounts_of=lambda measure, day: counted[day]).rows
    assert row.change.call is Call.DOWN and row.verdict == "better"


shares = st.integers(1, 800).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(shares, shares)
def test_the_interval_holds_the_figure_and_the_year_turned_round_turns_the_verdict(now, before):
    [row], [turned] = table(of_stability(now, before)).rows, table(of_stability(before, now)).rows
    low, high = interval_of(STABILITY, row.now)
    assert low - 1e-9 <= row.now.value <= high + 1e-9
    opposite = {"better": "worse", "worse": "better", "": ""}
    assert turned.verdict == opposite[row.verdict]


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """Seven children in foster care, one of whom moved twice."""
    rows = [f"c{number} 2023-04-10 S C2 U6 PR1" for number in range(6)]
    moved = "\n".join(
        (
            "m 2024-04-10 S C2 U6 PR1 2024-05-01 X1",
            "m 2024-05-01 P C2 U4 PR4 2024-06-01 X1",
            "m 2024-06-01 P C2 K2 PR4",
        )
    )
    folder = tmp_path_factory.mktemp("comparison") / "history"
    lives = {
        2024: {"episodes": episodes("\n".join(rows))},
        2025: {"episodes": episodes("\n".join([*rows, moved]))},
    }
    countings.derived(lives, folder)
    with History(folder) as opened:
        yield opened


def test_a_table_counted_from_a_history_has_the_figures_of_calculate(history):
    found = comparison(history, ["cla_number", STABILITY.id], as_at=NOW, baseline=BEFORE, edition="E1")
    number, stability = found.rows
    assert (number.now.value, number.before.value, number.baseline.value) == (7, 6, 6)
    assert (stability.now.pair, stability.before.pair) == ((1, 7), (0, 6))
    assert stability.change.call is Call.TOO_FEW and not found.hidden


def test_in_the_public_style_small_numbers_are_hidden_with_all_that_follows_from_them(history):
    found = comparison(history, ["cla_number", STABILITY.id], as_at=NOW, style=Style.PUBLIC)
    number, stability = found.rows
    # Seven beside six a year before, and none who left, would tell of the one who came.
    assert number.now.hidden and number.now.value is None and number.change is None
    assert number.before.value == 6
    assert stability.now.hidden and stability.now.value is None and stability.change is None
    assert found.hidden


def test_without_a_choice_the_headline_measures_are_compared_and_an_unknown_one_is_refused(history):
    found = comparison(history, None, as_at=NOW).rows
    assert [row.measure.id for row in found[:1]] == ["cla_number"]
    assert all(row.measure.headline and row.now.why != NOT_COUNTED for row in found)
    assert "cla_rate_10k" not in {row.measure.id for row in found}, "its population is not known"
    with pytest.raises(UnknownMeasure, match="no measure called 'stability'"):
        comparison(history, ["stability"], as_at=NOW)
