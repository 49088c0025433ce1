"""Papers composed from an edition: their order, their numbers, and what they say of what is not there."""

import re
from dataclasses import replace
from datetime import date

import pytest

from sufficiency.documents import outline as composed
from sufficiency.documents.composing import compose
from sufficiency.documents.document import Document, Drawing, Paragraph, Subheading, Table
from sufficiency.documents.outline import Outline, Section
from sufficiency.documents.papers import PAPERS
from sufficiency.documents.plan import Rating
from sufficiency.measures import MEASURES, said
from sufficiency.measures.disclosure import Style
from tests.documents.conftest import DAY, counted, edition, paper, source, texts

PLACEHOLDERS = re.compile(
    r"\b(tbc|tba|todo|xxx+|lorem|insert|placeholder|none given|n/a)\b|\[(?!note )|\.\.\.|…", re.I
)


def alone(*blocks, **changes):
    """The paper of some blocks alone."""
    return compose(Outline("Ours", (Section("s", "Section", blocks),)), source(**changes))


def said_in(document):
    return " ".join(texts(list(document.said())))


@pytest.mark.parametrize("name", PAPERS)
def test_each_of_the_seven_is_whole_and_has_no_placeholder(name):
    found = paper(name)
    assert found.template == name and found.authority == "Fairmere"
    assert [one.number for one in found.sections if one.number] == [
        str(number) for number in range(1, sum(bool(one.number) for one in found.sections) + 1)
    ]
    assert all(one.said for one in found.sections)
    told = " ".join(texts([found.title, found.front, found.sections]))
    assert not PLACEHOLDERS.search(told), PLACEHOLDERS.search(told)
    assert "None" not in list(texts(found.sections))
    assert Document.from_json(found.to_json()) == found


@pytest.mark.parametrize("name", PAPERS)
def test_every_figure_of_a_paper_is_the_one_the_measure_gives(name):
    rows = {
        (row["measure"], row["as_at"], row["breakdown"], row["group"]): row
        for row in counted(Style.LOCAL).to_pylist()
    }
    own = [one for one in paper(name).figures if one.source == "counted"]
    assert len(own) > 30
    for one in own:
        row = rows[one.measure, one.day, one.breakdown, one.group]
        assert (one.value, one.numerator, one.denominator) == (
            row["value"],
            row["numerator"],
            row["denominator"],
        )
        assert one.edition == edition().id and not one.hidden


def test_paragraphs_are_numbered_after_their_section_and_tables_and_charts_by_themselves():
    found = paper("sufficiency-update")
    for section in found.sections:
        numbers = [one.number for one in section.said if isinstance(one, Paragraph) and one.number]
        assert numbers == [f"{section.number}.{n}" for n in range(1, len(numbers) + 1)]
    tables = [one.number for one in found.said() if isinstance(one, Table)]
    drawings = [one.number for one in found.drawings()]
    assert tables == list(range(1, len(tables) + 1)) and drawings == list(range(1, len(drawings) + 1))


def test_the_figure_beside_a_sentence_is_in_its_words():
    found = alone(composed.Sentence("k", "three_plus_placements_pct"))
    [now] = [one for one in found.figures if one.day == DAY and one.source == "counted"]
    [told] = found.said()
    assert now.words in told.text and said.out_of(now.numerator, now.denominator) in told.text
    assert told.drafted and told.block == now.block == "k"


def test_without_a_plan_a_paper_says_so_in_a_sentence():
    blocks = (composed.PlanTable("p"), composed.Statements("s"), composed.Strategy("v", "vision"))
    told = said_in(alone(*blocks, plan=None))
    assert "No sufficiency strategy that was in force on 31 March 2025 is kept for this authority" in told
    assert "No I statements are kept for this day" in told and "its vision cannot be given here" in told


def test_what_no_other_room_has_told_is_said_to_be_not_recorded():
    block = composed.Told("c", "contract-monitoring", "contract monitoring")
    assert "No contract monitoring is recorded yet." in said_in(alone(block))
    told = alone(block, told={"contract-monitoring": ("Three homes were visited.",)})
    assert [one.text for one in told.said()] == ["Three homes were visited."]


def test_a_day_before_the_loaded_returns_has_no_figures_but_a_paper():
    found = compose(
        PAPERS["sufficiency-update"].outline(date(2012, 3, 31)), source(as_at=date(2012, 3, 31), plan=None)
    )
    assert not [one for one in found.figures if one.source == "counted"]
    assert "not loaded" in said_in(found)


def test_without_the_authority_a_rate_says_what_it_needs():
    given = {"authority": None, "authority_name": "", "given_on": None}
    found = alone(composed.Sentence("k", "cla_rate_10k"), **given)
    assert "not known without the authority" in said_in(found)


def test_a_plan_table_tells_how_many_actions_are_red_amber_and_green():
    plan = source().plan
    found = alone(composed.PlanTable("p", by="rating"))
    red = sum(one.rating is Rating.RED for one in plan.actions)
    opening, *tables = found.said()
    assert f"{red} are red" in opening.text and f"Of {len(plan.actions)} actions" in opening.text
    rated = [row[3] for table in tables for row in table.rows]
    assert len(rated) == len(plan.actions)
    assert all(
        cell.tag and cell.text.lower().startswith(("red", "amber", "green", "complete", "not"))
        for cell in rated
    )


def test_a_challenge_reports_analysis_activity_and_what_comes_next():
    found = alone(composed.Challenge("c", "inhouse_foster_pct", "We expect it to rise.", ("Carers stayed.",)))
    heads = [one.text for one in found.said() if isinstance(one, Subheading)]
    assert heads == ["Analysis of progress", "Activity to deliver", "Actions for next quarter"]
    told = said_in(found)
    assert (
        told.index("We expect it to rise.") < told.index("Carers stayed.") < told.index("Activity to deliver")
    )
    assert "Lead: " in told


def test_a_milestone_done_after_the_plans_day_was_open_then():
    plan = source().plan
    early = replace(plan, on=plan.starts)
    told = said_in(alone(composed.PlanTable("p", whole=True), plan=early))
    assert "(by " in told and "done" not in told


def test_concerns_name_the_actions_that_are_to_move_a_measure():
    from sufficiency.measures.targets import Target

    aim = Target(99, "high", date(2020, 4, 1), "Board")
    found = alone(composed.Concerns("k", ("inhouse_foster_pct", "cla_male_pct")), target_of=lambda one, day: aim if one.good == "high" else None)  # fmt: skip
    told = said_in(found)
    assert "One measure wants the committee’s attention" in told and "off target (at least 99%)" in told
    assert re.search(r"To be moved by actions? \d", told)


def test_a_chart_has_its_numbers_as_a_table_and_a_text_for_those_who_do_not_see_it():
    [drawing] = alone(composed.Chart("c", "foster_pct", stretch=12)).said()
    assert isinstance(drawing, Drawing) and len(drawing.table.rows) == 13
    assert drawing.alt.startswith(
        "Line chart from 31 March 2024 to 31 March 2025. Share of children in foster care: between"
    )
    values = [row[-1].value for row in drawing.table.rows]
    assert [point["value"] for point in drawing.spec["datasets"]["line 0"]] == values


def test_a_chart_of_too_few_days_is_a_sentence():
    [told] = alone(composed.Chart("c", "unit_cost_residential")).said()
    assert "too few values are recorded to draw a line" in told.text


def test_words_are_told_as_they_were_written():
    found = alone(composed.Words("w", "One <b>paragraph</b>.\n\nAnother {{ one }}."))
    assert [one.text for one in found.said()] == ["One <b>paragraph</b>.", "Another {{ one }}."]
    assert not any(one.drafted for one in found.said())


def test_all_measures_can_be_told_in_a_sentence():
    blocks = [composed.Sentence(one.replace("_", "-"), one) for one in MEASURES]
    found = alone(*blocks)
    assert len([one for one in found.said() if one.text]) == len(MEASURES)
