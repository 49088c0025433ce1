"""A row of recorded values: taken, or refused with a sentence that says what was found and what is allowed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures import MEASURES
from sufficiency.measures.catalogue import catalogue, recorded_series
from sufficiency.service.recorded.checking import check, check_rows
from sufficiency.service.recorded.reading import COLUMNS, Row

TODAY = date(2025, 11, 26)
SHARE = {
    "measure": "pep_pct", "as_at": "2025-03-31", "numerator": "132", "denominator": "152", "source": "School", "basis": "final",
}  # fmt: skip
MONEY = {"measure": "spend_residential", "as_at": "2025-03-31", "value": "3244487", "source": "Outturn", "basis": "final"}  # fmt: skip
COUNT = {"measure": "complaints", "as_at": "2025-03-31", "value": "84", "source": "Log", "basis": "final"}


def taken(cells, **changes):
    checked, wrong = check({**cells, **changes}, TODAY)
    assert not wrong, [str(one) for one in wrong]
    return checked


def refused(cells, **changes) -> list[str]:
    cells = {name: text for name, text in {**cells, **changes}.items() if text is not None}
    checked, wrong = check(cells, TODAY)
    assert checked is None and wrong
    return [str(one) for one in wrong]


def test_a_share_is_worked_out_from_its_parts_to_the_last_digit():
    one = taken(SHARE)
    assert (one.numerator, one.denominator) == (132, 152) and one.value == pytest.approx(100 * 132 / 152)


@pytest.mark.parametrize("typed", ["87", "86.8", "86.84", "86.8421052632"])
def test_a_share_typed_with_its_parts_may_be_rounded(typed):
    assert taken(SHARE, value=typed).value == pytest.approx(100 * 132 / 152)


@pytest.mark.parametrize("typed", ["86", "88", "86.9", "86.85", "8.68"])
def test_a_share_that_is_not_its_parts_is_refused_with_what_they_give(typed):
    (sentence,) = refused(SHARE, value=typed)
    assert f"value is {typed}" in sentence and "100 x 132 / 152 is 86.8421" in sentence


def test_half_may_be_rounded_up_or_to_even():
    for typed in ("12", "13"):
        assert taken(SHARE, numerator="1", denominator="8", value=typed).value == 12.5


def test_a_share_may_stand_without_its_parts():
    one = taken(SHARE, numerator="", denominator="", value="93")
    assert (one.numerator, one.denominator, one.value) == (None, None, 93)


def test_a_share_of_nobody_has_no_value():
    assert taken(SHARE, numerator="0", denominator="0").value is None
    assert "leave value empty" in refused(SHARE, numerator="0", denominator="0", value="0")[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"numerator": "160"}, "more than denominator"),
        ({"numerator": "13.5"}, "whole"),
        ({"numerator": "-1"}, "not below 0"),
        ({"denominator": ""}, "both numerator and denominator"),
        ({"numerator": "", "denominator": "", "value": "101"}, "0 to 100 is allowed"),
        ({"numerator": "", "denominator": "", "value": "-1"}, "0 to 100 is allowed"),
        ({"numerator": "", "denominator": ""}, "value is empty"),
        ({"numerator": "", "denominator": "", "value": "93%"}, "no number"),
        ({"numerator": "", "denominator": "", "value": "1e5"}, "no number"),
        ({"numerator": "", "denominator": "", "value": "nan"}, "no number"),
        ({"numerator": "", "denominator": "", "value": "٩٣"}, "no number"),
        ({"numerator": "1,32"}, "no number"),
        ({"as_at": "2025-02-30"}, "not in the calendar"),
        ({"as_at": "31 March 2025"}, "no day"),
        ({"as_at": "2025-11-27"}, "not come yet"),
        ({"as_at": "1066-10-14"}, "days from 1990"),
        ({"as_at": ""}, "as_at is empty"),
        ({"period_start": "2025-04-01"}, "after as_at"),
        ({"period_start": "last year"}, "period_start is"),
        ({"breakdown": "age", "group": "8-11"}, "has a total only"),
        ({"breakdown": "age"}, "neither for the total"),
        ({"source": " "}, "source is empty"),
        ({"source": "x" * 301}, "301 letters"),
        ({"basis": "guess"}, "one of final, provisional"),
        ({"basis": ""}, "basis is empty"),
        ({"measure": "pep_pc"}, "did you mean pep_pct"),
        ({"measure": ""}, "no measure is named"),
        ({"measure": "<script>"}, "no measure"),
    ],
)
def test_what_cannot_be_is_told_with_what_is_allowed(changes, word):
    assert any(word in sentence for sentence in refused(SHARE, **changes))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_that_is_counted_cannot_be_recorded(measure):
    (sentence,) = refused(COUNT, measure=measure)
    assert "counted from the children's own records" in sentence


def test_money_has_no_denominator_and_may_be_below_nothing():
    assert taken(MONEY).value == taken(MONEY).numerator == 3244487
    assert taken(MONEY, measure="csc_overspend", value="-0.4").value == -0.4
    assert taken(MONEY, value="3,244,487").value == 3244487
    assert "no denominator" in refused(MONEY, denominator="2")[0]
    assert "too large" in refused(MONEY, value="9999999999999")[0]


def test_a_count_is_whole_and_its_value_is_its_numerator():
    assert taken(COUNT, value="", numerator="84") == taken(COUNT) == taken(COUNT, numerator="84")
    assert "whole numbers" in refused(COUNT, value="84.5")[0]
    assert "never below 0" in refused(COUNT, value="-1")[0]
    assert "the same here" in refused(COUNT, numerator="83")[0]


def test_a_grade_may_be_a_word_or_its_number():
    grade = {**COUNT, "measure": "ofsted_rating"}
    assert taken(grade, value="Requires improvement").value == taken(grade, value="3").value == 3
    assert "1 Outstanding" in refused(grade, value="5")[0]
    assert "1 Outstanding" in refused(grade, value="fine")[0]


def test_a_group_is_one_of_the_breakdown_where_its_groups_are_known():
    safe = {**SHARE, "measure": "bs_safe_pct", "breakdown": "age", "group": "8-11"}
    assert taken(safe).group == "8-11"
    known = next(entry for entry in recorded_series() if {"sex", "age_band"} & set(entry.breakdowns))
    breakdown = next(one for one in known.breakdowns if one in ("sex", "age_band"))
    cells = {"measure": known.id, "breakdown": breakdown, "group": "nobody", "as_at": "2025-03-31"}
    assert any("its groups are" in sentence for sentence in refused(cells))
    assert any("plain name" in sentence for sentence in refused(safe, group="<b>"))


def test_a_day_may_be_written_as_people_here_write_it():
    assert taken(COUNT, as_at="31/03/2025").as_at == taken(COUNT, as_at="2025-3-31").as_at == date(2025, 3, 31)  # fmt: skip


def test_the_same_value_twice_in_a_file_is_refused_with_both_rows():
    rows = [Row(2, COUNT), Row(3, {**COUNT, "value": "85"}), Row(4, {**COUNT, "as_at": "2024-03-31"})]
    found, sentences = check_rows(rows, TODAY)
    assert len(found) == 2
    assert sentences == ["Row 3: the same measure, days, breakdown and group stand in row 2 already; take one out."]  # fmt: skip


def test_a_person_is_told_which_measure_they_may_not_record():
    refuse = lambda entry: None if entry.area == "finance" else "Your role records figures of finance only."  # noqa: E731
    found, sentences = check_rows([Row(2, MONEY), Row(3, COUNT)], TODAY, refuse)
    assert [one.measure for one in found] == ["spend_residential"]
    assert sentences == ["Row 3: complaints: your role records figures of finance only."]


@given(cells=st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30)))
def test_whatever_stands_in_a_row_is_taken_or_refused_in_sentences(cells):
    checked, wrong = check(cells, TODAY)
    assert (checked is None) == bool(wrong)
    assert all(str(one) and "\n" not in str(one) for one in wrong)


@given(top=st.integers(0, 5_000), more=st.integers(0, 5_000), places=st.integers(0, 4))
def test_a_share_rounded_to_any_places_is_taken_and_another_is_not(top, more, places):
    if top + more == 0:
        return
    share = 100 * top / (top + more)
    assert taken(SHARE, numerator=str(top), denominator=str(top + more), value=f"{share:.{places}f}")
    wrong = share + 1.01 if share < 50 else share - 1.01
    assert refused(SHARE, numerator=str(top), denominator=str(top + more), value=f"{wrong:.{places}f}")


def test_every_recorded_series_takes_a_plain_value():
    for entry in recorded_series():
        value = "1" if entry.unit in ("rank", "grade") else "12"
        assert taken(COUNT, measure=entry.id, value=value).measure in catalogue()
