"""Findings: what is wrong with a return, why it matters, and which figures it can change.

Each module holds the checks of one noun as declarations (`Check`); `check` runs them all in one go.
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from sufficiency.returns.checks import (
    adoption,
    ages_in_care,
    asylum,
    care_leavers,
    chains,
    children,
    codes,
    episodes,
    files,
    health,
    leaving,
    legal_status,
    missing,
    places,
    postcodes,
    reasons,
    repeated,
    reviews,
    short_breaks,
    temporary_stays,
    unreadable,
    workers_and_orders,
    yearly_returns,
)
from sufficiency.returns.checks.annex_a import LIST_THEMES
from sufficiency.returns.checks.declaration import SEVERITIES, Check
from sufficiency.returns.checks.inspection import FINDINGS, inspect

__all__ = ["CHECKS", "FINDINGS", "SEVERITIES", "THEMES", "Check", "check"]

# The checks of the yearly return by what they look at, in the order in which an analyst would read them.
RETURN_THEMES: dict[str, tuple[Check, ...]] = {
    "Files and years": files.CHECKS,
    "Values that cannot be read": unreadable.CHECKS,
    "Codes": codes.CHECKS,
    "Children": (*children.CHECKS, *ages_in_care.CHECKS),
    "One row per child": repeated.CHECKS,
    "Unaccompanied asylum-seeking children": asylum.CHECKS,
    "Episodes": episodes.CHECKS,
    "Chains of episodes": chains.CHECKS,
    "Returns of several years": yearly_returns.CHECKS,
    "Reason for a new episode": reasons.CHECKS,
    "Reason for leaving": leaving.CHECKS,
    "Legal status": legal_status.CHECKS,
    "Placements and providers": places.CHECKS,
    "Temporary stays": temporary_stays.CHECKS,
    "Short breaks": short_breaks.CHECKS,
    "Postcodes and distance": postcodes.CHECKS,
    "Adoption": adoption.CHECKS,
    "Reviews": reviews.CHECKS,
    "Health": health.CHECKS,
    "Care leavers": care_leavers.CHECKS,
    "Missing": missing.CHECKS,
    "Social workers and deprivation of liberty": workers_and_orders.CHECKS,
}
RETURN_CHECKS: tuple[Check, ...] = tuple(check for theme in RETURN_THEMES.values() for check in theme)

# Those of Annex A's workbooks are beside them wherever checks are listed; `annex_a.check_lists` runs them.
THEMES = RETURN_THEMES | LIST_THEMES
CHECKS: dict[str, Check] = {check.code: check for theme in THEMES.values() for check in theme}


def check(tables: Mapping[str, pa.Table], postcode_directory: Path | None = None) -> pa.Table:
    """Every finding on the typed tables of the yearly return of all years together, worst first (columns as in `FINDINGS`).

    `tables` are by name, with `unreadable`; one that is absent counts as empty. Sorted by severity (errors, warnings,
    notes), code, year and row. `postcode_directory` is a Parquet file with a column `postcode`; the shipped directory
    if none is given.
    """
    return inspect(tables, RETURN_CHECKS, postcode_directory)
