"""The histories of all golden cases, derived together.

Deriving a history takes seconds whatever its size, and there are hundreds of small cases. Children are
independent of each other, and of the years loaded only the first and the newest matter, so the cases that
share those two are derived as one load, each child's id led by the number of its case. The history of one
case is then the rows of its own children.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from sufficiency.history import History
from tests import countings
from tests.countings import Returns

Years = tuple[int, int]


def years_of(returns: Returns) -> Years:
    """The first and the newest year that hold any row."""
    years = [year for year, tables in returns.items() if any(tables.values())]
    return min(years), max(years)


@dataclass
class Pool:
    """Cases to derive together; `history` derives those known so far when one is first asked for."""

    folder: Path
    cases: dict[str, Returns] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _derived: dict[str, Path] = field(default_factory=dict)
    _opened: dict[str, History] = field(default_factory=dict)

    def add(self, returns: Returns) -> str:
        """The key of a case, which is all it says: two tests of the same rows share it."""
        key = repr(returns)
        if key not in self.cases:
            self.cases[key] = returns
            self._numbers[key] = len(self.cases)
        return key

    def prefix(self, key: str) -> str:
        return f"{self._numbers[key]}/"

    def history(self, returns: Returns) -> History:
        """The history of one case, opened; its children's ids carry the prefix of the case."""
        key = self.add(returns)
        if key not in self._derived:
            self._derive(years_of(returns))
        if key not in self._opened:
            self._opened[key] = self._only(key)
        return self._opened[key]

    def _derive(self, years: Years) -> None:
        together = {
            key: returns
            for key, returns in self.cases.items()
            if key not in self._derived and years_of(returns) == years
        }
        folder = self.folder / f"together-{len(self._derived)}"
        countings.derived(self._one_load(together), folder)
        self._derived.update(dict.fromkeys(together, folder))

    def _one_load(self, together: dict[str, Returns]) -> Returns:
        load: dict[int, dict[str, list[dict]]] = {}
        for key, returns in together.items():
            for year, tables in returns.items():
                for table, rows in tables.items():
                    renamed = [self._renamed(row, key) for row in rows]
                    load.setdefault(year, {}).setdefault(table, []).extend(renamed)
        return load

    def _renamed(self, row: dict, key: str) -> dict:
        child = row.get("child")
        return {**row, "child": None if child is None else self.prefix(key) + child}

    def _only(self, key: str) -> History:
        folder = self.folder / f"case-{self._numbers[key]}"
        folder.mkdir()
        for path in self._derived[key].glob("*.parquet"):
            table = pq.read_table(path)
            own = table.filter(pc.starts_with(table["child"], self.prefix(key)))
            pq.write_table(own, folder / path.name)
        return History(folder)
