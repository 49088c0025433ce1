"""Which tests should notice a change of a file, the cheapest first."""

from __future__ import annotations

from fnmatch import fnmatch

BOTH_COUNTINGS = (
    "tests/generative/test_both_countings_agree.py"
    "::test_calculate_equals_the_reference_and_groups_sum_to_the_total"
)
CHILDREN_BEHIND = (
    "tests/generative/test_both_countings_agree.py"
    "::test_the_children_behind_a_figure_are_those_the_reference_counts"
)
OF_WORKBOOK = "tests/generative/test_annex_a_agrees.py"
ANNEX_A = (OF_WORKBOOK, "tests/golden/annex_a")
GOLDEN = "tests/golden/test_{}.py"


def _golden(*names: str) -> tuple[str, ...]:
    return (BOTH_COUNTINGS, *(GOLDEN.format(name) for name in names))


def _of_workbook(name: str) -> tuple[str, ...]:
    """Those worked by hand that are told by this name, then all."""
    return (f"tests/golden/annex_a/test_{name}.py", *ANNEX_A)


def _measures(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/measures/test_{name}.py" for name in names)


# The first pattern that a file fits.
NOTICED_BY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("history/annex_a/adoption.py", _of_workbook("adoption")),
    ("history/annex_a/front_door.py", _of_workbook("front_door")),
    ("history/annex_a/on_the_day.py", _of_workbook("on_the_day")),
    ("history/annex_a/given.py", ("tests/history/test_days_of_a_workbook.py", *ANNEX_A)),
    ("history/annex_a/*", ANNEX_A),
    ("history/nothing.py", ("tests/golden/annex_a/test_adoption.py",)),
    ("history/stages.py", ("tests/history/test_stages.py",)),
    ("history/engine.py", ("tests/history/test_stages.py", "tests/history/test_opened.py", BOTH_COUNTINGS)),
    ("history/opened.py", ("tests/history/test_opened.py", BOTH_COUNTINGS)),
    ("history/spine.py", ("tests/history/test_spine.py", BOTH_COUNTINGS)),
    ("history/adoption_decisions.py", _golden("adoption", "adopted")),
    (
        "history/care.py",
        (
            "tests/history/test_described.py",
            *_golden("placements", "stability", "distance", "groups", "periods_of_care"),
        ),
    ),
    ("history/care_leavers.py", _golden("care_leavers")),
    ("history/chains.py", _golden("periods_of_care", "merging", "placements")),
    ("history/children.py", ("tests/history/test_opened.py", *_golden("children", "groups"))),
    ("history/columns.py", ("tests/docs/test_reference_pages.py", "tests/history/test_opened.py")),
    ("history/given.py", ("tests/history/test_given.py", *_golden("reviews"))),
    ("history/flows.py", _golden("starts_and_ends", "leaving", "adopted", "missing")),
    ("history/health.py", _golden("health")),
    ("history/merge.py", _golden("merging", "periods_of_care")),
    ("history/permanence.py", _golden("adopted", "fostering", "leaving")),
    ("history/reviews.py", _golden("reviews")),
    ("history/*", _golden("looked_after", "stability", "health", "starts_and_ends")),
    ("measures/annex_a/adoption.py", _of_workbook("adoption")),
    ("measures/annex_a/front_door.py", _of_workbook("front_door")),
    ("measures/annex_a/*", _of_workbook("on_the_day")),
    ("measures/reference/annex_a*", ANNEX_A),
    (
        "measures/reference/placed_where.py",
        ("tests/generative/test_placed_where_agrees.py", *_measures("placed_where")),
    ),
    (
        "measures/reference/whereabouts.py",
        ("tests/generative/test_whereabouts_agree.py", *_measures("whereabouts")),
    ),
    ("measures/reference/adopted.py", _golden("adopted")),
    ("measures/reference/adoption.py", _golden("adoption")),
    (
        "measures/reference/care.py",
        _golden("merging", "periods_of_care", "placements", "looked_after", "stability"),
    ),
    ("measures/reference/care_leavers.py", _golden("care_leavers")),
    ("measures/reference/children.py", _golden("children")),
    ("measures/reference/flows.py", _golden("starts_and_ends", "leaving", "missing")),
    ("measures/reference/groups.py", _golden("groups", "children")),
    (
        "measures/reference/snapshots.py",
        _golden("looked_after", "placements", "fostering", "distance", "stability", "health"),
    ),
    ("measures/reference/homes.py", _golden("fostering", "placements", "distance")),
    ("measures/reference/leaving.py", _golden("leaving", "starts_and_ends")),
    ("measures/reference/reviews.py", _golden("reviews")),
    (
        "measures/reference/days.py",
        ("tests/vocabulary/test_months.py", *_golden("looked_after", "children", "starts_and_ends")),
    ),
    ("measures/reference/__init__.py", _golden("looked_after", "children", "stability", "starts_and_ends")),
    ("measures/reference/*", _golden("looked_after", "health", "stability", "starts_and_ends")),
    ("measures/definitions/adopted.py", _golden("adopted")),
    ("measures/definitions/adoption.py", _golden("adoption")),
    ("measures/definitions/care_leavers.py", _golden("care_leavers")),
    ("measures/definitions/children.py", _golden("children", "looked_after")),
    ("measures/definitions/coming_and_leaving.py", _golden("starts_and_ends", "leaving")),
    ("measures/definitions/health.py", _golden("health")),
    ("measures/definitions/missing.py", _golden("missing")),
    ("measures/definitions/placements.py", _golden("placements", "fostering")),
    ("measures/definitions/homes.py", _golden("fostering", "placements")),
    ("measures/definitions/location.py", _golden("distance")),
    ("measures/definitions/reviews.py", _golden("reviews")),
    ("measures/definitions/stability.py", _golden("stability")),
    ("measures/definitions/*", _golden("looked_after", "fostering", "children")),
    ("measures/behind.py", (CHILDREN_BEHIND, "tests/golden/annex_a", GOLDEN.format("groups"))),
    ("measures/rows.py", _golden("starts_and_ends", "missing", "reviews")),
    ("measures/calculate.py", ("tests/measures/test_calculate.py", BOTH_COUNTINGS, *_measures("crossed"))),
    ("measures/asked.py", _measures("calculate", "crossed")),
    ("measures/crossed.py", _measures("crossed", "calculate")),
    ("measures/areas.py", _measures("placed_where")),
    (
        "measures/placed_where.py",
        (*_measures("placed_where"), "tests/generative/test_placed_where_agrees.py"),
    ),
    ("measures/whereabouts.py", (*_measures("whereabouts"), "tests/generative/test_whereabouts_agree.py")),
    ("measures/comparison*.py", _measures("comparison_rows", "comparison")),
    ("measures/chance.py", _measures("chance", "change")),
    ("measures/change.py", _measures("change")),
    ("measures/said.py", _measures("said", "comparison_rows", "change", "targets", "comparison")),
    ("measures/amounts.py", _measures("comparison", "comparison_rows")),
    ("measures/language.py", ("tests/measures/test_calculate.py", BOTH_COUNTINGS)),
    ("measures/loaded.py", _measures("loaded")),
    ("measures/catalogue.py", _measures("catalogue")),
    ("measures/comparators.py", _measures("comparators")),
    ("measures/disclosure.py", (*_measures("disclosure", "publishing"), "tests/cli/test_published.py")),
    ("measures/earlier.py", _measures("earlier", "two_papers", "disclosure")),
    ("measures/examples.py", ("tests/golden/test_worked_examples.py",)),
    (
        "measures/hiding.py",
        (*_measures("publishing"), "tests/demo/test_small_numbers.py", *_measures("two_papers")),
    ),
    ("measures/holding.py", _measures("earlier", "two_papers")),
    ("measures/reckoned.py", _measures("earlier", "two_papers")),
    (
        "measures/linked.py",
        (*_measures("publishing"), "tests/demo/test_small_numbers.py", *_measures("two_papers")),
    ),
    (
        "measures/publishing.py",
        (
            *_measures("publishing", "crossed", "disclosure"),
            "tests/demo/test_small_numbers.py",
            *_measures("two_papers"),
        ),
    ),
    ("measures/reckoning.py", _measures("publishing", "two_papers")),
    ("measures/starts_and_ends.py", _measures("two_papers")),
    ("measures/recorded_comparison.py", _measures("recorded_comparison")),
    ("measures/disproportionality.py", _measures("disproportionality")),
    ("measures/intervals.py", _measures("intervals")),
    ("measures/monthly.py", _measures("monthly")),
    ("measures/outliers.py", _measures("outliers")),
    ("measures/process_behaviour.py", _measures("process_behaviour")),
    ("measures/recorded.py", _measures("recorded")),
    ("measures/targets.py", _measures("targets")),
    ("measures/*", _measures("calculate")),
)


def tests_for(file: str) -> tuple[str, ...]:
    """The tests of a file, in the order they are run."""
    return next(tests for pattern, tests in NOTICED_BY if fnmatch(file, pattern))
