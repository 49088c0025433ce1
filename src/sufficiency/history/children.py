"""Who each child is: the latest header row, and whether they came unaccompanied (D2d, D17)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.merge import latest_rows
from sufficiency.vocabulary.groups import AGE_BANDS, ETHNIC_GROUP_OF, SEX_OF


def day_number(day: ir.DateValue) -> ir.IntegerValue:
    """A date as yyyymmdd, so that age is one subtraction (see `age_in_years`)."""
    return (day.year() * 10_000 + day.month() * 100 + day.day()).cast("int32")


def age_in_years(day: ir.IntegerValue, born: ir.IntegerValue) -> ir.IntegerValue:
    """Whole years between two dates given as yyyymmdd numbers.

    A person born on 29 February has the birthday on 1 March in ordinary years: 20230228 - 20000229 is
    still under 23 x 10,000.
    """
    return ((day - born) / 10_000).floor().cast("int32")


def age_band(age: ir.IntegerValue) -> ir.StringValue:
    return ibis.cases(
        (age.isnull(), "unknown"),
        *((age < below, band) for below, band in AGE_BANDS),
        else_="16+",
    )


def is_unaccompanied(is_uasc: ir.BooleanValue, duc: ir.DateValue, day: ir.DateValue) -> ir.StringValue:
    """In the UASC table, and the date the status ceased is blank or after the day."""
    return ibis.ifelse(is_uasc & (duc.isnull() | (duc > day)), "uasc", "not-uasc")


def describe_children(
    header: ir.Table, uasc: ir.Table, decisions: ir.Table, episodes: ir.Table, care_leavers: ir.Table
) -> ir.Table:
    """One row per child in any of the tables: child, sex, dob, born (yyyymmdd), ethnic_group, is_uasc, duc,
    and whether adoption was ever decided for the child (a row in `decisions`).

    A child without a header row is kept, with sex, ethnicity and age not known.
    """
    known = latest_rows(header, "child").select(
        "child",
        "dob",
        sex=_.sex.substitute(SEX_OF, else_="unknown").fill_null("unknown"),
        ethnic_group=_.ethnic.substitute(ETHNIC_GROUP_OF, else_="unknown").fill_null("unknown"),
    )
    unaccompanied = latest_rows(uasc, "child").select("child", "duc", is_uasc=True)
    decided = decisions.select("child").distinct().mutate(adoption_ever_decided=True)
    everyone = ibis.union(
        *(t.select("child") for t in (header, uasc, episodes, care_leavers)), distinct=True
    ).filter(_.child.notnull())
    return (
        everyone.left_join(known, "child")
        .drop("child_right")
        .left_join(unaccompanied, "child")
        .drop("child_right")
        .left_join(decided, "child")
        .drop("child_right")
        .mutate(
            sex=_.sex.fill_null("unknown"),
            ethnic_group=_.ethnic_group.fill_null("unknown"),
            is_uasc=_.is_uasc.fill_null(False),
            adoption_ever_decided=_.adoption_ever_decided.fill_null(False),
            born=day_number(_.dob),
        )
    )
