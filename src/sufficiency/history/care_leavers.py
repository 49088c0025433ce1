"""Care leavers: the OC3 rows of each collection year, with the person's age on 31 March (methodology D14)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.children import age_in_years, day_number
from sufficiency.history.merge import latest_rows
from sufficiency.vocabulary.groups import ACTIVITY_OF


def care_leavers_of(oc3: ir.Table, children: ir.Table) -> ir.Table:
    """One row per person and collection year: child, year, as_at (31 March), age, in_touch, activ, accom
    and the groups that hold for someone who has left care. Age comes from the header, else from the OC3
    row; where neither gives a date of birth it is null."""
    rows = latest_rows(oc3, "child", "year").select(
        "child", "year", "in_touch", "activ", "accom", stated_born=day_number(_.dob)
    )
    return (
        rows.join(children.select("child", "sex", "ethnic_group", "born"), "child")
        .mutate(
            as_at=ibis.date(_.year, 3, 31),
            age=age_in_years(_.year * 10_000 + 331, ibis.coalesce(_.born, _.stated_born)),
            activity=_.activ.substitute(ACTIVITY_OF, else_="unknown").fill_null("unknown"),
        )
        .drop("born", "stated_born")
    )
