"""Annex A on the pages: its measures on the day of a workbook, the lists behind them, and the data page."""

from datetime import date

import pytest
from django.urls import reverse

from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.measures import MEASURES
from sufficiency.service.access.roles import Role
from tests.annex_a import workbook, write
from tests.loading.small_returns import write_return

IN_CARE = [
    {"child": f"A{number}", "started": date(2014, 6, 1), "placement_postcode": "SE15 3AA"}
    for number in (1, 2)
]
LISTS = {
    "list_7": [{"child": "P1", "started": date(2022, 1, 1)}, {"child": "P2", "started": date(2025, 1, 1)}],
    "list_8": IN_CARE,
    "list_9": [{"child": "L1"}],
    "list_11": [{"adopter": "X1", "family": "F1", "stage_1_started": date(2024, 6, 1)}],
}
ONE_OF_EACH_KIND = (
    "contacts_weekly",
    "annex_contact_conversion_6m_pct",
    "assessment_days_avg",
    "cpp_rate_10k",
    "cpp_duration",
    "care_leavers_number",
    "adopter_pipeline",
)


@pytest.fixture
def alone(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    load(Home(settings.HOME), [write(tmp_path, workbook(LISTS))], by="x", authority="Southwark")


@pytest.fixture
def beside_returns(settings, tmp_path):
    """A return to 31 March 2025, and a workbook of a day that is no month end and after it."""
    settings.HOME = tmp_path / "home"
    paths = [write_return(tmp_path, 2025), write(tmp_path, workbook(LISTS), "annex a 2025-06-17.xlsx")]
    load(Home(settings.HOME), paths, by="x", authority="Southwark")


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, (name, args, answer.status_code)
    return answer.content.decode()


@pytest.mark.django_db
def test_measures_of_annex_a_have_pages(signed_in, beside_returns):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for measure in ONE_OF_EACH_KIND:
        assert MEASURES[measure].title in page(client, "position:measure", measure)


@pytest.mark.django_db
def test_a_workbook_newer_than_the_returns_is_shown_with_its_day(signed_in, beside_returns):
    text = page(signed_in(Role.PERFORMANCE_ANALYST), "position:measure", "cpp_number")
    assert "17 June 2025" in text
    assert "2 children on 17 June 2025" in " ".join(text.split())


@pytest.mark.django_db
def test_the_children_behind_a_measure_of_annex_a_are_listed(signed_in, beside_returns):
    text = page(signed_in(Role.PERFORMANCE_ANALYST), "records:behind", "cpp_2yr_pct")
    assert "P1" in text
    assert "SE15" not in text


@pytest.mark.django_db
def test_pages_stand_where_only_a_workbook_is_loaded(signed_in, alone, settings):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert "2" in page(client, "position:measure", "annex_cla_number")
    for name in ("position:home", "position:measures", "data:home", "records:home"):
        page(client, name)
    edition = Home(settings.HOME).current().id
    for name in ("data:edition", "data:findings"):
        page(client, name, edition)


@pytest.mark.django_db
def test_a_measure_of_annex_a_is_not_loaded_where_there_is_no_workbook(signed_in, settings, tmp_path):
    settings.HOME = tmp_path / "home"
    load(Home(settings.HOME), [write_return(tmp_path, 2025)], by="x")
    text = page(signed_in(Role.PERFORMANCE_ANALYST), "position:measure", "cpp_number")
    assert "not loaded" in text


@pytest.mark.django_db
def test_the_edition_shows_its_workbook(signed_in, beside_returns, settings):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    text = page(client, "data:edition", Home(settings.HOME).current().id)
    assert "Annex A on 17 June 2025" in text
    assert "Children looked after" in text
