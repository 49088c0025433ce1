"""Made-up lists of Annex A in which everything that can go wrong does: blanks, copies, days the wrong way round."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from sufficiency.returns.annex_a import LISTS
from sufficiency.vocabulary.months import add_months

DAYS = (date(2025, 3, 31), date(2024, 2, 29), date(2023, 5, 31), date(2024, 11, 30))
CHILDREN = 40  # few, so that children meet themselves
EDGES = (3, 4, 6, 12, 24)  # months before the day on which something turns


class Made:
    """The lists of one workbook of a day."""

    def __init__(self, seed: int, rows: int) -> None:
        self._rng = Random(seed)  # noqa: S311 - made-up data
        self.seed = seed
        self.day = self._rng.choice(DAYS)
        self.lists = {name: self._list(name, rows) for name in LISTS}

    def __repr__(self) -> str:
        return f"Made({self.seed}) of {self.day}"

    def _list(self, name: str, rows: int) -> list[dict[str, object]]:
        made = [self._row(name) for _ in range(rows)]
        made += self._rng.sample(made, rows // 10)  # copies
        self._rng.shuffle(made)
        return made

    def _row(self, name: str) -> dict[str, object]:
        row: dict[str, object] = {}
        near = self._near()
        for column in LISTS[name].columns:
            blank = self._rng.random() < 0.12
            if column.kind == "code":
                value: object = self._rng.choice(column.codes)
            elif column.kind == "integer":
                value = self._rng.choice((0, 0, 1, 1, 2, 3, 17))
            elif column.field == "dob":
                value = near - timedelta(
                    days=self._rng.choice((-40, 0, 200, 1826, 1827, 4000, 5844, 7000, 7305, 8000))
                )
            elif column.kind == "date":
                value = near if self._rng.random() < 0.3 else self._near()
            elif column.field in ("child", "adopter", "family"):
                value, blank = f"P{self._rng.randrange(CHILDREN)}", self._rng.random() < 0.04
            else:
                value, blank = None, True
            row[column.field] = None if blank else value
        return row

    def _near(self) -> date:
        """A day around the ones on which something turns."""
        edge = add_months(self.day, -self._rng.choice((0, *EDGES)))
        way = self._rng.random()
        if way < 0.35:
            return edge + timedelta(days=self._rng.randint(-2, 2))
        if way < 0.5:
            return self.day - timedelta(
                days=self._rng.choice((14, 20, 21, 28, 41, 42, 43, 62, 63, 64, 83, 84, 85))
            )
        return self.day - timedelta(days=self._rng.randint(-20, 800))


def workbooks(rows: int) -> st.SearchStrategy[Made]:
    return st.integers(0, 2**32).map(lambda seed: Made(seed, rows))
