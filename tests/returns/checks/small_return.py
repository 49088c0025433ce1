"""A small clean return of three years, to plant mistakes in.

`Lives` are told once and written into each yearly return as an authority would: an episode is in every return of a year
in which it was open, without its end until the year that has it. Nobody in it exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sufficiency.returns.ssda903.declaration import TABLES, UNREADABLE

YEARS = (2023, 2024, 2025)
HOME, FOSTER_HOME, SECOND_FOSTER_HOME, CHILDRENS_HOME, HOSTEL = (
    "ZZ1 1AA",
    "ZZ2 2BB",
    "ZZ3 3CC",
    "ZZ4 4DD",
    "ZZ5 5EE",
)
POSTCODES = (HOME, FOSTER_HOME, SECOND_FOSTER_HOME, CHILDRENS_HOME, HOSTEL)

Row = dict[str, Any]


def day(text: str) -> date:
    """A date from 2024-03-31."""
    return date.fromisoformat(text)


def first_day(year: int) -> date:
    return date(year - 1, 4, 1)


def last_day(year: int) -> date:
    return date(year, 3, 31)


def write_directory(path: Path) -> Path:
    """A postcode directory that knows just the postcodes of the small return."""
    pq.write_table(pa.table({"postcode": [post.replace(" ", "") for post in POSTCODES]}), path)
    return path


class SmallReturn:
    """Rows of every table and year, by table name; each row is a dict with `year` and the return's fields."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.rows: dict[str, list[Row]] = {name: [] for name in (*TABLES, "unreadable")}

    # Telling a life

    def life(
        self,
        child: str,
        born: str,
        episodes: Iterable[Row],
        sex: str = "F",
        ethnic: str = "WBRI",
        reviewed: bool = True,
        years: Iterable[int] = YEARS,
    ) -> None:
        """A child's header, episodes and, if `reviewed`, six-monthly reviews, in each year that they touch."""
        told = [self.episode(**episode) for episode in episodes]
        for year in years:
            seen = [row for row in told if open_in(row, year)]
            if seen:
                self.header(child, year, born, sex, ethnic)
            for row in seen:
                known = (
                    row if row["dec"] and row["dec"] <= last_day(year) else row | {"dec": None, "rec": None}
                )
                self.add("episodes", year=year, child=child, **known)
        if reviewed:
            self._review(child, day(born), told)

    @staticmethod
    def episode(
        decom: str,
        rne: str,
        ls: str,
        place: str,
        provider: str | None,
        dec: str = "",
        rec: str = "",
        **more: Any,
    ) -> Row:
        row = {
            "decom": day(decom),
            "rne": rne,
            "ls": ls,
            "cin": "N1",
            "place": place,
            "place_provider": provider,
            "dec": day(dec) if dec else None,
            "rec": rec or None,
            "home_post": HOME,
            "pl_post": FOSTER_HOME,
        }
        return row | more

    def header(self, child: str, year: int, born: str, sex: str = "F", ethnic: str = "WBRI") -> None:
        written = sex if year >= 2025 else {"M": "1", "F": "2"}[sex]
        self.add("header", year=year, child=child, dob=day(born), sex=written, ethnic=ethnic, upn="UN1")

    def _review(self, child: str, born: date, episodes: list[Row]) -> None:
        in_care = [row for row in episodes if row["ls"] not in ("V3", "V4")]
        if not in_care:
            return
        held = in_care[0]["decom"] + timedelta(days=25)
        while held <= last_day(YEARS[-1]):
            year = held.year + (held.month > 3)
            in_a_stay = any(
                row["decom"] <= held and (row["dec"] is None or held < row["dec"]) for row in in_care
            )
            if in_a_stay and year in YEARS:
                code = "PN0" if held < born.replace(year=born.year + 4) else "PN1"
                self.add("reviews", year=year, child=child, dob=born, review=held, review_code=code)
            held += timedelta(days=80)

    # Changing rows

    def add(self, table: str, **values: Any) -> None:
        if values.get("child") is not None:
            values["child"] = self.prefix + values["child"]
        self.rows[table].append(values)

    def unreadable(self, child: str, year: int, table: str, field: str, value: str) -> None:
        """Adds a cell that the reader could not read."""
        cell = {"table": table, "field": field, "value": value, "file": f"{year}/{table}.csv"}
        self.rows["unreadable"].append({"year": year, "child": self.prefix + child} | cell)

    def change(self, table: str, where: Mapping[str, Any], **values: Any) -> None:
        """Changes every row that has the values of `where`; there must be one."""
        found = self._matching(table, where)
        assert found, f"no row of {table} has {where}"
        for row in found:
            row.update(values)

    def drop(self, table: str, **where: Any) -> None:
        """Takes out every row that has the values of `where`; there must be one."""
        found = self._matching(table, where)
        assert found, f"no row of {table} has {where}"
        self.rows[table] = [row for row in self.rows[table] if not any(row is gone for gone in found)]

    def repeat(self, table: str, where: Mapping[str, Any], **values: Any) -> None:
        """Adds a copy of the first matching row, with other values where given."""
        self.rows[table].append(self._matching(table, where)[0] | values)

    def _matching(self, table: str, where: Mapping[str, Any]) -> list[Row]:
        wanted = dict(where)
        if wanted.get("child") is not None:
            wanted["child"] = self.prefix + wanted["child"]
        return [
            row for row in self.rows[table] if all(row.get(name) == value for name, value in wanted.items())
        ]


def open_in(episode: Row, year: int) -> bool:
    """Whether a return of this year has the episode."""
    return episode["decom"] <= last_day(year) and (
        episode["dec"] is None or episode["dec"] >= first_day(year)
    )


def typed_tables(returns: Iterable[SmallReturn]) -> dict[str, pa.Table]:
    """The returns put together, as the reader would give them."""
    together = list(returns)
    return {
        name: _typed([row for part in together for row in part.rows[name]], name)
        for name in (*TABLES, "unreadable")
    }


def _typed(rows: list[Row], name: str) -> pa.Table:
    schema = UNREADABLE if name == "unreadable" else TABLES[name].schema
    counted: dict[int, int] = {}
    written = []
    for row in rows:
        year = row["year"]
        counted[year] = counted.get(year, 1) + 1
        place = {"file": f"{year}/{name}.csv", "row": counted[year]}
        written.append({field: (place | row).get(field) for field in schema.names})
    return pa.Table.from_pylist(written, schema=schema)
