"""Made-up returns as the CSV files an authority would send."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from sufficiency.returns.ssda903 import TABLES
from tests.generative.records import Returns

OF_A_PLACEMENT = ("PL_DISTANCE", "PL_LOCATION")


def write(returns: Returns, folder: Path) -> dict[int, Path]:
    """A folder for each year, with a file for each table that has rows."""
    folders = {}
    for year, tables in returns.items():
        folders[year] = folder / str(year)
        folders[year].mkdir(parents=True)
        for table, rows in tables.items():
            if rows:
                write_table(table, rows, folders[year] / f"{table}.csv")
    return folders


def write_table(table: str, rows: list[dict], path: Path) -> None:
    names = [c.name for c in TABLES[table].columns if not c.optional or c.name in OF_A_PLACEMENT]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            writer.writerow([as_text(row.get(name.lower())) for name in names])


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)
