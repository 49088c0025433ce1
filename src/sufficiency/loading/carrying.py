"""Which years of the edition before go on in the next, and what to say about it.

A load replaces the collection years it brings, each as a whole; the other years of the edition before are kept. They
are kept only within one authority: figures of two councils, or of the made-up authority and a real one, never mix.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.vocabulary.authorities import FAIRMERE, find

# Below this share of children in common, a return loaded over the made-up authority is not another year of it.
SAME_POPULATION = 0.1


@dataclass(frozen=True)
class Carried:
    """What a load keeps of the edition before: its years (none where it starts afresh) and its authority.

    `notes` are sentences for the person loading. `afresh`: nothing of `before` goes on, not even its workbooks.
    """

    before: Edition | None
    years: tuple[int, ...]
    authority: str | None
    notes: tuple[str, ...]
    afresh: bool = False


def carry(
    before: Edition | None,
    tables: Mapping[str, pa.Table],
    years: Sequence[int],
    authority: str | None,
) -> Carried:
    """Decide what of `before` goes on beside the loaded `tables` of `years`. `authority` is a code, None if not given.

    Starts afresh over another authority, and over the made-up one when the children are not its children.
    """
    if before is None:
        return Carried(None, (), authority, ())
    held = before.manifest.authority
    share = share_in_common(before, tables)
    if authority and held and authority != held:
        afresh = f"The years of {find(held).name} in edition {before.id} are not carried into {find(authority).name}'s."
        return Carried(before, (), authority, (afresh,), afresh=True)
    if FAIRMERE.code in (held, authority) and held != authority and share < SAME_POPULATION:
        afresh = (
            f"The years of edition {before.id} are not carried over: made-up and real children never mix."
        )
        wanted = () if authority else ("Give `--authority` to have rates per 10,000.",)
        return Carried(before, (), authority, (afresh, *wanted), afresh=True)
    kept = tuple(year for year in before.manifest.years if year not in set(years))
    notes = [*_missing_tables(before, tables, years)]
    if kept and share == 0:
        notes.append(
            f"None of these children is in edition {before.id}, whose other years are kept beside them. "
            "For another council use another `--home`."
        )
    return Carried(before, kept, authority or held, tuple(notes))


def merge(carried: Carried, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The loaded tables with the carried years added, sorted by year, file and row."""
    if carried.before is None or not carried.years:
        return {name: _sorted(table) for name, table in tables.items()}
    wanted = pa.array(carried.years, pa.int32())
    merged = {}
    for name, table in tables.items():
        old = carried.before.table(f"returns/{name}")
        old = old.filter(pc.is_in(old["year"], wanted))
        merged[name] = _sorted(pa.concat_tables([table, old], promote_options="permissive"))
    return merged


def share_in_common(before: Edition, tables: Mapping[str, pa.Table]) -> float:
    """How many of the loaded children, as a share, the edition before has too. 1.0 where the load has no children."""
    loaded = _children(tables["header"], tables["episodes"])
    known = _children(before.table("returns/header", ["child"]), before.table("returns/episodes", ["child"]))
    common = pc.sum(pc.is_in(loaded, known)).as_py() or 0
    return common / len(loaded) if len(loaded) else 1.0


def _children(*tables: pa.Table) -> pa.Array:
    columns = pa.chunked_array([chunk for table in tables for chunk in table["child"].chunks], pa.string())
    return pc.unique(columns.drop_null())


def _missing_tables(before: Edition, tables: Mapping[str, pa.Table], years: Sequence[int]) -> list[str]:
    """A sentence for each year and table that the edition before had and this load, replacing the year, has not."""
    notes = []
    for name, table in tables.items():
        if name == "unreadable":
            continue
        had = before.table(f"returns/{name}", ["year"])["year"]
        for year in sorted(years):
            rows = pc.sum(pc.equal(had, year)).as_py() or 0
            if rows and not pc.any(pc.equal(table["year"], year)).as_py():
                notes.append(
                    f"Edition {before.id} had {rows:,} rows of the {name} table for {year}; "
                    f"this load replaces {year} and has none."
                )
    return notes


def _sorted(table: pa.Table) -> pa.Table:
    return table.sort_by([("year", "ascending"), ("file", "ascending"), ("row", "ascending")])
