"""The made-up authority's Annex A workbook: eleven lists of its last 31 March, true to the returns beside it."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sufficiency.demo import annex_children, annex_front_door, days
from sufficiency.demo.sheets import Cell, workbook
from sufficiency.returns.annex_a import LISTS

TABLES = ("header", "episodes", "reviews", "missing", "oc2", "oc3", "uasc", "ad1", "placed_for_adoption")
Row = Mapping[str, object]


def write_workbook(folder: Path | str, seed: int = 2025) -> Path:
    """Write folder/annex-a-<last day>.xlsx from the returns in folder/<year>, and say where it is.

    Children looked after, care leavers and children with a plan of adoption are those of the returns on that day;
    contacts, referrals, children in need, plans and adopters are made up here. The same returns and seed write the
    same bytes.
    """
    folder = Path(folder)
    years = sorted(int(path.name) for path in folder.iterdir() if path.is_dir() and path.name.isdigit())
    returns = {year: {name: _rows(folder / str(year) / f"{name}.csv") for name in TABLES} for year in years}
    day = days.last_of(years[-1])
    known = annex_children.Known(returns, day)
    lists = {
        "list_8": list(annex_children.looked_after(known, seed)),
        "list_9": list(annex_children.care_leavers(known, seed)),
        "list_10": list(annex_children.adoption(known)),
    }
    lists |= annex_front_door.lists(seed, day, len(lists["list_8"]))
    lists["list_6"] += annex_children.in_need(lists["list_8"])
    path = folder / f"annex-a-{date.fromordinal(day).isoformat()}.xlsx"
    path.write_bytes(workbook({one.sheet: _sheet(name, lists[name]) for name, one in LISTS.items()}))
    return path


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sheet(name: str, rows: Iterable[Row]) -> list[list[Cell]]:
    columns = LISTS[name].columns
    return [
        [column.name for column in columns],
        *([_cell(row.get(c.field)) for c in columns] for row in rows),
    ]


def _cell(value: object) -> Cell:
    return days.written(value.toordinal()) if isinstance(value, date) else value
