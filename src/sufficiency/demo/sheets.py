"""An Excel workbook written plainly: sheets of words and whole numbers, the same bytes for the same cells."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell, so that no clock is in the file
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Cell = str | int | None


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A workbook with a sheet of each name, holding these rows."""
    words: dict[str, int] = {}
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(rows, words)
        for number, rows in enumerate(sheets.values(), 1)
    }
    numbers = range(1, len(sheets) + 1)
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
            for number in numbers
        )
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{len(words)}" uniqueCount="{len(words)}">'
        + "".join(f"<si><t>{escape(word)}</t></si>" for word in words)
        + "</sst>",
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, FIRST_MOMENT), _DECLARED + content, zipfile.ZIP_DEFLATED, 6
            )
    return into.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def _sheet(rows: Sequence[Sequence[Cell]], words: dict[str, int]) -> str:
    """The cells of a sheet, words by their number among all words of the workbook."""
    letters = [_letters(place) for place in range(max(map(len, rows), default=1))]
    written = [
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:{letters[-1]}{max(1, len(rows))}"/><sheetData>'
    ]
    for number, row in enumerate(rows, 1):
        written.append(f'<row r="{number}">')
        for letter, cell in zip(letters, row, strict=False):
            if isinstance(cell, str):
                place = words.setdefault(cell, len(words))
                written.append(f'<c r="{letter}{number}" t="s"><v>{place}</v></c>')
            elif cell is not None:
                written.append(f'<c r="{letter}{number}"><v>{int(cell)}</v></c>')
        written.append("</row>")
    written.append("</sheetData></worksheet>")
    return "".join(written)


def _letters(place: int) -> str:
    """A, B ... Z, AA, AB: how a workbook names its columns."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
