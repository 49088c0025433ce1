"""What an extract keeps of each column of the return: as it is, blurred, or not at all.

Every column is named here. One that is not fails the suite, and is left out until somebody has decided on it.
"""

from collections.abc import Mapping
from enum import StrEnum
from math import ceil
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.returns.ssda903.declaration import TABLES, Table
from sufficiency.vocabulary.groups import ETHNIC_GROUP_OF

Birth = Literal["month", "year"]

BAND_MILES = 5
FAR_MILES = 100  # beyond it a distance alone may tell which child it is
FAR = FAR_MILES + BAND_MILES
RARE = 10  # an ethnic code of fewer children becomes its group's "any other"
OTHER_OF_GROUP = {"white": "WOTH", "mixed": "MOTH", "asian": "AOTH", "black": "BOTH", "other": "OOTH"}


class Kept(StrEnum):
    """What becomes of a column."""

    AS_IT_IS = "as it is"
    PSEUDONYM = "a pseudonym"
    BIRTH = "the first day of its month, or of its year"
    GROUPED = "rare codes become the group's “any other”"
    BANDED = "rounded up to 5 miles, 105 for all over 100"
    LEFT_OUT = "left out"


_LEFT_OUT = (
    "UPN HOME_POST PL_POST URN PL_LA PL_LOCATION SW_ID NB_ADOPTR SEX_ADOPTR LS_ADOPTR LA_PERM DATE_PERM"
)
_AS_IT_IS = (
    "SEX MOTHER DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE REVIEW REVIEW_CODE DUC SDQ_SCORE "
    "SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
    "INTERVENTION_RECEIVED INTERVENTION_OFFERED IN_TOUCH ACTIV ACCOM DATE_INT DATE_MATCH FOSTER_CARE DATE_PLACED "
    "DATE_PLACED_CEASED REASON_PLACED_CEASED PREV_PERM MISSING MIS_START MIS_END SW_DECOM SW_DEC SW_REASON "
    "DOLO_START DOLO_END"
)
COLUMNS: dict[str, Kept] = {
    "CHILD": Kept.PSEUDONYM,
    "DOB": Kept.BIRTH,
    "MC_DOB": Kept.BIRTH,
    "ETHNIC": Kept.GROUPED,
    "PL_DISTANCE": Kept.BANDED,
    **dict.fromkeys(_LEFT_OUT.split(), Kept.LEFT_OUT),
    **dict.fromkeys(_AS_IT_IS.split(), Kept.AS_IT_IS),
}


def blurred(
    name: str,
    rows: pa.Table,
    *,
    pseudonyms: Mapping[str, str],
    birth: Birth,
    rare: Mapping[str, str],
    miles: Mapping[tuple, float],
) -> pa.Table:
    """A table of the return as an extract has it: the same columns, empty where they are left out.

    Rows are in the order of the pseudonyms and numbered anew, since a row's place in the file would lead back to the
    child. `miles` are the derived distances by (child, first day of the episode).
    """
    declared = TABLES[name]
    children = rows["child"].to_pylist()
    columns = {field.name: _left_out(rows, field) for field in declared.schema}
    columns["year"] = rows["year"]
    for column in declared.columns:
        kept, values = COLUMNS.get(column.name, Kept.LEFT_OUT), rows[column.field]
        if kept is Kept.AS_IT_IS:
            columns[column.field] = values
        elif kept is Kept.PSEUDONYM:
            columns[column.field] = pa.array([pseudonyms.get(child) for child in children], pa.string())
        elif kept is Kept.BIRTH:
            columns[column.field] = pc.floor_temporal(values, unit=birth).cast(pa.date32())
        elif kept is Kept.GROUPED:
            columns[column.field] = pa.array(
                [rare.get(code, code) for code in values.to_pylist()], pa.string()
            )
        elif kept is Kept.BANDED:
            starts = rows["decom"].to_pylist()
            columns[column.field] = pa.array([banded(miles.get(key)) for key in zip(children, starts, strict=True)], pa.float64())  # fmt: skip
    return _in_order(declared, rows, columns)


def banded(miles: float | None) -> float | None:
    """Rounded up to five miles, so that what is over 20 miles stays over 20; 105 for anything over 100."""
    if miles is None:
        return None
    return float(min(ceil(miles / BAND_MILES) * BAND_MILES, FAR))


def rare_codes(header: pa.Table) -> dict[str, str]:
    """Ethnic codes of fewer than ten children, each with the code that stands for it."""
    children: dict[str, set[str]] = {}
    for child, code in zip(header["child"].to_pylist(), header["ethnic"].to_pylist(), strict=True):
        children.setdefault(code, set()).add(child)
    return {
        code: OTHER_OF_GROUP[ETHNIC_GROUP_OF[code]]
        for code, of_it in children.items()
        if code in ETHNIC_GROUP_OF and len(of_it) < RARE
    }


def _left_out(rows: pa.Table, field: pa.Field) -> pa.Array:
    return pa.nulls(rows.num_rows, field.type)


def _in_order(declared: Table, rows: pa.Table, columns: Mapping[str, pa.Array]) -> pa.Table:
    """By pseudonym, a child's rows in the order in which the return had them: the later of two still wins."""
    table = pa.table(columns, schema=declared.schema)
    keys = pa.table({"child": table["child"], "year": rows["year"], "file": rows["file"], "row": rows["row"]})
    order = pc.sort_indices(keys, [(name, "ascending") for name in keys.column_names])
    table = table.take(order)
    numbers = pa.array(range(1, table.num_rows + 1), pa.int32())
    place = table.column_names.index
    table = table.set_column(place("row"), table.schema.field("row"), numbers)
    return table.set_column(place("file"), table.schema.field("file"), pa.repeat(declared.name, len(table)))
