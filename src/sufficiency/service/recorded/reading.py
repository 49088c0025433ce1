"""A file of recorded values read into rows of text, without trusting anything in it. Knows no database.

CSV or XLSX, by the file's name and its first bytes. Numbers and dates of a workbook become text as the template writes
them; a formula is refused, because what it gives can change after somebody looked at it.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import PurePosixPath

from sufficiency.returns.ssda903.encoding import as_utf8
from sufficiency.returns.ssda903.refused import Refused

COLUMNS = (
    "measure",
    "as_at",
    "period_start",
    "breakdown",
    "group",
    "numerator",
    "denominator",
    "value",
    "source",
    "basis",
    "note",
)
NEEDED = ("measure", "as_at", "source", "basis")
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 2_000
MOST_LINES = 20_000  # with empty ones between
LONGEST_CELL = 1_000
MOST_COLUMNS = 40
_FORMULA = re.compile(r"^[\s\ufeff]*[=+@\t＝＋＠]|^\s*[-－](?!\s*[\d.])")
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)


class Unusable(ValueError):
    """The file cannot be taken; the text is a sentence saying why and what to do."""


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file, by its number there: column to text. ``wrong`` are sentences about its cells."""

    number: int
    cells: dict[str, str]
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, its name without folders, and the SHA-256 of its content."""

    name: str
    sha256: str
    rows: tuple[Row, ...]


def read(name: str, content: bytes) -> Sheet:
    """The rows of a file that say anything. Raises Unusable."""
    plain = plain_name(name)
    rows = tuple(_rows(lines_of(plain, content), plain))
    if not rows:
        raise Unusable(f"{plain} has no values. Give each a row under the headings of the template.")
    return Sheet(plain, hashlib.sha256(content).hexdigest(), rows)


def lines_of(plain: str, content: bytes) -> Iterator[tuple[int, list[str], list[str]]]:
    """The lines of a CSV or XLSX file that say anything, the heading among them: number, cells as text, and sentences on
    cells that cannot be read. `plain` is the file's plain name. Raises Unusable."""
    ending = PurePosixPath(plain).suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise Unusable(f"{plain} is no CSV or XLSX file. Save the table as one of these.")
    if not content.strip():
        raise Unusable(f"{plain} is empty. Fill in the template and send that.")
    if len(content) > MOST_BYTES:
        raise Unusable(
            f"{plain} has {len(content) / 1024 / 1024:.1f} MB; {MOST_BYTES >> 20} MB are allowed. Split it."
        )
    return _of_csv(content, plain) if ending == ".csv" else _of_workbook(content, plain)


def plain_name(name: str) -> str:
    """The file's own name, without folders and with nothing in it that could steer a page or a terminal."""
    own = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w .()\-&+']", "_", own).strip()[-120:] or "file"


def _rows(lines: Iterator[tuple[int, list[str], list[str]]], name: str) -> Iterator[Row]:
    heading = next(lines, None)
    if heading is None:
        raise Unusable(f"{name} has no heading row. Its columns are {', '.join(COLUMNS)}.")
    columns = _columns([cell.strip().casefold().replace(" ", "_") for cell in heading[1]], name)
    count = 0
    for number, cells, wrong in lines:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            wrong = [
                *wrong,
                f"there are {len(cells)} cells under {len(columns)} headings; put quotes around a text with a comma",
            ]
        found = {
            column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column and cell
        }
        if not any(text for column, text in found.items() if column != "measure") and not wrong:
            continue  # an empty row, or a line of the template that nobody filled in
        count += 1
        if count > MOST_ROWS:
            raise Unusable(f"{name} has more than {MOST_ROWS:,} values. Split it.")
        yield Row(number, found, (*wrong, *cell_problems(found)))


def _columns(headings: list[str], name: str) -> list[str]:
    while headings and not headings[-1]:
        headings.pop()
    unknown = [heading[:40] for heading in headings if heading and heading not in COLUMNS]
    if unknown:
        raise Unusable(
            f"{name} has a column “{unknown[0]}”. The columns are {', '.join(COLUMNS)}. Take it out, or name it so."
        )
    twice = [one for one in headings if one and headings.count(one) > 1]
    if twice:
        raise Unusable(f"{name} has the column {twice[0]} twice. Take one out.")
    missing = [one for one in NEEDED if one not in headings]
    if "value" not in headings and "numerator" not in headings:
        missing.append("value")
    if missing:
        raise Unusable(f"{name} has no column {' or '.join(missing)}. The columns are {', '.join(COLUMNS)}.")
    return headings


def cell_problems(cells: dict[str, str]) -> Iterator[str]:
    """What no cell may be: too long, a formula, or with characters that no text has."""
    for column, text in cells.items():
        if len(text) > LONGEST_CELL:
            yield f"{column} has {len(text):,} letters; {LONGEST_CELL:,} are allowed"
        elif _FORMULA.match(text):
            yield f"{column} holds “{short(text)}”, which a spreadsheet runs as a formula; write what it gives"
        elif any(ord(letter) < 32 and letter not in "\n\r\t" or ord(letter) == 127 for letter in text):
            yield f"{column} holds a character that no text has; type it again"


def short(text: str, most: int = 40) -> str:
    """Something typed, on one line, to be named in a sentence."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _of_csv(content: bytes, name: str) -> Iterator[tuple[int, list[str], list[str]]]:
    try:
        text = as_utf8(content, name)[0].decode("utf-8")
    except Refused as refusal:
        raise Unusable(str(refusal)) from refusal
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in islice(reader, MOST_LINES):
            if len(cells) > MOST_COLUMNS:
                raise Unusable(
                    f"Row {reader.line_num} of {name} has {len(cells)} cells; {len(COLUMNS)} are allowed."
                )
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells, []
    except csv.Error as problem:
        raise Unusable(
            f"{name} cannot be read as CSV at line {reader.line_num}: a quote is not closed, or a cell is far too long."
        ) from problem
    if next(reader, None) is not None:
        raise Unusable(f"{name} has more than {MOST_LINES:,} lines. Split it.")


def _of_workbook(content: bytes, name: str) -> Iterator[tuple[int, list[str], list[str]]]:
    check_workbook(content, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheet = next((one for one in sheets if one.title.strip().casefold() == "values"), None) or sheets[0]
        lines = list(islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_LINES + 1))
    except Unusable:
        raise
    except Exception as cause:  # noqa: BLE001 (whatever a damaged workbook makes of the reader)
        raise Unusable(
            f"{name} cannot be read as a workbook. Open it, save it again as XLSX, and send that."
        ) from cause
    if len(lines) > MOST_LINES:
        raise Unusable(f"{name} has more than {MOST_LINES:,} lines. Split it.")
    for number, cells in enumerate(lines, start=1):
        told = [_text_of(cell) for cell in cells]
        if any(text for text, _problem in told):
            yield number, [text for text, _problem in told], [problem for _text, problem in told if problem]


def check_workbook(content: bytes, name: str) -> None:
    """A workbook is a zip: none that swells, none with programs or declarations in it. Raises Unusable."""
    if not content.startswith(b"PK\x03\x04"):
        raise Unusable(
            f"{name} is no XLSX workbook, or it has a password. Save it as XLSX without one, or as CSV."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unusable(
                    f"{name} is far larger inside than it looks. Copy the values into the template and send that."
                )
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise Unusable(f"{name} holds a program (macros). Save it as XLSX without them.")
            left = MOST_UNPACKED
            for part in parts:
                with packed.open(part) as inside:
                    data = inside.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise Unusable(
                        f"{name} is far larger inside than it looks. Copy the values into the template."
                    )
                if part.filename.lower().endswith((".xml", ".rels")) and _DECLARED.search(data):
                    raise Unusable(
                        f"{name} declares a document type, which no workbook needs. Save it again as XLSX."
                    )
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as cause:
        if isinstance(cause, Unusable):
            raise
        raise Unusable(f"{name} is damaged. Open it, save it again as XLSX, and send that.") from cause


def _text_of(cell: object) -> tuple[str, str]:
    """A cell as the template would write it, and what is wrong with it, if anything."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return "", ""
    where = f"cell {cell.coordinate}"
    if kind == "f":
        return "", f"{where} holds a formula; write what it gives"
    if kind == "e":
        return "", f"{where} holds an error of the spreadsheet ({short(str(value))})"
    if isinstance(value, bool):
        return "", f"{where} holds {value}; write a number, a date or a text"
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return (value.date().isoformat(), "") if midnight else (value.isoformat(" "), "")
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, int | float):
        if isinstance(value, float) and "%" in str(getattr(cell, "number_format", "")):
            value = round(value * 100, 10)  # the cell shows 93%, and holds 0.93
        return _number_text(value), ""
    return str(value), ""


def _number_text(value: int | float) -> str:
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    return format(value, ".12g") if 1e-4 < abs(value) < 1e12 else format(value, "f")
