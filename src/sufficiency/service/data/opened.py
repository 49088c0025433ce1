"""Editions opened in this process: their history, one reader at a time, and their figures, counted once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sized
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import DamagedEdition, Edition, EditionProblem, Home, Manifest
from sufficiency.history import History
from sufficiency.measures import MEASURES, calculate
from sufficiency.measures.amounts import amounts
from sufficiency.service.data import kept
from sufficiency.service.data.figures import Figures

OF_WORKBOOKS = [measure.id for measure in MEASURES.values() if measure.is_of_workbook]
MOST_OPEN = 4
# Rows of lists and tables asked for lately, for each open edition: every list of one authority, about 60 MB.
MOST_ROWS_HELD = 100_000
Rows = TypeVar("Rows", bound=Sized)
ROWS_OF = """
SELECT * EXCLUDE (file_row_number) FROM read_parquet($path, file_row_number = true) WHERE child = $child
ORDER BY file_row_number
"""
HELD_UP_TO = (
    2 * 1024 * 1024
)  # bytes of a stored table, that is of one authority's; a child's page asks twelve


class Opened:
    """One edition, opened. An edition never changes, so nothing here is ever out of date."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._lock = RLock()
        self._listing = Lock()
        self._history: History | None = None
        self._figures: Figures | None = None
        self._kept: dict[Hashable, Any] = {}
        self._lately: OrderedDict[Hashable, Any] = OrderedDict()

    @contextmanager
    def history(self) -> Iterator[History]:
        """The history, for this thread alone: its engine serves one at a time. Raises DamagedEdition."""
        try:
            with self._lock:
                if self._history is None:
                    self._history = History(self.edition.folder / "history")
                yield self._history
        except (OSError, pa.ArrowException, duckdb.IOException) as cause:
            raise self._damaged() from cause

    def rows_of(self, table: str, child: str) -> pa.Table:
        """A child's rows of a stored table, in its order.

        A table of one authority is held in memory, by child, once asked for; of a larger one only the child's rows are
        read, by a cursor of its own, so that no page waits for another. Raises DamagedEdition.
        """
        path = self.edition.folder / f"{table}.parquet"
        try:
            if path.stat().st_size <= HELD_UP_TO:
                return self.remembered(("by child", table), lambda: ByChild(self.edition.table(table))).of(
                    child
                )
            with self.history() as history:
                cursor = history.engine.connection.cursor()
            with cursor:
                return cursor.execute(ROWS_OF, {"path": str(path), "child": child}).to_arrow_table()
        except (OSError, duckdb.Error) as cause:
            raise self._damaged() from cause

    def _damaged(self) -> DamagedEdition:
        return DamagedEdition(
            f"The tables of edition {self.edition.id} cannot be read. Whoever keeps the system can check it with "
            f"“sufficiency editions verify {self.edition.id}”, or choose another edition."
        )

    @property
    def figures(self) -> Figures:
        if self._figures is None:
            with self._lock:
                if self._figures is None:
                    self._figures = self._count()
        return self._figures

    @cached_property
    def children(self) -> frozenset[str]:
        """The ids of every child any return of the edition tells of."""
        return frozenset(self.edition.table("history/children", ["child"])["child"].to_pylist())

    def once(self, key: Hashable, work_out: Callable[[History], Any]) -> Any:
        """Something small about the edition, worked out from its history the first time it is asked for."""
        if key not in self._kept:
            with self.history() as history:
                self._kept[key] = work_out(history)
        return self._kept[key]

    def lately(self, key: Hashable, work_out: Callable[[History], Rows]) -> Rows:
        """As `once`, of lists and tables: those asked for last are held, as many as have `MOST_ROWS_HELD` rows."""
        with self._listing:  # never while working out: what is held must not wait for what is not
            found = self._lately.pop(key, None)
            if found is not None:
                self._lately[key] = found  # the last one now
                return found
        with self.history() as history:
            found = self._lately.get(key)  # another may have worked it out while this one waited
            if found is None:
                found = work_out(history)
        with self._listing:
            self._lately[key] = found
            held = sum(map(len, self._lately.values()))
            while held > MOST_ROWS_HELD and len(self._lately) > 1:
                _key, let_go = self._lately.popitem(last=False)
                held -= len(let_go)
        return found

    def remembered(self, key: Hashable, work_out: Callable[[], Any]) -> Any:
        """Something about the edition that needs no history, worked out the first time it is asked for."""
        if key not in self._kept:
            self._kept[key] = work_out()
        return self._kept[key]

    def amounts(self, measure: str, day: date) -> tuple[tuple[str, float], ...]:
        """The (child, amount) pairs that an average is of, by child."""

        return self.once(("amounts", measure, day), lambda history: tuple(amounts(history, measure, day)))

    def _count(self) -> Figures:
        manifest = self.edition.manifest
        table = kept.read(self.edition)
        if table is None:
            with self.history() as history:
                table = _counted(history, manifest)
            kept.keep(self.edition, table)
        return Figures(table, manifest, _days(table))


class ByChild:
    """A table in the order of its children, so that the rows of one are a slice of it."""

    def __init__(self, table: pa.Table) -> None:
        named = table.filter(pc.is_valid(table["child"]))
        self._rows = named.take(pc.sort_indices(named["child"])).combine_chunks()
        runs = pc.run_end_encode(self._rows["child"].combine_chunks())
        ends = runs.run_ends.to_pylist()
        self._places = dict(zip(runs.values.to_pylist(), zip([0, *ends], ends, strict=False), strict=True))

    def of(self, child: str) -> pa.Table:
        """The child's rows, in the order the table had them."""
        first, end = self._places.get(child, (0, 0))
        return self._rows.slice(first, end - first)


def _counted(history: History, manifest: Manifest) -> pa.Table:
    """Every figure on the month ends of the loaded returns, and those of Annex A on the days of its workbooks."""
    stored = history.days_stored
    table = calculate(history, sorted(stored), authority=manifest.authority)
    others = sorted(set(manifest.workbook_days) - stored)
    if not others:
        return table
    of_lists = calculate(history, others, OF_WORKBOOKS, authority=manifest.authority)
    return pa.concat_tables([table, of_lists])


def _days(table: pa.Table) -> list[date]:
    """The days that can be asked for: those of the returns; of an edition without one, those of workbooks."""
    returned = table.filter(pc.invert(pc.is_in(table["measure"], pa.array(OF_WORKBOOKS))))
    table = returned if returned.num_rows else table
    return sorted(set(table["as_at"].unique().to_pylist()))


_editions: OrderedDict[tuple[Path, datetime], Opened] = OrderedDict()
_editions_lock = Lock()


def opened(edition: Edition) -> Opened:
    """The edition, opened once for the whole process. Only the last few stay open."""
    key = (
        edition.folder,
        edition.manifest.made_at,
    )  # a home may be emptied and filled while pages are served
    with _editions_lock:
        found = _editions.get(key) or Opened(edition)
        _editions[key] = found
        _editions.move_to_end(key)
        while len(_editions) > MOST_OPEN:
            _editions.popitem(last=False)  # a thread still reading it keeps its own hold
        return found


def count_ahead() -> Edition | None:
    """Count the figures of the edition in use while nobody waits, so that the first page has them at once.

    Returns the edition; None where there is none that can be read.
    """
    from django.conf import settings

    try:
        edition = Home(settings.HOME).current()
        if edition is not None:
            opened(edition).figures  # noqa: B018 (kept for the pages)
    except EditionProblem:
        return None  # the data page tells of it
    return edition
