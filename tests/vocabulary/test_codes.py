import csv
from importlib.resources import files

import pytest

from sufficiency.vocabulary.codes import code_sets, codes, meaning, valid


def test_a_code_is_valid_only_in_the_years_it_was_in_use():
    assert "E43" in valid("REC", 2018)
    assert "E43" not in valid("REC", 2019)
    assert "E45" not in valid("REC", 2018)
    assert "E45" in valid("REC", 2019)


def test_sex_turned_from_numbers_to_letters_in_2024_25():
    assert valid("SEX", 2024) == {"1", "2"}
    assert valid("SEX", 2025) == {"F", "M", "U"}


def test_supported_accommodation_came_as_semi_independent_living_went():
    assert {"H5", "P2", "Z1"} <= valid("PLACE", 2024)
    assert "K3" not in valid("PLACE", 2024)
    assert {"K3", "H5", "P2", "Z1"} <= valid("PLACE", 2025)
    assert {"K3", "Z11", "Z12", "Z13", "Z14"} <= valid("PLACE", 2026)
    assert not {"H5", "P2", "Z1"} & valid("PLACE", 2026)


def test_apprenticeships_got_their_own_codes_in_2021_22():
    assert {"F3", "P3"} <= valid("ACTIV", 2021)
    assert not {"F3", "P3"} & valid("ACTIV", 2022)
    assert {"F4", "P4", "F5", "P5"} <= valid("ACTIV", 2022)


def test_custody_is_a_reason_for_a_move_from_2018_19():
    assert "CUSTOD" not in valid("REASON_PLACE_CHANGE", 2018)
    assert "CUSTOD" in valid("REASON_PLACE_CHANGE", 2019)


def test_an_authority_made_later_cannot_be_named_before_it_was_made():
    assert "943" not in valid("LA_PERM", 2023)
    assert {"943", "909"} <= valid("LA_PERM", 2024)


def test_a_code_no_longer_in_use_still_has_a_meaning():
    assert meaning("PLACE", "H5").startswith("Semi-independent")


def test_an_unknown_field_or_code_is_told_in_a_sentence():
    with pytest.raises(KeyError, match="'FOO' has no code set"):
        codes("FOO")
    with pytest.raises(KeyError, match="'FOO' has no code set"):
        meaning("FOO", "1")
    with pytest.raises(KeyError, match="'XX' is not a code of PLACE in any collection year"):
        meaning("PLACE", "XX")


def test_every_code_is_written_once_has_a_meaning_and_sensible_years():
    with (files("sufficiency.vocabulary") / "data" / "codes.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len({(row["field"], row["code"]) for row in rows}) == len(rows)
    for field in code_sets():
        for code in codes(field).values():
            assert code.code == code.code.strip().upper()
            assert code.meaning
            if code.first_year and code.last_year:
                assert code.first_year <= code.last_year
