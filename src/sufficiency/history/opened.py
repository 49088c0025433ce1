"""A stored history, opened: its tables, and positions on any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType

import ibis
import ibis.expr.types as ir
import pyarrow.parquet as pq
from ibis import _

from sufficiency.history.adoption_decisions import decided_on
from sufficiency.history.annex_a.columns import LISTED
from sufficiency.history.annex_a.columns import SCHEMA as LISTED_SCHEMA
from sufficiency.history.annex_a.opened import GivenList, given_lists
from sufficiency.history.care import EARLIER_ENDS, with_end
from sufficiency.history.columns import STORED
from sufficiency.history.derive import all_episodes, give_days, write_care
from sufficiency.history.engine import DuckDBEngine, Engine
from sufficiency.history.health import health_on
from sufficiency.history.merge import OPEN
from sufficiency.history.positions import DAYS, positions_on
from sufficiency.history.stages import Stages, compiled

TABLES = (
    "children",
    "episodes",
    "placements",
    "periods",
    "positions",
    "events",
    "care_leavers",
    "oc2",
    "adoption_decisions",
)
USED_FOR_POSITIONS = ("episodes", "placements", "oc2", "adoption_decisions")
FRESH_POSITIONS = "fresh_positions"  # of days that are not stored, derived when asked for


class OlderRules(ValueError):
    """An edition made by older rules cannot give what is asked; the sentence says what to do."""


class History:
    """The history of one edition, read-only. A context manager; `close` frees the engine.

    Tables (see docs/reference/history.md): children, episodes, placements, periods, positions, events,
    care_leavers, oc2, adoption_decisions.
    """

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
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
            path = self.folder / f"{name}.parquet"
            self.engine.give(name, path)
            self._opened[name] = ibis.table(ibis.Schema.from_pyarrow(pq.read_schema(path)), name=name)
        return self._opened[name]

    @cached_property
    def days_stored(self) -> frozenset[date]:
        """The as-at days whose positions are stored: month ends of the loaded collection years."""
        self.table("positions")
        # In SQL, which is the same everywhere: compiling it would load what only compiling needs.
        days = self.engine.query("SELECT DISTINCT as_at FROM positions")
        return frozenset(days.column("as_at").to_pylist())

    def knows(self, day: date) -> bool:
        """Whether everybody looked after on the day is in the loaded returns: it is no earlier than the day before
        the first of them begins."""
        first = min(self.days_stored, default=date.max)
        return day >= first.replace(day=1) - timedelta(days=1) if first < date.max else False

    @cached_property
    def is_whole(self) -> bool:
        """Whether it has every table and column that today's rules store; an edition made by older rules has not, and
        gives the figures it was made for until it is rebuilt."""
        return all(
            self._has(name)
            and set(stored.columns) <= set(pq.read_schema(self.folder / f"{name}.parquet").names)
            for name, stored in STORED.items()
        )

    def _has(self, name: str) -> bool:
        return (self.folder / f"{name}.parquet").exists()

    @cached_property
    def schemas(self) -> tuple[tuple[str, ibis.Schema], ...]:
        """Every table a question can be put to, with its columns: the stored ones, the as-at days last asked
        about (spine, and the calendar to look them up in), and positions derived for them (fresh_positions)."""
        stored = [(name, self.table(name).schema()) for name in TABLES if self._has(name)]
        positions = self.table("positions").schema()
        self._give_listed()
        return (*stored, *DAYS.items(), (FRESH_POSITIONS, positions), (LISTED, LISTED_SCHEMA))

    @cached_property
    def has_returns(self) -> bool:
        """Whether a yearly return was loaded; an edition may be of a workbook of Annex A alone."""
        return pq.read_metadata(self.folder / "children.parquet").num_rows > 0

    @cached_property
    def lists(self) -> dict[date, dict[str, GivenList]]:
        """The lists of Annex A that were loaded, by the day of their workbook."""
        return given_lists(self.folder)

    def _give_listed(self) -> None:
        """What the lists say; an edition without a workbook has none of it."""
        path = self.folder / f"{LISTED}.parquet"
        self.engine.give(LISTED, path if path.exists() else LISTED_SCHEMA.to_pyarrow().empty_table())

    def ask(self, days: Iterable[date]) -> frozenset[str]:
        """Make these the as-at days the next questions are about (table `spine`), deriving the positions
        that are not stored. Says where their positions are: positions, fresh_positions or both."""
        wanted = set(days)
        fresh = wanted - self.days_stored
        if fresh and not self.is_whole:
            raise OlderRules(
                "This edition was worked out by older rules, which kept too little for figures of any day but a "
                "month's last. Run `sufficiency rebuild` to work it out anew."
            )
        if fresh:
            self._derive_positions(fresh)
        give_days(self.engine, wanted)
        return frozenset(
            name
            for name, some in (("positions", wanted & self.days_stored), (FRESH_POSITIONS, fresh))
            if some
        )

    def positions(self, days: Iterable[date]) -> ir.Table:
        """One row for each child looked after on each of the days, stored or derived now."""
        where = self.ask(days)
        tables = {name: ibis.table(schema, name=name) for name, schema in self.schemas}
        return positions_asked(tables, where)

    def _derive_positions(self, days: Iterable[date]) -> None:
        for name in USED_FOR_POSITIONS:
            self.table(name)
        give_days(self.engine, days)
        self.engine.run(compiled("fresh-positions", write_fresh_positions, self.engine.dialect))


def positions_asked(tables: Mapping[str, ir.Table], where: frozenset[str]) -> ir.Table:
    """The positions of the days in `spine`, from the tables that hold them."""
    columns = tables["positions"].columns
    parts = [tables[name].select(*columns).semi_join(tables["spine"], "as_at") for name in sorted(where)]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def write_fresh_positions() -> Stages:
    """Positions from the stored tables, by the same code that made the stored ones."""
    care = write_care()
    stored = {"episodes": all_episodes(care["merged"], care["described"]), "oc2": care["oc2"]}
    stored["placements"] = with_end(care["placements"].drop(*EARLIER_ENDS))
    stored["adoption_decisions"] = with_end(care["decisions"])
    stages = Stages(DAYS | {name: table.schema() for name, table in stored.items()})
    merged = stages["episodes"].mutate(until=_.dec.fill_null(OPEN))
    described = merged.filter(~_.short_break).mutate(placement_until=_.placement_until.fill_null(OPEN))
    placements = stages["placements"].mutate(until=_.end.fill_null(OPEN))
    decisions = stages["adoption_decisions"].mutate(until=_.end.fill_null(OPEN))
    days, dates = stages["spine"], stages["calendar"]
    health = stages.keep("fresh_health", health_on(days, merged, stages["oc2"]))
    decided = stages.keep("fresh_decided", decided_on(days, dates, decisions))
    positions = positions_on(days, dates, described, placements, health, decided)
    stages.keep(FRESH_POSITIONS, positions)
    return stages
