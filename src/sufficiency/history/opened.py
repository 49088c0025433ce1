"""A stored history, opened: its tables, and positions on any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.derive import Derived, positions_of
from sufficiency.history.engine import DuckDBEngine
from sufficiency.history.merge import OPEN
from sufficiency.history.spine import spine

TABLES = (
    "children",
    "episodes",
    "placements",
    "periods",
    "positions",
    "events",
    "care_leavers",
    "oc2",
)


class History:
    """The history of one edition, read-only. A context manager; `close` frees the engine.

    Tables (see docs/reference/history.md): children, episodes, placements, periods, positions, events,
    care_leavers, oc2.
    """

    def __init__(self, folder: Path, engine: DuckDBEngine | None = None) -> None:
        self.folder = Path(folder)
        self.engine = engine or DuckDBEngine()
        self._opened: dict[str, ir.Table] = {}

    def close(self) -> None:
        self.engine.close()

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def table(self, name: str) -> ir.Table:
        if name not in TABLES:
            raise KeyError(f"A history has no table called {name}; it has {', '.join(TABLES)}.")
        if name not in self._opened:
            self._opened[name] = self.engine.open(self.folder / f"{name}.parquet")
        return self._opened[name]

    @cached_property
    def days_stored(self) -> frozenset[date]:
        """The as-at days whose positions are stored: month ends of the loaded collection years."""
        days = self.engine.result(self.table("positions").select("as_at").distinct())
        return frozenset(days.column("as_at").to_pylist())

    def spine(self, days: Iterable[date]) -> ir.Table:
        return self.engine.read(spine(days))

    def positions(self, days: Iterable[date]) -> ir.Table:
        """One row for each child looked after on each of the days, stored or derived now."""
        wanted = set(days)
        stored = self.table("positions")
        if wanted == self.days_stored:
            return stored
        kept = sorted(wanted & self.days_stored)
        fresh = sorted(wanted - self.days_stored)
        parts = []
        if kept:
            parts.append(stored.filter(_.as_at.isin(kept)))
        if fresh:
            on_demand = positions_of(self._derived, self.spine(fresh), self.engine)
            parts.append(self.engine.keep(on_demand, "positions").select(*stored.columns))
        return parts[0] if len(parts) == 1 else ibis.union(*parts)

    @cached_property
    def _derived(self) -> Derived:
        episodes = self.table("episodes").mutate(until=_.dec.fill_null(OPEN))
        in_care = episodes.filter(~_.short_break)
        return Derived(
            merged=episodes,
            described=in_care.mutate(care_until=_.care_end.fill_null(OPEN)),
            placements=self.table("placements").mutate(until=_.end.fill_null(OPEN)),
            periods=self.table("periods").mutate(until=_.end.fill_null(OPEN)),
            children=self.table("children"),
            oc2=self.table("oc2"),
        )
