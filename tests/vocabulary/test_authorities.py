import re
from datetime import date

import pytest

from sufficiency.vocabulary.authorities import FAIRMERE, UnknownAuthority, authorities, find, population


def test_an_authority_is_found_by_its_code_its_number_and_its_name():
    assert {find(text).code for text in ("E09000028", "e09000028", "210", "Southwark", " SOUTHWARK ")} == {
        "E09000028"
    }


@pytest.mark.parametrize(
    "written, name",
    [
        ("bristol", "Bristol, City of"),
        ("City of Bristol", "Bristol, City of"),
        ("Kingston-upon-Hull", "Kingston upon Hull, City of"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("London Borough of Southwark", "Southwark"),
        ("Kent County Council", "Kent"),
        ("st helens", "St. Helens"),
        ("City of London", "City of London"),
        ("Durham", "County Durham"),
        ("Derby City Council", "Derby"),
        ("royal borough of kensington and chelsea", "Kensington and Chelsea"),
    ],
)
def test_a_name_is_found_however_it_is_dressed(written, name):
    assert find(written).name == name


def test_every_authority_is_found_by_its_own_code_and_name():
    for authority in authorities():
        assert find(authority.code) == authority
        assert find(authority.name).name == authority.name


@pytest.mark.parametrize("typed, meant", [("Sothwark", "Southwark"), ("Buckinghamshir", "Buckinghamshire")])
def test_a_small_slip_is_refused_with_the_name_that_was_meant(typed, meant):
    with pytest.raises(UnknownAuthority, match=rf'"{typed}".*Did you mean .*{meant} \(E'):
        find(typed)


@pytest.mark.parametrize(
    "typed", ["", "   ", "Council", "999", "Glasgow City", "x" * 100_000, "\x00\x1b[31m", "=1+1"]
)
def test_text_that_names_nothing_is_refused_with_a_sentence(typed):
    with pytest.raises(UnknownAuthority) as refused:
        find(typed)
    assert len(str(refused.value)) < 400
    assert str(refused.value).endswith("Give a name, or a code such as E09000028 or 210.")


def test_the_population_is_the_latest_mid_year_before_the_day():
    southwark = find("Southwark")
    assert population(southwark, date(2021, 3, 31)) == (2020, 59_588)
    assert population(southwark, date(2020, 6, 30)) == (2019, 60_199)
    assert population(southwark, date(2020, 7, 1)) == (2020, 59_588)
    assert population("Southwark", date(2025, 3, 31)) == (2024, 55_626)


def test_a_day_after_the_last_estimate_uses_the_last_and_one_before_the_first_has_none():
    assert population("Southwark", date(2031, 1, 1)) == (2024, 55_626)
    assert population("Southwark", date(2012, 6, 30)) is None


def test_the_published_rates_of_southwark_follow():
    """Methodology 1: 387 looked after in 2025 is 70 per 10,000, 449 in 2021 is 75."""
    for children, day, rate in ((387, date(2025, 3, 31), 70), (449, date(2021, 3, 31), 75)):
        _, residents = population("Southwark", day)
        assert round(children / residents * 10_000) == rate


def test_a_county_that_only_changed_its_code_keeps_its_earlier_years():
    assert find("North Yorkshire").code == "E06000065"
    assert find("815").code == "E06000065"
    assert population("North Yorkshire", date(2020, 3, 31)) == population("E10000023", date(2020, 3, 31))
    assert population("E10000023", date(2025, 3, 31))[0] == 2024


def test_an_authority_made_of_others_has_no_population_before_it_began():
    assert population("West Northamptonshire", date(2021, 3, 31)) is None
    assert population("West Northamptonshire", date(2022, 3, 31))[0] == 2021
    assert population("Bournemouth", date(2017, 3, 31)) is None


def test_the_made_up_authority_is_marked_and_its_code_is_no_ones():
    assert find("X99") is find("fairmere") is FAIRMERE
    assert FAIRMERE.made_up and not any(one.made_up for one in authorities() if one is not FAIRMERE)
    assert population(FAIRMERE, date(2025, 3, 31)) == (2024, 64_000)
    assert all(63_500 < count < 64_500 for count in FAIRMERE.populations.values())


def test_the_list_is_whole():
    real = [one for one in authorities() if not one.made_up]
    assert len(real) == 161
    assert sum(1 for one in real if 2024 in one.populations) == 153
    assert all(
        re.fullmatch(r"E(06|07|08|09|10)\d{6}", one.code) and re.fullmatch(r"\d{3}", one.la_number)
        for one in real
    )
    assert len({one.code for one in authorities()}) == 162
