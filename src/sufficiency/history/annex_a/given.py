"""What a derivation is given beside the lists: the days that limits fall on, worked out once for each date there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.history.annex_a.columns import GIVEN_SCHEMA
from sufficiency.returns.annex_a import LISTS
from sufficiency.vocabulary.months import add_months, first_day_of_year_ending
from sufficiency.vocabulary.working_days import WORKING_DAYS_TO_FIRST_REVIEW, after_working_days

WORKING_DAYS_OF_AN_ASSESSMENT = 45
WORKING_DAYS_TO_A_CONFERENCE = 15
MONTHS_TO_APPROVE = 6
MONTHS_TO_MATCH = 3
MONTHS_TO_A_PLAN = 4  # a plan for permanence by the second review

# Dates outside these are typing errors, with a finding of their own; no limit falls due after them.
FIRST, LAST = date(1950, 1, 1), date(2150, 12, 31)

# The event by which a list shows how far back it goes. The lists of adoption have no such event often enough, and are
# of the twelve months before the day by Ofsted's instructions.
GOES_BACK_BY = {
    "list_1": "contact",
    "list_2": "started",
    "list_3": "referral",
    "list_4": "completed",
    "list_5": "strategy",
    "list_7": "ended",
}
ALWAYS_A_YEAR = ("list_10", "list_11")
# Lists in which something happens every month: one that stops earlier describes another day.
GOES_ON_TO_THE_DAY = ("list_1", "list_3", "list_4")

# The dates from which a limit runs.
FROM = (
    ("list_3", "referral"),
    ("list_4", "started"),
    ("list_5", "strategy"),
    ("list_11", "stage_1_started"),
    ("list_11", "approved"),
)

LIMITS_SCHEMA = ibis.schema(
    {
        "day": "date",
        "working_day_15": "date",
        "working_day_45": "date",
        "months_3": "date",
        "months_6": "date",
        "year_before": "date",
    }
)
DAYS_SCHEMA = ibis.schema(
    {
        "as_at": "date",
        "first_6m": "date",
        "first_12m": "date",
        "weeks_6": "date",
        "weeks_12": "date",
        "months_3": "date",
        "months_4": "date",
        "months_6": "date",
        "months_12": "date",
        "months_24": "date",
        "number": "int32",
    }
)


def days_table(days: Iterable[date]) -> pa.Table:
    """For each day of a workbook, the days that lie so many weeks and months before it."""
    rows = [
        {
            "as_at": day,
            "first_6m": first_day_of_year_ending(day, 6),
            "first_12m": first_day_of_year_ending(day, 12),
            "weeks_6": day - timedelta(weeks=6),
            "weeks_12": day - timedelta(weeks=12),
            "months_3": add_months(day, -3),
            "months_4": add_months(day, -MONTHS_TO_A_PLAN),
            "months_6": add_months(day, -6),
            "months_12": add_months(day, -12),
            "months_24": add_months(day, -24),
            "number": day.year * 10_000 + day.month * 100 + day.day,
        }
        for day in sorted(set(days))
    ]
    return pa.Table.from_pylist(rows, DAYS_SCHEMA.to_pyarrow())


def limits_table(tables: Mapping[str, pa.Table]) -> pa.Table:
    """For each date a limit runs from, the days it falls on."""
    found: set[date] = set()
    for name, field in FROM:
        found.update(pc.unique(tables[name][field]).drop_null().to_pylist())
    rows = [
        {
            "day": day,
            "working_day_15": after_working_days(day, WORKING_DAYS_TO_A_CONFERENCE),
            "working_day_45": after_working_days(day, WORKING_DAYS_OF_AN_ASSESSMENT),
            "months_3": add_months(day, MONTHS_TO_MATCH),
            "months_6": add_months(day, MONTHS_TO_APPROVE),
            "year_before": add_months(day, -12),
        }
        for day in sorted(found)
        if FIRST <= day <= LAST
    ]
    return pa.Table.from_pylist(rows, LIMITS_SCHEMA.to_pyarrow())


def first_reviews_due(tables: Mapping[str, pa.Table]) -> pa.Table:
    """For each day a child of list 8 came into care, the day by which the first review was due (reg 33)."""
    started = pc.unique(tables["list_8"]["started"]).drop_null().to_pylist()
    rows = [
        {"started": day, "first_due": after_working_days(day, WORKING_DAYS_TO_FIRST_REVIEW)}
        for day in sorted(started)
        if FIRST <= day <= LAST
    ]
    return pa.Table.from_pylist(rows, REVIEWS_SCHEMA.to_pyarrow())


REVIEWS_SCHEMA = ibis.schema({"started": "date", "first_due": "date"})


def given_table(tables: Mapping[str, pa.Table]) -> pa.Table:
    """One row for each list of each day: its columns, and whether it covers the six and the twelve months before."""
    lists: dict[tuple[date, str], list[str]] = {}
    for row in tables["given"].to_pylist():
        columns = lists.setdefault((row["as_at"], row["list"]), [])
        if row["there"]:
            columns.append(row["column"])
    rows = [
        {
            "as_at": day,
            "list": name,
            "columns": columns,
            "covers_6m": covers(tables[name], name, day, 6),
            "covers_12m": covers(tables[name], name, day, 12),
        }
        for (day, name), columns in sorted(lists.items())
    ]
    return pa.Table.from_pylist(rows, GIVEN_SCHEMA)


def covers(rows: pa.Table, name: str, day: date, months: int) -> bool:
    """Whether a list goes back the whole of the months before its day: something is listed in the first of them, and,
    where something happens every month, in the last.

    One date typed wrong cannot make a list look longer than it is, unless it falls in that very month.
    """
    if name in ALWAYS_A_YEAR:
        return True
    if name not in GOES_BACK_BY:
        return False
    first = first_day_of_year_ending(day, months)
    dates = rows.filter(pc.equal(rows["as_at"], pa.scalar(day)))[GOES_BACK_BY[name]]
    in_last = name not in GOES_ON_TO_THE_DAY or _any_between(dates, first_day_of_year_ending(day, 1), day)
    return in_last and _any_between(dates, first, add_months(first, 1) - timedelta(days=1))


def _any_between(dates: pa.ChunkedArray, first: date, last: date) -> bool:
    inside = pc.and_(pc.greater_equal(dates, pa.scalar(first)), pc.less_equal(dates, pa.scalar(last)))
    return bool(pc.any(inside).as_py())


SCHEMAS: dict[str, ibis.Schema] = {
    **{name: ibis.Schema.from_pyarrow(one.schema) for name, one in LISTS.items()},
    "annex_a_days": DAYS_SCHEMA,
    "limits": LIMITS_SCHEMA,
    "first_reviews_due": REVIEWS_SCHEMA,
}
