"""One planted mistake for every check."""

from tests.returns.checks.planted import (
    adoption,
    care_leavers,
    children,
    codes_and_values,
    episodes,
    files,
    health,
    leaving_and_status,
    missing,
    places,
    reasons,
    reviews,
    years,
)
from tests.returns.checks.planted.planting import EXAMPLES, Example

__all__ = [
    "EXAMPLES",
    "Example",
    "adoption",
    "care_leavers",
    "children",
    "codes_and_values",
    "episodes",
    "files",
    "health",
    "leaving_and_status",
    "missing",
    "places",
    "reasons",
    "reviews",
    "years",
]
