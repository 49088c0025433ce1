"""Everything that is public of a day is set against everything else of it, and no hidden count can be reckoned."""

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sufficiency.measures import BREAKDOWNS, MEASURES
from sufficiency.measures.disclosure import is_small
from sufficiency.measures.hiding import hidden_among
from sufficiency.measures.linked import TOGETHER, conditions, counts_told, links, name_of
from sufficiency.measures.publishing import NotInPublic, Plan, check_can_be_published, in_order
from tests.measures.attacker import Attacker

DAY = date(2025, 3, 31)
# A small authority of few measures that share children in every way the definitions know.
ASKED = (
    "cla_number",
    "cla_male_pct",
    "cla_uasc",
    "foster_number",
    "foster_pct",
    "inhouse_foster_pct",
    "ifa_number",
    "residential_number",
)
SINGLE = [(by, group) for by in ("sex", "uasc", "placement_type") for group in BREAKDOWNS[by].groups]


def figures_of(children):
    """The true figures of children as (sex, uasc, place, provider), by the definitions' own conditions."""
    told = {}
    for measure in (MEASURES[one] for one in ASKED):
        for by, group in [("", ""), *SINGLE, *PAIRS]:
            if not set(by.split(":")) - {""} <= set(measure.breakdowns):
                continue
            where = dict(zip(by.split(":"), group.split(":"), strict=True)) if by else {}
            those = [
                one for one in children if all(getattr(one, key) == value for key, value in where.items())
            ]
            under = [one for one in those if _meets(measure.of, one)]
            over = [one for one in under if _meets(measure.those, one)] if measure.those is not None else None
            told[measure.id, by, group] = (
                (float(len(under)), None) if over is None else (float(len(over)), float(len(under)))
            )
    return told


PAIRS = [
    ("sex:uasc", f"{one}:{two}") for one, two in product(BREAKDOWNS["sex"].groups, BREAKDOWNS["uasc"].groups)
]


def _meets(deferred, child):
    meets = {
        "(_.placement_type == 'foster')": child.placement_type == "foster",
        "(_.placement_type == 'childrens-home')": child.placement_type == "childrens-home",
        "(_.uasc == 'uasc')": child.uasc == "uasc",
        "(_.sex == 'male')": child.sex == "male",
        "(_.provider == 'PR1')": child.provider == "PR1",
        "_.provider.isin(['PR4', 'PR5'])": child.provider in ("PR4", "PR5"),
    }
    return all(meets[one] for one in conditions(deferred))


CHILD = st.tuples(
    st.sampled_from(["female", "male"]),
    st.sampled_from(["uasc", "not-uasc"]),
    st.sampled_from(["foster", "childrens-home", "supported", "residential-school"]),
    st.sampled_from(["PR1", "PR3", "PR4"]),
)


def children_of(cells):
    return [
        SimpleNamespace(sex=sex, uasc=uasc, placement_type=place, provider=provider)
        for (sex, uasc, place, provider), number in cells
        for _ in range(number)
    ]


AUTHORITIES = st.lists(
    st.tuples(CHILD, st.sampled_from([1, 1, 2, 3, 5, 6, 8, 12, 30])), min_size=1, max_size=12
).map(children_of)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(AUTHORITIES)
def test_no_hidden_count_follows_from_all_measures_breakdowns_and_two_way_tables_together(children):
    told = figures_of(children)
    plan = Plan({DAY: told}, ("sex:uasc",))
    shown = {figure: pair for figure, pair in told.items() if not plan.hides(DAY, figure)}
    attacker = Attacker(told, shown)
    assert attacker.holds(), "the attacker's equations are true"
    without = {figure: pair for figure, pair in shown.items() if ":" not in figure[1]}
    singly = Attacker(
        told, without
    ).given_away()  # what single breakdowns tell of a two-way table that is not there
    assert not any(":" not in figure[0][1] for figure in singly if figure[0] in told)
    assert attacker.given_away() <= singly, Counter(tuple(vars(one).values()) for one in children)


# The boys are all unaccompanied, so single breakdowns tell that one unaccompanied girl is in a home: the two-way table
# does not say it as well.
TOLD_BY_SINGLE_BREAKDOWNS = children_of(
    [
        (("female", "not-uasc", "childrens-home", "PR4"), 33),
        (("female", "not-uasc", "residential-school", "PR3"), 8),
        (("female", "uasc", "childrens-home", "PR4"), 1),
        (("female", "uasc", "residential-school", "PR4"), 30),
        (("female", "uasc", "foster", "PR4"), 6),
        (("male", "uasc", "childrens-home", "PR3"), 8),
        (("male", "uasc", "foster", "PR4"), 12),
    ]
)


def test_one_and_one_beside_homes_whose_totals_are_given_are_hidden_with_one_of_nobody_and_not_with_everything():
    """Of 62 children 60 are known to be in foster and children's homes, so the two others are one each, unless a kind of
    home without anybody is hidden with them."""
    homes = {"foster": 30, "childrens-home": 30, "residential-school": 1, "other-residential": 1}
    numbers = {group: (float(homes.get(group, 0)), None) for group in BREAKDOWNS["placement_type"].groups}
    totals = {("cla_number", "", ""): (62.0, None), ("foster_number", "", ""): (30.0, None), ("residential_number", "", ""): (30.0, None)}  # fmt: skip
    told = {
        **totals,
        **{("cla_number", "placement_type", group): pair for group, pair in numbers.items()},
        **{("cla_number", "sex", sex): (31.0, None) for sex in ("female", "male")},
    }
    linked = links(tuple(measure for measure, *_ in totals), ("placement_type", "sex"))
    found = hidden_among(linked, told, set(), set(totals))
    hidden = {group for _measure, by, group in found if by == "placement_type"}
    assert {"residential-school", "other-residential"} < hidden
    assert len([group for group in hidden if not numbers[group][0]]) == 1
    assert not any(by == "sex" for _measure, by, _group in found), "by sex nobody is small"


@settings(max_examples=40, deadline=None)
@given(AUTHORITIES)
@example(TOLD_BY_SINGLE_BREAKDOWNS)
def test_no_shown_figure_tells_a_small_count_itself(children):
    told = figures_of(children)
    plan = Plan({DAY: told}, ("sex:uasc",))
    for figure, (top, bottom) in told.items():
        if not plan.hides(DAY, figure):
            assert not is_small(top) and not is_small(bottom), figure
            assert bottom is None or not is_small(bottom - top), figure


@settings(max_examples=40, deadline=None)
@given(AUTHORITIES, st.sampled_from([("uasc",), ("not-uasc",)]))
def test_a_figure_of_some_groups_only_is_a_sum_of_shown_figures(children, groups):
    told = figures_of(children)
    plan = Plan({DAY: told}, ("sex:uasc",))
    only = {"uasc": groups}
    for group in BREAKDOWNS["sex"].groups:
        if not plan.hides(DAY, ("cla_number", "sex", group), only):
            parts = [("cla_number", "sex:uasc", f"{group}:{one}") for one in groups]
            assert not any(plan.hides(DAY, part) for part in parts)


def test_a_filter_cannot_be_set_against_the_whole():
    children = children_of([(("male", "not-uasc", "foster", "PR1"), 40), (("male", "uasc", "foster", "PR1"), 2),
                            (("female", "not-uasc", "foster", "PR1"), 30)])  # fmt: skip
    plan = Plan({DAY: figures_of(children)}, ("sex:uasc",))
    assert not plan.hides(DAY, ("cla_number", "", ""))
    assert plan.hides(DAY, ("cla_number", "", ""), {"uasc": ("not-uasc",)}), "72 less 70 would tell"
    assert plan.hides(DAY, ("cla_number", "sex", "male"), {"uasc": ("not-uasc",)})


def test_a_two_way_table_hides_the_same_whichever_breakdown_comes_first():
    children = children_of([(("male", "not-uasc", "foster", "PR1"), 40), (("male", "uasc", "foster", "PR1"), 2),
                            (("female", "not-uasc", "foster", "PR1"), 30), (("female", "uasc", "supported", "PR1"), 9)])  # fmt: skip
    plan = Plan({DAY: figures_of(children)}, ("sex:uasc",))
    assert in_order("uasc:sex") == "sex:uasc"
    for one, two in product(BREAKDOWNS["sex"].groups, BREAKDOWNS["uasc"].groups):
        here = plan.hides(DAY, ("cla_number", "sex:uasc", f"{one}:{two}"))
        assert here == plan.hides(DAY, ("cla_number", "uasc:sex", f"{two}:{one}"))


def test_the_rest_between_two_measures_is_hidden_too():
    told = {("foster_number", "", ""): (50.0, None), ("inhouse_foster_pct", "", ""): (30.0, 50.0),
            ("ifa_number", "", ""): (17.0, None), ("cla_number", "", ""): (90.0, None)}  # fmt: skip
    hidden = {figure for figure in told if Plan({DAY: told}).hides(DAY, figure)}
    assert hidden == {("ifa_number", "", "")}, "50 less 30 less 17 are three children with another provider"


def test_an_average_over_three_years_is_hidden_where_one_year_had_few():
    years = [date(2023, 3, 31), date(2024, 3, 31), DAY]

    def hides(*adopted):
        told = {day: {("adoptions", "", ""): (float(n), None)} for day, n in zip(years, adopted, strict=True)}
        told[DAY]["a10_days_3yr", "", ""] = (9000.0, float(sum(adopted)))
        return Plan(told).hides(DAY, ("a10_days_3yr", "", ""))

    assert hides(8, 9, 3) and hides(3, 9, 8) and not hides(8, 9, 7) and not hides(0, 9, 7)


def test_a_change_is_hidden_where_the_number_of_then_is():
    then = date(2024, 3, 31)
    told = {
        then: {("residential_number", "", ""): (4.0, None)},
        DAY: {
            ("residential_number", "", ""): (40.0, None),
            ("residential_reduction_pct", "", ""): (-36.0, 4.0),
        },
    }
    assert Plan(told).hides(DAY, ("residential_reduction_pct", "", ""))
    told[then] = {("residential_number", "", ""): (30.0, None)}
    told[DAY]["residential_reduction_pct", "", ""] = (-10.0, 30.0)
    assert not Plan(told).hides(DAY, ("residential_reduction_pct", "", ""))


def test_starts_are_not_reckoned_from_those_in_care_now_and_a_year_before():
    def day(now, then, started, ceased):
        return {
            ("cla_number", "", ""): (float(now), None),
            ("cla_number_change_pct", "", ""): (float(now - then), float(then)),
            ("cla_started_events", "", ""): (float(started), None),
            ("cla_ceased_events", "", ""): (float(ceased), None),
        }

    plan = Plan({DAY: day(100, 104, 3, 7)})
    assert plan.hides(DAY, ("cla_started_events", "", "")) and plan.hides(DAY, ("cla_ceased_events", "", ""))
    plan = Plan({DAY: day(100, 104, 20, 24)})
    assert not plan.hides(DAY, ("cla_started_events", "", ""))


@pytest.mark.parametrize(
    ("breakdowns", "only"),
    [
        (["age_band:sex"], {"uasc": ("uasc",)}),
        (["age_band"], {"uasc": ("uasc",), "sex": ("male",)}),
        ([], {"uasc": ("uasc",), "sex": ("male",), "age_band": ("0",)}),
    ],
)
def test_three_groups_at_once_are_refused_in_public(breakdowns, only):
    with pytest.raises(NotInPublic, match="leave too few children"):
        check_can_be_published(breakdowns, only)


def test_counts_are_one_where_the_definitions_say_the_same():
    told = links(tuple(MEASURES), ("sex", "placement_type")).names
    foster = name_of(MEASURES["foster_number"].counted, ["(_.placement_type == 'foster')"])
    assert foster in told
    assert name_of(MEASURES["foster_number"].counted, conditions(MEASURES["foster_pct"].those)) == foster
    assert name_of(foster[0], ["(_.place == 'P1')"]) == name_of(
        foster[0], ["(_.placement_type == 'with-parents')"]
    )


def test_expressions_are_taken_apart_into_their_conditions():
    deferred = (MEASURES["foster_number"].of & MEASURES["inhouse_foster_pct"].those) & MEASURES["cla_uasc"].of
    assert conditions(deferred) == {
        "(_.placement_type == 'foster')",
        "(_.provider == 'PR1')",
        "(_.uasc == 'uasc')",
    }
    assert conditions(None) == frozenset() and Fraction(1) == 1


@pytest.mark.parametrize("condition", TOGETHER)
def test_a_condition_of_several_groups_adds_up_from_them(condition):
    """Of what is counted by a condition such as a private or a voluntary provider, each group of it is a part."""
    breakdown, groups = TOGETHER[condition]
    linked = links(tuple(MEASURES), (breakdown,))
    names = {place: name for name, place in linked.names.items()}
    found = 0
    for (whole, *parts), signs in linked.equations:
        name = names[whole]
        if name[0] in ("rest", "then") or condition not in name[1] or len(parts) != len(groups):
            continue
        asked = {frozenset({*(name[1] - {condition}), f"(_.{breakdown} == '{group}')"}) for group in groups}
        found += {names[part][1] for part in parts} == asked and signs == (-1, *[1] * len(groups))
    assert found


@pytest.mark.parametrize("kind", ["started", "ceased"])
def test_those_to_whom_it_happened_again_are_the_rest_of_all_that_happened(kind):
    """Children who started, each once, are among all starts of the year: the rest is of those who started again."""
    linked = links((f"cla_{kind}", f"cla_{kind}_events"), ())
    (each,) = counts_told(MEASURES[f"cla_{kind}"]).values()
    (all_of_them,) = counts_told(MEASURES[f"cla_{kind}_events"]).values()
    rests = {(name[1], name[2]) for name in linked.names if name[0] == "rest"}
    assert (all_of_them, frozenset([each])) in rests and (each, frozenset([all_of_them])) not in rests
