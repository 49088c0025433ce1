"""The checks as declarations: every one says all it should, and only in words that others know."""

import re

import pytest

from sufficiency.returns.checks import CHECKS, RETURN_CHECKS, THEMES, measures_changed
from sufficiency.returns.checks.declaration import EACH, ERROR, SEVERITIES, Check, sentence
from sufficiency.returns.ssda903.declaration import TABLES

# The first measures (the item 6), by id.
FIRST_MEASURES = frozenset(
    [
        "cla_number",
        "cla_rate_10k",
        "cla_started",
        "started_16plus_pct",
        "cla_ceased",
        "ceased_adopted_pct",
        "ceased_sgo_pct",
        "ceased_returned_home_pct",
        "foster_number",
        "foster_pct",
        "inhouse_foster_pct",
        "ifa_pct",
        "friends_family_pct",
        "residential_number",
        "three_plus_placements_pct",
        "long_term_stability_pct",
        "over_20_miles_pct",
        "adoptions",
        "placement_orders",
        "a1_days_3yr",
        "a10_days_3yr",
        "a2_days_3yr",
        "cla_reviews_in_time_pct",
        "review_participation_pct",
        "health_assessment_pct",
        "dental_pct",
        "immunisations_pct",
        "sdq_pct",
        "substance_intervention_pct",
        "cl_in_touch_pct",
        "cl_eet_pct",
        "cl_suitable_accommodation_pct",
        "missing_episodes",
        "missing_children",
    ]
)


def test_every_code_is_used_once():
    declared = [check.code for checks in THEMES.values() for check in checks]

    assert len(declared) == len(set(declared)) == len(CHECKS)


def test_every_first_measure_is_protected_by_several_checks_of_which_one_finds_errors():
    for measure in FIRST_MEASURES:
        guards = [check for check in CHECKS.values() if measure in check.measures]
        assert len(guards) >= 5, measure
        assert any(check.severity == ERROR for check in guards), measure


def test_everything_is_every_first_measure():
    assert set(measures_changed.EVERYTHING) == FIRST_MEASURES


@pytest.mark.parametrize("check", RETURN_CHECKS, ids=lambda check: check.code)
def test_a_check_says_all_it_should(check: Check):
    assert re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", check.code)
    assert check.severity in SEVERITIES
    assert check.title and not check.title.endswith(".")
    assert check.why.endswith(".")
    assert check.says.endswith(".")
    assert check.table == EACH or check.table in TABLES
    if check.table in TABLES and check.field not in (None, EACH):
        TABLES[check.table].column(check.field)
    assert set(check.measures) <= FIRST_MEASURES
    assert len(set(check.measures)) == len(check.measures)
    assert check.measures or check.severity != ERROR


def test_a_sentence_is_written_with_its_values():
    assert sentence("It's {place}.") == "'It''s ' || shown(place) || '.'"
