"""Who a row of a list is about: age on a day, and the groups of sex and ethnic group (methodology D17)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.annex_a.columns import SCHEMA
from sufficiency.history.children import age_band, age_in_years, day_number

SEX_OF = {"a) Male": "male", "b) Female": "female"}
ETHNIC_GROUP_OF = {
    "a) White": "white",
    "b) Mixed": "mixed",
    "c) Asian or Asian British": "asian",
    "d) Black or black British": "black",
    "e) Other ethnic group": "other",
}
FROM_WHERE = ("file", "row")


def once(rows: ir.Table) -> ir.Table:
    """Rows that say the same in every column are one; `row` is the first of them. Rows of nobody are left out."""
    told = [column for column in rows.columns if column not in FROM_WHERE]
    return rows.group_by(*told).agg(row=_.row.min()).filter(rows[told[1]].notnull())


def one_each(rows: ir.Table, latest: str) -> ir.Table:
    """One row for each child and day: the one with the latest date, else the one lowest in the list."""
    newest_first = ibis.window(
        group_by=["as_at", "child"], order_by=[rows[latest].desc(nulls_first=False), rows.row.desc()]
    )
    return rows.mutate(_place=ibis.row_number().over(newest_first)).filter(_._place == 0).drop("_place")


def listed(thing: str, rows: ir.Table, on: ir.DateValue | None = None, **facts: ir.Value) -> ir.Table:
    """The rows as what is counted: the child's age on the day `on` (that of the workbook unless said), the groups, and
    the facts that hold of this thing; the other columns are blank.

    Age is from the date of birth, else as the list gives it. Somebody not yet born counts as under 1.
    """
    day = rows.as_at if on is None else on
    age = ibis.coalesce(age_in_years(day_number(day), day_number(rows.dob)), rows.age)
    age = ibis.ifelse(age < 0, 0, age).cast("int32")
    known = {
        "as_at": rows.as_at,
        "child": rows.child,
        "thing": ibis.literal(thing),
        "date": ibis.null("date") if on is None else on,
        "age": age,
        "age_band": age_band(age),
        "sex": rows.sex.substitute(SEX_OF, else_="unknown").fill_null("unknown"),
        "ethnic_group": rows.ethnicity.substitute(ETHNIC_GROUP_OF, else_="unknown").fill_null("unknown"),
        "plan_duration": ibis.literal("unknown"),
        **facts,
    }
    if on is not None:
        known["in_6m"] = (rows.first_6m <= day) & (day <= rows.as_at)
        known["in_12m"] = (rows.first_12m <= day) & (day <= rows.as_at)
    return rows.select(
        **{name: known.get(name, ibis.null(kind)).cast(kind).name(name) for name, kind in SCHEMA.items()}
    )
