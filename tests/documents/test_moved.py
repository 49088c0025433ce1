"""Which figures of a paper are another today, and why."""

from dataclasses import replace
from datetime import date

from sufficiency.documents.moved import moved
from sufficiency.measures.disclosure import Style
from sufficiency.measures.recorded import Number
from tests.documents.conftest import DAY, history, paper, source


def figure(measure="three_plus_placements_pct", **changes):
    found = next(
        one
        for one in paper("sufficiency-update").figures
        if one.measure == measure and one.day == DAY and not one.breakdown and one.source == "counted"
    )
    return replace(found, **changes)


def test_nothing_has_moved_while_the_edition_is_the_same():
    assert moved(paper("sufficiency-update").figures, source()) == []


def test_a_figure_that_is_another_is_told_with_both_values():
    printed = figure(value=99.0, words="99.0%", edition="2020-01-01-001")
    [told] = moved([printed], source())
    assert told.was == "99.0%" and told.words == figure().words and told.now.value == figure().value
    assert told.reason == f"edition {source().edition} has been loaded since."
    assert told.sentence.startswith("Published 99.0%, now ")


def test_with_the_earlier_edition_at_hand_the_children_between_are_counted():
    printed = figure(value=99.0, words="99.0%", edition="2020-01-01-001")
    [told] = moved([printed], source(), earlier=lambda edition: history())
    assert (
        told.reason == f"the same children count in edition {source().edition}, with other days or numbers."
    )


def test_in_public_a_hidden_figure_is_told_without_either_value():
    printed = figure(
        value=None, numerator=None, denominator=None, hidden=True, words="c", edition="2020-01-01-001"
    )
    [told] = moved([printed], source(Style.PUBLIC))
    assert told.now.value is not None
    assert told.was == told.words == "hidden" and told.now.words not in told.sentence


def test_a_recorded_value_that_was_corrected_or_taken_back_is_told():
    printed = replace(
        figure(),
        measure="unit_cost_residential",
        source="recorded",
        edition="",
        value=6000.0,
        words="£6,000 a week",
    )
    [corrected] = moved([printed], source())
    assert (
        corrected.sentence == "Published £6,000 a week, now £6,280 a week: the value was recorded anew since."
    )
    [gone] = moved([printed], source(recorded=lambda measures: []))
    assert gone.now is None and gone.reason == "the value was taken back."
    other = [Number("unit_cost_residential", date(2025, 3, 31), None, "", "", None, None, 6000.0)]
    assert moved([printed], source(recorded=lambda measures: other)) == []
