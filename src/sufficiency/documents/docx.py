"""A paper as a Word document that officers can go on working on: real styles, real numbering, real captions.

Sections and paragraphs are numbered by Word itself (Heading 1 is "1", a numbered paragraph "1.1"), so that a paragraph put in
renumbers those after it. The first row of a table is marked as its heading and repeats on each page; each picture has a text for
those who do not see it; the language is British English, and the document's properties name the paper. The council's template
is made here in code: there is no binary file to keep in step with it.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor, Twips

from sufficiency.documents.charts import png
from sufficiency.documents.document import (
    LANGUAGE,
    Bullets,
    Cell,
    Document,
    Drawing,
    Note,
    Paragraph,
    Quote,
    Said,
    Section,
    Subheading,
    Table,
)
from sufficiency.documents.widths import shares
from sufficiency.measures import said

FONT = "Arial"
INK, QUIET, LINE, BAND = "0B0C0C", "484D52", "B1B4B6", "E8EDF2"
HEADING = RGBColor(0x12, 0x43, 0x6D)
NUMBERED, PLAIN, BULLET, NOTE_STYLE, QUOTE_STYLE, CELL = (
    "Numbered Paragraph",
    "Body Text",
    "List Bullet",
    "Note",
    "Quote",
    "Table Text",
)
UPRIGHT, ACROSS = 16.4, 25.1  # centimetres of a page's text, upright and turned
TEXT_AT, DOT = 737, 340  # twentieths of a point: from the number of a paragraph, or a dot, to its text
CELL_ID = "TableText"
PICTURE = Cm(16)
WIDE = 7  # columns from which a table's text is smaller
TAGS = {"red": "F4CDC6", "amber": "FFF7BF", "green": "CCE2D8", "blue": "D2E2F1", "grey": "EEEFEF", "": ""}


def as_docx(paper: Document) -> bytes:
    """The paper as a .docx file; the same bytes for the same paper, but for what the archive of it says of time."""
    document = new_document()
    _styles(document)
    _page(document, paper)
    numbering = _numbering(document)
    _properties(document, paper)
    _front(document, paper)
    for section in paper.sections:
        _section(document, section, numbering)
    _attributions(document, paper)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _styles(document) -> None:
    """The council's styles: one fount, sizes for reading on paper, colours that print dark enough."""
    styles = document.styles
    normal = styles["Normal"]
    _set(normal, 11, after=8)
    normal.paragraph_format.line_spacing = 1.15
    _language(normal)
    for name, size, before in (
        ("Title", 22, 0),
        ("Heading 1", 15, 18),
        ("Heading 2", 13, 14),
        ("Heading 3", 12, 12),
        ("Heading 4", 11, 8),
    ):
        _set(styles[name], size, bold=True, before=before, after=6, colour=HEADING)
        styles[name].paragraph_format.keep_with_next = True
    _no_line_under(styles["Title"])
    _set(styles["Caption"], 10, bold=True, before=12, after=4, colour=RGBColor.from_string(INK))
    styles["Caption"].paragraph_format.keep_with_next = True
    _set(styles[BULLET], 11, after=4)
    styles[BULLET].paragraph_format.left_indent = Twips(TEXT_AT + DOT)
    styles[BULLET].paragraph_format.first_line_indent = -Twips(DOT)
    _set(styles[PLAIN], 11, after=8)
    _set(styles[QUOTE_STYLE], 11, before=4, after=8)
    for name, size, after in ((NUMBERED, 11, 8), (NOTE_STYLE, 9, 3), (CELL, 9, 0)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set(style, size, before=3 if name == NOTE_STYLE else 0, after=after)
        style.quick_style = True
    styles[CELL].paragraph_format.line_spacing = 1.0
    styles[NOTE_STYLE].paragraph_format.line_spacing = 1.0
    for name in ("Header", "Footer"):
        _set(styles[name], 9, colour=RGBColor.from_string(QUIET))
        styles[name].paragraph_format.tab_stops.clear_all()  # of another width of page


def _set(style, size: float, *, bold: bool = False, before: float = 0, after: float = 0, colour=None) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    found = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        found.set(qn(name), FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        found.attrib.pop(qn(name), None)
    style.font.color.rgb = colour or RGBColor.from_string(INK)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _language(style) -> None:
    element = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        element.set(qn(name), LANGUAGE)
    style.element.get_or_add_rPr().append(element)


def _no_line_under(style) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _page(document, paper: Document) -> None:
    """A4 with the authority and the paper above, and the page's number below."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2)
    above = page.header.paragraphs[0]
    above.text = " · ".join(one for one in (paper.authority, paper.title) if one)
    below = page.footer.paragraphs[0]
    below.text = f"Figures as at {said.day(paper.as_at)}\tPage "
    below.paragraph_format.tab_stops.add_tab_stop(Cm(UPRIGHT), alignment=WD_TAB_ALIGNMENT.RIGHT)
    _field(below, "PAGE", "1")
    below.add_run(" of ")
    _field(below, "NUMPAGES", "1")


def _field(paragraph, instruction: str, shown: str) -> None:
    """A number that Word works out; `shown` is what stands there until it does."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            told = OxmlElement("w:instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = f" {text} "
            run._r.append(told)


def _numbering(document) -> int:
    """The numbering of the paper: sections 1, 2, 3 and their paragraphs 1.1, 1.2. Its id in the document."""
    held = document.part.numbering_part.element
    identity = (
        max((int(one.get(qn("w:abstractNumId"))) for one in held.findall(qn("w:abstractNum"))), default=0) + 1
    )
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(identity))
    _child(abstract, "w:multiLevelType", "multilevel")
    for level, (style, text) in enumerate((("Heading1", "%1"), ("NumberedParagraph", "%1.%2"))):
        one = OxmlElement("w:lvl")
        one.set(qn("w:ilvl"), str(level))
        for tag, value in (
            ("w:start", "1"),
            ("w:numFmt", "decimal"),
            ("w:pStyle", style),
            ("w:lvlText", text),
            ("w:lvlJc", "left"),
        ):
            _child(one, tag, value)
        properties = OxmlElement("w:pPr")
        indent = OxmlElement("w:ind")
        indent.set(qn("w:left"), str(TEXT_AT))
        indent.set(qn("w:hanging"), str(TEXT_AT))
        properties.append(indent)
        one.append(properties)
        abstract.append(one)
    first_number = held.find(qn("w:num"))
    held.insert(list(held).index(first_number) if first_number is not None else len(held), abstract)
    number = held.add_num(identity)
    for level, name in ((0, "Heading 1"), (1, NUMBERED)):
        properties = document.styles[name].element.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = number.numId
    return number.numId


def _child(parent, tag: str, value: str) -> None:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    parent.append(element)


def _unnumbered(paragraph) -> None:
    """A heading of a section without a number."""
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = 0
    numbered.get_or_add_numId().val = 0
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.first_line_indent = Pt(0)


def _properties(document, paper: Document) -> None:
    held = document.core_properties
    held.title, held.author, held.language = paper.title, paper.authority or "Sufficiency", LANGUAGE
    held.subject = f"Figures as at {said.day(paper.as_at)}"
    held.keywords = f"edition {paper.edition}" if paper.edition else ""
    held.comments, held.last_modified_by = "", paper.authority or "Sufficiency"
    held.created = held.modified = datetime.combine(paper.as_at, time(12), UTC)


def _front(document, paper: Document) -> None:
    document.add_paragraph(paper.title, style="Title")
    table = _new_table(document, len(paper.front), 2)
    for place, row in enumerate(paper.front):
        name, value = table.rows[place].cells
        _text(name, row.name, bold=True)
        _text(value, row.value)
    _widths(table, (4.6, 11.8))
    document.add_paragraph()


def _section(document, section: Section, numbering: int) -> None:
    _turn(document, False)
    heading = document.add_heading(section.title, level=section.level)
    if section.level == 1 and not section.number:
        _unnumbered(heading)
    for one in section.said:
        _say(document, one)


def _turn(document, across: bool) -> None:
    """Begin a page across where a table needs it, and an upright one where what follows does not."""
    turned = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    if turned is across:
        return
    page = document.add_section()
    page.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = page.page_height, page.page_width


def _say(document, one: Said) -> None:
    _turn(document, isinstance(one, Table) and one.across)
    match one:
        case Paragraph():
            document.add_paragraph(one.text, style=NUMBERED if one.number else PLAIN)
        case Bullets():
            for item in one.items:
                document.add_paragraph(item, style=BULLET)
        case Subheading():
            document.add_heading(one.text, level=int(one.level))
        case Quote():
            document.add_paragraph(f"“{one.text}” {one.who}".strip(), style=QUOTE_STYLE)
        case Note():
            document.add_paragraph(one.text, style=NOTE_STYLE)
        case Table():
            _table(document, one)
        case Drawing():
            _drawing(document, one)


def _caption(document, kind: str, number: int, text: str) -> None:
    caption = document.add_paragraph(f"{kind} ", style="Caption")
    _field(caption, f"SEQ {kind} \\* ARABIC", str(number))
    caption.add_run(f": {text}")


def _table(document, one: Table) -> None:
    _caption(document, "Table", one.number, one.caption)
    table = _new_table(document, len(one.rows) + 1, len(one.columns))
    size = 8 if len(one.columns) >= WIDE else 9
    for cell, column in zip(table.rows[0].cells, one.columns, strict=True):
        _text(cell, column.title, bold=True, right=column.numbers, size=size)
        _shade(cell, BAND)
    _repeat(table.rows[0])
    for row, cells in zip(table.rows[1:], one.rows, strict=True):
        _unbroken(row)
        for cell, column, told in zip(row.cells, one.columns, cells, strict=True):
            _cell(cell, told, column.numbers, size)
    for row in (table.rows[0], *table.rows[-2:-1]):  # no heading, and no last row, stands on a page alone
        _with_the_next(row)
    whole = ACROSS if one.across else UPRIGHT
    _widths(table, tuple(whole * share for share in shares(one)))
    _described(table, one.caption)
    for note in one.notes:
        document.add_paragraph(note, style=NOTE_STYLE)
    document.add_paragraph(style=NOTE_STYLE)


def _cell(cell, told: Cell, right: bool, size: float) -> None:
    _text(cell, told.text, bold=bool(told.tag), right=right, size=size)
    if told.tag:
        _shade(cell, TAGS[told.tag])


def _text(cell, text: str, *, bold: bool = False, right: bool = False, size: float = 9) -> None:
    for place, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph._p.style = CELL_ID  # by its id: looking its name up for each cell takes most of the time
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        if place:
            paragraph.paragraph_format.space_before = Pt(3)
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)


def _new_table(document, rows: int, columns: int):
    table = document.add_table(rows=rows, cols=columns)
    table.style = document.styles["Table Grid"]
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    for side in ("left", "right", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "70"), ("bottom", "50"), ("right", "70")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties.append(margins)
    return table


def _repeat(row) -> None:
    """The row heads the table: it is read with each cell below it, and stands again on each page."""
    properties = row._tr.get_or_add_trPr()
    _unbroken(row)
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)


def _unbroken(row) -> None:
    element = OxmlElement("w:cantSplit")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _with_the_next(row) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _shade(cell, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _widths(table, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _described(table, caption: str) -> None:
    """What a screen reader says of the table before it is entered."""
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), caption)
    table._tbl.tblPr.append(element)


def _drawing(document, one: Drawing) -> None:
    _caption(document, "Figure", one.number, one.title)
    paragraph = document.add_paragraph(style=PLAIN)
    paragraph.paragraph_format.keep_with_next = bool(one.notes)
    shape = paragraph.add_run().add_picture(io.BytesIO(png(one.spec)), width=Emu(PICTURE))
    described = shape._inline.docPr
    described.set("descr", one.alt)
    described.set("title", one.title)
    described.set("name", f"Figure {one.number}")
    for note in one.notes:
        document.add_paragraph(note, style=NOTE_STYLE)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _attributions(document, paper: Document) -> None:
    _turn(document, False)
    for one in paper.attributions:
        document.add_paragraph(one, style=NOTE_STYLE)
