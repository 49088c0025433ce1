"""Derives a history from the typed tables of a load, once, and stores it as Parquet (design, "Figures")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from sufficiency.history import flows, reviews
from sufficiency.history.care import (
    describe_episodes,
    measure_distances,
    periods_of,
    placements_of,
    with_end,
)
from sufficiency.history.care_leavers import care_leavers_of
from sufficiency.history.chains import number_episodes
from sufficiency.history.children import describe_children
from sufficiency.history.engine import DuckDBEngine
from sufficiency.history.health import health_on
from sufficiency.history.merge import latest_rows, merge_episodes
from sufficiency.history.positions import positions_on
from sufficiency.history.spine import first_loaded_day, spine, stored_days
from sufficiency.vocabulary.postcodes import directory as directory_of_postcodes

RULES_VERSION = "1"  # raised whenever a rule below gives another answer from the same rows


@dataclass(frozen=True)
class Derived:
    """The stages a day's positions are made from, as tables of one engine."""

    merged: ir.Table
    described: ir.Table
    placements: ir.Table
    periods: ir.Table
    children: ir.Table
    oc2: ir.Table


class NothingToDerive(ValueError):
    """A load without a single row has no history."""


def derive(
    tables: Mapping[str, pa.Table],
    folder: Path,
    *,
    postcode_directory: Path | None = None,
    progress: Callable[[str], None] = lambda stage: None,
) -> None:
    """Write the history of the children in `tables` (the typed tables of a return, all years) to `folder`.

    Stores children, episodes, placements, periods, positions (every month end of the loaded years),
    events and care_leavers. Raises NothingToDerive when no table has a row.
    """
    first_year, newest_year = _loaded_years(tables)
    with DuckDBEngine() as engine:
        given = engine.read_all({name: table for name, table in tables.items()})
        directory = engine.open(postcode_directory or directory_of_postcodes())
        progress("Merging the yearly returns")
        derived = _derive_care(engine, given, directory, newest_year)
        folder.mkdir(parents=True, exist_ok=True)
        _store_care(engine, derived, folder)
        progress("Describing each child on each day")
        days = engine.read(spine(stored_days(first_year, newest_year)))
        positions = positions_of(derived, days, engine)
        engine.store(positions, folder / "positions.parquet")
        progress("Finding starts, ends, reviews and other events")
        first_day = first_loaded_day(first_year)
        events = engine.keep(_events(engine, given, derived, first_day), "events")
        engine.store(events, folder / "events.parquet")
        leavers = care_leavers_of(given["oc3"].filter(_.child.notnull()), derived.children)
        engine.store(leavers, folder / "care_leavers.parquet")


def positions_of(derived: Derived, days: ir.Table, engine: DuckDBEngine) -> ir.Table:
    health = engine.keep(health_on(days, derived.merged, derived.oc2), "health")
    return positions_on(days, derived.described, derived.placements, health, engine)


def _loaded_years(tables: Mapping[str, pa.Table]) -> tuple[int, int]:
    bounds = [
        pc.min_max(table["year"]).as_py()
        for name, table in tables.items()
        if name != "unreadable" and table.num_rows
    ]
    if not bounds:
        raise NothingToDerive("The files have no rows, so there is no history to work out.")
    return min(b["min"] for b in bounds), max(b["max"] for b in bounds)


def _derive_care(
    engine: DuckDBEngine, given: Mapping[str, ir.Table], directory: ir.Table, newest_year: int
) -> Derived:
    merged = engine.keep(merge_episodes(given["episodes"], newest_year), "merged")
    children = engine.keep(
        describe_children(given["header"], given["uasc"], merged, given["oc3"]), "children"
    )
    numbered = engine.keep(number_episodes(merged), "numbered")
    placements = engine.keep(placements_of(numbered), "placements")
    periods = engine.keep(periods_of(numbered), "periods")
    placed = measure_distances(numbered, directory)
    described = engine.keep(describe_episodes(placed, placements, periods, children), "described")
    oc2 = latest_rows(given["oc2"], "child", "year")
    return Derived(merged, described, placements, periods, children, oc2)


def _events(
    engine: DuckDBEngine, given: Mapping[str, ir.Table], derived: Derived, first_day: object
) -> ir.Table:
    described, children, periods = derived.described, derived.children, derived.periods
    held = engine.keep(reviews.reviews_of(given["reviews"]), "reviews")
    matches = latest_rows(given["ad1"], "child").select("child", "date_match")
    return ibis.union(
        flows.starts(described),
        flows.ends(described),
        flows.adoptions(described, derived.placements, periods, matches),
        flows.placement_orders(described, periods),
        flows.missing_incidents(given["missing"], described, children),
        reviews.reviews_held(held, derived.merged, described, children),
        reviews.reviews_due(held, periods, described, children, first_day, engine),
    )


def _store_care(engine: DuckDBEngine, derived: Derived, folder: Path) -> None:
    engine.store(derived.children, folder / "children.parquet")
    engine.store(_all_episodes(derived), folder / "episodes.parquet")
    engine.store(with_end(derived.placements), folder / "placements.parquet")
    engine.store(with_end(derived.periods), folder / "periods.parquet")
    engine.store(derived.oc2, folder / "oc2.parquet")


def _all_episodes(derived: Derived) -> ir.Table:
    """Episodes in care with all that was derived of them, and short breaks with that left empty.

    `dec` is the end used by every figure: the return's own, or the one D2c presumes.
    """
    in_care = with_end(
        with_end(derived.described.drop("dec"), end="dec"), until="care_until", end="care_end"
    )
    short_breaks = with_end(derived.merged.filter(_.short_break).drop("dec"), end="dec")
    empty = {
        name: ibis.null(dtype)
        for name, dtype in in_care.schema().items()
        if name not in short_breaks.columns
    }
    return ibis.union(in_care, short_breaks.mutate(**empty).select(*in_care.columns))
