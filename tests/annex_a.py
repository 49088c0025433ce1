"""Workbooks and lists of Annex A for tests: a row is what matters of it, and the rest is filled with what is usual."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
from openpyxl import Workbook

from sufficiency.history import History
from sufficiency.history.annex_a import derive_lists
from sufficiency.history.nothing import derive_nothing
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.annex_a.declaration import UNREADABLE
from sufficiency.returns.annex_a.reading import GIVEN

DAY = date(2025, 3, 31)
BORN = date(2015, 6, 1)
USUAL = {
    "sex": "a) Male",
    "ethnicity": "a) White",
    "dob": BORN,
    "disability": "No",
    "source": "g) Police",
    "no_further_action": "No",
    "referrals_12m": 1,
    "enquiries_12m": 1,
    "conferences_12m": 0,
    "need": "a) Abuse or neglect",
    "first_category": "a) Neglect",
    "category": "a) Neglect",
    "earlier_plans": 0,
    "protected_6m": "No",
    "uasc": "No",
    "placements_12m": 1,
    "missing_12m": 0,
    "absent_12m": 0,
    "placement_location": "a) In",
    "in_touch": "a) In touch",
    "fostering": "No",
}
USUAL_OF = {
    "list_6": {"status": "c) Child in need plan"},
    "list_9": {"dob": date(2005, 1, 1), "eligibility": "b) Former relevant"},
}

Rows = Mapping[str, Sequence[Mapping[str, object]]]


def full_row(name: str, row: Mapping[str, object]) -> dict[str, object]:
    """Every column of the list: as given, else what is usual, else blank."""
    usual = USUAL | USUAL_OF.get(name, {})
    fields = {column.field for column in LISTS[name].columns}
    unknown = set(row) - fields
    assert not unknown, f"{name} has no {unknown}"
    return {field: row.get(field, usual.get(field)) for field in fields}


def tables(lists: Rows, day: date = DAY, without: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The typed lists as `read` gives them. A list that is not named was not in the workbook; `without` are columns
    ("list_8.visit") that it did not have."""
    typed = {}
    given = []
    for name, one in LISTS.items():
        rows = [
            full_row(name, row) | {"as_at": day, "file": "book.xlsx", "row": number}
            for number, row in enumerate(lists.get(name, ()), 2)
        ]
        typed[name] = pa.Table.from_pylist(rows, one.schema)
        if name in lists:
            given += [
                {
                    "as_at": day,
                    "file": "book.xlsx",
                    "list": name,
                    "column": column.field,
                    "there": f"{name}.{column.field}" not in without,
                }
                for column in one.columns
            ]
    return typed | {"unreadable": UNREADABLE.empty_table(), "given": pa.Table.from_pylist(given, GIVEN)}


def history(
    lists: Rows, folder: Path, day: date = DAY, without: Sequence[str] = (), complete: bool = True
) -> History:
    """The history of a workbook alone. `complete`: lists 1 to 5 and 7 get what shows that they go back a year: a row of
    nobody in the first month of each stretch and on the day, which no figure counts."""
    made = {name: list(rows) for name, rows in lists.items()}
    if complete:
        for name, field in GOES_BACK.items():
            if name in made:
                made[name] += [nobody(name, field, when) for when in reach(day)]
    derive_nothing(folder)
    derive_lists(tables(made, day, without), folder)
    return History(folder)


GOES_BACK = {
    "list_1": "contact",
    "list_2": "started",
    "list_3": "referral",
    "list_4": "completed",
    "list_5": "strategy",
    "list_7": "ended",
}


def reach(day: date) -> tuple[date, date, date]:
    from sufficiency.vocabulary.months import first_day_of_year_ending

    return first_day_of_year_ending(day, 12), first_day_of_year_ending(day, 6), day


def nobody(name: str, field: str, when: date) -> dict[str, object]:
    return {field: when, "child": None} | ({"referrals_12m": None} if name == "list_3" else {})


def workbook(
    lists: Rows,
    sheets: Mapping[str, str] | None = None,
    headings: Mapping[str, str] | None = None,
    above: Sequence[Sequence[object]] = (),
    others: Sequence[str] = (),
    turned: bool = False,
) -> bytes:
    """An Excel workbook with these lists. `sheets` gives sheets another name, `headings` columns another heading; `above`
    are rows over each heading row; `others` sheets that are no list; `turned` puts the columns in the opposite order."""
    book = Workbook()
    book.remove(book.active)
    for title in others:
        book.create_sheet(title).append(["Prepared by the performance team"])
    for name, rows in lists.items():
        one = LISTS[name]
        sheet = book.create_sheet((sheets or {}).get(name, one.sheet))
        for row in above:
            sheet.append(list(row))
        columns = list(reversed(one.columns)) if turned else list(one.columns)
        sheet.append([(headings or {}).get(column.name, column.name) for column in columns])
        for row in rows:
            whole = full_row(name, row)
            sheet.append([whole[column.field] for column in columns])
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def write(folder: Path, data: bytes, name: str = "annex-a-2025-03-31.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
