"""Findings on the workbooks of Annex A, in the same form as those on the yearly return."""

from collections.abc import Mapping

import pyarrow as pa

from sufficiency.returns.checks.annex_a import front_door, leaving_and_adoption, on_the_day, people, workbooks
from sufficiency.returns.checks.annex_a.inspection import inspect_lists
from sufficiency.returns.checks.declaration import Check

__all__ = ["LIST_CHECKS", "LIST_THEMES", "check_lists"]

LIST_THEMES: dict[str, tuple[Check, ...]] = {
    "Annex A: workbooks": workbooks.CHECKS,
    "Annex A: people": people.CHECKS,
    "Annex A: front door": front_door.CHECKS,
    "Annex A: in need, on plans, looked after": on_the_day.CHECKS,
    "Annex A: care leavers and adoption": leaving_and_adoption.CHECKS,
}
LIST_CHECKS: dict[str, Check] = {check.code: check for theme in LIST_THEMES.values() for check in theme}


def check_lists(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Every finding on the typed lists of all days together, as `returns.annex_a.read` gives them."""
    return inspect_lists(tables, tuple(LIST_CHECKS.values()))
