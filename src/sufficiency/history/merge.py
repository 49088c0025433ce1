"""One history per child out of yearly returns (methodology D2)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

OPEN = ibis.date(9999, 12, 31)  # stands for "no end date" while working, never in a stored table


def latest_rows(table: ir.Table, *key: str) -> ir.Table:
    """Of the rows with the same key, the one of the latest collection year, and within it the last
    in the file (D2a, D2d)."""
    window = ibis.window(group_by=key, order_by=[ibis.desc("year"), ibis.desc("file"), ibis.desc("row")])
    return (
        table.filter([table[column].notnull() for column in key])
        .mutate(_rank=ibis.row_number().over(window))
        .filter(_._rank == 0)
        .drop("_rank")
    )


def merge_episodes(rows: ir.Table, loaded: ir.Table) -> ir.Table:
    """Episodes of every child, one row for each start date, as D2a-D2c say.

    `loaded`: one row with the newest collection year. Adds `until` (the end date, or OPEN), `presumed_end` (closed by D2c on 1 April because the child is
    in no later return) and `short_break` (V3/V4). Episodes that a later return silently withdrew (D2b)
    are left out.
    """
    newest_year = loaded.newest_year.as_scalar()
    usable = rows.filter(_.child.notnull(), _.decom.notnull())
    last_return = usable.group_by("child").agg(last_year=_.year.max())
    merged = latest_rows(usable, "child", "decom").join(last_return, "child")
    is_open = merged.dec.isnull()
    withdrawn = is_open & (merged.year < merged.last_year)
    presumed = is_open & (merged.year == merged.last_year) & (merged.year < newest_year)
    return (
        merged.filter(~withdrawn)
        .mutate(
            presumed_end=presumed,
            until=ibis.cases(
                (presumed, ibis.date(_.year, 4, 1)),
                (is_open, OPEN),
                else_=_.dec,
            ),
            rec=ibis.cases((is_open, ibis.null(str)), else_=_.rec),
            short_break=_.ls.isin(["V3", "V4"]).fill_null(False),
        )
        .drop("last_year")
    )
