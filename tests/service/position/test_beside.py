"""A measure beside England, the region and the neighbours: what was published, and never a guess."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES, comparators
from sufficiency.service.access.roles import Role
from sufficiency.service.data.asked import figures_for
from sufficiency.service.position.beside import beside, lines
from tests.service.reading import text_of

SOUTHWARK = "E09000028"


@pytest.fixture
def figures(made_up, person):
    return figures_for(person(Role.DIRECTOR), made_up)


def test_the_page_of_a_measure_sets_it_beside_england(made_up, signed_in):
    page = text_of(signed_in(Role.COMMISSIONER).get("/measures/three_plus_placements_pct?as_at=2025-03-31"))
    assert "Compared with others For 31 March 2025 England's figure was published as 10%." in page.replace(
        "‑", "-"
    )
    assert "Local Authority Interactive Tool" in page


def test_an_authority_that_publishes_nothing_has_no_columns_of_dashes(made_up, figures):
    found = beside(MEASURES["cla_rate_10k"], made_up.manifest.authority, figures, date(2025, 3, 31))
    assert [column.key for column in found.table.columns] == ["day", "ours", "england"]


def test_a_real_authority_sees_its_neighbours_its_region_and_its_rank(figures):
    found = beside(MEASURES["cla_rate_10k"], SOUTHWARK, figures, date(2025, 3, 31))
    newest = found.table.rows[0]
    assert found.answer == (
        "For 31 March 2025 England's figure was published as 67 per 10,000, ours as 70 per 10,000 and the middle one of "
        "our statistical neighbours as 62 per 10,000."
    )
    assert (newest["day"], newest["own"], newest["neighbours"], newest["england"]) == (
        "31 March 2025",
        "70",
        "62",
        "67",
    )
    assert newest["rank"].endswith(" of 151")
    assert next(column for column in found.table.columns if column.key == "region").title == "London (Inner)"


def test_numbers_of_children_are_not_compared_with_places_of_another_size(figures):
    found = beside(MEASURES["cla_number"], SOUTHWARK, figures, date(2025, 3, 31))
    assert {"neighbours", "region"}.isdisjoint(column.key for column in found.table.columns)
    assert lines(MEASURES["cla_number"], SOUTHWARK, [date(2021, 3, 31), date(2025, 3, 31)]) == []


def test_years_after_the_day_are_not_shown(figures):
    found = beside(MEASURES["cla_rate_10k"], SOUTHWARK, figures, date(2023, 12, 31))
    assert found.table.rows[0]["day"] == "31 March 2023"


def test_a_measure_nobody_publishes_has_no_comparison(figures):
    assert beside(MEASURES["missing_children"], SOUTHWARK, figures, date(2025, 3, 31)) is None


def test_the_chart_has_the_published_lines_within_its_days():
    drawn = lines(MEASURES["three_plus_placements_pct"], SOUTHWARK, [date(2022, 4, 30), date(2025, 3, 31)])
    assert [one.name for one in drawn] == ["Neighbours", "England"]
    for one in drawn:
        assert [day.year for day, _value in one.points] == [2023, 2024, 2025]


def test_every_published_measure_says_how_it_is_counted_otherwise_or_nothing():
    for measure in comparators.measures_published():
        assert comparators.differs(measure) == "" or comparators.differs(measure).endswith(".")
