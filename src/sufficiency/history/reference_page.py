"""The reference page of the stored history, written from a history derived for the purpose.

`python -m sufficiency.history.reference_page docs/reference/history.md` writes it; a test fails when the page in
the repository is not what a derivation stores.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sufficiency.history.columns import KINDS_OF_EVENT, STORED
from sufficiency.history.derive import RULES_VERSION, derive
from sufficiency.history.given import SCHEMAS

INTRODUCTION = """\
# The stored history

<!-- Written by `python -m sufficiency.history.reference_page`. Change history/columns.py, not this page. -->

Every load works out each child's life in care once and stores it with the edition, as Parquet files in
`editions/<edition>/history/`. Measures only add these tables up. This page lists them all; the rules that make them
are version {version} ([how a figure is made](../explanation/how-a-figure-is-made.md)).

In Python, `edition.table("history/positions")` reads one ([figures in a notebook](../how-to/notebook.md)); any tool that
reads Parquet can read the files. Never write to them: `sufficiency editions verify` would tell.

D1 to D17 are [the rules of counting](../explanation/counting-rules.md). Groups are listed with
[the measures](measures.md#breakdowns).

"""

TYPES = {
    "string": "text",
    "date32[day]": "date",
    "int32": "whole number",
    "double": "number",
    "bool": "true or false",
}


def page() -> str:
    """The whole page, in Markdown."""
    stored = stored_types()
    parts = [INTRODUCTION.format(version=RULES_VERSION)]
    parts += ["| table | a row is |\n|---|---|\n"]
    parts += [f"| [{name}](#{name}) | {table.row} |\n" for name, table in STORED.items()]
    parts += ["".join(_section(name, stored[name])) for name in STORED]
    return "".join(parts)


def _section(name: str, types: dict[str, str]) -> Iterator[str]:
    table = STORED[name]
    yield f"\n## {name}\n\n{table.row}\n\n"
    yield "| column | type | meaning |\n|---|---|---|\n"
    for column, meaning in table.columns.items():
        yield f"| `{column}` | {TYPES[types[column]]} | {meaning} |\n"
    if name == "events":
        yield "\n| kind of event | what happened |\n|---|---|\n"
        for kind, meaning in KINDS_OF_EVENT.items():
            yield f"| `{kind}` | {meaning} |\n"


def stored_types() -> dict[str, dict[str, str]]:
    """The columns of every stored table with their types, as a derivation writes them."""
    with tempfile.TemporaryDirectory(prefix="sufficiency-") as folder:
        derive_example(Path(folder))
        return {
            path.stem: {field.name: str(field.type) for field in pq.read_schema(path)}
            for path in sorted(Path(folder).glob("*.parquet"))
        }


def derive_example(folder: Path) -> None:
    """Store the history of one made-up child who was adopted, with an event of every kind."""
    nowhere = folder / "postcodes"
    pq.write_table(SCHEMAS["postcodes"].to_pyarrow().empty_table(), nowhere)
    derive(_example(), folder, postcode_directory=nowhere)


BROUGHT, LEFT, BEGAN, MOVED = date(2022, 5, 3), date(2022, 9, 1), date(2023, 4, 3), date(2023, 6, 3)
ORDERED, PLACED, ADOPTED = date(2023, 9, 1), date(2023, 12, 1), date(2024, 3, 15)
EXAMPLE = {
    "episodes": [
        {"decom": BROUGHT, "rne": "S", "ls": "C1", "place": "A6", "dec": LEFT, "rec": "E45"},
        {"decom": BEGAN, "rne": "S", "ls": "C1", "place": "U1", "dec": MOVED, "rec": "X1"},
        {"decom": MOVED, "rne": "P", "ls": "C1", "place": "U2", "dec": ORDERED, "rec": "X1"},
        {"decom": ORDERED, "rne": "L", "ls": "E1", "place": "U6", "dec": PLACED, "rec": "X1"},
        {"decom": PLACED, "rne": "P", "ls": "E1", "place": "A6", "dec": ADOPTED, "rec": "E12"},
    ],
    "header": [{"dob": date(2018, 5, 1), "sex": "2"}],
    "reviews": [{"review": date(2023, 4, 28), "review_code": "PN1"}],
    "ad1": [{"date_match": date(2023, 11, 1)}],
    "missing": [{"mis_start": date(2023, 6, 1), "missing": "M"}],
}


def _example() -> dict[str, pa.Table]:
    tables = {}
    for given, schema in SCHEMAS.items():
        name = given.removeprefix("given_")
        if given != name:
            said = [
                {"year": 2024, "file": f"{name}.csv", "row": number, "child": "1", **row}
                for number, row in enumerate(EXAMPLE.get(name, []), start=2)
            ]
            tables[name] = pa.Table.from_pylist(said, schema=schema.to_pyarrow())
    return tables


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to the screen."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
