import pytest

from sufficiency.returns.ssda903 import Refused
from sufficiency.returns.ssda903.years import year_from_names


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2024", 2024),
        ("2024-episodes", 2024),
        ("episodes_2024", 2024),
        ("SSDA903 2024 final", 2024),
        ("FY2024", 2024),
        ("2023-24", 2024),
        ("2023_24", 2024),
        ("2023 24", 2024),
        ("202324", 2024),
        ("2023-2024", 2024),
        ("2023 to 2024", 2024),
        ("1999-00", 2000),
        ("2011-12", 2012),
        ("31-03-2024", 2024),
        ("2024-03-31", 2024),
        ("return_20240331", 2024),
        ("2024_2", 2024),
    ],
)
def test_a_name_gives_the_year_in_which_the_collection_ends(name: str, year: int):
    assert year_from_names([name], "f") == year


@pytest.mark.parametrize(
    "name", ["episodes", "ssda903", "12345", "v3", "1066", "2525", "x20241x", "99999999"]
)
def test_a_name_without_a_year_gives_none(name: str):
    assert year_from_names([name], "f") is None


def test_the_nearest_name_that_gives_a_year_counts():
    assert year_from_names(["episodes", "csv", "2022", "2019-2023"], "f") == 2022
    assert year_from_names(["2024-episodes", "2022"], "f") == 2024
    assert year_from_names(["export 2024-06-02", "2024"], "f") == 2024


@pytest.mark.parametrize("name", ["2017 to 2021", "2017 and 2019", "2020-22", "2023-24 with 2021-22"])
def test_a_name_with_several_years_is_refused(name: str):
    with pytest.raises(Refused, match=r"gives more than one year .* --year"):
        year_from_names([name, "2024"], "f")


@pytest.mark.parametrize("name", ["2024-06-02", "02.06.2024", "20240602", "2024-03", "202403"])
def test_a_date_or_a_month_alone_is_no_collection_year(name: str):
    with pytest.raises(Refused, match=r"a date or a month, not a collection year.*--year"):
        year_from_names([name], "f")
