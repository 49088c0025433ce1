"""Derives a history from the typed tables of a load, once, and stores it as Parquet (design, "Figures")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from sufficiency.history import flows, permanence, reviews
from sufficiency.history.adoption_decisions import adoption_decisions, decided_on
from sufficiency.history.care import (
    EARLIER_ENDS,
    describe_episodes,
    measure_distances,
    periods_of,
    placements_of,
    with_end,
)
from sufficiency.history.care_leavers import care_leavers_of
from sufficiency.history.chains import number_episodes
from sufficiency.history.children import describe_children
from sufficiency.history.engine import DuckDBEngine, Engine
from sufficiency.history.given import (
    RETURN_TABLES,
    SCHEMAS,
    complete,
    first_reviews,
    loaded,
    loaded_years,
)
from sufficiency.history.health import health_on
from sufficiency.history.merge import OPEN, latest_rows, merge_episodes
from sufficiency.history.positions import DAYS, days_given, positions_on
from sufficiency.history.spine import stored_days
from sufficiency.history.stages import Coded, Stages, compiled
from sufficiency.vocabulary.groups import (
    BREAKDOWNS,
    EARLY_PERMANENCE_PLACES,
    LONG_TERM_FOSTER_PLACES,
)
from sufficiency.vocabulary.postcodes import directory

RULES_VERSION = "3"  # raised whenever a rule below gives another answer from the same rows


def derive(
    tables: Mapping[str, pa.Table | Path],
    folder: Path,
    *,
    postcode_directory: Path | None = None,
    progress: Callable[[str], None] = lambda stage: None,
    engine: Engine | None = None,
) -> None:
    """Write the history of the children in `tables` to `folder`.

    `tables`: the typed tables of a return, all collection years together, as Arrow tables or Parquet files
    (large loads: they are then never held whole in memory). Stores children, episodes, placements, periods,
    oc2, adoption_decisions, positions (every month end of the loaded years), events and care_leavers. Raises NothingToDerive
    when no table has a row.
    """
    first_year, newest_year = loaded_years(tables)
    folder.mkdir(parents=True, exist_ok=True)
    with engine or DuckDBEngine() as engine:
        for name in RETURN_TABLES:
            engine.give(f"given_{name}", complete(name, tables[name]))
        engine.give("postcodes", postcode_directory or directory())
        engine.give("loaded", loaded(first_year, newest_year))
        engine.give("first_reviews", first_reviews(tables["episodes"]))
        give_days(engine, stored_days(first_year, newest_year))
        for name, told, write in STAGES_OF_A_HISTORY:
            progress(told)
            engine.run(compiled(name, write, engine.dialect), folder)


def give_days(engine: Engine, days: Iterable[date]) -> None:
    for name, table in days_given(days).items():
        engine.give(name, table)


def write_care() -> Stages:
    """Merged episodes, children, placements, periods of care, and episodes that know all of these."""
    stages = Stages(SCHEMAS)
    merged = stages.keep("merged", merge_episodes(stages["given_episodes"], stages["loaded"]))
    decisions = stages.keep("decisions", adoption_decisions(stages["given_placed_for_adoption"]))
    children = stages.keep(
        "children",
        describe_children(
            stages["given_header"], stages["given_uasc"], decisions, merged, stages["given_oc3"]
        ),
        coded=groups_of("sex", "ethnic_group"),
    )
    numbered = stages.keep("numbered", number_episodes(merged))
    placements = stages.keep("placements", placements_of(numbered))
    periods = stages.keep("periods", periods_of(numbered))
    placed = stages.keep("placed", measure_distances(numbered, stages["postcodes"]))
    described = stages.keep(
        "described",
        describe_episodes(placed, placements, periods, children),
        coded=groups_of("legal_status_group", "placement_type", "provider_group"),
    )
    oc2 = stages.keep("oc2", latest_rows(stages["given_oc2"], "child", "year"))
    stages.store("children", children)
    stages.store("episodes", all_episodes(merged, described))
    stages.store("placements", with_end(placements.drop(*EARLIER_ENDS)))
    stages.store("periods", with_end(periods))
    stages.store("oc2", oc2)
    stages.store("adoption_decisions", with_end(decisions))
    return stages


def groups_of(*breakdowns: str) -> Coded:
    """The columns of these breakdowns and the groups each may hold."""
    return {breakdown: tuple(BREAKDOWNS[breakdown].groups) for breakdown in breakdowns}


def _after_care(*names: str) -> Stages:
    """Stages that go on from those of `write_care`."""
    care = write_care()
    kept = {name: care[name].schema() for name in names}
    return Stages(SCHEMAS | DAYS | kept)


def write_positions() -> Stages:
    """Everything true of each child looked after on each of the given days."""
    stages = _after_care("merged", "described", "placements", "oc2", "decisions")
    days, dates = stages["spine"], stages["calendar"]
    health = stages.keep("health", health_on(days, stages["merged"], stages["oc2"]))
    decided = stages.keep("decided", decided_on(days, dates, stages["decisions"]))
    stages.store(
        "positions",
        positions_on(days, dates, stages["described"], stages["placements"], health, decided),
    )
    return stages


def write_events() -> Stages:
    """What happened to children, each thing on its day; and care leavers."""
    stages = _after_care("merged", "described", "placements", "periods", "children")
    described, children, periods = stages["described"], stages["children"], stages["periods"]
    held = stages.keep("reviews", reviews.reviews_of(stages["given_reviews"]))
    due = stages.keep(
        "review_due", reviews.days_due(held, periods, stages["loaded"], stages["first_reviews"])
    )
    matches = stages.keep("matches", latest_rows(stages["given_ad1"], "child").select("child", "date_match"))
    adopted = stages.keep("adopted", flows.adoptions(described, stages["placements"], periods, matches))
    before = latest_rows(stages["given_previous_permanence"], "child", "year")
    missing = stages["given_missing"]
    stages.store(
        "events",
        ibis.union(
            flows.starts(described, before),
            flows.ends(described),
            adopted,
            permanence.guardianships(described),
            permanence.matches(matches, adopted, described, children),
            permanence.moves_into(EARLY_PERMANENCE_PLACES, "early_permanence", described),
            permanence.moves_into(LONG_TERM_FOSTER_PLACES, "long_term_fostered", described),
            permanence.adoptions_broken_down(described),
            flows.placement_orders(described, periods),
            flows.missing_incidents(missing, described, children),
            reviews.reviews_held(held, stages["merged"], described, children),
            reviews.reviews_due(due, described, children),
        ),
    )
    stages.store("care_leavers", care_leavers_of(stages["given_oc3"].filter(_.child.notnull()), children))
    return stages


STAGES_OF_A_HISTORY = (
    ("care", "Merging the yearly returns", write_care),
    ("positions", "Describing each child on each day", write_positions),
    ("events", "Finding starts, ends, reviews and other events", write_events),
)


def all_episodes(merged: ir.Table, described: ir.Table) -> ir.Table:
    """Episodes in care with all that was derived of them, and short breaks with that left empty.

    `dec` is the end used by every figure: the return's own, or the one D2c presumes. Where an earlier
    placement is still open the child has overlaps, and its placements are counted apart: its end is not used.
    """
    in_care = with_end(with_end(described.drop("dec"), end="dec"), until="care_until", end="care_end")
    in_care = in_care.mutate(
        **{column: in_care[column].nullif(OPEN) for column in ("placement_until", *EARLIER_ENDS)}
    )
    short_breaks = with_end(merged.filter(_.short_break).drop("dec"), end="dec")
    empty = {
        name: ibis.null(dtype) for name, dtype in in_care.schema().items() if name not in short_breaks.columns
    }
    return ibis.union(in_care, short_breaks.mutate(**empty).select(*in_care.columns))
