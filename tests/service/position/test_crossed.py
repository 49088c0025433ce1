"""Two breakdowns at a time: cells that add up, lead to their children, and refuse what cannot be asked."""

import re
from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.service.access.roles import Role
from sufficiency.service.data.crossed import crossed
from tests.service.reading import text_of

LAST = date(2025, 3, 31)
PAGE = "/measures/foster_pct/two-breakdowns?rows=age_band&columns=sex"


def test_the_cells_add_up_to_the_figures_of_either_breakdown(made_up, all_figures):
    found = crossed(made_up, MEASURES["foster_pct"], LAST, ("age_band", "sex", "age_band:sex"), {})
    for (by, group), figure in found.items():
        if by != "age_band:sex":
            row = all_figures["foster_pct", LAST, by, group]
            assert (figure.numerator, figure.denominator) == (row["numerator"], row["denominator"])
    cells = [figure for (by, _), figure in found.items() if by == "age_band:sex"]
    assert sum(figure.denominator for figure in cells) == found["", ""].denominator


def test_each_cell_leads_to_its_children(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    page = client.get(PAGE).content.decode()
    address = next(
        one.replace("&amp;", "&")
        for one in re.findall(r'href="([^"]+)"', page)
        if "group=10-15%3Amale" in one
    )
    cell = re.search(r'group=10-15%3Amale[^>]*>[^<]*</a><span class="suff-table__hint">(\d+) of (\d+)', page)
    listed = text_of(client.get(address))
    assert f"In the numerator ({cell[1]})" in listed and "Age and sex, 10 to 15, Male" in listed
    assert (
        f"({cell[1]} of {cell[2]})" in listed.replace(" children", "") or f"{cell[1]} of {cell[2]}" in listed
    )


def test_some_children_only_are_those_of_the_groups(signed_in, made_up, all_figures):
    page = text_of(signed_in(Role.COMMISSIONER).get(PAGE + "&of=without-uasc"))
    row = all_figures["foster_pct", LAST, "uasc", "not-uasc"]
    assert f"{row['numerator']:.0f} of {row['denominator']:.0f}" in page
    assert "some children only" in page


def test_a_measure_of_a_group_is_not_offered_without_that_group(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get("/measures/cl_eet_pct/two-breakdowns"))
    assert "Aged under 16" not in page, "care leavers are not broken down by age band"


def test_numbers_lead_to_children_only_for_those_who_may_see_them(signed_in, made_up):
    assert "/children?" not in signed_in(Role.COMMISSIONER).get(PAGE).content.decode()
    assert signed_in(Role.ELECTED_MEMBER).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/measures/foster_pct/two-breakdowns?rows=sex&columns=sex", "two different breakdowns"),
        ("/measures/foster_pct/two-breakdowns?rows=placement_type", "is not broken down by"),
        ("/measures/cla_rate_10k/two-breakdowns", "has no two breakdowns"),
        ("/measures/foster_pct/two-breakdowns?of=girls", "is no choice for of"),
        ("/measures/foster_pct/children?by=age_band:sex&group=10-15", "has no group"),
        ("/measures/foster_pct/children?by=age_band:age_band&group=0:0", "is not broken down by"),
        ("/measures/foster_pct?by=age_band:sex", "is not broken down by"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(signed_in, made_up, address, sentence):
    answer = signed_in(Role.PERFORMANCE_ANALYST).get(address)
    assert answer.status_code == 400
    assert sentence in text_of(answer)
