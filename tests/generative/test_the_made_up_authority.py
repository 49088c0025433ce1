"""The made-up authority that `sufficiency demo` loads, counted both ways from its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sufficiency.demo import write_returns
from sufficiency.history import History, derive
from sufficiency.measures import reference
from sufficiency.returns.ssda903 import read
from sufficiency.vocabulary.postcodes import coordinates
from tests.countings import Figure, calculated_figures, figures_of
from tests.generative.agreement import differences

YEARS = range(2021, 2026)
DAYS = [date(2022, 3, 31), date(2024, 2, 29), date(2024, 9, 30), date(2025, 3, 31), date(2023, 10, 12)]


def as_rows(tables: dict) -> dict[int, dict[str, list[dict]]]:
    """What was read, as plain rows by year and table."""
    returns: dict[int, dict[str, list[dict]]] = {}
    for name in tables.keys() - {"unreadable"}:
        for row in tables[name].to_pylist():
            returns.setdefault(row["year"], {}).setdefault(name, []).append(row)
    return returns


def postcodes_of(returns: dict[int, dict[str, list[dict]]]) -> set[str]:
    rows = [row for tables in returns.values() for row in tables.get("episodes", [])]
    return {row[name] for row in rows for name in ("home_post", "pl_post") if row[name]}


@pytest.mark.parametrize("errors", [False, True], ids=["without errors", "with planted errors"])
def test_the_made_up_authority_has_the_same_figures_counted_either_way(tmp_path: Path, errors: bool):
    write_returns(tmp_path / "returns", children_looked_after=150, years=YEARS, errors=errors)
    tables = read([tmp_path / "returns"]).tables
    (tmp_path / "history").mkdir()
    derive(tables, tmp_path / "history")
    fast = calculated_figures(History(tmp_path / "history"), DAYS)
    returns = as_rows(tables)
    places = coordinates(postcodes_of(returns))
    slow: dict[tuple, Figure] = figures_of(reference.count(returns, DAYS, distances=places.get))
    assert differences(fast, slow) == []
    assert fast["cla_number", date(2025, 3, 31), "", ""].value > 100
    assert fast["a10_days_3yr", date(2025, 3, 31), "", ""].denominator > 5
