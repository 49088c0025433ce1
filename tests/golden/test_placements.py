"""Hand-worked case 3, and D3, D4, D7: placements and how many a child had in a year."""

from __future__ import annotations

from tests.golden.rows import episodes

CASE_3 = {
    2017: {
        "episodes": episodes("""
            A 2015-06-01 S C2 U6 PR1 2016-07-01 X1 CR11AA
            A 2016-07-01 P C2 U6 PR1 2016-10-01 X1 CR22AA
            A 2016-10-01 P C2 U6 PR1 -          -  CR33AA
            B 2015-06-01 S C2 U6 PR1 2016-07-01 X1 CR11AA
            B 2016-07-01 P C2 T1 PR3 2016-07-20 X1
            B 2016-07-20 P C2 U6 PR1 2016-12-01 X1 CR11AA
            B 2016-12-01 P C2 U6 PR1 -          -  CR22AA
            C 2015-06-01 S C1 U6 PR1 2016-05-01 X1
            C 2016-05-01 L C2 U6 PR1 2016-09-01 X1
            C 2016-09-01 L E1 U6 PR1 2017-01-10 X1
            C 2017-01-10 T E1 A5 PR1
            D 2016-04-10 S V2 U6 PR1 2016-05-01 X1 CR11AA
            D 2016-05-01 P V2 K2 PR4 2016-06-01 X1
            D 2016-06-01 P V2 U6 PR1 -          -  CR11AA
            E 2016-04-10 S V2 U6 PR1 2016-05-01 X1 CR11AA
            E 2016-05-01 P V2 U6 PR1 2016-06-01 X1 CR22AA
            E 2016-06-01 P V2 K2 PR1 2017-02-01 E4A
        """)
    }
}


def placements_in_the_year(counting, lines: str, as_at: str = "2017-03-31") -> tuple[bool, bool]:
    """Whether child A has three or more placements, and (with one more added before) two or more.

    The measure tells only three or more, so the second answer adds a placement of a period of care that
    ended within the year.
    """
    alone = {2017: {"episodes": episodes(lines)}}
    with_another = {2017: {"episodes": episodes(lines) + episodes("A 2010-01-01 S V2 U6 PR1 2016-05-30 E4A")}}
    three = counting.shares(alone, as_at, "three_plus_placements_pct")
    two = counting.shares(with_another, as_at, "three_plus_placements_pct")
    assert three[1] == two[1] == 1
    return three[0] == 1, two[0] == 1


def test_case_3_counts_children_with_three_or_more_placements(counting):
    figure = counting.figure(CASE_3, "2017-03-31", "three_plus_placements_pct")
    assert (figure.numerator, figure.denominator, figure.value) == (2, 4, 50.0)
    assert counting.children(CASE_3, "2017-03-31", "three_plus_placements_pct") == ("A D", "A B C D")


def test_a_placement_that_ended_on_the_first_day_of_the_year_is_not_in_it(counting):
    lines = """
        A 2015-06-01 S C2 U6 PR1 {first} X1
        A {first} P C2 U6 PR1 2016-10-01 X1
        A 2016-10-01 P C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines.format(first="2016-04-01"))[0] is False
    assert placements_in_the_year(counting, lines.format(first="2016-04-02"))[0] is True


def test_a_placement_begun_after_the_day_is_not_counted(counting):
    lines = """
        A 2015-06-01 S C2 U6 PR1 2016-10-01 X1
        A 2016-10-01 P C2 U6 PR1 {last} X1
        A {last} P C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines.format(last="2017-03-31"))[0] is True
    assert placements_in_the_year(counting, lines.format(last="2017-04-01"))[0] is False


def test_placements_of_every_period_of_care_in_the_year_count(counting):
    lines = """
        A 2015-06-01 S C2 U6 PR1 2016-10-01 E4A
        A 2016-11-01 S C2 U6 PR1 2016-12-01 X1
        A 2016-12-01 P C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines) == (True, True)


def test_the_year_ending_on_29_february_begins_on_1_march(counting):
    lines = """
        A 2014-06-01 S C2 U6 PR1 {first} X1
        A {first} P C2 U6 PR1 2015-10-01 X1
        A 2015-10-01 P C2 U6 PR1
    """
    returns = {2016: {"episodes": episodes(lines.format(first="2015-03-01"))}}
    assert counting.shares(returns, "2016-02-29", "three_plus_placements_pct") == (0, 1)
    returns = {2016: {"episodes": episodes(lines.format(first="2015-03-02"))}}
    assert counting.shares(returns, "2016-02-29", "three_plus_placements_pct") == (1, 1)


def test_s_p_and_b_begin_a_placement_and_so_does_a_code_nobody_knows(counting):
    for begins in ("S", "P", "B", "-", "Q"):
        lines = f"""
            A 2016-06-01 S C2 U6 PR1 2016-07-01 X1
            A 2016-07-01 {begins} C2 U6 PR1 2016-08-01 X1
            A 2016-08-01 {begins} C2 U6 PR1
        """
        assert placements_in_the_year(counting, lines)[0] is True, begins


def test_l_t_and_u_continue_the_placement_even_where_the_place_changes(counting):
    for continues in ("L", "T", "U"):
        lines = f"""
            A 2016-06-01 S C2 U6 PR1 2016-07-01 X1
            A 2016-07-01 {continues} C2 U4 PR1 2016-08-01 X1
            A 2016-08-01 P C2 K2 PR1
        """
        assert placements_in_the_year(counting, lines) == (False, True), continues


def test_return_after_a_temporary_move_to_the_same_place_continues_whatever_the_reason(counting):
    lines = """
        A 2016-06-01 S C2 U6 PR1 2016-07-01 X1 CR11AA
        A 2016-07-01 P C2 T2 PR1 2016-07-10 X1 CR99AA
        A 2016-07-10 P C2 T4 PR1 2016-07-12 X1 CR88AA
        A 2016-07-12 B C2 U6 PR1 2016-08-01 X1 CR11AA
        A 2016-08-01 P C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines) == (False, True)


def test_return_to_the_same_place_code_at_another_postcode_is_a_new_placement(counting):
    lines = """
        A 2016-06-01 S C2 U6 PR1 2016-07-01 X1 CR11AA
        A 2016-07-01 P C2 T2 PR1 2016-07-10 X1
        A 2016-07-10 P C2 U6 PR1 2016-08-01 X1 CR22AA
        A 2016-08-01 P C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines)[0] is True


def test_spaces_and_case_of_the_postcode_returned_to_do_not_matter(counting):
    rows = episodes("""
        A 2016-06-01 S C2 U6 PR1 2016-07-01 X1 CR11AA
        A 2016-07-01 P C2 T2 PR1 2016-07-10 X1
        A 2016-07-10 P C2 U6 PR1 2016-08-01 X1 CR11AA
        A 2016-08-01 P C2 K2 PR1
    """)
    rows[2]["pl_post"] = "cr1  1aa"
    assert counting.shares({2017: {"episodes": rows}}, "2017-03-31", "three_plus_placements_pct") == (0, 1)


def test_return_to_the_same_place_code_with_a_postcode_not_given_continues(counting):
    lines = """
        A 2016-06-01 S C2 U6 PR1 2016-07-01 X1 CR11AA
        A 2016-07-01 P C2 T2 PR1 2016-07-10 X1
        A 2016-07-10 P C2 U6 PR1 2016-08-01 X1 -
        A 2016-08-01 P C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines) == (False, True)


def test_return_to_another_place_code_is_a_new_placement_unless_the_reason_says_same_carer(counting):
    for reason, three in (("P", True), ("B", True), ("S", True), ("T", False), ("U", False), ("L", False)):
        lines = f"""
            A 2016-06-01 S C2 U6 PR1 2016-07-01 X1
            A 2016-07-01 P C2 T2 PR1 2016-07-10 X1
            A 2016-07-10 {reason} C2 U4 PR1 2016-08-01 X1
            A 2016-08-01 P C2 U6 PR1
        """
        assert placements_in_the_year(counting, lines)[0] is three, reason


def test_superseded_place_codes_are_the_same_place_as_those_that_took_over(counting):
    for before, after, same in (
        ("H5", "K3", True),
        ("P2", "K3", True),
        ("H5", "P2", True),
        ("Z1", "Z12", True),
        ("Z11", "Z14", True),
        ("H5", "Z1", False),
        ("K2", "K3", False),
    ):
        lines = f"""
            A 2016-06-01 S C2 {before} PR1 2016-07-01 X1
            A 2016-07-01 P C2 T1 PR1 2016-07-10 X1
            A 2016-07-10 P C2 {after} PR1 2016-08-01 X1
            A 2016-08-01 P C2 U6 PR1
        """
        assert placements_in_the_year(counting, lines)[0] is not same, (before, after)


def test_a_temporary_move_that_opens_the_period_is_a_placement_of_its_own(counting):
    for reason in ("P", "L", "T", "U", "B"):
        lines = f"""
            A 2016-06-01 S C2 T1 PR3 2016-06-10 X1
            A 2016-06-10 P C2 T4 PR3 2016-06-12 X1
            A 2016-06-12 {reason} C2 U6 PR1 2016-08-01 X1
            A 2016-08-01 P C2 U6 PR1
        """
        assert placements_in_the_year(counting, lines)[0] is True, reason


def test_a_temporary_move_belongs_to_the_placement_it_interrupts_whatever_its_reason(counting):
    for reason in ("S", "P", "B", "L", "-"):
        lines = f"""
            A 2016-06-01 S C2 U6 PR1 2016-07-01 X1
            A 2016-07-01 {reason} C2 T1 PR3 2016-07-10 X1
            A 2016-07-10 P C2 U4 PR1
        """
        assert placements_in_the_year(counting, lines) == (False, True), reason


def test_adoption_by_the_carer_the_child_is_with_does_not_begin_a_placement(counting):
    for reason, three in (("T", False), ("U", False), ("P", True)):
        lines = f"""
            A 2016-06-01 S C2 K2 PR1 2016-07-01 X1
            A 2016-07-01 P C2 U6 PR1 2016-08-01 X1
            A 2016-08-01 {reason} E1 A3 PR1
        """
        assert placements_in_the_year(counting, lines)[0] is three, reason


def test_a_break_in_care_begins_a_placement_whatever_the_reason(counting):
    lines = """
        A 2016-06-01 S C2 U6 PR1 2016-07-01 X1
        A 2016-07-02 L C2 U6 PR1 2016-08-01 E4A
        A 2016-08-01 U C2 U6 PR1
    """
    assert placements_in_the_year(counting, lines)[0] is True


def test_in_a_temporary_move_type_and_provider_are_those_of_the_placement(counting):
    returns = {
        2017: {
            "episodes": episodes("""
                A 2016-06-01 S C2 U6 PR4 2017-03-01 X1
                A 2017-03-01 P C2 T1 PR3 2017-03-20 X1
                A 2017-03-20 P C2 T3 PR2
                B 2017-03-01 S C2 T1 PR3 2017-03-20 X1
                B 2017-03-20 P C2 T4 PR2
                C 2016-06-01 S C2 U6 PR4 2017-03-01 X1
                C 2017-03-01 T C2 K2 PR1 2017-03-20 X1
                C 2017-03-20 P C2 T1 PR3
            """)
        }
    }
    assert counting.groups(returns, "2017-03-31", "cla_number", "placement_type") == {
        "foster": 1,
        "other": 1,
        "childrens-home": 1,
    }
    assert counting.groups(returns, "2017-03-31", "cla_number", "provider_group") == {
        "private": 1,
        "other-authority": 1,
        "own": 1,
    }
    assert counting.figure(returns, "2017-03-31", "foster_number").value == 1
    assert counting.figure(returns, "2017-03-31", "residential_number").value == 1
