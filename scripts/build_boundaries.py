"""Write the boundaries and names of authorities that the product ships, from the files that the ONS publishes.

    .venv/bin/python scripts/build_boundaries.py FOLDER

FOLDER holds `geo/ons_uk_topo.json` (super-generalised boundaries) and
`csc_dashboard/LTLA-UTLA_Apr23_Lookup_England-Wales.csv` (which district lies in which authority). Writes
`boundaries.json` and `districts.csv` into `src/sufficiency/measures/data`, with their attribution.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

from sufficiency.measures.areas import DATA

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right."
)
RENAMED = {"E08000016": "E08000038", "E08000019": "E08000039"}  # Barnsley and Sheffield, April 2025


def main() -> None:
    folder = Path(sys.argv[1])
    given = json.loads((folder / "geo" / "ons_uk_topo.json").read_text(encoding="utf-8"))
    used: dict[int, int] = {}
    areas: dict[str, list[Any]] = {}
    for shape in given["objects"]["utla"]["geometries"]:
        told = shape["properties"]
        code = told.get("areacd", "")
        if code.startswith("E") and "end" not in told:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            areas[code] = [
                told["areanm"],
                [[renumbered(arc, used) for arc in ring] for polygon in polygons for ring in polygon],
            ]
    kept = {
        "attribution": ATTRIBUTION,
        "transform": given["transform"],
        "arcs": [given["arcs"][arc] for arc in used],
        "areas": dict(sorted(areas.items())),
    }
    (DATA / "boundaries.json").write_text(json.dumps(kept, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")  # fmt: skip
    write_districts(folder / "csc_dashboard" / "LTLA-UTLA_Apr23_Lookup_England-Wales.csv")
    print(f"{len(areas)} authorities, {len(used)} lines.")


def renumbered(arc: int, used: dict[int, int]) -> int:
    """The arc's place among those kept; as in TopoJSON a negative one (~place) is walked backwards."""
    place = used.setdefault(arc if arc >= 0 else ~arc, len(used))
    return place if arc >= 0 else ~place


def write_districts(source: Path) -> None:
    """The authority of each English district."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        pairs = {(row["LTLA23CD"], row["UTLA23CD"]) for row in csv.DictReader(file) if row["LTLA23CD"].startswith("E")}  # fmt: skip
    rows = {district: RENAMED.get(authority, authority) for district, authority in pairs}
    rows |= {new: new for new in RENAMED.values()}
    with (DATA / "districts.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(f"# Which authority each district of England lies in. {ATTRIBUTION}\n")
        csv.writer(file, lineterminator="\n").writerows([("district", "authority"), *sorted(rows.items())])


if __name__ == "__main__":
    main()
