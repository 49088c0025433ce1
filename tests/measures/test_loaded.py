"""What was loaded, in words."""

import pytest

from sufficiency.measures.loaded import in_words, years_in_words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((), "none"),
        ((2024,), "2024"),
        ((2017, 2016), "2016 to 2017"),
        ((2016, 2018), "2016 and 2018"),
        ((2016, 2017, 2018, 2021), "2016 to 2018 and 2021"),
        ((2010, 2012, 2013, 2016), "2010, 2012 to 2013 and 2016"),
    ],
)
def test_years_are_told_in_runs(years, words):
    assert years_in_words(years) == words


def test_what_is_absent_is_told_by_its_title_with_its_years():
    absent = [("oc2", 2025), ("missing", 2024), ("missing", 2025), ("another", 2020)]
    assert in_words(absent) == "Health and offending (OC2) of 2025, Missing of 2024 to 2025, another of 2020"
