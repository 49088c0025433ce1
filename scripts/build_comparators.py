"""Write the published figures that the product ships, from the files that the Department for Education publishes.

    .venv/bin/python scripts/build_comparators.py FOLDER

FOLDER holds `lait/bds_long_0.parquet` (the Local Authority Interactive Tool) and
`csc_dashboard/sn_model_2025_wide.csv` (statistical neighbours). Writes `published.parquet`, `places.csv` and
`neighbours.csv` into `src/sufficiency/measures/data`, with their attribution.
"""

import csv
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sufficiency.measures.comparators import DATA, RECORDED_SERIES
from sufficiency.measures.comparators import SERIES as COUNTED_SERIES

ENGLAND, LONDON = "970", "986"
SERIES = (*COUNTED_SERIES, *RECORDED_SERIES)
ATTRIBUTION = (
    "# {what}. Source: Department for Education, {source}.",
    "# Contains public sector information licensed under the Open Government Licence v3.0.",
)


def main() -> None:
    folder = Path(sys.argv[1])
    given = pq.read_table(folder / "lait" / "bds_long_0.parquet")
    wanted = {series.name: series.measure for series in SERIES}
    given = given.filter(pc.is_in(given["Short Desc"], pa.array(list(wanted))))
    rows = sorted(
        (wanted[row["Short Desc"]], int(row["Years"]), str(int(row["LA Number"])), number(row["Values"]))
        for row in given.to_pylist()
    )
    columns = list(zip(*rows, strict=True))
    published = pa.table(
        {
            "measure": pa.array(columns[0], pa.string()),
            "year": pa.array(columns[1], pa.int16()),
            "place": pa.array(columns[2], pa.string()),
            "value": pa.array([float("nan") if value is None else value for value in columns[3]], pa.float32(), from_pandas=True),
        }
    )  # fmt: skip
    DATA.mkdir(exist_ok=True)
    pq.write_table(published, DATA / "published.parquet", compression="zstd")
    write_places(given)
    write_neighbours(folder / "csc_dashboard" / "sn_model_2025_wide.csv")
    print(f"{published.num_rows:,} figures of {len(SERIES)} series.")


def number(text: str) -> float | None:
    """The published value; None where the publication gives none ('-', 'c', 'x')."""
    try:
        return float(text)
    except ValueError:
        return None


def write_places(given: pa.Table) -> None:
    """Every place of the publication: England, its regions, every authority with its region."""
    places = set()
    for row in given.select(["LA and Regions", "LA Number", "Region"]).to_pylist():
        code = str(int(row["LA Number"]))
        known = None if row["Region"] in (None, "NA") else row["Region"]
        kind = "authority" if known else "country" if code == ENGLAND else "region"
        places.add((code, row["LA and Regions"], kind, known or ""))
    with (DATA / "places.csv").open("w", encoding="utf-8", newline="") as file:
        attribute(file, "The places that figures are published for", "Local Authority Interactive Tool")
        csv.writer(file, lineterminator="\n").writerows(
            [("place", "name", "kind", "region"), *sorted(places)]
        )


def write_neighbours(source: Path) -> None:
    """Each authority's ten statistical neighbours, nearest first."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["old_la_code"], *(row[f"SN_{n}"] for n in range(1, 11))) for row in csv.DictReader(file)]
    with (DATA / "neighbours.csv").open("w", encoding="utf-8", newline="") as file:
        attribute(
            file,
            "Ten statistical neighbours of each authority, nearest first",
            "statistical neighbours of 2025",
        )
        heading = ("place", *(f"neighbour_{n}" for n in range(1, 11)))
        csv.writer(file, lineterminator="\n").writerows([heading, *sorted(rows)])  # fmt: skip


def attribute(file, what: str, source: str) -> None:
    file.write("\n".join(ATTRIBUTION).format(what=what, source=source) + "\n")


if __name__ == "__main__":
    main()
