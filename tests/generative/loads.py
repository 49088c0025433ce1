"""Hypothesis strategies for loads: several yearly returns of many children, and the days to ask about.

Deriving a history costs seconds however few the children, so a load holds hundreds. What Hypothesis draws
is the number a load is made from: drawing each field of each child by itself costs more than counting it,
and most of the examples it then tries are near copies of one another. Children are independent, so a load
that shows a difference is cut down by `agreement.fewest_rows` and not by Hypothesis.
"""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import strategies as st

from tests.generative.days import asked_days, last_day
from tests.generative.records import Returns, child_returns


class Load:
    """Returns of some years, and the days figures are asked for."""

    def __init__(self, number: int, children: int, returns: Returns, as_at: list[date]) -> None:
        self.number = number
        self.children = children
        self.returns = returns
        self.as_at = as_at

    def __repr__(self) -> str:
        """As one would write it to get the same load again, not its thousands of rows."""
        return f"load({self.number}, children={self.children})"


def load(number: int, children: int) -> Load:
    """The load of this number: the same each time."""
    chance = Random(number)  # noqa: S311
    first = chance.choice([2014, 2015, 2016])
    years = sorted({first, *chance.sample(range(first, first + 5), chance.randint(0, 4))})
    as_at = asked_days(chance, years)
    returns: Returns = {year: {} for year in years}
    for child in range(children):
        for year, tables in child_returns(chance, years, as_at).items():
            for table, rows in tables.items():
                named = [{"child": f"c{child:04}", **row} for row in rows]
                returns[year].setdefault(table, []).extend(named)
    spoil(chance, returns)
    return Load(number, children, returns, as_at)


def spoil(chance: Random, returns: Returns) -> None:
    """Rows without a child or a first day, and years before and after that hold no episode of anyone."""
    year = chance.choice(sorted(returns))
    rows = returns[year].setdefault("episodes", [])
    rows.append({"child": None, "decom": last_day(year), "rne": "S", "ls": "C2", "place": "U6"})
    rows.append({"child": "c0000", "decom": None, "rne": "S", "ls": "C2", "place": "U6", "dec": None})
    nobody = {"header": [{"child": "nobody", "sex": "F"}]}
    if chance.random() < 0.3:
        returns[min(returns) - 1] = nobody
    if chance.random() < 0.4:
        returns[max(returns) + 1] = nobody


def loads(children: int) -> st.SearchStrategy[Load]:
    """Loads of that many children."""
    return st.integers(min_value=0, max_value=2**32 - 1).map(lambda number: load(number, children))
