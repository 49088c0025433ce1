"""The forms of a paper: Word, PDF, page and workbook, opened by other software than wrote them."""

import io
import re
from html.parser import HTMLParser

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Twips
from openpyxl import load_workbook
from pypdf import PdfReader

from sufficiency.documents import outline as composed
from sufficiency.documents.composing import compose
from sufficiency.documents.document import Drawing, Table
from sufficiency.documents.docx import as_docx
from sufficiency.documents.html import as_html
from sufficiency.documents.outline import Outline, Section
from sufficiency.documents.papers import PAPERS
from sufficiency.documents.pdf import NotFetched, as_pdf
from sufficiency.documents.xlsx import FIGURE_COLUMNS, as_xlsx
from sufficiency.measures import calculate
from sufficiency.vocabulary.authorities import FAIRMERE
from tests.documents.conftest import DAY, history, paper, source

HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> & \"it\""


@pytest.mark.parametrize("name", PAPERS)
def test_each_of_the_seven_opens_in_word_with_headings_in_order_and_a_text_on_every_picture(
    name, quick_charts
):
    found = paper(name)
    opened = docx.Document(io.BytesIO(as_docx(found)))
    heads = [one.text for one in opened.paragraphs if one.style.name == "Heading 1"]
    assert heads == [one.title for one in found.sections if one.level == 1]
    levels = [int(one.style.name[-1]) for one in opened.paragraphs if one.style.name.startswith("Heading ")]
    assert all(after <= before + 1 or before == 1 for before, after in zip(levels, levels[1:], strict=False))
    described = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert described == [one.alt for one in found.drawings()] and all(described or ["none"])
    tables = opened.tables[1:]
    assert [len(one.rows) - 1 for one in tables] == [
        len(one.rows) for one in found.said() if isinstance(one, Table)
    ]
    assert all(one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for one in tables)


def test_a_word_document_numbers_its_sections_and_paragraphs_itself(quick_charts):
    opened = docx.Document(io.BytesIO(as_docx(paper("sufficiency-update"))))
    numbered = {
        name: opened.styles[name].element.pPr.numPr.numId.val for name in ("Heading 1", "Numbered Paragraph")
    }
    assert len(set(numbered.values())) == 1
    first = [one for one in opened.paragraphs if one.style.name == "Numbered Paragraph"]
    assert len(first) > 20 and not any(re.match(r"\d+\.\d", one.text) for one in first)
    plain = next(one for one in opened.paragraphs if one.text == "Audit trail")
    assert plain._p.pPr.numPr.numId.val == 0


def test_a_word_document_says_its_language_title_day_and_pages(quick_charts):
    opened = docx.Document(io.BytesIO(as_docx(paper("sufficiency-update"))))
    held = opened.core_properties
    assert (held.title, held.author, held.language) == ("Sufficiency strategy: update", "Fairmere", "en-GB")
    assert opened.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    [page] = {section.footer.paragraphs[0].text for section in opened.sections}
    assert page.startswith("Figures as at 31 March 2025") and "Page " in page
    assert (
        "PAGE" in opened.sections[0].footer._element.xml
        and "NUMPAGES" in opened.sections[0].footer._element.xml
    )
    captions = [one for one in opened.paragraphs if one.style.name == "Caption"]
    assert (
        all("SEQ " in one._p.xml for one in captions)
        and captions[0].text == "Table 1: Where we stand, 31 March 2025"
    )


def test_a_word_document_sets_the_pages_number_at_the_right_edge_and_dots_under_the_text(quick_charts):
    opened = docx.Document(io.BytesIO(as_docx(paper("sufficiency-update"))))
    footer = opened.sections[0].footer.paragraphs[0]
    assert not list(opened.styles["Footer"].paragraph_format.tab_stops), "no stop before the one at the edge"
    [stop] = footer.paragraph_format.tab_stops
    page = opened.sections[0]
    edge = page.page_width - page.left_margin - page.right_margin
    assert stop.alignment == WD_TAB_ALIGNMENT.RIGHT and abs(stop.position - edge) < 1000
    dots = opened.styles["List Bullet"].paragraph_format
    text_of_a_paragraph = opened.styles["Numbered Paragraph"].element.pPr.numPr.ilvl.val
    assert text_of_a_paragraph == 1 and dots.left_indent + dots.first_line_indent == Twips(737)


def test_no_heading_and_no_last_row_of_a_table_stands_on_a_page_alone(quick_charts):
    opened = docx.Document(io.BytesIO(as_docx(paper("sufficiency-update"))))
    for table in opened.tables[1:]:
        kept = [
            all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs)
            for row in table.rows
        ]
        assert kept[0] and kept[-2] and not kept[-1]


def test_a_wide_table_turns_its_page_and_what_follows_turns_it_back(quick_charts):
    opened = docx.Document(io.BytesIO(as_docx(paper("strategy"))))
    wide = [section.page_width > section.page_height for section in opened.sections]
    assert wide == [False, True, False]


def test_the_figures_of_a_word_document_are_those_of_the_measures(quick_charts):
    opened = docx.Document(io.BytesIO(as_docx(paper("sufficiency-update"))))
    [row] = calculate(history(), [DAY], ["three_plus_placements_pct"], [], FAIRMERE.code).to_pylist()
    cell = opened.tables[1].rows[8].cells[1].text
    assert opened.tables[1].rows[8].cells[0].text.startswith("Children with three or more placements")
    assert cell.splitlines()[1] == f"{row['numerator']:.0f} of {row['denominator']:.0f}"
    assert cell.startswith(f"{row['value']:.1f}%")


class Page(HTMLParser):
    """What a page is made of: tags in order, their attributes, and texts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts, self.depth = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("name", PAPERS)
def test_each_of_the_seven_is_a_page_that_stands_alone(name, quick_charts):
    page = as_html(paper(name))
    read = Page(page)
    names = [tag for tag, _attributes in read.tags]
    assert not {"script", "link", "iframe", "object", "form"} & set(names)
    assert (
        not re.search(r'(?:src|href)="(?!data:image/svg\+xml|#)', page)
        and "url(" not in page
        and "@import" not in page
    )
    assert read.tags[0] == ("html", {"lang": "en-GB"}) and names.count("h1") == 1 and names.count("main") == 1
    levels = [int(tag[1]) for tag in names if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(attributes.get("alt") for tag, attributes in read.tags if tag == "img")
    assert names.count("table") == names.count("caption") and all(
        attributes.get("scope") in ("col", "row") for tag, attributes in read.tags if tag == "th"
    )


def hostile():
    blocks = (
        composed.Words("w", HOSTILE),
        composed.Bullets("b", (HOSTILE,)),
        composed.Evaluated
        and composed.SelfEvaluation("e", (composed.Evaluated(HOSTILE, (), HOSTILE, HOSTILE),), HOSTILE),
    )
    return compose(Outline(HOSTILE, (Section("s", HOSTILE, blocks),)), source(authority_name=HOSTILE))


def test_words_that_are_markup_or_formulas_stay_words_in_every_form():
    found = hostile()
    page = as_html(found)
    assert "<script" not in page and "alert(1)" in page
    assert HOSTILE in "".join(Page(page).texts)
    opened = docx.Document(io.BytesIO(as_docx(found)))
    assert HOSTILE in [one.text for one in opened.paragraphs]
    book = load_workbook(io.BytesIO(as_xlsx(found)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any(cell.data_type == "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith("="))
    assert HOSTILE in PdfReader(io.BytesIO(as_pdf(found))).pages[0].extract_text().replace("\n", " ")


def test_a_pdf_is_tagged_has_its_language_title_and_bookmarks_and_all_its_founts():
    chart = composed.Chart("c", "foster_pct", stretch=4)
    blocks = (composed.Words("w", "Why it matters."), chart, composed.Comparison("t", ("foster_pct",)))
    found = compose(Outline("Ours", (Section("s", "Where children live", blocks),)), source())
    read = PdfReader(io.BytesIO(as_pdf(found)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB" and read.metadata.title == "Ours"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert [one.title for one in _flat(read.outline)][:2] == ["Ours", "1 Where children live"]
    kinds, texts = _structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    [drawing] = found.drawings()
    assert drawing.alt in texts
    told = " ".join(page.extract_text() for page in read.pages)
    now = next(one for one in found.figures if one.day == DAY and one.source == "counted")
    assert now.words in told and "Why it matters." in told
    for page in read.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert any(name.startswith("/FontFile") for name in inner["/FontDescriptor"].get_object())


def _flat(outline):
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _structure(element):
    """The kinds of all elements of the structure tree, and the texts that stand for pictures."""
    kinds, texts, waiting = set(), set(), [element]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += list(one)
        elif isinstance(one, dict):
            kinds.add(str(one.get("/S", "")))
            texts.add(str(one.get("/Alt", "")))
            if "/K" in one and not isinstance(one["/K"], int):
                waiting.append(one["/K"])
    return kinds, texts


def test_a_pdf_fetches_nothing(monkeypatch):
    from sufficiency.documents import pdf

    page = as_html(hostile(), for_print=True).replace(
        "</main>", '<img src="http://127.0.0.1:9/x.png" alt="x"></main>'
    )
    asked = []
    monkeypatch.setattr(pdf, "as_html", lambda found, for_print: page)
    monkeypatch.setattr(pdf, "NotFetched", lambda told: asked.append(told) or NotFetched(told))
    assert as_pdf(hostile()).startswith(b"%PDF")
    assert asked and "127.0.0.1" in asked[0]


@pytest.mark.parametrize("name", PAPERS)
def test_the_workbook_has_a_sheet_for_every_table_and_chart_and_every_figure(name):
    found = paper(name)
    book = load_workbook(io.BytesIO(as_xlsx(found)))
    parts = [one for one in found.said() if isinstance(one, Table | Drawing)]
    assert book.sheetnames == ["Contents", "Figures"] + [
        f"{'Table' if isinstance(one, Table) else 'Figure'} {one.number}" for one in parts
    ]
    rows = [[cell.value for cell in row] for row in book["Figures"].iter_rows()]
    head = rows.index(list(FIGURE_COLUMNS))
    values = [(row[1], row[5].date(), row[8]) for row in rows[head + 1 :]]
    assert values == [
        (one.measure, one.day, one.value if one.value is None else pytest.approx(one.value))
        for one in found.figures
    ]
    listed = [row[0].value for row in book["Contents"].iter_rows()]
    assert set(book.sheetnames[1:]) <= set(listed)
    assert all(book[name]["A2"].value.startswith("Source: ") for name in book.sheetnames[2:])
