"""Writing an extract: blurred returns, the history derived from them, and a page that says what was done."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow.parquet import write_table

from sufficiency.editions import Edition
from sufficiency.extract.blurring import COLUMNS, RARE, Birth, blurred, rare_codes
from sufficiency.extract.keys import KeyOfExtract
from sufficiency.history import derive
from sufficiency.returns.ssda903.declaration import TABLES


@dataclass(frozen=True)
class Extract:
    """What was written: the extract's name, its folder, and how many children and rows of the returns are in it."""

    id: str
    folder: Path
    children: int
    rows: int


def write_extract(
    edition: Edition,
    folder: Path,
    key: KeyOfExtract,
    birth: Birth = "month",
    progress: Callable[[str], None] = lambda stage: None,
) -> Extract:
    """Write the extract of an edition into an empty or new folder.

    `returns/` has the tables of the return as Parquet, blurred; `history/` what follows from these, by the same rules
    as any edition's, so that `History(folder / "history")` opens it and nothing in it was known before the blurring.
    What checks found, and values that could not be read, are left out: they quote the returns. Raises OSError,
    FileExistsError for a folder with something in it, or EditionProblem.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"There is something in {folder} already. Name a new folder.")
    progress("Leaving out and blurring")
    tables = _blurred_tables(edition, key, birth)
    (folder / "returns").mkdir(parents=True, mode=0o700, exist_ok=True)
    for name, table in tables.items():
        write_table(table, folder / "returns" / f"{name}.parquet", compression="zstd")
    derive(tables, folder / "history", progress=progress)
    children = {child for table in tables.values() for child in table["child"].to_pylist()}
    made = Extract(key.id, folder, len(children), sum(table.num_rows for table in tables.values()))
    about = {
        "extract": key.id,
        "made_on": date.today().isoformat(),  # noqa: DTZ011 (a day, for people)
        "authority": edition.manifest.authority,
        "years": list(edition.manifest.years),
        "dates_of_birth": birth,
        "children": made.children,
    }
    (folder / "extract.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_read_me(made, about, tables), encoding="utf-8")
    return made


def _blurred_tables(edition: Edition, key: KeyOfExtract, birth: Birth) -> dict[str, pa.Table]:
    given = {
        name: edition.table(f"returns/{name}")
        for name in TABLES
        if f"returns/{name}" in edition.manifest.tables
    }
    children = {
        child for table in given.values() for child in table["child"].to_pylist() if child is not None
    }
    pseudonyms = {child: key.pseudonym(child) for child in children}
    rare = rare_codes(given["header"]) if "header" in given else {}
    miles = _miles(edition)
    return {
        name: blurred(name, table, pseudonyms=pseudonyms, birth=birth, rare=rare, miles=miles)
        for name, table in given.items()
    }


def _miles(edition: Edition) -> dict[tuple, float]:
    """Derived distances, since the postcodes they come from are left out."""
    episodes = edition.table("history/episodes", ["child", "decom", "distance_miles"]).to_pylist()
    return {(one["child"], one["decom"]): one["distance_miles"] for one in episodes}


def _read_me(made: Extract, about: dict, tables: dict[str, pa.Table]) -> str:
    columns = "\n".join(
        f"| {TABLES[name].title} | {column.name} | {COLUMNS[column.name].value} |"
        for name in tables
        for column in TABLES[name].columns
        if column.name in COLUMNS
    )
    years = ", ".join(map(str, about["years"]))
    return f"""# Extract {made.id}

{made.children:,} children and {made.rows:,} rows of the returns of {years}. Dates of birth are kept to the
{about["dates_of_birth"]}.

**This is still personal data.** Children have pseudonyms, not names, but somebody who knows when a child moved can
find that child here. Keep it where it was agreed to be kept, for what it was agreed to be used for, and delete it after.
The key that leads from a pseudonym back to a child is not in this folder, and does not leave the council.

**Small cells.** Groups of fewer than six children point to a child. Whatever is published from this extract hides
counts of 1 to 5, and enough beside them that they do not follow from totals (`sufficiency.measures.disclosure`).

## What is in it
- `returns/`: the tables of the return as Parquet, one for each table, all years together.
- `history/`: what follows from them. In Python: `History("history")` of `sufficiency.history`, then `calculate` of
  `sufficiency.measures`.

## What was done to each column
| Table | Column | Kept |
|---|---|---|
{columns}

The file and the row that a record came from are replaced by the table's name and a new number; rows are in the order
of the pseudonyms. Findings, and values that could not be read, are left out.

## What figures from it can differ in
- Ages on a day inside a month, and with birth years only all ages: breakdowns by age, and measures of an age.
- Distances: bands of five miles, rounded up. "Over 20 miles" stays as it was.
- A return to the same home after a temporary stay is told by the kind of home alone, because postcodes are left out.
- Ethnic codes of fewer than {RARE} children stand under their group's "any other"; groups are as they were.
"""
