"""The code sets of the SSDA903 return, and the collection years in which each code may be used.

A collection year is named by the year in which it ends: 2019 is 1 April 2018 to 31 March 2019.
The facts are in `data/codes.csv`, one row per code, so that an analyst can read and correct them. A blank
first year means "as far back as anyone has looked"; a blank last year means "still in use".
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """One code of one field: what it means, and the first and last collection year it may be used in."""

    field: str
    code: str
    meaning: str
    first_year: int | None
    last_year: int | None
    note: str

    def valid_in(self, year: int) -> bool:
        """Whether a return of this collection year may use the code."""
        return (self.first_year or year) <= year <= (self.last_year or year)


def code_sets() -> tuple[str, ...]:
    """The names of every code set, in the order of the table."""
    return tuple(_code_sets())


def codes(field: str) -> Mapping[str, Code]:
    """Every code of a field, of any year, in the order of the table.

    Raises KeyError with a sentence when the field has no code set.
    """
    try:
        return _code_sets()[field]
    except KeyError:
        known = ", ".join(code_sets())
        raise KeyError(f"'{field}' has no code set. The fields that have one are: {known}.") from None


@cache
def valid(field: str, year: int) -> frozenset[str]:
    """The codes of a field that a return of this collection year may use."""
    return frozenset(code.code for code in codes(field).values() if code.valid_in(year))


def meaning(field: str, code: str) -> str:
    """What a code means, in a few words; also for a code that is no longer in use.

    Raises KeyError with a sentence when the field has no such code in any year.
    """
    try:
        return codes(field)[code].meaning
    except KeyError as error:
        if field not in _code_sets():
            raise
        raise KeyError(f"'{code}' is not a code of {field} in any collection year.") from error


@cache
def _code_sets() -> Mapping[str, Mapping[str, Code]]:
    sets: dict[str, dict[str, Code]] = {}
    source = files("sufficiency.vocabulary") / "data" / "codes.csv"
    with source.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            code = Code(
                field=row["field"],
                code=row["code"],
                meaning=row["meaning"],
                first_year=_year(row["first_year"]),
                last_year=_year(row["last_year"]),
                note=row["note"],
            )
            sets.setdefault(code.field, {})[code.code] = code
    return MappingProxyType({field: MappingProxyType(codes) for field, codes in sets.items()})


def _year(text: str) -> int | None:
    return int(text) if text else None
