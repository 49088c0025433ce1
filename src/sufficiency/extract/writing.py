"""Writing an extract: blurred returns and lists of Annex A, the history derived from them, and a page that says what was done."""

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
from sufficiency.extract.lists import FIELDS, blurred_lists
from sufficiency.history import derive
from sufficiency.history.annex_a import derive_lists
from sufficiency.history.nothing import derive_nothing
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.ssda903.declaration import TABLES

LISTS_TOLD = "- `annex_a/`: the lists of Annex A, all days together, and which columns they have (`given`).\n"
LISTS_DIFFER = (
    "- What is counted from a column of Annex A that is left out, such as where a home is, is not given. Rows of a list "
    "that differed in such columns alone are one.\n"
)


@dataclass(frozen=True)
class Extract:
    """What was written: the extract's name, its folder, and how many children, and rows of the returns and lists, are
    in it."""

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

    `returns/` has the tables of the return as Parquet, blurred, and `annex_a/` the lists of the workbooks where there
    are some; `history/` what follows from these, by the same rules as any edition's, so that `History(folder / "history")` opens it and nothing in it was known before the blurring.
    What checks found, and values that could not be read, are left out: they quote the returns. Raises OSError,
    FileExistsError for a folder with something in it, or EditionProblem.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"There is something in {folder} already. Name a new folder.")
    progress("Leaving out and blurring")
    tables = _blurred_tables(edition, key, birth)
    lists = blurred_lists(edition, key.pseudonym, birth)
    _write(folder / "returns", tables)
    if edition.manifest.years:
        derive(tables, folder / "history", progress=progress)
    else:
        derive_nothing(folder / "history")
    if lists:
        _write(folder / "annex_a", lists)
        derive_lists(lists, folder / "history")
    told = [*tables.values(), *(lists[name] for name in LISTS if name in lists)]
    children = {
        child for table in told if "child" in table.column_names for child in table["child"].to_pylist()
    }
    made = Extract(key.id, folder, len(children - {None}), sum(table.num_rows for table in told))
    about = {
        "extract": key.id,
        "made_on": date.today().isoformat(),  # noqa: DTZ011 (a day, for people)
        "authority": edition.manifest.authority,
        "years": list(edition.manifest.years),
        "workbook_days": [day.isoformat() for day in edition.manifest.workbook_days],
        "dates_of_birth": birth,
        "children": made.children,
    }
    (folder / "extract.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_read_me(made, about, tables, lists), encoding="utf-8")
    return made


def _write(folder: Path, tables: dict[str, pa.Table]) -> None:
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    for name, table in tables.items():
        write_table(table, folder / f"{name}.parquet", compression="zstd")


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


def _read_me(made: Extract, about: dict, tables: dict[str, pa.Table], lists: dict[str, pa.Table]) -> str:
    columns = "\n".join(
        f"| {TABLES[name].title} | {column.name} | {COLUMNS[column.name].value} |"
        for name in tables
        for column in TABLES[name].columns
        if column.name in COLUMNS
    )
    if lists:
        columns += "\n" + "\n".join(
            f"| {one.sheet}, {one.title} | {column.name} | {FIELDS[column.field]} |"
            for one in LISTS.values()
            for column in one.columns
            if column.field in FIELDS
        )
    years = ", ".join(map(str, about["years"])) or "no year"
    days = ", ".join(about["workbook_days"])
    of_lists = f", and of the workbooks of {days}" if lists else ""
    return f"""# Extract {made.id}

{made.children:,} children and {made.rows:,} rows of the returns of {years}{of_lists}. Dates of birth are kept to the
{about["dates_of_birth"]}.

**This is still personal data.** Children have pseudonyms, not names, but somebody who knows when a child moved can
find that child here. Keep it where it was agreed to be kept, for what it was agreed to be used for, and delete it after.
The key that leads from a pseudonym back to a child is not in this folder, and does not leave the council.

**Small cells.** Groups of fewer than six children point to a child. Whatever is published from this extract hides
counts of 1 to 5, and enough beside them that they do not follow from totals (`sufficiency.measures.disclosure`).

## What is in it
- `returns/`: the tables of the return as Parquet, one for each table, all years together.
{LISTS_TOLD if lists else ""}- `history/`: what follows from them. In Python: `History("history")` of `sufficiency.history`, then `calculate` of
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
- Whether a home is inside the authority's area: it is left out, so nobody is counted in shares of that.
- A return to the same home after a temporary stay is told by the kind of home alone, because postcodes are left out.
{LISTS_DIFFER if lists else ""}- Ethnic codes of fewer than {RARE} children stand under their group's "any other"; groups are as they were.
"""
