"""Known errors planted in returns that had none, with a list of what was planted where."""

import csv
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sufficiency.demo import chance
from sufficiency.demo.returns import columns_of
from sufficiency.returns.ssda903 import TABLES

LIST = "planted-errors.txt"  # comma-separated, but no .csv: a load of the whole folder leaves it out
COLUMNS = ("year", "table", "child", "what", "finding")

Row = dict[str, str]


class Book:
    """The written returns, open for changes. Each child gets one error, so that each finding has one cause."""

    def __init__(self, folder: Path, years: Sequence[int], seed: int):
        self.rng = chance.source(seed, 4)
        self.years = sorted(years)
        self._folder = folder
        self._spoilt: set[str] = set()
        self.tables: dict[tuple[int, str], list[Row]] = {}
        for year in self.years:
            for name, table in TABLES.items():
                path = folder / str(year) / table.file_hint
                if path.exists():
                    with path.open(encoding="utf-8", newline="") as file:
                        self.tables[year, name] = list(csv.DictReader(file))
        self.born: dict[str, str] = {}
        self._episodes: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for year in self.years:
            self.born |= {row["CHILD"]: row["DOB"] for row in self.tables[year, "header"]}
            for row in self.tables[year, "episodes"]:
                self._episodes[year, row["CHILD"]].append(row)

    def episodes(self, year: int, child: str) -> list[Row]:
        """The child's episodes in the year's return, in order."""
        return self._episodes[year, child]

    def next_episode(self, year: int, row: Row) -> Row | None:
        """The episode after this one in the same return."""
        rows = self._episodes[year, row["CHILD"]]
        place = next((place for place, each in enumerate(rows) if each is row), len(rows))
        return rows[place + 1] if place + 1 < len(rows) else None

    def pick(self, year: int, table: str, fits: Callable[["Book", int, Row], bool]) -> Row | None:
        """A row that fits, of a child without an error yet; None where there is none."""
        found = [
            row
            for row in self.tables.get((year, table), ())
            if row["CHILD"] not in self._spoilt and fits(self, year, row)
        ]
        if not found:
            return None
        row = chance.one_of(self.rng, found)
        self._spoilt.add(row["CHILD"])
        return row

    def add(self, year: int, table: str, row: Row) -> None:
        """Put a row in just after the child's last."""
        rows = self.tables[year, table]
        last = max(
            (place for place, each in enumerate(rows) if each["CHILD"] == row["CHILD"]), default=len(rows) - 1
        )
        rows.insert(last + 1, row)

    def remove(self, year: int, table: str, child: str) -> None:
        rows = self.tables.get((year, table))
        if rows is not None:
            rows[:] = [row for row in rows if row["CHILD"] != child]

    def write(self) -> None:
        for (year, name), rows in self.tables.items():
            columns = columns_of(TABLES[name])
            path = self._folder / str(year) / TABLES[name].file_hint
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


@dataclass(frozen=True)
class Plant:
    """One kind of error: the finding it should raise, where a row for it is looked for, and what is done to the row.

    `years_ago` counts from the newest return. `fits` and `spoil` take the book, the year and the row.
    """

    finding: str
    table: str
    what: str
    spoil: Callable[[Book, int, Row], None]
    fits: Callable[[Book, int, Row], bool] = lambda book, year, row: True
    years_ago: int = 0


def plant(folder: Path, years: Sequence[int], seed: int, plants: Sequence[Plant]) -> None:
    """Plant each kind of error once, where there is a row for it, and write folder/planted-errors.txt."""
    book = Book(folder, years, seed)
    done = []
    for kind in plants:
        year = book.years[-1] - kind.years_ago
        row = book.pick(year, kind.table, kind.fits)
        if row is not None:
            kind.spoil(book, year, row)
            done.append((year, kind.table, row["CHILD"], kind.what, kind.finding))
    book.write()
    with (folder / LIST).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(done)
