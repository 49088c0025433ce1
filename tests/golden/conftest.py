"""Each golden test runs twice: on the slow reference and on the figures the product gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests import countings
from tests.countings import Figure, Returns


@dataclass
class Counting:
    """One of the two countings."""

    name: str
    folder: Path
    histories: list = field(default_factory=list)

    def figures(self, returns: Returns, as_at: str, measure: str, by: str | None = None) -> dict[str, Figure]:
        """The figure of each group of `by` (without `by`, of the total, whose group is empty)."""
        on = date.fromisoformat(as_at)
        chosen = [] if by is None else [by]
        if self.name == "reference":
            figures = countings.reference_figures(returns, [on], [measure], chosen)
        else:
            figures = countings.calculated_figures(self._history(returns), [on], [measure], chosen)
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
            numerator, denominator = countings.reference_children(returns, measure, on, by, group)
        else:
            numerator, denominator = countings.calculated_children(
                self._history(returns), measure, on, by, group
            )
        return " ".join(numerator), " ".join(denominator)

    def _history(self, returns: Returns):
        """Derived once for the returns of a test, however many figures it asks for."""
        for known, history in self.histories:
            if known is returns:
                return history
        history = countings.derived(returns, self.folder / f"history-{len(self.histories)}")
        self.histories.append((returns, history))
        return history


@pytest.fixture(params=["reference", "calculate"])
def counting(request, tmp_path) -> Counting:
    return Counting(request.param, tmp_path)
