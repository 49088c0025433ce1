"""Hand-worked case 11, and D14: care leavers aged 19 to 21."""

from __future__ import annotations

import pytest

from tests.golden.rows import header, oc3

CASE_11 = {
    2017: {
        "oc3": oc3("""
            A 1997-05-01 YES  F2 U1
            B 1997-05-01 YES  G5 X2
            C 1997-05-01 NO   0  0
            D 1997-05-01 DIED 0  0
            E 1997-05-01 RHOM 0  0
            F 1997-05-01 YES  F4 G1
            G 1997-05-01 REFU 0  0
        """),
        "header": header("""
            A 1997-05-01 F WBRI
            B 1997-05-01 M BAFR
        """),
    }
}


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "children"),
    [
        ("cl_in_touch_pct", 3, 5, "A B F"),
        ("cl_eet_pct", 2, 5, "A F"),
        ("cl_suitable_accommodation_pct", 1, 4, "A"),
        ("cl_neet_pct", 1, 5, "B"),
        ("cl_higher_education_pct", 0, 5, ""),
    ],
)
def test_case_11_leaves_out_those_who_died_or_went_home(counting, measure, numerator, denominator, children):
    figure = counting.figure(CASE_11, "2017-03-31", measure)
    assert (figure.numerator, figure.denominator) == (numerator, denominator)
    assert figure.value == pytest.approx(100 * numerator / denominator)
    assert figure.period_start is None
    assert counting.children(CASE_11, "2017-03-31", measure)[0] == children


def test_case_11_by_sex_counts_those_with_no_header_as_not_known(counting):
    figures = counting.figures(CASE_11, "2017-03-31", "cl_in_touch_pct", "sex")
    assert {group: (figure.numerator, figure.denominator) for group, figure in figures.items()} == {
        "female": (1, 1),
        "male": (1, 1),
        "unknown": (1, 3),
    }


def test_care_leaver_measures_have_rows_on_31_march_only_and_for_their_own_year(counting):
    assert counting.figures(CASE_11, "2017-03-30", "cl_eet_pct") == {}
    assert counting.shares(CASE_11, "2018-03-31", "cl_eet_pct") == (0, 0)


def test_only_those_aged_19_to_21_on_31_march_are_counted(counting):
    returns = {
        2017: {
            "oc3": oc3("""
                A 1998-04-01 YES F2 U1
                B 1998-03-31 YES F2 U1
                C 1995-04-01 YES F2 U1
                D 1995-03-31 YES F2 U1
                E -          YES F2 U1
            """)
        }
    }
    assert counting.children(returns, "2017-03-31", "cl_in_touch_pct")[1] == "B C"


def test_the_age_is_of_the_birth_in_the_header_where_there_is_one(counting):
    returns = {
        2017: {
            "header": header("""
                A 1997-01-01
                B 2005-01-01
                C -
            """),
            "oc3": oc3("""
                A 2005-01-01 YES F2 U1
                B 1997-01-01 YES F2 U1
                C 1997-01-01 YES F2 U1
            """),
        }
    }
    assert counting.children(returns, "2017-03-31", "cl_in_touch_pct")[1] == "A C"


def test_education_employment_and_training_are_the_f_and_p_codes(counting):
    codes = ["F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5", "G4", "G5", "G6", "0", "-"]
    lines = "\n".join(f"{code} 1997-05-01 YES {code} U1" for code in codes)
    returns = {2017: {"oc3": oc3(lines.replace("- 1997", "blank 1997"))}}
    assert counting.shares(returns, "2017-03-31", "cl_eet_pct") == (10, 15)


def test_suitable_homes_are_of_those_with_a_known_home_in_the_country(counting):
    codes = ["B1", "U1", "V1", "B2", "X2", "S2", "0", "-", "G1", "G2", "H1", "H2", "R1", "R2"]
    lines = "\n".join(f"{code} 1997-05-01 YES F1 {code}" for code in codes)
    returns = {2017: {"oc3": oc3(lines.replace("- 1997", "blank 1997"))}}
    assert counting.shares(returns, "2017-03-31", "cl_suitable_accommodation_pct") == (3, 8)
    assert counting.shares(returns, "2017-03-31", "cl_in_touch_pct") == (14, 14)


def test_the_last_oc3_row_of_a_young_person_in_a_return_holds(counting):
    returns = {
        2017: {
            "oc3": oc3("""
                A 1997-05-01 YES F2 U1
                A 1997-05-01 NREQ 0 0
            """)
        }
    }
    assert counting.shares(returns, "2017-03-31", "cl_in_touch_pct") == (0, 1)


def test_case_11_every_activity_is_a_share_of_the_cohort(counting):
    found = counting.figures(CASE_11, "2017-03-31", "cl_activity_breakdown", "activity")
    assert {group: (one.numerator, one.denominator) for group, one in found.items() if one.numerator} == {
        "other-education": (1, 5),
        "apprenticeship": (1, 5),
        "other-not-in-eet": (1, 5),
        "unknown": (2, 5),
    }
    assert sum(one.value for one in found.values()) == pytest.approx(100)


def test_every_activity_code_has_its_group(counting):
    codes = "F1 P1 F2 P2 F4 P4 F3 P3 F5 P5 G4 G5 G6 0 XX -"
    lines = [f"c{n} 1997-05-01 YES {code} U1" for n, code in enumerate(codes.split())]
    returns = {2017: {"oc3": oc3("\n".join(lines))}}
    assert counting.groups(returns, "2017-03-31", "cl_activity_breakdown", "activity") == {
        "higher-education": 2,
        "other-education": 2,
        "apprenticeship": 2,
        "training-or-employment": 4,
        "illness-or-disability": 1,
        "other-not-in-eet": 1,
        "pregnancy-or-parenting": 1,
        "unknown": 3,
    }
    assert counting.shares(returns, "2017-03-31", "cl_higher_education_pct") == (2, 16)
    assert counting.shares(returns, "2017-03-31", "cl_neet_pct") == (3, 16)


HOMES = {
    2017: {
        "oc3": oc3("""
            A 2000-03-31 YES F2 Z1
            B 1999-03-31 YES F2 Z2
            C 1998-03-31 YES F2 Z1
            D 1996-03-31 YES F2 D1
            E 1995-04-01 NO  0  D2
            F 1995-03-31 YES F2 Z1
            G 1998-03-31 DIED 0 Z1
            H 1997-03-31 YES F2 -
            I -          YES F2 Z1
        """)
    }
}


@pytest.mark.parametrize(
    ("measure", "children", "of"),
    [
        ("staying_put_pct", "C", "C D E H"),
        ("staying_put_17_18_pct", "A B", "A B"),
        ("staying_put_number", "B C F", "B C F"),
        ("cl_semi_independent", "D E", "C D E H"),
        ("oc3_care_leavers_number", "A B C D E F H I", "A B C D E F H I"),
    ],
)
def test_homes_of_care_leavers_are_counted_by_age(counting, measure, children, of):
    assert counting.children(HOMES, "2017-03-31", measure) == (children, of)
    assert counting.figures(HOMES, "2017-03-30", measure) == {}
