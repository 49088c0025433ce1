"""Hand-worked case 6, and D10: who provides foster placements."""

from __future__ import annotations

import pytest

from tests.golden.rows import episodes

CASE_6 = {
    2017: {
        "episodes": episodes("""
            A 2016-05-01 S C2 U6 PR1
            B 2016-05-01 S C2 U3 PR1
            C 2016-05-01 S C2 U4 PR4
            D 2016-05-01 S C2 U6 PR5
            E 2016-05-01 S C2 U6 PR2
            F 2016-05-01 S C2 K2 PR4
            G 2016-05-01 S E1 A6 PR1
            H 2016-05-01 S C2 P1 PR0
        """)
    }
}


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "value", "children"),
    [
        ("foster_pct", 5, 8, 62.5, "A B C D E"),
        ("inhouse_foster_pct", 2, 5, 40.0, "A B"),
        ("ifa_pct", 2, 5, 40.0, "C D"),
        ("friends_family_pct", 1, 5, 20.0, "B"),
        ("residential_pct", 1, 8, 12.5, "F"),
    ],
)
def test_case_6_splits_foster_placements(counting, measure, numerator, denominator, value, children):
    figure = counting.figure(CASE_6, "2017-03-31", measure)
    assert (figure.numerator, figure.denominator, figure.value) == (numerator, denominator, value)
    assert counting.children(CASE_6, "2017-03-31", measure)[0] == children


def test_case_6_counts_foster_and_residential_children(counting):
    assert counting.figure(CASE_6, "2017-03-31", "foster_number").value == 5
    assert counting.figure(CASE_6, "2017-03-31", "residential_number").value == 1
    assert counting.groups(CASE_6, "2017-03-31", "foster_number", "provider_group") == {
        "own": 2,
        "private": 1,
        "voluntary": 1,
        "other-authority": 1,
    }


@pytest.mark.parametrize(
    ("measure", "children"),
    [
        ("inhouse_foster_number", "A B"),
        ("ifa_number", "C D"),
        ("friends_family_number", "B"),
        ("placed_for_adoption_number", "G"),
        ("placed_with_parents_number", "H"),
        ("secure_number", ""),
    ],
)
def test_case_6_counts_the_children_of_each_kind_of_home(counting, measure, children):
    assert counting.figure(CASE_6, "2017-03-31", measure).value == len(children.split())
    assert counting.children(CASE_6, "2017-03-31", measure)[0] == children


HOMES_AND_A_STAY = "Q1 Q2 U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 K1 K2 K3 H5 P1 P2 P3 S1 R1 R2 R3 R5 Z1 T1"


@pytest.mark.parametrize(
    ("measure", "places"),
    [
        ("inhouse_foster_number", "Q1 Q2 U1 U2 U3 U4 U5 U6"),
        ("friends_family_number", "U1 U2 U3"),
        ("foster_to_adopt_number", "U2 U5"),
        ("placed_for_adoption_number", "A3 A4 A5 A6"),
        ("residential_number", "K1 K2"),
        ("residential_pct", "K2 R1"),
        ("secure_number", "K1"),
        ("semi_independent_cla_number", "H5 K3 P2"),
        ("placed_with_parents_number", "P1"),
        ("residential_school_number", "S1"),
        ("yoi_number", "R5"),
    ],
)
def test_each_kind_of_home_has_its_codes_and_a_short_stay_elsewhere_does_not_change_it(
    counting, measure, places
):
    lines = [f"{place} 2016-05-01 S C2 {place} PR1" for place in HOMES_AND_A_STAY.split()]
    assert (
        counting.children({2017: {"episodes": episodes("\n".join(lines))}}, "2017-03-31", measure)[0]
        == places
    )
    away = [f"{line} 2017-03-30 X1\n{line[:2]} 2017-03-30 P C2 T1 PR4" for line in lines[:-1]]
    returns = {2017: {"episodes": episodes("\n".join(away))}}
    assert counting.children(returns, "2017-03-31", measure)[0] == places


def test_a_reduction_is_positive_where_fewer_children_are_in_homes_than_a_year_before(counting):
    rows = [f"c{n} 2015-05-01 S C2 K2 PR4 2016-12-01 E4A" for n in range(3)]
    rows += [f"d{n} 2015-05-01 S C2 K1 PR4" for n in range(4)] + ["e 2016-06-01 S C2 K2 PR1"]
    returns = {2016: {}, 2017: {"episodes": episodes("\n".join(rows))}}
    returns[2016]["episodes"] = [
        {**row, "dec": None, "rec": None} for row in returns[2017]["episodes"] if row["decom"].year == 2015
    ]
    figure = counting.figure(returns, "2017-03-31", "residential_reduction_pct")
    assert (figure.numerator, figure.denominator) == (7 - 5, 7)
    assert figure.value == pytest.approx(100 * 2 / 7)
    by_provider = counting.figures(returns, "2017-03-31", "residential_reduction_pct", "provider_group")
    assert (by_provider["own"].numerator, by_provider["own"].denominator, by_provider["own"].value) == (
        -1,
        0,
        None,
    )


def test_every_placement_code_has_its_type(counting):
    codes = {
        "foster": "U1 U2 U3 U4 U5 U6 Q1 Q2",
        "placed-for-adoption": "A3 A4 A5 A6",
        "childrens-home": "K1 K2",
        "supported": "K3 H5 P2",
        "with-parents": "P1",
        "residential-school": "S1",
        "other-residential": "R1 R2 R3 R5",
        "other": "P3 Z1 Z11 Z12 Z13 Z14 T0 T1 T2 T3 T4 ZZ -",
    }
    lines = [f"{place} 2016-05-01 S C2 {place} PR1" for places in codes.values() for place in places.split()]
    lines = [line.replace("- 2016", "blank 2016") for line in lines]
    returns = {2017: {"episodes": episodes("\n".join(lines))}}
    expected = {kind: len(places.split()) for kind, places in codes.items()}
    assert counting.groups(returns, "2017-03-31", "cla_number", "placement_type") == expected


def test_every_provider_and_legal_status_has_its_group(counting):
    providers = ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5", "PR9", "-")
    statuses = ("C1", "C2", "D1", "E1", "V2", "L1", "L2", "L3", "J1", "J2", "J3", "V1", "-")
    lines = [f"p{n} 2016-05-01 S C2 U6 {code}" for n, code in enumerate(providers)]
    lines += [f"s{n} 2016-05-01 S {code} U6 PR1" for n, code in enumerate(statuses)]
    returns = {2017: {"episodes": episodes("\n".join(lines))}}
    assert counting.groups(returns, "2017-03-31", "cla_number", "provider_group") == {
        "parents": 1,
        "own": 1 + len(statuses),
        "other-authority": 1,
        "other-public": 1,
        "private": 1,
        "voluntary": 1,
        "unknown": 2,
    }
    assert counting.groups(returns, "2017-03-31", "cla_number", "legal_status_group") == {
        "care-order": 2 + len(providers),
        "placement-order": 2,
        "section-20": 1,
        "protection": 3,
        "youth-justice": 3,
        "unknown": 2,
    }
