"""The workbook of a plan read into rows of values, without trusting anything in it. Knows no database.

Every wrong cell gets a sentence that names its sheet, row and column; a formula is refused, because what it gives can
change after somebody looked at it.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from itertools import islice

from sufficiency.measures.catalogue import catalogue
from sufficiency.service.recorded.reading import Unusable, check_workbook, plain_name, short
from sufficiency.service.strategy.sheets import (
    EARLIEST,
    EXPLAINING,
    LATEST,
    MOST,
    SHEETS,
    Column,
    Kind,
    kept_value,
    wrong_with_text,
)

MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 2_000  # of a sheet
MOST_COLUMNS = 30
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True)
class Row:
    """A row of a sheet: its number there, and the value of each column that holds something. ``letters`` are those of
    its columns, for sentences about it."""

    sheet: str
    number: int
    cells: dict[str, object]
    letters: dict[str, str]

    def get(self, column: str, otherwise: object = "") -> object:
        return self.cells.get(column, otherwise)

    def at(self, column: str) -> str:
        """Where a cell is: "Sheet Actions, row 5, column C (focus)"."""
        letter = self.letters.get(column)
        return f"Sheet {self.sheet}, row {self.number}" + (f", column {letter} ({column})" if letter else "")


@dataclass
class Sheets:
    """The rows of every sheet, and a sentence for each cell that cannot be."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def read(name: str, content: bytes) -> Sheets:
    """The rows of a workbook. Raises Unusable where it is no such workbook at all."""
    plain = plain_name(name)
    if not plain.lower().endswith(".xlsx"):
        raise Unusable(f"{plain} is no XLSX workbook. Fill in the empty workbook of the plan, and send that.")
    if not content:
        raise Unusable(f"{plain} is empty. Fill in the empty workbook of the plan, and send that.")
    if len(content) > MOST_BYTES:
        raise Unusable(
            f"{plain} has {len(content) / 1024 / 1024:.1f} MB; {MOST_BYTES >> 20} MB are allowed. A plan is words: take pictures out."
        )
    check_workbook(content, plain)
    found = Sheets()
    for title, lines in _lines_of(content, plain):
        known = _named(title, SHEETS)
        if known is None:
            found.wrong.append(
                f"There is a sheet “{short(title)}”; the sheets are {', '.join(SHEETS)}. Rename it, or take it out."
            )
        elif known in found.rows:
            found.wrong.append(f"There are two sheets {known}. Take one out.")
        else:
            found.rows[known] = _rows(known, lines, found.wrong)
    if "Strategy" not in found.rows:
        raise Unusable(
            f"{plain} has no sheet Strategy. Fill in the empty workbook of the plan, and send that."
        )
    return found


def _named(title: str, names: Iterable[str]) -> str | None:
    return next((one for one in names if one.casefold() == title.strip().casefold()), None)


def _lines_of(content: bytes, name: str) -> list[tuple[str, list[tuple]]]:
    """The cells of each visible sheet, line by line."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return [
            (sheet.title, list(islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS + 2)))
            for sheet in book.worksheets[: len(SHEETS) + 20]
            if sheet.sheet_state == "visible" and not _named(sheet.title, EXPLAINING)
        ]
    except Exception as cause:  # noqa: BLE001 (whatever a damaged workbook makes of the reader)
        raise Unusable(
            f"{name} cannot be read as a workbook. Open it, save it again as XLSX, and send that."
        ) from cause


def _rows(sheet: str, lines: list[tuple], wrong: list[str]) -> list[Row]:
    """The rows of a sheet that say anything."""
    if not lines:
        wrong.append(f"Sheet {sheet} is empty; it has at least the headings {_titles(sheet)}.")
        return []
    if len(lines) > MOST_ROWS + 1:
        wrong.append(f"Sheet {sheet} has more than {MOST_ROWS:,} rows. Take some out.")
        return []
    columns = _columns(sheet, lines[0], wrong)
    if columns is None:
        return []
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if all(_is_empty(cell) for cell in line):
            continue
        rows.append(_row(sheet, number, line, columns, wrong))
    return rows


def _columns(sheet: str, heading: tuple, wrong: list[str]) -> list[Column | None] | None:
    """The column of each place; None where the headings cannot be used."""
    titles = ["" if _is_empty(cell) else " ".join(str(cell.value).split()) for cell in heading]
    known = {one.title.casefold(): one for one in SHEETS[sheet]}
    found = [known.get(title.casefold()) for title in titles]
    problems = [
        f"Sheet {sheet}, row 1 has a heading “{short(title)}”; the headings are {_titles(sheet)}. Rename it, or take the column out."
        for title, column in zip(titles, found, strict=True)
        if title and column is None
    ]
    problems += [
        f"Sheet {sheet}, row 1 has the heading {one.title} twice. Take one out."
        for one in SHEETS[sheet]
        if found.count(one) > 1
    ]
    problems += [
        f"Sheet {sheet}, row 1 has no heading {one.title}. The headings are {_titles(sheet)}."
        for one in SHEETS[sheet]
        if one.needed and one not in found
    ]
    wrong += problems
    return None if problems else found


def _row(sheet: str, number: int, line: tuple, columns: list[Column | None], wrong: list[str]) -> Row:
    letters = {column.title: _letter(place) for place, column in enumerate(columns) if column}
    row = Row(sheet, number, {}, letters)
    for place, cell in enumerate(line):
        column = columns[place] if place < len(columns) else None
        if _is_empty(cell):
            continue
        if column is None:
            wrong.append(f"Sheet {sheet}, row {number}, column {_letter(place)} holds “{short(str(cell.value))}” and has no heading. Take it out.")  # fmt: skip
            continue
        try:
            value = value_of(cell, column)
        except ValueError as problem:
            wrong.append(f"{row.at(column.title)} {problem}.")
            value = None  # the sentence is said; nothing more is made of the cell
        row.cells[column.title] = value
    wrong += [
        f"{row.at(column.title)} is empty; {column.meaning[:1].lower()}{column.meaning[1:]} is needed."
        for column in columns
        if column and column.needed and column.title not in row.cells
    ]
    return row


def value_of(cell, column: Column) -> object:
    """The value of a cell that holds something. Raises ValueError with the end of a sentence."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if kind == "f":
        raise ValueError("holds a formula; write what it gives")
    if kind == "e":
        raise ValueError(f"holds an error of the spreadsheet ({short(str(value))}); write the value")
    if isinstance(value, bool):
        raise ValueError(f"holds {str(value).upper()}; write a text, a number or a day")
    return _READERS[column.kind](value, column, "%" in str(getattr(cell, "number_format", "")))


def _text(value: object, column: Column, _percent: bool) -> str:
    text = _as_text(value)
    if len(text) > column.most:
        raise ValueError(f"has {len(text):,} letters; {column.most:,} are allowed")
    if wrong := wrong_with_text(text):
        raise ValueError(wrong)
    return text


def _day(value: object, _column: Column, _percent: bool) -> date:
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        day = _day_of_text(_as_text(value))
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"holds {day.isoformat()}; a day from {EARLIEST.year} to {LATEST.year} is allowed")
    return day


def _day_of_text(text: str) -> date:
    try:
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _BRITISH.fullmatch(text):
            return date(*map(int, reversed(found.groups())))
    except ValueError as cause:
        raise ValueError(f"holds “{short(text)}”, which is no day of the calendar") from cause
    raise ValueError(f"holds “{short(text)}”; write a day as 2025-03-31")


def _number(value: object, _column: Column, percent: bool) -> float:
    if isinstance(value, int | float):
        found = float(value) * 100 if percent else float(value)  # the cell shows 62%, and holds 0.62
    else:
        text = _as_text(value).replace(",", "").rstrip("%").strip()
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"holds “{short(_as_text(value))}”; write a number, such as 62.2")
        found = float(text)
    if not abs(found) <= MOST:  # also what is no number
        raise ValueError(f"holds {short(str(value))}; numbers up to {MOST:,.0f} are allowed")
    return kept_value(found)


def _whole(value: object, _column: Column, _percent: bool) -> int:
    text = _as_text(value)
    if not _WHOLE.fullmatch(text) or not int(text):
        raise ValueError(f"holds “{short(text)}”; write a whole number from 1")
    return int(text)


def _wholes(value: object, column: Column, percent: bool) -> tuple[int, ...]:
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(f"holds the number {value}; write whole numbers with commas between, as text")
    parts = re.split(r"[,;\s]+", _as_text(value).strip(" ,;"))
    return tuple(sorted({_whole(part, column, percent) for part in parts}))


def _measure(value: object, _column: Column, _percent: bool) -> str:
    text = _as_text(value)
    if text in catalogue():
        return text
    named = next((one.id for one in catalogue().values() if one.name.casefold() == text.casefold()), None)
    if named is None:
        close = get_close_matches(text[:80], catalogue(), n=1, cutoff=0.5)
        meant = f"did you mean {close[0]}?" if close else "the sheet Measures lists those there are"
        raise ValueError(f"holds “{short(text)}”, which is no measure; {meant}".rstrip("?"))
    return named


def _measures(value: object, column: Column, percent: bool) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[;,\n]", _as_text(value)) if part.strip()]
    return tuple(dict.fromkeys(_measure(part, column, percent) for part in parts))


def _choice(value: object, column: Column, _percent: bool) -> str:
    text = _as_text(value).casefold()
    if column.choices and text not in column.choices:
        raise ValueError(f"holds “{short(_as_text(value))}”; choose one of {', '.join(column.choices)}")
    return text


_READERS = {
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.WHOLES: _wholes,
    Kind.MEASURE: _measure,
    Kind.MEASURES: _measures,
    Kind.CHOICE: _choice,
}


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _is_empty(cell) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"


def _titles(sheet: str) -> str:
    return ", ".join(one.title for one in SHEETS[sheet])
