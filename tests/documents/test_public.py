"""A public paper: somebody who reads every word of every form of it finds no number that points to a child."""

import base64
import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from sufficiency.documents import outline as composed
from sufficiency.documents.composing import compose
from sufficiency.documents.docx import as_docx
from sufficiency.documents.html import as_html
from sufficiency.documents.outline import Outline, Section
from sufficiency.documents.papers import PAPERS
from sufficiency.documents.plan import Indicator, PlannedAction
from sufficiency.documents.xlsx import as_xlsx
from sufficiency.measures import MEASURES
from sufficiency.measures.disclosure import Style, counts_of, is_small
from tests.documents.conftest import DAY, paper, source, texts

PUBLIC = Style.PUBLIC
OUT_OF = re.compile(r"\b([\d,]+) of ([\d,]+)\b(?! authorities|;|\))")


def _small_parts(told):
    """Every "n of m" in which n, or the rest, or m is from 1 to 5; ranks among authorities are none."""
    for part, whole in OUT_OF.findall(told):
        part, whole = (int(one.replace(",", "") or 0) for one in (part, whole))
        if 140 <= whole <= 160:  # a rank among the authorities
            continue
        if any(is_small(one) for one in (part, whole, whole - part)):
            yield f"{part} of {whole}"


@pytest.mark.parametrize("name", PAPERS)
def test_no_figure_of_a_public_paper_is_small_enough_to_point_to_a_child(name):
    found = paper(name, PUBLIC)
    for one in found.figures:
        if one.source == "counted" and not one.hidden:
            counts = counts_of(str(MEASURES[one.measure].unit), one.numerator, one.denominator)
            assert not any(is_small(count) for count in counts), one
        if one.hidden:
            assert one.value is one.numerator is one.denominator is None and one.words == "c"


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_of_a_public_paper_has_a_small_part(name):
    found = paper(name, PUBLIC)
    assert any(one.hidden for one in found.figures)
    assert not list(_small_parts("\n".join(texts([found.sections, found.front]))))


def test_a_chart_leaves_a_gap_where_a_number_is_hidden_and_its_words_tell_nothing():
    blocks = (composed.Chart("c", "adoptions", stretch=36), composed.Chart("d", "residential_school_number"))
    found = compose(Outline("Ours", (Section("s", "S", blocks),)), source(PUBLIC))
    for drawing in found.drawings():
        hidden = {one.day.isoformat() for one in found.figures if one.hidden and one.block == drawing.block}
        points = {one["day"]: one for one in drawing.spec["datasets"]["line 0"]}
        assert hidden and all(points[day]["value"] is None for day in hidden)
        assert not any(re.search(r": \d", points[day]["words"]) for day in hidden)
        values = [row[-1].value for row in drawing.table.rows if row[-1].text != "c"]
        assert all(value is None or not is_small(value) for value in values)
        assert not any(is_small(int(one)) for one in re.findall(r"(?:between|and|:) (\d+) \(", drawing.title))


@pytest.mark.slow
def test_a_total_that_would_give_a_hidden_group_away_is_hidden_with_it():
    blocks = (
        composed.Groups("g", "cla_number", "placement_type"),
        composed.Sentence("p", "placed_with_parents_number"),
        composed.Sentence("f", "foster_number"),
        composed.Sentence("a", "placed_for_adoption_number"),
    )
    found = compose(Outline("Ours", (Section("s", "S", blocks),)), source(PUBLIC, given_on=None))
    on_the_day = [one for one in found.figures if one.day == DAY]
    hidden = {one.group for one in on_the_day if one.breakdown and one.hidden}
    told = {one.measure: one.value for one in on_the_day if not one.breakdown and not one.hidden}
    assert hidden
    for measure, group in (
        ("placed_with_parents_number", "with-parents"),
        ("foster_number", "foster"),
        ("placed_for_adoption_number", "placed-for-adoption"),
    ):
        assert not (measure in told and group in hidden), measure


def test_a_recorded_number_of_children_and_a_small_baseline_of_the_plan_are_hidden():
    from dataclasses import replace

    plan = source().plan
    indicator = Indicator("Children in secure homes", "secure_number", 3.0, date(2024, 3, 31), 0.0)
    action = PlannedAction("9.1", "Area", "Focus", indicators=(indicator,))
    given = {"plan": replace(plan, actions=(action,))}
    blocks = (composed.PlanTable("p", whole=True), composed.Recorded("r", ("complaints",)))
    outline = Outline("Ours", (Section("s", "S", blocks),))
    local, public = (compose(outline, source(style, **given)) for style in (Style.LOCAL, PUBLIC))
    assert "baseline 3 on" in " ".join(texts(list(local.said())))
    told = " ".join(texts(list(public.said())))
    assert "baseline c on" in told and "baseline 3" not in told


def test_no_form_of_it_tells_more_than_another(quick_charts):
    found = paper("adoption-annual-report", PUBLIC)
    page, book, document = as_html(found), as_xlsx(found), as_docx(found)
    pictures = re.findall(r"base64,([A-Za-z0-9+/=]+)", page)
    read = [page, *(base64.b64decode(one).decode() for one in pictures)]
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        read += [
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")
        ]
    cells = [
        cell
        for sheet in load_workbook(io.BytesIO(book))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    read += [str(cell) for cell in cells]
    assert not list(_small_parts("\n".join(re.sub(r"<[^>]+>", "\n", one) for one in read)))
    hidden = [one for one in found.figures if one.hidden]
    assert hidden and cells.count("c") >= len(hidden)
