"""Where children are placed: worked by hand, and nothing hidden that can be worked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures import areas
from sufficiency.measures.placed_where import (
    areas_in_order,
    distances_in_order,
    name_of,
    placed_where,
    without_small,
)
from sufficiency.measures.reference import care
from sufficiency.measures.reference import placed_where as reference
from tests.countings import GRID_REFERENCES, derived
from tests.golden.rows import day, episodes, header

DAY = day("2024-03-31")
CHILDREN = "ABCDEFG"
SOUTHWARK, KENT = "E09000028", "E10000016"


RETURNS = {
    2024: {
        "header": header("\n".join(f"{child} 2010-01-01 F WBRI" for child in CHILDREN)),
        "episodes": episodes("""
            A 2023-05-01 S C2 U6 PR1 - - SE151JT SE17PB - OUT
            B 2023-05-01 S C2 U6 PR1 - - DA37PH SE17PB - IN
            C 2023-05-01 S C2 U6 PR1 - - - - 5 IN
            D 2023-05-01 S C2 U6 PR1 - - ZZ11ZZ - 10 OUT
            E 2023-05-01 S C2 U6 PR1 - - - - 20.1 -
            F 2023-05-01 S V3 U6 PR1 - - DA37PH - 4 OUT
            G 2023-05-01 S C2 U6 PR1 2023-09-01 E4A DA37PH - 4 OUT
        """),
    }
}


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    with derived(RETURNS, tmp_path_factory.mktemp("placed") / "history") as history:
        yield lambda own=None: placed_where(history, DAY, own)


def test_the_postcode_tells_the_area_and_the_return_where_it_does_not(placed):
    found = {row["child"]: (row["area"], row["distance"]) for row in placed(SOUTHWARK).to_pylist()}
    assert found == {
        "A": (SOUTHWARK, "under-5"),
        "B": (KENT, "10-20"),
        "C": (SOUTHWARK, "5-10"),
        "D": ("outside", "5-10"),
        "E": ("unknown", "over-20"),
    }
    areas_of = {"SE151JT": SOUTHWARK, "DA37PH": KENT}
    plainly = reference.placed_where(care.load(RETURNS), DAY, SOUTHWARK, areas_of.get, GRID_REFERENCES.get)
    assert {child: where for child, *where in plainly} == {
        child: list(where) for child, where in found.items()
    }


def test_without_an_authority_on_the_map_inside_is_only_inside(placed):
    for own in (None, "X99"):
        assert {row["child"]: row["area"] for row in placed(own).to_pylist()}["C"] == "inside"


def test_areas_stand_in_the_order_of_names_and_every_distance_is_there(placed):
    rows = placed(SOUTHWARK)
    assert areas_in_order(rows) == {KENT: 1, SOUTHWARK: 2, "outside": 1, "unknown": 1}
    assert [name_of(area) for area in areas_in_order(rows)][:2] == ["Kent", "Southwark"]
    assert distances_in_order(rows) == {"under-5": 1, "5-10": 2, "10-20": 1, "over-20": 1, "unknown": 0}


@given(st.dictionaries(st.text(min_size=1), st.integers(min_value=0, max_value=60), min_size=1))
def test_no_small_number_is_shown_nor_left_alone_to_be_worked_back(counts):
    shown = without_small(counts)
    assert all(number is None or number == 0 or number > 5 for number in shown.values())
    hidden = [counts[key] for key, number in shown.items() if number is None]
    assert len(hidden) != 1 or len(counts) == 1


def test_a_district_lies_in_its_authority_and_other_nations_are_whole():
    assert areas.area_of("E07000108") == KENT, "Dover"
    assert areas.area_of("S12000033") == "scotland" and areas.area_of("W06000015") == "wales"
    assert areas.area_of("N09000003") == "northern-ireland"
    assert areas.area_of("M99999999") is None and areas.area_of(None) is None


def test_every_district_has_an_outline_that_closes():
    assert set(areas.districts().values()) == set(areas.outlines()) and len(areas.outlines()) == 153
    for rings in areas.outlines().values():
        assert rings and all(ring[0] == pytest.approx(ring[-1]) and len(ring) > 3 for ring in rings)
    assert "Open Government Licence" in areas.attribution() and "Crown copyright" in areas.attribution()
