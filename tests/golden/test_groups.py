"""D17 and breakdowns.csv: every child is in one group of each breakdown."""

from __future__ import annotations

import pytest

from tests.golden.rows import episodes, header


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2016-04-01", "0"),
        ("2016-03-31", "1-4"),
        ("2012-04-01", "1-4"),
        ("2012-03-31", "5-9"),
        ("2007-04-01", "5-9"),
        ("2007-03-31", "10-15"),
        ("2001-04-01", "10-15"),
        ("2001-03-31", "16+"),
        ("1990-01-01", "16+"),
        ("2017-06-01", "0"),
    ],
)
def test_age_bands_are_of_the_whole_years_on_the_day(counting, born, band):
    returns = {2017: {"header": header(f"A {born}"), "episodes": episodes("A 2017-01-01 S C2 U6 PR1")}}
    assert counting.groups(returns, "2017-03-31", "cla_number", "age_band") == {band: 1}


def test_every_group_has_a_row_and_an_age_not_known_only_where_there_is_one(counting):
    returns = {2017: {"header": header("A 2010-01-01"), "episodes": episodes("A 2017-01-01 S C2 U6 PR1")}}
    found = counting.figures(returns, "2017-03-31", "cla_number", "age_band")
    assert list(found) == ["0", "1-4", "5-9", "10-15", "16+"]
    returns = {2017: {"episodes": episodes("A 2017-01-01 S C2 U6 PR1")}}
    found = counting.figures(returns, "2017-03-31", "cla_number", "age_band")
    assert list(found) == ["0", "1-4", "5-9", "10-15", "16+", "unknown"]
    assert found["unknown"].value == 1


def test_behind_a_share_of_everybody_stand_those_of_the_group_among_all(counting):
    """Of two children one is white: by ethnic group the share of the white is one of two, and of the mixed the other."""
    returns = {
        2017: {
            "header": header("""
                A 2010-01-01 F WBRI
                B 2010-01-01 M MWBC
            """),
            "episodes": episodes("""
                A 2017-01-01 S C2 U6 PR1
                B 2017-01-01 S C2 U6 PR1
            """),
        }
    }
    asked = (returns, "2017-03-31", "cla_by_ethnicity")
    found = counting.figures(*asked, "ethnic_group")
    assert {group: one.value for group, one in found.items() if one.numerator} == {"white": 50, "mixed": 50}
    for group, those in (("white", "A"), ("mixed", "B"), ("black", "")):
        assert counting.children(*asked, "ethnic_group", group) == (those, "A B"), group


def test_sex_is_read_by_letter_or_number(counting):
    lines = [f"{n} 2010-01-01 {sex}" for n, sex in enumerate(("F", "2", "M", "1", "U", "X", "-"))]
    starts = [f"{n} 2017-01-01 S C2 U6 PR1" for n in range(8)]
    returns = {2017: {"header": header("\n".join(lines)), "episodes": episodes("\n".join(starts))}}
    found = counting.groups(returns, "2017-03-31", "cla_number", "sex")
    assert found == {"female": 2, "male": 2, "unknown": 4}


def test_every_ethnic_code_has_its_group(counting):
    codes = {
        "white": "WBRI WIRI WOTH WIRT WROM",
        "mixed": "MWBC MWBA MWAS MOTH",
        "asian": "AIND APKN ABAN AOTH CHNE",
        "black": "BCRB BAFR BOTH",
        "other": "OOTH",
        "unknown": "REFU NOBT ZZZZ -",
    }
    every = [code for group in codes.values() for code in group.split()]
    lines = [f"{n} 2010-01-01 F {code}" for n, code in enumerate(every)]
    starts = [f"{n} 2017-01-01 S C2 U6 PR1" for n in range(len(every))]
    returns = {2017: {"header": header("\n".join(lines)), "episodes": episodes("\n".join(starts))}}
    expected = {group: len(members.split()) for group, members in codes.items()}
    assert counting.groups(returns, "2017-03-31", "cla_number", "ethnic_group") == expected


def test_every_reason_for_ceasing_has_its_group(counting):
    codes = {
        "adopted": "E11 E12",
        "special-guardianship": "E43 E44 E45 E46 E47 E48",
        "child-arrangements": "E41",
        "returned-home": "E4 E4A E4B",
        "person-without-pr": "E13",
        "independent-living": "E5 E6",
        "stayed-with-carers": "E17",
        "adult-services": "E7",
        "custody": "E9",
        "remand-ended": "E14",
        "age-assessment": "E15",
        "moved-abroad": "E16",
        "other-authority": "E3",
        "died": "E2",
        "other": "E8 E99",
    }
    every = [code for group in codes.values() for code in group.split()]
    lines = [f"{code} 2016-01-01 S C2 U6 PR1 2016-06-01 {code}" for code in every]
    returns = {2017: {"episodes": episodes("\n".join(lines))}}
    expected = {group: len(members.split()) for group, members in codes.items()}
    assert counting.groups(returns, "2017-03-31", "cla_ceased", "ceased_reason") == expected
    assert list(counting.figures(returns, "2017-03-31", "cla_ceased", "ceased_reason")) == list(codes)
