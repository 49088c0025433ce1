"""Which table of the return a CSV file is, by the set of its columns: order, case and file name do not matter."""

import difflib
from collections import Counter
from collections.abc import Sequence

from sufficiency.returns.ssda903.declaration import TABLES, Table
from sufficiency.returns.ssda903.refused import Refused, shown

_SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "upright strokes"}


def tidy_name(heading: str) -> str:
    """A column's heading as the return spells it: upper case, no stray spaces."""
    return "_".join(heading.replace("\ufeff", "").upper().split())


def recognise(headings: Sequence[str], file: str) -> Table:
    """The table whose columns these are. Unnamed columns are passed over.

    Raises Refused, saying which table it looks most like and what is missing, unknown or there twice.
    """
    names = [name for name in map(tidy_name, headings) if name]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        are = "column is" if len(twice) == 1 else "columns are"
        raise Refused(
            f"The {are} there more than once: {_listed(twice)}. Take out what is repeated.", file=file, line=1
        )
    given = frozenset(names)
    for table in TABLES.values():
        if _required(table) <= given <= _all(table):
            return table
    raise Refused(_why_not(headings, given), file=file, line=1)


def _why_not(headings: Sequence[str], given: frozenset[str]) -> str:
    if not given:
        return "The first line is blank. It should hold the names of the columns."
    first_line = ",".join(headings)
    for separator, words in _SEPARATORS.items():
        split = {tidy_name(part) for part in first_line.split(separator)}
        if any(_required(table) <= split for table in TABLES.values()):
            return f"The columns are separated by {words}. Save the file as 'CSV UTF-8', separated by commas."
    nearest = max(TABLES.values(), key=lambda table: _likeness(table, given))
    if len(_all(nearest) & given) < 2:
        return (
            f"These are not the columns of an SSDA903 table; the first line is '{shown(first_line)}'."
            " Take the file out, or give it the heading row of the return."
        )
    missing = [column.name for column in nearest.columns if column.name in _required(nearest) - given]
    unknown = [tidy_name(name) for name in headings if tidy_name(name) in given - _all(nearest)]
    return f"{_difference(nearest, missing, unknown)} {_advice(missing, unknown)}"


def _difference(nearest: Table, missing: list[str], unknown: list[str]) -> str:
    has = f"The file has all the columns of {nearest.title}"
    if 2 * len(missing) > len(_required(nearest)):
        has = f"The file looks most like {nearest.title}, but has no {_listed(missing)}"
    elif missing:
        has += f" except {_listed(missing)}"
    if unknown:
        them = "one we do not know" if len(unknown) == 1 else f"{len(unknown)} we do not know"
        has += f", and {them}: {_listed(unknown)}"
    return has + "."


def _advice(missing: list[str], unknown: list[str]) -> str:
    for name in unknown:
        meant = difflib.get_close_matches(name, missing, n=1)
        if meant:
            return f"If {shown(name, 30)} is {meant[0]}, rename it."
    if missing and unknown:
        return "Add the first, even if it is blank, and take out the second."
    return "Add what is missing, even if it is blank." if missing else "Take out what is not in the return."


def _listed(names: Sequence[str]) -> str:
    quoted = [f"'{shown(name, 30)}'" for name in names[:6]]
    if len(names) > 6:
        return ", ".join(quoted) + f" and {len(names) - 6} more"
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]


def _likeness(table: Table, given: frozenset[str]) -> float:
    return len(_all(table) & given) / len(_required(table) | given)


def _required(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if not column.optional)


def _all(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns)
