"""Children with a plan of adoption, and the families who asked to adopt (lists 10 and 11)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.annex_a import columns
from sufficiency.history.annex_a.people import listed, once, one_each

STEPS = ("stage_1_started", "stage_2_started", "approved", "matched", "placed", "adopted")


def _not_yet(day: ir.DateValue) -> ir.BooleanValue:
    return day.isnull() | (day > _.as_at)


def waiting(rows: ir.Table, days: ir.Table) -> ir.Table:
    """Children with a decision for adoption, neither placed nor adopted by the day, whose plan was not given up: by the
    latest decision made by the day."""
    children = one_each(once(rows).filter(_.decision <= _.as_at), "decision").filter(
        _not_yet(_.placed) & _not_yet(_.adopted) & _not_yet(_.reversed)
    )
    return listed(columns.WAITING, children.join(days, "as_at"))


def adopted(rows: ir.Table, days: ir.Table) -> ir.Table:
    children = one_each(once(rows).filter(_.adopted <= _.as_at), "adopted").join(days, "as_at")
    return listed(columns.ADOPTED, children, children.adopted)


def households(rows: ir.Table) -> ir.Table:
    """One row for each family: the first day any of its adopters took each step; it has left when all of them have.

    An adopter without a family's number is a family alone, also where another family has the adopter's number.
    """
    counted = rows.filter(_.adopter.notnull()).mutate(
        child=ibis.coalesce(_.family, _.adopter), alone=_.family.isnull()
    )
    households = counted.group_by("as_at", "child", "alone").agg(
        **{step: _[step].min() for step in STEPS},
        left=ibis.ifelse(_.left.count() == _.count(), _.left.max(), ibis.null("date")),
        sex=ibis.null("string"),
        ethnicity=ibis.null("string"),
        dob=ibis.null("date"),
        age=ibis.null("int32"),
    )
    return households.drop("alone")


def adopters(families: ir.Table, days: ir.Table) -> ir.Table:
    """Families on the day: approved and without a child (`unmatched`), or on the way to approval (`in_process`)."""
    here = families.mutate(here=_not_yet(_.left)).join(days, "as_at")
    approved = (here.approved <= here.as_at).fill_null(False)
    matched = ibis.coalesce(here.matched, here.placed, here.adopted)
    begun = (ibis.coalesce(here.stage_1_started, here.stage_2_started) <= here.as_at).fill_null(False)
    return listed(
        columns.ADOPTERS,
        here,
        unmatched=here.here & approved & (matched.isnull() | (matched > here.as_at)),
        in_process=here.here & ~approved & begun,
    )


def adopters_approved(families: ir.Table, days: ir.Table, limits: ir.Table) -> ir.Table:
    """Families on the day they were approved. `in_time`: six months from the start of stage 1; `matched_3m`: matched
    within three months of approval, by the day of the workbook."""
    since = limits.select(since="day", approve_by="months_6")
    until = limits.select(approved_on="day", match_by="months_3")
    approved = families.filter(_.approved.notnull())
    approved = approved.left_join(since, approved.stage_1_started == since.since)
    approved = approved.left_join(until, approved.approved == until.approved_on).join(days, "as_at")
    matched = approved.matched
    return listed(
        columns.ADOPTERS_APPROVED,
        approved,
        approved.approved,
        in_time=(approved.approved <= approved.approve_by).fill_null(False),
        matched_3m=((matched <= approved.match_by) & (matched <= approved.as_at)).fill_null(False),
    )
