"""Each golden test runs twice: on the slow reference and on the figures the product gives."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest

from tests import countings
from tests.countings import Figure, Returns
from tests.golden.pool import Pool


@dataclass
class Counting:
    """One of the two countings, `reference` or `calculate`, and the pool of cases."""

    name: str
    pool: Pool

    def figures(self, returns: Returns, as_at: str, measure: str, by: str | None = None) -> dict[str, Figure]:
        """The figure of each group of `by` (without `by`, of the total, whose group is empty)."""
        on = date.fromisoformat(as_at)
        chosen = [] if by is None else [by]
        if self.name == "reference":
            self.pool.add(returns)
            figures = countings.reference_figures(returns, [on], [measure], chosen)
        else:
            figures = countings.calculated_figures(self.pool.history(returns), [on], [measure], chosen)
        return {key[3]: figure for key, figure in figures.items() if key[2] == (by or "")}

    def figure(self, returns: Returns, as_at: str, measure: str) -> Figure:
        """The total."""
        return self.figures(returns, as_at, measure)[""]

    def shares(self, returns: Returns, as_at: str, measure: str) -> tuple[float, float | None]:
        """Numerator and denominator of the total."""
        figure = self.figure(returns, as_at, measure)
        return figure.numerator, figure.denominator

    def groups(self, returns: Returns, as_at: str, measure: str, by: str) -> dict[str, float]:
        """The numerators of the groups that are not zero."""
        figures = self.figures(returns, as_at, measure, by)
        return {group: figure.numerator for group, figure in figures.items() if figure.numerator}

    def children(
        self, returns: Returns, as_at: str, measure: str, by: str | None = None, group: str | None = None
    ) -> tuple[str, str]:
        """The children behind the numerator and the denominator, as words in order."""
        on = date.fromisoformat(as_at)
        if self.name == "reference":
            found = countings.reference_children(returns, measure, on, by, group)
            return " ".join(found[0]), " ".join(found[1])
        history = self.pool.history(returns)
        prefix = self.pool.prefix(self.pool.add(returns))
        found = countings.calculated_children(history, measure, on, by, group)
        return tuple(" ".join(child.removeprefix(prefix) for child in children) for children in found)


@pytest.fixture(scope="session")
def pool(request, tmp_path_factory) -> Pool:
    """Every case of the golden tests of this run, known from a rehearsal of them on the reference."""
    pool = Pool(tmp_path_factory.mktemp("golden"))
    rehearsal = Counting("reference", pool)
    for item in request.session.items:
        parameters = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        if parameters.pop("counting", None) == "calculate":
            with suppress(AssertionError):  # the test itself will say so, when its turn comes
                item.function(rehearsal, **parameters)
    return pool


@pytest.fixture(params=["reference", "calculate"])
def counting(request, pool) -> Counting:
    return Counting(request.param, pool)
