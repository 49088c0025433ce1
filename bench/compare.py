"""Whether two answers are the same table: the same rows, to the last figure."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

KEYS = ["measure", "as_at", "breakdown", "group"]
FIGURES = ["period_start", "numerator", "denominator", "value"]
SHOWN = 20


class AnswersDiffer(Exception):
    """Two implementations do not give the same figures; the message shows the first rows that differ."""


def differences(one: pa.Table, other: pa.Table) -> pd.DataFrame:
    """The rows of either table that the other does not have exactly.

    Numerators, denominators and dates must be equal; values to one part in a thousand million, as the
    order of a division may differ. Columns of the first end in _1, of the second in _2.
    """
    first, second = plain(one), plain(other)
    both = first.merge(second, on=KEYS, how="outer", suffixes=("_1", "_2"), indicator="found_in")
    unlike = both["found_in"] != "both"
    for figure in FIGURES:
        left, right = both[f"{figure}_1"], both[f"{figure}_2"]
        equal = (left - right).abs() <= 1e-9 * right.abs() if figure == "value" else left == right
        unlike |= ~(equal | (left.isna() & right.isna()))
    both["found_in"] = (
        both["found_in"].astype(str).replace({"left_only": "first only", "right_only": "second only"})
    )
    return both[unlike]


def plain(table: pa.Table) -> pd.DataFrame:
    """The table with dates as dates and text without blanks; refuses a figure given twice."""
    rows = table.to_pandas()
    for name in ["as_at", "period_start"]:
        rows[name] = pd.to_datetime(rows[name]).astype("datetime64[us]")
    for name in ["breakdown", "group"]:
        rows[name] = rows[name].fillna("").astype(str)
    twice = rows[rows.duplicated(KEYS)]
    if len(twice):
        raise AnswersDiffer(
            f"{len(twice)} figures are given more than once, the first:\n{twice.head(SHOWN).to_string()}"
        )
    return rows[[*KEYS, *FIGURES]]


def check_same(answers: Mapping[str, pa.Table]) -> int:
    """Check that all answers are the same; return how many figures that is. Raises AnswersDiffer."""
    (first, table), *others = answers.items()
    for name, other in others:
        found = differences(table, other)
        if len(found):
            raise AnswersDiffer(
                f"{first} (_1) and {name} (_2) differ in {len(found)} of {table.num_rows} figures"
                f" ({', '.join(sorted(set(found['measure'])))}). The first:\n{found.head(SHOWN).to_string()}"
            )
    return table.num_rows
