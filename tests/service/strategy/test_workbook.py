"""The workbook of a plan: what is written is read back without loss, and every wrong cell gets its sentence."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sufficiency.demo.plan import plan, plan_before
from sufficiency.documents.plan import (
    Evidence,
    Indicator,
    Milestone,
    Note,
    Plan,
    PlannedAction,
    Priority,
    Rated,
    Rating,
    Statement,
)
from sufficiency.service.recorded.reading import Unusable
from sufficiency.service.strategy.building import WrongCells, plan_from
from sufficiency.service.strategy.sheets import SHEETS, kept_value, wrong_with_text
from sufficiency.service.strategy.writing import as_workbook

ON = date(2025, 6, 30)


def back(one: Plan) -> Plan:
    return plan_from("plan.xlsx", as_workbook(one), one.on)


def changed(change, one: Plan | None = None) -> bytes:
    """A workbook in which something was typed: ``change`` takes the open book."""
    book = load_workbook(io.BytesIO(as_workbook(one or plan(2025))))
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refused(content: bytes) -> list[str]:
    with pytest.raises(WrongCells) as found:
        plan_from("plan.xlsx", content, ON)
    return found.value.sentences


@pytest.mark.parametrize("made", [plan, plan_before])
def test_the_made_up_plans_come_back_as_they_were(made):
    assert back(made(2025)) == made(2025)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=30
).map(str.strip)
text = words.filter(lambda one: bool(one) and not wrong_with_text(one))
maybe = st.just("") | text
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
numbers = st.floats(-1e11, 1e11).map(kept_value)


@st.composite
def indicators(draw) -> Indicator:
    baseline, target = draw(st.none() | numbers), draw(st.none() | numbers)
    since, by = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
    return Indicator(
        draw(text),
        draw(st.sampled_from(["", "cla_number", "spend_residential"])),
        baseline,
        since if baseline is not None else None,
        target,
        draw(st.sampled_from([None, by])) if target is not None else None,
    )


def newest_first(parts):
    return st.lists(parts, max_size=3).map(
        lambda many: tuple(sorted(many, key=lambda one: one.on, reverse=True))
    )


@st.composite
def some_plans(draw) -> Plan:
    statements = [Statement(number, draw(text)) for number in draw(st.sets(st.integers(1, 20), max_size=3))]
    numbers_of = draw(st.lists(st.sampled_from(["1", "1.1", "1.10", "2a", "10"]), unique=True, max_size=3))
    actions = [
        PlannedAction(
            number=number,
            key_area=draw(text),
            focus=draw(text),
            milestones=tuple(draw(st.lists(st.builds(Milestone, text, st.none() | days, maybe, st.none() | days), max_size=2))),
            indicators=tuple(draw(st.lists(indicators(), max_size=2))),
            lead=draw(maybe),
            statements=tuple(sorted(draw(st.sets(st.sampled_from([one.number for one in statements]))) if statements else ())),
            financial_implication=draw(maybe),
            resources=draw(maybe),
            risks=draw(maybe),
            ratings=draw(newest_first(st.builds(Rated, st.sampled_from(list(Rating)[:4]), days, text, text, st.sampled_from(Rating), maybe))),
            notes=draw(newest_first(st.builds(Note, days, text, text))),
            evidence=draw(newest_first(st.builds(Evidence, days, text, text, maybe))),
            lead_account=draw(maybe),
        )
        for number in numbers_of
    ]  # fmt: skip
    starts, ends = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
    return Plan(
        title=draw(text),
        on=ON,
        starts=starts,
        ends=ends,
        vision=draw(maybe),
        duty=draw(maybe),
        priorities=tuple(
            Priority(number, draw(text), draw(maybe), tuple(draw(st.lists(st.sampled_from(["cla_number", "dental_pct"]), unique=True))))
            for number in sorted(draw(st.sets(st.integers(1, 99), max_size=2)))
        ),
        levers=tuple(draw(st.lists(text, max_size=2))),
        success=tuple(draw(st.lists(text, max_size=2))),
        actions=tuple(actions),
        statements=tuple(sorted(statements, key=lambda one: one.number)),
        priorities_called=draw(st.sampled_from(["priority", "challenge"])),
        draft=draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some_plans())
def test_whatever_a_plan_says_its_workbook_says_the_same(one):
    assert back(one) == one


def test_no_cell_of_the_workbook_runs():
    sly = replace(plan(2025), title='=HYPERLINK("http://x","y")', vision="+1", levers=("@SUM(1)", "-2+3"))
    book = load_workbook(io.BytesIO(as_workbook(sly)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_a_wrong_cell_is_named_with_its_sheet_row_and_column_and_all_are_told_at_once():
    def spoil(book):
        book["Milestones"]["C2"] = "soon"
        book["Milestones"]["A3"] = "9.9"
        book["Indicators"]["C2"] = "inhouse_foster_pc"
        book["Indicators"]["D3"] = "many"
        book["Actions"]["F2"] = "1, 77"
        book["Actions"]["C3"] = None
        book["Ratings"]["C2"] = "blue"
        book["Ratings"]["D3"] = None
        book["Notes"]["C2"] = "=1+1"
        book["Strategy"]["B3"] = "2030-01-01"

    told = refused(changed(spoil))
    for sentence in (
        "Sheet Milestones, row 2, column C (due) holds “soon”; write a day as 2025-03-31.",
        "Sheet Milestones, row 3, column A (action) names action 9.9, which is not in the sheet Actions. Add it there, or correct the number.",
        "Sheet Indicators, row 2, column C (measure) holds “inhouse_foster_pc”, which is no measure; did you mean inhouse_foster_pct.",
        "Sheet Indicators, row 3, column D (baseline) holds “many”; write a number, such as 62.2.",
        "Sheet Actions, row 2, column F (I statements) names 77, which is not in the sheet I statements. Add it there, or take it out.",
        "Sheet Actions, row 3, column C (focus) is empty; what is done, for whom is needed.",
        "Sheet Ratings, row 2, column C (rating) holds “blue”; choose one of red, amber, green, complete.",
        "Sheet Ratings, row 3, column D (reason) is empty; why is needed.",
        "Sheet Notes, row 2, column C (note) holds a formula; write what it gives.",
        "Sheet Strategy: the last day, 2029-03-31, is not later than the first, 2030-01-01.",
    ):
        assert sentence in told
    assert len(told) == 10


def test_a_sheet_or_heading_that_is_none_and_a_number_twice_are_told():
    def spoil(book):
        book.create_sheet("Scratch").append(["x"])
        book["Levers"]["A1"] = "leaver"
        book["Actions"]["A3"] = "1.1"
        book["Indicators"]["E2"] = None

    told = refused(changed(spoil))
    assert any(one.startswith("There is a sheet “Scratch”") for one in told)
    assert any(one.startswith("Sheet Levers, row 1 has a heading “leaver”") for one in told)
    assert any("holds 1.1, which stands above already" in one for one in told)
    assert any("Sheet Indicators, row 2, column D (baseline) and its day go together" in one for one in told)


def test_a_formula_like_text_a_flag_and_a_letter_no_text_has_are_refused():
    def spoil(book):
        for place, value in (("B4", "@here"), ("B8", True)):
            book["Strategy"][place].value = value
            book["Strategy"][place].data_type = "s" if isinstance(value, str) else "b"

    told = refused(changed(spoil))
    assert "Sheet Strategy, row 5, column B (value)" not in " ".join(told)
    assert any("row 4" in one and "begins with “@”" in one for one in told)
    assert any("row 8" in one and "TRUE" in one for one in told)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.csv", b"a,b", "is no XLSX workbook"),
        ("plan.xlsx", b"", "is empty"),
        ("plan.xlsx", b"nothing of the kind", "is no XLSX workbook, or it has a password"),
        ("plan.xlsx", b"PK\x03\x04 cut short", "is damaged"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(name, content, sentence):
    with pytest.raises(Unusable, match=sentence):
        plan_from(name, content, ON)


def test_a_workbook_of_something_else_is_told_what_is_missing():
    content = io.BytesIO()
    Workbook().save(content)
    with pytest.raises(Unusable, match="has no sheet Strategy"):
        plan_from("plan.xlsx", content.getvalue(), ON)


def test_the_empty_workbook_has_every_sheet_and_says_what_each_column_holds():
    book = load_workbook(io.BytesIO(as_workbook(None)))
    assert book.sheetnames == [*SHEETS, "How to fill in", "Measures"]
    explained = {(row[0], row[1]) for row in book["How to fill in"].iter_rows(min_row=2, values_only=True)}
    assert {
        (sheet, one.title) for sheet, columns in SHEETS.items() if sheet != "Strategy" for one in columns
    } <= explained
    assert book["Measures"].max_row == 261 or book["Measures"].max_row > 260
    assert (
        refused(as_workbook(None))[0] == "Sheet Strategy has no title; what the strategy is called is needed."
    )
