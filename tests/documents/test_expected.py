"""What a measure would be if the coming months are like those behind them, in a paper."""

from datetime import date

import pytest

from sufficiency.documents.document import Drawing, Paragraph
from sufficiency.documents.outline import Expected
from sufficiency.forecast import as_before
from sufficiency.measures import MEASURES
from sufficiency.measures.disclosure import Style
from sufficiency.measures.targets import Target
from tests.documents.conftest import DAY, counted
from tests.documents.test_composing import alone, said_in

NUMBER = Expected("number", "cla_number")


def series(measure):
    """The whole months of the last five years, as they are counted."""
    rows = [
        row for row in counted(Style.LOCAL).to_pylist() if row["measure"] == measure and not row["breakdown"]
    ]
    return sorted((row["as_at"], row["value"]) for row in rows if row["as_at"] > date(2020, 3, 30))


def test_the_range_is_that_of_the_measures_own_months():
    found = alone(NUMBER)
    [words, drawing] = found.sections[0].said
    near, middle, far = as_before(series("cla_number"))
    last = series("cla_number")[-1][1]
    assert isinstance(words, Paragraph) and words.drafted
    assert words.text.startswith(
        f"Children looked after: {last:.0f} at the end of March 2025. If the coming months are like those behind them, it "
        f"would lie between {far.low:.0f} and {far.high:.0f} at the end of March 2026, four times in five. Tried on the "
        f"months behind, a range a year ahead held {far.held} times in {far.tried}."
    )
    assert isinstance(drawing, Drawing) and "neither a plan nor a target" in drawing.notes[0]
    rows = [[cell.value for cell in row] for row in drawing.table.rows[-3:]]
    assert rows == [[None, None, one.low, one.high, one.tried, one.held] for one in (near, middle, far)]
    assert [row[0].text for row in drawing.table.rows[-3:]] == [
        "30 June 2025",
        "30 September 2025",
        "31 March 2026",
    ]


def test_the_figures_it_rests_on_are_kept_with_the_paper_and_none_of_what_is_to_come():
    found = alone(NUMBER)
    assert {one.measure for one in found.figures} == {"cla_number"}
    assert len(found.figures) == 24 and max(one.day for one in found.figures) == DAY


def test_a_target_lies_within_the_range_or_outside():
    def told(value):
        aim = Target(value, "low", date(2024, 4, 1), "the plan")
        return said_in(alone(NUMBER, target_of=lambda _measure, _day: aim))

    middle, far = series("cla_number")[-1][1], as_before(series("cla_number"))[-1]
    assert f"The target of at most {middle:.0f} lies within the range." in told(middle)
    assert "lies outside the range." in told(far.high + 1)
    assert "The target" not in said_in(alone(NUMBER))


def test_a_day_within_a_month_looks_ahead_from_the_last_month_end():
    text = said_in(alone(NUMBER, as_at=date(2025, 3, 12), given_on=None))
    assert (
        "at the end of February 2025. If the coming months" in text and "at the end of February 2026" in text
    )


@pytest.mark.parametrize("style", [Style.LOCAL, Style.PUBLIC])
def test_nothing_is_expected_of_a_number_that_is_hidden(style):
    few = next(
        one
        for one in MEASURES.values()
        if one.months is None
        and not one.only_on_31_march
        and not one.is_of_workbook
        and str(one.unit) == "children"
        and 0 < dict(series(one.id)).get(DAY, 0) < 6
    )
    text = said_in(alone(Expected("few", few.id), style=style))
    if style is Style.PUBLIC:
        assert "its number is hidden, so nothing is said of what to expect" in text and "between" not in text
    else:
        assert "it would lie between" in text


def test_what_cannot_be_told_is_said_in_a_sentence():
    yearly = next(one for one in MEASURES.values() if one.only_on_31_march)
    assert "counted once a year, too seldom to say what to expect" in said_in(alone(Expected("y", yearly.id)))
    early = said_in(alone(NUMBER, as_at=min(day for day, _value in series("cla_number")), given_on=None))
    assert "too few months are loaded to say what to expect" in early
    before = said_in(alone(NUMBER, as_at=date(2010, 3, 31), given_on=None))
    assert "no whole figure at the end of March 2010" in before


def test_a_share_stays_within_what_a_share_can_be():
    [_words, drawing] = alone(Expected("share", "foster_pct")).sections[0].said
    for row in drawing.table.rows[-3:]:
        assert 0 <= row[2].value <= row[3].value <= 100 and row[2].text.endswith("%")
