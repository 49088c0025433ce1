"""The reference page of the SSDA903 return, written from the declarations the reader itself works by.

`python -m sufficiency.returns.reference_page docs/reference/ssda903.md` writes it; a test fails when the page in
the repository is not what the declarations say.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sufficiency.returns.ssda903 import TABLES, Column, Table
from sufficiency.vocabulary.codes import Code, code_sets, codes

_INTRODUCTION = """\
# The SSDA903 return

<!-- Written by `python -m sufficiency.returns.reference_page`. Change the declarations, not this page. -->

Each year every English authority returns what happened to each child it looked after between 1 April and
31 March. This page says what `sufficiency load` takes, how it reads it, and what it refuses.

A **collection year** is named by the year in which it ends: 2024 is 1 April 2023 to 31 March 2024.

## Files

- Give files, folders and zips, of one year or several. Folders are searched through; hidden files are passed
  over; files that are not `.csv`, `.xml` or `.zip` are left out with a note. A zip may lie in a folder, but not in
  another zip.
- A CSV is known by the **set of its columns**, in any order, in upper or lower case, never by its name. Every
  column must be there except those marked *extra*, and no other may be. Columns without a name are
  passed over as long as nothing is in them.
- The **collection year** comes from the nearest name that gives one: first the file's own, then its folder's, up
  to the folder or zip that was given and the one around it. `2024`, `2023-24`, `2023_24`, `202324`, `2023-2024` and
  `31-03-2024` all give 2024. Another date or a month (`2024-06-02`, `2024-03`) gives none, and a name with two
  years is refused. An XML file may also state its year. `--year` wins over all of them, for every file of the load.
- A file given twice, or two files with the same bytes for the same table and year, are read once. Different files of
  one table and year are all read, in order of name.
- A CSV is UTF-8, with or without its mark, or else Windows-1252 (with a note). An XML file may also be
  ISO-8859-1.

## Cells

| kind | how it is read |
| --- | --- |
| text | as it stands |
| code | in upper case; `1.0` is read as `1`. An unknown code is kept, and is a finding |
| date | `DD/MM/YYYY`, `D/M/YYYY` or `YYYY-MM-DD`, with a midnight after it or not |
| partial date | a date, or `ZZ/MM/YYYY`, `ZZ/ZZ/YYYY`, `ZZ/ZZ/ZZZZ`; kept as text `DD/MM/YYYY` |
| whole number | digits; `1.0` is read as `1` |
| decimal number | digits with a point |
| postcode | in upper case, with single spaces |

Stray spaces around a cell are dropped, and so is an apostrophe in front, with which spreadsheets mark a number as
text. A blank cell is null. A cell that cannot be read as its kind, such as 31/02/2020, is null, is kept as it was
written in the table `unreadable`, and becomes a finding. A formula is only text and is never worked out. Rows with
nothing in them are left out, but keep their number: a finding's row is the row of the spreadsheet, with the
heading as row 1, or the line of the XML file.

## What is refused

A load is all or nothing. A file that cannot be read is refused with a sentence that names the file, the line, the
cause and what to do: no heading or another table's, a row with too few or too many cells, a quotation mark left open,
a cell of more than 10,000 letters or of several lines, UTF-16, characters that no text has, XML that is not well
formed or has a document type, a field the return does not have, a zip that is locked, damaged or swells more than
200 times, a file of more than 1 GB, and a year that nothing gives.

## The XML form

One file `EXPSSDA903` with a `CHILD` for each child, which holds a `HEADER` and its `EPISODE`s. Tags may be in either
case.

| in the XML | in the tables |
| --- | --- |
| `CHILDID` | CHILD |
| `PL` of an `EPISODE` | PLACE |
| `HEADER`, its own fields | Header; with `UASC` 1 or a `DUC`, Unaccompanied asylum-seeking children |
| `DATE_INT`, `DATE_MATCH`, `FOSTER_CARE`, `NB_ADOPTR`, `SEX_ADOPTR`, `LS_ADOPTR` of `HEADER` | Adopted children (AD1) |
| `IN_TOUCH`, `ACTIV`, `ACCOM` of `HEADER` | Care leavers (OC3) |
| `AREVIEW`, `AMISSING`, `PERMANENCE`, `OC2`, `AD_PLACED` in `HEADER` | Reviews, Missing, Previous permanence, OC2, Decision to place for adoption |
| any other group with the fields of a table | that table, such as Social worker episodes |
"""

_KINDS = {
    "text": "text",
    "code": "code",
    "date": "date",
    "partial_date": "partial date",
    "integer": "whole number",
    "decimal": "decimal number",
    "postcode": "postcode",
}


def page() -> str:
    """The whole page, in Markdown."""
    parts = [
        _INTRODUCTION,
        "## Tables\n",
        *map(_table, TABLES.values()),
        "## Codes\n",
        *map(_code_set, code_sets()),
    ]
    return "\n".join(parts)


def _table(table: Table) -> str:
    since = f" Asked for since collection year {table.first_year}." if table.first_year else ""
    lines = [
        f"### {table.title}\n",
        f"{table.meaning}{since} Usually called `{table.file_hint}`; `{table.name}` in the product.\n",
        *_rows(("column", "kind", "a value is", "meaning"), map(_column, table.columns)),
    ]
    return "\n".join(lines) + "\n"


def _column(column: Column) -> tuple[str, ...]:
    kind = f"[code](#codes-of-{column.codes.lower()})" if column.codes else _KINDS[column.kind]
    needed = "needed" if column.required else "not always there"
    if column.optional:
        needed = "extra: the column may be left out"
    return column.name, kind, needed, column.meaning


def _code_set(field: str) -> str:
    lines = [
        f"### Codes of {field}\n",
        *_rows(("code", "meaning", "collection years", "note"), map(_code, codes(field).values())),
    ]
    return "\n".join(lines) + "\n"


def _code(code: Code) -> tuple[str, ...]:
    first = f"from {code.first_year}" if code.first_year else ""
    last = f"up to {code.last_year}" if code.last_year else ""
    years = f"{first} {last}".strip()
    return code.code, code.meaning, years, code.note


def _rows(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (heading, tuple("---" for _ in heading), *rows):
        yield f"| {' | '.join(cells)} |".replace("  ", " ")


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to the screen."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
