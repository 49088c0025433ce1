"""Published figures are those of the publication, and a comparison is of what was published."""

import pytest

from sufficiency.measures import MEASURES, comparators
from sufficiency.measures.comparators import compare, neighbours, places, published, years_published
from sufficiency.vocabulary.authorities import authorities

ENGLAND, SOUTHWARK, SOUTHEND, KENT = "970", "210", "882", "886"


@pytest.mark.parametrize(
    ("measure", "year", "place", "value"),
    [  # as methodology sections 1 and 18 print them
        ("cla_number", 2021, SOUTHWARK, 449),
        ("cla_number", 2021, SOUTHEND, 281),
        ("cla_number", 2021, KENT, 1662),
        ("cla_number", 2025, ENGLAND, 81770),
        ("cla_rate_10k", 2025, SOUTHWARK, 70),
        ("cla_rate_10k", 2025, ENGLAND, 67),
        ("cla_started", 2025, ENGLAND, 32270),
        ("cla_ceased", 2025, ENGLAND, 34450),
        ("three_plus_placements_pct", 2021, KENT, 13),
        ("three_plus_placements_pct", 2025, SOUTHWARK, 12),
        ("long_term_stability_pct", 2025, SOUTHWARK, 74),
        ("long_term_stability_pct", 2021, SOUTHEND, 53),
        ("long_term_stability_pct", 2025, ENGLAND, 69),
        ("health_assessment_pct", 2025, ENGLAND, 90),
        ("cl_eet_pct", 2025, ENGLAND, 54),
    ],
)
def test_a_published_figure_is_the_one_of_the_publication(measure, year, place, value):
    assert published(measure, year, place) == value


def test_every_series_is_of_a_measure_and_has_several_years_of_every_kind_of_place():
    for series in comparators.SERIES:
        assert series.measure in MEASURES, series
        assert len(years_published(series.measure)) >= 6, series
        newest = years_published(series.measure)[-1]
        assert published(series.measure, newest, ENGLAND) is not None, series


def test_every_authority_has_ten_neighbours_that_are_authorities_and_not_itself():
    for place, beside in neighbours().items():
        assert len(set(beside)) == 10 and place not in beside
        assert all(places()[one].kind == "authority" for one in (place, *beside))


def test_every_authority_of_the_publication_lies_in_a_region_of_it():
    for one in authorities():
        if one.la_number in places() and not one.made_up:
            assert compare("cla_number", 2025, one).region_name, one.name


def test_neighbours_are_their_median_and_their_mean():
    figures = [published("cla_rate_10k", 2025, one) for one in neighbours()[SOUTHWARK]]
    found = compare("cla_rate_10k", 2025, "Southwark")
    assert found.neighbours == sum(sorted(figures)[4:6]) / 2
    assert found.neighbours_mean == pytest.approx(sum(figures) / 10)
    assert found.neighbours_given == 10


def test_rank_counts_from_the_lowest_and_equal_values_share_the_better_one():
    everyone = [
        compare("cla_rate_10k", 2025, place.name)
        for place in places().values()
        if place.kind == "authority" and published("cla_rate_10k", 2025, place.code) is not None
    ]
    lowest = min(everyone, key=lambda one: one.own)
    assert (lowest.rank, lowest.quartile) == (1, 1)
    for one in everyone:
        assert one.rank == 1 + sum(other.own < one.own for other in everyone)
        assert one.of == len(everyone)


def test_the_made_up_authority_is_compared_with_england_alone():
    found = compare("cla_rate_10k", 2025, "Fairmere")
    assert found.england == 67
    assert (found.own, found.region, found.neighbours, found.rank, found.quartile) == (None,) * 5


def test_where_nothing_was_published_there_is_no_figure_and_never_a_zero():
    assert published("cla_number", 1999, ENGLAND) is None
    assert compare("missing_children", 2025, "Southwark").england is None
    assert years_published("missing_children") == ()


def test_a_difference_of_definition_is_told():
    assert "outside the authority's boundary" in compare("over_20_miles_pct", 2025, "Kent").differs


def test_a_year_of_schools_ends_in_august_and_staff_are_counted_in_september():
    ends = {one.measure: one.ends for one in (*comparators.SERIES, *comparators.RECORDED_SERIES)}
    assert ends["cla_number"] == (3, 31) and ends["ks2_maths_pct"] == (8, 31)
    assert ends["social_worker_vacancy_pct"] == ends["social_worker_caseload"] == (9, 30)
