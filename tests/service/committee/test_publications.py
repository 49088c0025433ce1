"""A published paper is a publication of figures: what is given to the public after it tells of no few children."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from sufficiency.documents.document import Document
from sufficiency.documents.outline import Outline
from sufficiency.documents.xlsx import as_xlsx
from sufficiency.loading import load
from sufficiency.measures import MEASURES
from sufficiency.measures.disclosure import AS_PUBLISHED, Style
from sufficiency.service import papers_kept
from sufficiency.service.access.roles import Role
from sufficiency.service.committee import sources
from sufficiency.service.committee.models import Paper, Published
from sufficiency.service.committee.publications import publications_of
from sufficiency.service.data.asked import figures_for
from sufficiency.service.data.figures import State
from tests.service.api.calling import Caller, a_token
from tests.service.made_up import made_up_returns
from tests.service.reading import text_of

LAST = date(2025, 3, 31)
NUMBER = MEASURES["cla_number"]
KEY = ("cla_number", LAST, "", "")


def figures_of(document: Document) -> dict[tuple, object]:
    return {(one.measure, one.day, one.breakdown, one.group): one for one in document.figures}


@pytest.fixture
def edition_with_one_more(published, own_home, tmp_path):
    """Load the last year's return again, with one child more in care at its end, who is like another."""

    def made():
        folder = tmp_path / "again" / "2025"
        folder.mkdir(parents=True)
        with (made_up_returns() / "2025" / "episodes.csv").open(encoding="utf-8", newline="") as file:
            still = sorted({row["CHILD"] for row in csv.DictReader(file) if not row["DEC"]})
        for path in (made_up_returns() / "2025").iterdir():
            lines = path.read_text(encoding="utf-8").splitlines()
            lines += [f"7{line}" for line in lines[1:] if line.split(",")[0] == still[0]]
            (folder / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return load(own_home, [folder.parent], by="B. Nalyst", status="final").edition

    return made


@pytest.fixture
def printed(published) -> float:
    """How many children the paper said were looked after."""
    return figures_of(Document.from_json(published.public))[KEY].value


def composed_again(begun, edition, style: Style) -> Document:
    paper = begun(title=f"A second paper, {style}")
    outline = Outline.from_json(paper.versions.first().outline)
    return sources.composed(paper, outline, edition, style)


def figure_of_the_api(person) -> dict:
    [told] = (
        Caller(a_token(person)).get("figures", measure="cla_number", as_at="2025-03-31").json()["figures"]
    )
    return told


def test_one_child_more_is_told_to_nobody_outside(
    published, printed, edition_with_one_more, begun, signed_in
):
    edition = edition_with_one_more()
    member, analyst = signed_in(Role.ELECTED_MEMBER), signed_in(Role.PERFORMANCE_ANALYST)
    outside, inside = (figures_for(one.person, edition).figure(NUMBER, LAST) for one in (member, analyst))
    assert (outside.value, outside.as_published) == (printed, True)
    assert (inside.value, inside.as_published) == (printed + 1, False)

    page = text_of(member.get("/measures/cla_number"))
    assert f"{printed:.0f} children on 31 March 2025" in page and "given as it was published" in page
    assert f"{printed + 1:.0f} children on 31 March 2025" in text_of(analyst.get("/measures/cla_number"))
    compared = text_of(member.get("/compare/?measure=cla_number"))
    assert f"{printed:.0f}" in compared.split() and f"{printed + 1:.0f}" not in compared.split()
    assert "Given as it was published before" in compared

    rows = csv.DictReader(io.StringIO(member.get("/measures/cla_number/figures.csv").content.decode()))
    [row] = [row for row in rows if row["as_at"] == "2025-03-31"]
    assert (row["value"], row["key"]) == (f"{printed:.0f}", AS_PUBLISHED)
    taken = load_workbook(io.BytesIO(member.get("/measures/cla_number/figures.xlsx").content))["Figures"]
    kept = dict(zip(*(list(taken.values)[at] for at in (0, -1)), strict=True))
    assert (kept["value"], kept["key"]) == (printed, AS_PUBLISHED)
    told = figure_of_the_api(member.person)
    assert (told["value"], told["as_published"], told["note"]) == (printed, True, AS_PUBLISHED)
    finance = signed_in(Role.FINANCE).person
    told = figure_of_the_api(finance)
    assert (told["value"], told["as_published"], told["note"]) == (printed + 1, False, "")
    api = Caller(a_token(member.person)).get("comparison", measure="cla_number").json()["measures"][0]
    assert api["now"]["as_published"] and not api["before"]["as_published"] and AS_PUBLISHED in api["notes"]

    public, local = (composed_again(begun, edition, style) for style in (Style.PUBLIC, Style.LOCAL))
    assert figures_of(public)[KEY].value == printed and figures_of(local)[KEY].value == printed + 1
    pages = {row["measure"]: row for row in Caller(a_token(member.person)).every("figures", "figures")}
    said = [
        one for one in public.figures if one.day == LAST and not one.breakdown and one.source == "counted"
    ]
    for one in said:
        row = pages[one.measure]
        assert (one.value, one.as_published) == (row["value"], row["as_published"]), (
            "pages and papers hold the same"
        )
    assert len({one.as_published for one in said}) == 2, "and not everything"
    for document, note in ((public, AS_PUBLISHED), (local, None)):
        behind = load_workbook(io.BytesIO(as_xlsx(document)))["Figures"]
        rows = [row for row in behind.values if row[1] == "cla_number" and row[5] and row[5].date() == LAST]
        assert rows and {row[-1] for row in rows if not row[4]} == {note}, (
            "the data behind the paper says so too"
        )
    shown = text_of(member.get(f"/papers/{published.paper.pk}/published"))
    assert f"{printed + 1:.0f}" not in shown.split(), "the archive sets no correction of one child beside it"


@pytest.fixture
def said(published):
    """Let the paper have said the number alone, and otherwise than the edition counts it."""

    def make(**otherwise) -> None:
        document = Document.from_json(published.public)
        figure = replace(figures_of(document)[KEY], **otherwise)
        Published.objects.update(public=replace(document, figures=(figure,)).to_json())

    return make


def test_a_larger_correction_is_told_to_everybody(said, printed, made_up, begun, signed_in):
    said(value=printed - 7, numerator=printed - 7)
    figure = figures_for(signed_in(Role.ELECTED_MEMBER).person, made_up).figure(NUMBER, LAST)
    assert (figure.value, figure.as_published) == (printed, False)
    assert figures_of(composed_again(begun, made_up, Style.PUBLIC))[KEY].value == printed


def test_what_a_paper_hid_stays_hidden(said, made_up, signed_in):
    said(hidden=True, value=None, numerator=None, denominator=None)
    figure = figures_for(signed_in(Role.ELECTED_MEMBER).person, made_up).figure(NUMBER, LAST)
    assert figure.state is State.SUPPRESSED and figure.value is figure.numerator is None


def test_a_change_since_the_year_before_is_kept_back_with_its_number(said, printed, made_up, signed_in):
    said(value=printed - 1, numerator=printed - 1)
    seen = figures_for(signed_in(Role.ELECTED_MEMBER).person, made_up)
    assert (seen.figure(NUMBER, LAST).value, seen.figure(NUMBER, LAST).as_published) == (printed - 1, True)
    change = seen.figure(MEASURES["cla_number_change_pct"], LAST)
    assert change.state is State.SUPPRESSED, "with the number a year before it would tell the number now"


def test_the_papers_of_another_authority_do_not_matter(said, printed, made_up, signed_in):
    said(value=printed - 1, numerator=printed - 1)
    Paper.objects.update(authority="E09000028")
    figure = figures_for(signed_in(Role.ELECTED_MEMBER).person, made_up).figure(NUMBER, LAST)
    assert (figure.value, figure.as_published) == (printed, False)
    assert [one.name for one in publications_of("E09000028")] == [str(Paper.objects.get())]
    assert publications_of(made_up.manifest.authority) == []


def test_the_command_line_takes_what_was_published_on_the_pages(published, own_home, monkeypatch):
    monkeypatch.setattr(papers_kept, "set_up", lambda home: None)  # it is, for the tests' own database
    monkeypatch.setattr(papers_kept, "_has", lambda model: True)
    [one] = papers_kept.publications_kept(own_home, published.paper.authority)
    document = Document.from_json(published.public)
    told = [figure for figure in document.figures if figure.source == "counted" and figure.hidden]
    assert told and all(one.figures[figure.measure, figure.day, figure.breakdown, figure.group] is None for figure in told)  # fmt: skip
    assert one.figures[KEY] is not None


def test_publications_are_read_again_only_when_there_is_another(
    published, made_up, signed_in, django_assert_num_queries
):
    person = signed_in(Role.ELECTED_MEMBER).person
    figures_for(person, made_up).figure(NUMBER, LAST)
    seen = figures_for(person, made_up)
    with django_assert_num_queries(1):
        for measure in ("cla_number", "foster_pct", "adoptions"):
            seen.series(MEASURES[measure], seen.days_of(MEASURES[measure]))
