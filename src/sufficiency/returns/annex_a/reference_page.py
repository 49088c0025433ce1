"""The reference page of Annex A, written from the declarations the reader itself works by.

`python -m sufficiency.returns.annex_a.reference_page docs/reference/annex-a.md` writes it; a test fails when the page
in the repository is not what the declarations say.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from sufficiency.returns.annex_a.days import EARLIEST
from sufficiency.returns.annex_a.declaration import LISTS, Column, List
from sufficiency.returns.annex_a.recognising import ENOUGH, LOOKED_THROUGH, needed
from sufficiency.returns.annex_a.workbook import MOST_BYTES, MOST_BYTES_UNPACKED

_INTRODUCTION = """\
# Annex A: lists, columns and codes

<!-- Written by `python -m sufficiency.returns.annex_a.reference_page`. Change the declarations, not this page. -->

Ofsted asks an authority that it inspects for a workbook of eleven lists of children, known as Annex A. This page says
what `sufficiency load` takes of it, how it is read and what is refused. Its [measures](measures.md) and
[findings](findings.md) are beside those of the yearly return; [how to load one](../how-to/annex-a.md) says the rest.

## The workbook

- An `.xlsx` (or `.xlsm`, whose macros are never run), or a CSV file for each list. The sheets may have any name: a list
  is known by its headings, of which {enough:.0%} must be there, in one of the first {rows} rows, in any order and case.
  Other sheets are passed over with a note.
- A workbook describes **one day**. It comes from `--as-at`, else from the file's name (`annex-a-2025-03-31.xlsx`,
  `Annex A 31 March 2025.xlsx`), else from a line such as "As at 31/03/2025" above a list or on another sheet. A
  workbook that tells no day, or two, is refused; so is a day before {earliest}.
- A column may be left out, with a note and a finding: what is counted from it is then not given. The columns marked
  *needed* may not.
- Old and new names of columns and codes are both read (Gender is Sex from 2026).

## Cells

| kind | how it is read |
| --- | --- |
| text | as it stands; a number without a point |
| code | with its letter or without, in any case, with either apostrophe |
| date | a day as Excel keeps it, its number, `DD/MM/YYYY`, `D/M/YYYY` or `YYYY-MM-DD`; a time after it is dropped |
| whole number | digits; `1.0` is read as `1` |

Of a formula the value saved with it is read; nothing is worked out. `#REF!` and its like, `zzCodeError`, and whatever
is not of its column's kind count as blank, are kept in the table `unreadable`, and are findings. Rows with nothing in
them are left out.

## What is refused

With a sentence, and nothing is changed: a file that is no workbook, an old one (`.xls`), one locked with a password,
a damaged one, one larger than {most} MB or that unpacks to more than {unpacked} MB, one with a document type or entity in
it, a sheet called List 1 to List 11 without the headings, a column or a list that is there twice.

## How far a list goes back

Annex A asks for contacts, referrals, assessments and the like of some months only. A figure of twelve months is given
where something is listed in the first month of the twelve; one of six where in the first of the six; of contacts,
referrals and assessments something must also be listed in the last month before the day. Lists 10 and 11 are taken to
be of twelve months.
"""


def page() -> str:
    introduction = _INTRODUCTION.format(
        enough=ENOUGH,
        rows=LOOKED_THROUGH,
        earliest=f"{EARLIEST:%-d %B %Y}",
        most=MOST_BYTES >> 20,
        unpacked=MOST_BYTES_UNPACKED >> 20,
    )
    return "\n".join([introduction, *("\n".join(_list(one)) for one in LISTS.values())]).rstrip() + "\n"


def _list(one: List) -> Iterator[str]:
    yield f"## {one.sheet}: {one.title}\n"
    yield f"{one.holds}\n"
    yield "| column | kind | read as | codes |"
    yield "| --- | --- | --- | --- |"
    for column in one.columns:
        yield f"| {_name(one, column)} | {_kind(column)} | `{column.field}` | {'; '.join(column.codes)} |"
    yield ""


def _name(one: List, column: Column) -> str:
    marks = [f"or {name}" for name in column.also]
    if column in needed(one):
        marks.append("*needed*")
    if column.confidential:
        marks.append("*confidential*")
    return " ".join([column.name, *(f"({mark})" for mark in marks)])


def _kind(column: Column) -> str:
    return "whole number" if column.kind == "integer" else column.kind


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
