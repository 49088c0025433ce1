"""What an extract keeps of the lists of Annex A: the same blurring as the return's, column by column.

Every column is named here. One that is not fails the suite, and is left out until somebody has decided on it. A column
that is left out is told as not given, so that what is counted from it is not given either, rather than 0.
"""

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.extract.blurring import Birth, Kept
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.annex_a.reading import GIVEN

FOLDER = "annex_a"
WITHOUT_BIRTH = "as it is where no date of birth is given, else left out"

_PSEUDONYMS = "child family adopter"
_LEFT_OUT = (
    "organisation team worker adviser placement_postcode placement_urn placement_location placement_la"
)
_AS_IT_IS = (
    "sex ethnicity contact source started completed referral no_further_action referrals_12m disability seen "
    "support_needed strategy conference_unnecessary conference plan_made enquiries_12m conferences_12m need ended reason "
    "status first_category category visit seen_alone review protected_6m earlier_plans uasc second_period status_started "
    "legal_status permanence_plan iro_visit health_assessment dental_check placements_12m placement_started "
    "placement_type provider missing_12m absent_12m interview_offered interview_accepted eligibility pathway_review "
    "in_touch accommodation suitability activity entered_care decision placement_order matched placed adopted reversed "
    "reversed_reason early_permanence fostering enquiry stage_1_started stage_1_ended stage_2_started stage_2_ended "
    "applied approved children_placed left left_reason"
)
FIELDS: dict[str, str] = {
    "dob": Kept.BIRTH,
    "age": WITHOUT_BIRTH,
    **dict.fromkeys(_PSEUDONYMS.split(), Kept.PSEUDONYM),
    **dict.fromkeys(_LEFT_OUT.split(), Kept.LEFT_OUT),
    **dict.fromkeys(_AS_IT_IS.split(), Kept.AS_IT_IS),
}


def blurred_lists(edition: Edition, pseudonym: Callable[[str], str], birth: Birth) -> dict[str, pa.Table]:
    """The lists of an edition as an extract has them, with `given`; nothing where it was made without a workbook.

    Values that could not be read are left out: they quote the workbook.
    """
    if f"{FOLDER}/given" not in edition.manifest.tables:
        return {}
    lists = {name: _blurred(name, edition.table(f"{FOLDER}/{name}"), pseudonym, birth) for name in LISTS}
    return lists | {"given": _given(edition.table(f"{FOLDER}/given"))}


def _blurred(name: str, rows: pa.Table, pseudonym: Callable[[str], str], birth: Birth) -> pa.Table:
    """A list: the same columns, empty where they are left out; rows by pseudonym and numbered anew, a child's own in
    the order they had."""
    declared = LISTS[name].schema
    columns: dict[str, pa.ChunkedArray | pa.Array] = {"as_at": rows["as_at"]}
    for column in LISTS[name].columns:
        field, values = declared.field(column.field), rows[column.field]
        kept = FIELDS.get(column.field, Kept.LEFT_OUT)
        if kept is Kept.AS_IT_IS:
            columns[column.field] = values
        elif kept is Kept.PSEUDONYM:
            whose = "" if column.field == "child" else f"{column.field}:"
            told = [None if one is None else pseudonym(f"{whose}{one}") for one in values.to_pylist()]
            columns[column.field] = pa.array(told, pa.string())
        elif kept is Kept.BIRTH:
            columns[column.field] = pc.floor_temporal(values, unit=birth).cast(pa.date32())
        elif kept == WITHOUT_BIRTH:
            columns[column.field] = pc.if_else(pc.is_valid(rows["dob"]), pa.scalar(None, field.type), values)
        else:
            columns[column.field] = pa.nulls(rows.num_rows, field.type)
    who = LISTS[name].columns[0].field
    keys = pa.table({"as_at": rows["as_at"], "who": columns[who], "file": rows["file"], "row": rows["row"]})
    order = pc.sort_indices(keys, [(key, "ascending") for key in keys.column_names])
    columns |= {"file": pa.repeat(name, rows.num_rows), "row": rows["row"]}
    table = pa.table({field.name: columns[field.name] for field in declared}, schema=declared).take(order)
    numbers = pa.array(range(1, table.num_rows + 1), pa.int32())
    return table.set_column(table.column_names.index("row"), declared.field("row"), numbers)


def _given(rows: pa.Table) -> pa.Table:
    """Which columns a list has: not those that are left out."""
    told = [
        row | {"file": row["list"], "there": row["there"] and FIELDS.get(row["column"]) in _THERE}
        for row in rows.to_pylist()
    ]
    return pa.Table.from_pylist(told, schema=GIVEN)


_THERE: Mapping[str, None] = dict.fromkeys((Kept.AS_IT_IS, Kept.PSEUDONYM, Kept.BIRTH, WITHOUT_BIRTH))
