"""The example of how placements are walked is what the product makes of it."""

import re
from datetime import datetime

import pyarrow as pa
import pytest
from pyarrow.parquet import read_table, write_table

from sufficiency.history import derive
from sufficiency.history.given import SCHEMAS
from tests.docs.pages import text_of

PAGE = "docs/explanation/placements.md"


def rows() -> list[dict]:
    """The lines of the page's table, as episodes."""
    lines = re.findall(r"^\| \d \|(.*)\|$", text_of(PAGE), re.MULTILINE)
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    days = [datetime.strptime(line[0], "%d %b %Y").date() for line in cells]  # noqa: DTZ007
    told = []
    for number, line in enumerate(cells):
        ends = days[number + 1] if number + 1 < len(days) else None
        told.append(
            {"year": 2024, "file": "episodes.csv", "row": number + 2, "child": "1", "decom": days[number]}
            | {"rne": line[1], "ls": line[2], "place": line[3], "pl_post": line[4] or None, "dec": ends}
            | {"rec": "X1" if ends else None, "placement": int(line[6])}
        )
    return told


@pytest.fixture
def history(tmp_path):
    schemas = {name.removeprefix("given_"): schema.to_pyarrow() for name, schema in SCHEMAS.items()}
    tables = {name: schemas[name].empty_table() for name in schemas if f"given_{name}" in SCHEMAS}
    given = [{name: value for name, value in row.items() if name != "placement"} for row in rows()]
    tables["episodes"] = pa.Table.from_pylist(given, schema=schemas["episodes"])
    write_table(schemas["postcodes"].empty_table(), tmp_path / "postcodes.parquet")
    derive(tables, tmp_path / "history", postcode_directory=tmp_path / "postcodes.parquet")
    return tmp_path / "history"


def test_the_placements_of_the_example_are_those_of_the_page(history):
    walked = read_table(history / "episodes.parquet", columns=["decom", "placement"]).sort_by("decom")
    assert walked["placement"].to_pylist() == [row["placement"] for row in rows()]


def test_the_child_of_the_example_has_three_placements_in_the_year(history):
    days = read_table(history / "positions.parquet", columns=["as_at", "placements_in_year"]).sort_by("as_at")
    assert days["placements_in_year"].to_pylist()[-1] == 3
