"""Each month alone: a process-behaviour chart, its signals in words, and why there is none of some measures."""

from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.measures.monthly import WORDS, Kind, kind_of, own_events
from sufficiency.service.access.roles import Role
from sufficiency.service.data.asked import figures_for
from sufficiency.service.data.opened import opened
from sufficiency.service.position.month_by_month import month_by_month
from tests.service.reading import text_of

LAST = date(2025, 3, 31)


def shown(person, edition, measure):
    return month_by_month(MEASURES[measure], figures_for(person, edition), opened(edition), LAST)


def test_a_month_of_the_chart_is_that_months_own_events(person, made_up):
    found = shown(person(Role.DIRECTOR), made_up, "missing_episodes")
    with opened(made_up).history() as history:
        own = own_events(history, MEASURES["missing_episodes"])
    points = found.chart.spec["datasets"]["line 0"]
    assert len(points) == 36
    for point in points:
        month = date.fromisoformat(point["day"])
        assert point["value"] == own.get(month, (0, None))[0]
    assert sum(point["value"] for point in points[-12:]) == pytest.approx(
        figures_for(person(Role.FINANCE), made_up).figure(MEASURES["missing_episodes"], LAST).value
    )


def test_of_a_figure_of_a_day_a_month_is_the_step_since_the_month_before(person, made_up):
    director = person(Role.DIRECTOR)
    found = shown(director, made_up, "cla_number")
    figures = figures_for(director, made_up)
    points = {point["day"]: point["value"] for point in found.chart.spec["datasets"]["line 0"]}
    number = MEASURES["cla_number"]
    last, month_before = (figures.figure(number, day).value for day in (LAST, date(2025, 2, 28)))
    assert points["2025-03-31"] == last - month_before
    assert WORDS[Kind.STEPS] in found.explained


def test_the_limits_the_rules_and_the_signals_are_told_in_words_and_in_the_table(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/missing_episodes?every=each-month"))
    assert "Upper limit" in page and "Incidents in each month" in page
    assert "when it ends eight months in a row on one side of the mean" in page
    assert "Shown here is what happened in each month alone." in page
    assert ("No signal" in page) or ("Signals, marked with diamonds" in page)


@pytest.mark.parametrize("measure", [m.id for m in MEASURES.values() if kind_of(m)[0] is Kind.NONE])
def test_a_measure_without_months_says_why_and_offers_none(signed_in, made_up, measure):
    client = signed_in(Role.DIRECTOR)
    why = kind_of(MEASURES[measure])[1]
    if not MEASURES[measure].only_on_31_march:
        assert why in text_of(client.get(f"/measures/{measure}?every=each-month"))
    assert "Each month alone" not in text_of(client.get(f"/measures/{measure}"))


def test_what_is_too_rare_for_limits_says_so(person, made_up):
    assert "too few in a month" in shown(person(Role.DIRECTOR), made_up, "adoptions").why


def test_single_months_are_not_for_people_who_see_totals_only(signed_in, made_up):
    client = signed_in(Role.ELECTED_MEMBER)
    assert "Each month alone" not in text_of(client.get("/measures/missing_episodes"))
    assert client.get("/measures/missing_episodes?every=each-month").status_code == 403
