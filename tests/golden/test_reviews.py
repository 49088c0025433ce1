"""Hand-worked case 10, and D15: reviews in time and children taking part in them."""

from __future__ import annotations

import pytest

from tests.golden.rows import episodes, header, reviews

MEASURE = "cla_reviews_in_time_pct"

CASE_10 = {
    2017: {
        "episodes": episodes("""
            A 2016-04-04 S C2 U6 PR1
            B 2016-04-04 S C2 U6 PR1
            C 2016-04-04 S C2 U6 PR1
            D 2017-03-20 S C2 U6 PR1
        """),
        "reviews": reviews("""
            A 2016-05-03 PN1
            A 2016-08-03 PN1
            A 2017-02-03 PN1
            B 2016-05-04 PN1
            B 2016-08-04 PN1
            B 2017-02-04 PN1
            C 2016-05-03 PN1
        """),
    }
}


def test_case_10_holds_six_of_eight_reviews_in_time(counting):
    figure = counting.figure(CASE_10, "2017-03-31", MEASURE)
    assert (figure.numerator, figure.denominator, figure.value) == (6, 8, 75.0)
    assert counting.children(CASE_10, "2017-03-31", MEASURE) == ("A B C", "A B C")


@pytest.mark.parametrize(("child", "in_time", "due"), [("A", 3, 3), ("B", 2, 3), ("C", 1, 2), ("D", 0, 0)])
def test_case_10_child_by_child(counting, child, in_time, due):
    alone = {
        2017: {table: [row for row in rows if row["child"] == child] for table, rows in CASE_10[2017].items()}
    }
    assert counting.shares(alone, "2017-03-31", MEASURE) == (in_time, due)


def one_child(lines: str, held: str = "", year: int = 2017) -> dict:
    return {year: {"episodes": episodes(lines), "reviews": reviews(held)}}


def test_case_10_three_months_after_30_november_is_the_end_of_february(counting):
    for second, in_time in (("2017-02-28", 2), ("2017-03-01", 1)):
        held = f"""
            E 2016-11-30
            E {second}
        """
        returns = one_child("E 2016-11-02 S C2 U6 PR1", held)
        assert counting.shares(returns, "2017-03-31", MEASURE) == (in_time, 2), second


def test_the_first_review_is_due_20_working_days_after_the_start(counting):
    # 2 May 2016 was a bank holiday; at Christmas 26 and 27 December 2016 and 2 January 2017 were.
    for began, last_day, late in (
        ("2016-04-04", "2016-05-03", "2016-05-04"),
        ("2016-12-12", "2017-01-12", "2017-01-13"),
        ("2016-08-15", "2016-09-13", "2016-09-14"),
    ):
        for held, in_time in ((last_day, 1), (late, 0)):
            returns = one_child(f"A {began} S C2 U6 PR1 2017-02-01 E4A", f"A {held}")
            as_at = held  # the second is due after this day
            assert counting.shares(returns, as_at, MEASURE) == (in_time, 1), (began, held)


def test_a_review_counts_in_the_year_it_fell_due_whenever_it_was_held(counting):
    returns = one_child("A 2016-04-04 S C2 U6 PR1", "A 2017-06-20")
    assert counting.shares(returns, "2016-05-02", MEASURE) == (0, 0)
    assert counting.shares(returns, "2016-05-03", MEASURE) == (0, 1)
    assert counting.shares(returns, "2017-05-02", MEASURE) == (0, 1)
    assert counting.shares(returns, "2017-05-03", MEASURE) == (0, 0)
    # Held at last, so the next is due three months later.
    assert counting.shares(returns, "2017-09-20", MEASURE) == (0, 1)


def test_a_review_never_held_stays_one_review_due(counting):
    returns = one_child("A 2016-04-04 S C2 U6 PR1")
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 1)
    assert counting.shares(returns, "2018-03-31", MEASURE) == (0, 0)


def test_no_review_is_due_on_the_day_care_ends_or_later(counting):
    for ended, due in (("2016-05-03", 0), ("2016-05-04", 1)):
        returns = one_child(f"A 2016-04-04 S C2 U6 PR1 {ended} E4A")
        assert counting.shares(returns, "2017-03-31", MEASURE) == (0, due), ended


def test_a_review_held_before_it_was_due_moves_the_next(counting):
    held = """
        A 2016-04-04
        A 2016-07-05
        A 2016-07-06
    """
    # Held on the very day care began: the second is due 4 July, held late; the third 5 January, held early;
    # the fourth 6 January 2017 from the third held, never held.
    returns = one_child("A 2016-04-04 S C2 U6 PR1", held)
    assert counting.shares(returns, "2017-03-31", MEASURE) == (2, 4)


def test_where_care_began_before_the_first_year_loaded_the_first_review_seen_starts_the_clock(counting):
    for began, reason in (("2016-03-31", "S"), ("2014-01-01", "S"), ("2016-04-04", "P")):
        for second, in_time in (("2016-11-10", 1), ("2016-11-11", 0)):
            held = f"""
                A 2016-05-10
                A {second}
            """
            returns = one_child(f"A {began} {reason} C2 U6 PR1", held)
            assert counting.shares(returns, "2017-03-31", MEASURE) == (in_time, 1), (began, second)


def test_the_clock_runs_from_a_start_on_the_first_day_loaded(counting):
    returns = one_child("A 2016-04-01 S C2 U6 PR1")
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 1)
    returns = one_child("A 2016-03-31 S C2 U6 PR1")
    assert counting.shares(returns, "2017-03-31", MEASURE) == (0, 0)


def test_the_first_year_loaded_is_that_of_any_table(counting):
    lines = "A 2015-06-01 S C2 U6 PR1"
    alone = {2017: {"episodes": episodes(lines)}}
    with_earlier = {2016: {"header": header("B 2010-01-01")}, 2017: {"episodes": episodes(lines)}}
    assert counting.shares(alone, "2016-03-31", MEASURE) == (0, 0)
    assert counting.shares(with_earlier, "2016-03-31", MEASURE) == (0, 1)


def test_reviews_before_the_period_of_care_or_after_it_do_not_count_for_it(counting):
    held = """
        A 2016-04-20
        A 2016-06-30
        A 2016-09-30
    """
    lines = """
        A 2016-04-04 S C2 U6 PR1 2016-06-30 E4A
        A 2016-09-01 S C2 U6 PR1
    """
    # First period: due 3 May, held 20 April; the next would be due 20 July, after the end.
    # Second: due 29 September, held 30 September; the next due 30 December, never held.
    assert counting.shares(one_child(lines, held), "2017-03-31", MEASURE) == (1, 3)


def test_a_period_of_care_that_follows_short_breaks_has_a_start_not_known(counting):
    lines = """
        A 2016-04-04 S V3 U6 PR1 2016-06-01 X1
        A 2016-06-01 P V2 U6 PR1
    """
    assert counting.shares(one_child(lines), "2017-03-31", MEASURE) == (0, 0)
    assert counting.shares(one_child(lines, "A 2016-06-10"), "2017-03-31", MEASURE) == (0, 1)


def test_groups_of_a_review_due_are_those_of_the_day_it_was_due(counting):
    returns = {
        2017: {
            "header": header("A 2011-05-03"),
            "episodes": episodes("""
                A 2016-04-04 S C1 U6 PR1 2016-05-03 X1
                A 2016-05-03 B C2 K2 PR4
            """),
            "reviews": reviews("A 2016-05-02"),
        }
    }
    assert counting.groups(returns, "2016-06-30", MEASURE, "placement_type") == {"childrens-home": 1}
    assert counting.groups(returns, "2016-06-30", MEASURE, "age_band") == {"5-9": 1}


def test_taking_part_is_by_voice_advocate_symbols_or_another_medium(counting):
    codes = ("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "-", "PN9")
    returns = {
        2017: {
            "header": header("A 2008-01-01"),
            "episodes": episodes("A 2015-01-01 S C2 U6 PR1"),
            "reviews": reviews("\n".join(f"A 2016-06-{n:02} {code}" for n, code in enumerate(codes, 1))),
        }
    }
    assert counting.shares(returns, "2017-03-31", "review_participation_pct") == (5, 10)


def test_participation_is_of_children_aged_4_and_over_on_the_day_of_the_review(counting):
    returns = {
        2017: {
            "header": header("A 2012-06-10"),
            "episodes": episodes("""
                A 2015-01-01 S C2 U6 PR1
                B 2015-01-01 S C2 U6 PR1
            """),
            "reviews": reviews("""
                A 2016-06-09 PN1
                A 2016-06-10 PN1
                A 2016-12-01 PN7
                B 2016-12-01 PN1
            """),
        }
    }
    assert counting.shares(returns, "2017-03-31", "review_participation_pct") == (1, 2)


def test_a_review_under_short_breaks_is_left_out_and_one_out_of_care_is_not(counting):
    returns = {
        2017: {
            "header": header("A 2008-01-01"),
            "episodes": episodes("""
                A 2016-05-01 S V4 U6 PR1 2016-07-01 X1
                A 2016-07-01 P V2 U6 PR1 2016-09-01 E4A
            """),
            "reviews": reviews("""
                A 2016-06-30 PN1
                A 2016-07-01 PN1
                A 2016-09-01 PN7
            """),
        }
    }
    assert counting.shares(returns, "2017-03-31", "review_participation_pct") == (1, 2)
    assert counting.groups(returns, "2017-03-31", "review_participation_pct", "provider_group") == {"own": 1}
    found = counting.figures(returns, "2017-03-31", "review_participation_pct", "legal_status_group")
    assert found["unknown"].denominator == 1


def test_a_review_on_a_day_of_short_breaks_beside_other_care_is_left_out(counting):
    for first, second in (("V4", "C2"), ("C2", "V4")):
        returns = {
            2017: {
                "header": header("A 2008-01-01"),
                "episodes": episodes(f"""
                    A 2016-05-01 S {first} U6 PR1
                    A 2016-06-01 S {second} U6 PR1
                """),
                "reviews": reviews("A 2016-07-01 PN1"),
            }
        }
        assert counting.shares(returns, "2017-03-31", "review_participation_pct") == (0, 0)


def test_one_review_returned_twice_counts_once_by_its_latest_code(counting):
    returns = {
        2017: {
            "header": header("A 2008-01-01"),
            "episodes": episodes("A 2016-01-01 S C2 U6 PR1"),
            "reviews": reviews("""
                A 2016-06-30 PN1
                A 2016-06-30 PN4
            """),
        },
        2018: {"episodes": episodes("A 2016-01-01 S C2 U6 PR1"), "reviews": reviews("A 2016-06-30 PN5")},
    }
    assert counting.shares(returns, "2017-03-31", "review_participation_pct") == (1, 1)
    only_2017 = {2017: returns[2017]}
    assert counting.shares(only_2017, "2017-03-31", "review_participation_pct") == (0, 1)


def test_case_10_one_of_three_children_had_all_reviews_in_time(counting):
    figure = counting.figure(CASE_10, "2017-03-31", "cla_reviews_in_time_children_pct")
    assert (figure.numerator, figure.denominator) == (1, 3)
    assert figure.value == pytest.approx(100 / 3)
    assert counting.children(CASE_10, "2017-03-31", "cla_reviews_in_time_children_pct") == ("A", "A B C")


def test_a_late_review_is_held_against_a_child_only_in_the_years_it_fell_due_in(counting):
    returns = one_child("A 2016-04-04 S C2 U6 PR1", "A 2016-05-04\nA 2016-08-04\nA 2017-02-04\nA 2017-08-04")
    second = "cla_reviews_in_time_children_pct"
    assert counting.shares(returns, "2017-05-02", second) == (0, 1)  # the first was due on 3 May 2016
    assert counting.shares(returns, "2017-05-03", second) == (1, 1)
    assert counting.shares(returns, "2017-05-03", MEASURE) == (2, 2)


def test_a_child_with_no_review_due_in_the_year_is_not_counted(counting):
    returns = one_child("A 2016-04-04 S C2 U6 PR1 2016-06-01 E4A", "A 2016-05-03")
    assert counting.shares(returns, "2017-05-02", "cla_reviews_in_time_children_pct") == (1, 1)
    assert counting.shares(returns, "2017-05-03", "cla_reviews_in_time_children_pct") == (0, 0)


def test_a_child_attended_whether_or_not_they_spoke(counting):
    codes = [f"PN{n}" for n in range(8)]
    returns = {
        2017: {
            "header": header("\n".join(f"{code} 2008-01-01" for code in codes)),
            "episodes": episodes("\n".join(f"{code} 2015-01-01 S C2 U6 PR1" for code in codes)),
            "reviews": reviews("\n".join(f"{code} 2016-12-01 {code}" for code in codes)),
        }
    }
    attended = counting.children(returns, "2017-03-31", "review_attendance_pct")
    assert attended == ("PN1 PN2 PN3 PN4", " ".join(codes))


def test_two_reviews_due_on_the_same_day_are_both_asked_for(counting):
    """Six months after 30 and after 31 May is 30 November: the first of the two was followed, the second was not."""
    children = [f"C{number:03}" for number in range(200)]
    returns = {
        2017: {
            "episodes": episodes("\n".join(f"{child} 2016-04-30 T C2 H5 PR2" for child in children)),
            "reviews": reviews("\n".join(f"{child} 2016-05-30\n{child} 2016-05-31" for child in children)),
        }
    }
    whole = counting.figure(returns, "2017-03-31", "cla_reviews_in_time_children_pct")
    assert (whole.numerator, whole.denominator) == (0, 200)
