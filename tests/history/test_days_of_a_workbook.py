"""The days that go with those of a workbook: before its own day, and after a date that a limit runs from."""

from datetime import date

import pyarrow as pa

from sufficiency.history.annex_a.given import days_table, first_reviews_due, limits_table
from tests.annex_a import tables


def test_a_workbook_s_day_comes_with_the_days_so_long_before_it():
    (row,) = days_table([date(2025, 3, 31), date(2025, 3, 31)]).to_pylist()
    assert row == {
        "as_at": date(2025, 3, 31),
        "first_6m": date(2024, 10, 1),
        "first_12m": date(2024, 4, 1),
        "weeks_6": date(2025, 2, 17),
        "weeks_12": date(2025, 1, 6),
        "months_3": date(2024, 12, 31),
        "months_4": date(2024, 11, 30),
        "months_6": date(2024, 9, 30),
        "months_12": date(2024, 3, 31),
        "months_24": date(2023, 3, 31),
        "number": 20250331,
    }


def test_a_limit_runs_from_a_day_in_working_days_and_months():
    limits = limits_table(tables({"list_4": [{"child": "A", "started": date(2024, 12, 2)}]}))
    assert limits.to_pylist() == [
        {
            "day": date(2024, 12, 2),
            "working_day_15": date(2024, 12, 23),
            "working_day_45": date(2025, 2, 6),
            "months_3": date(2025, 3, 2),
            "months_6": date(2025, 6, 2),
            "year_before": date(2023, 12, 2),
        }
    ]


def test_a_year_nobody_can_have_meant_has_no_limits():
    days = [date(1949, 12, 31), date(1950, 1, 1), date(2150, 12, 31), date(2151, 1, 1)]
    for found in (
        limits_table(tables({"list_4": [{"child": "A", "started": one} for one in days]}))["day"],
        first_reviews_due(tables({"list_8": [{"child": "A", "started": one} for one in days]}))["started"],
    ):
        assert found.to_pylist() == days[1:3]
    assert first_reviews_due({"list_8": pa.table({"started": pa.array([None], pa.date32())})}).num_rows == 0
