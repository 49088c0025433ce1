"""Areas of English authorities: their names, the district codes they are made of, and their outlines.

The outlines are the Office for National Statistics' most simplified ones; `scripts/build_boundaries.py` writes them.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SCOTLAND, WALES, NORTHERN_IRELAND = "scotland", "wales", "northern-ireland"
NATIONS = {"S": SCOTLAND, "W": WALES, "N": NORTHERN_IRELAND}
NATION_NAMES = {SCOTLAND: "Scotland", WALES: "Wales", NORTHERN_IRELAND: "Northern Ireland"}
MIDDLE = 53  # degrees north; there a degree of longitude is cos(53°) of one of latitude

Ring = tuple[tuple[float, float], ...]


@cache
def _given() -> dict[str, Any]:
    return json.loads((DATA / "boundaries.json").read_text(encoding="utf-8"))


@cache
def districts() -> dict[str, str]:
    """The authority of each district of England, by ONS code."""
    with (DATA / "districts.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["district"]: row["authority"] for row in rows}


@cache
def names() -> dict[str, str]:
    """The name of each authority that has an outline, by ONS code, and of the other nations."""
    return {code: name for code, (name, _) in _given()["areas"].items()} | NATION_NAMES


def attribution() -> str:
    """What must be said wherever the outlines are shown."""
    return _given()["attribution"]


def area_of(district: str | None) -> str | None:
    """The authority a district lies in; of Scotland, Wales and Northern Ireland the nation. None where not known."""
    if not district:
        return None
    return districts().get(district) or NATIONS.get(district[0])


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """The rings of each authority's outline, x to the right and y down, in degrees of latitude."""
    given = _given()
    (wide, high), (left, low) = given["transform"]["scale"], given["transform"]["translate"]
    lines: list[list[tuple[float, float]]] = []
    for arc in given["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append(((left + x * wide) * cos(radians(MIDDLE)), -(low + y * high)))
        lines.append(line)
    return {code: tuple(_ring(arcs, lines) for arcs in rings) for code, (_, rings) in given["areas"].items()}


def _ring(arcs: list[int], lines: list[list[tuple[float, float]]]) -> Ring:
    """The lines one after another; each begins where the one before it ended."""
    points: list[tuple[float, float]] = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        points += line[1:] if points else line
    return tuple(points)
