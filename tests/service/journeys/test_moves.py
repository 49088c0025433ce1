"""Moves between two days: numbers that agree with the figures of both days, and the children of each step."""

import csv
import io
import re
from datetime import date

import pytest

from sufficiency.service.access.roles import Role
from tests.service.lines import seen
from tests.service.reading import text_of

FIRST, LAST = date(2024, 3, 31), date(2025, 3, 31)
STEP = "/journeys/children?before=in-care&before_group=foster&after=in-care&after_group=foster"


def steps(client, query="") -> list[dict]:
    answer = client.get(f"/journeys/moves.csv{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_homes_of_both_days_add_up_to_the_figures_of_those_days(signed_in, all_figures):
    found = steps(signed_in(Role.COMMISSIONER))
    for state, day in (("before", FIRST), ("after", LAST)):
        in_care = [step for step in found if step[state] == "in-care"]
        for group in {step[f"{state}_group"] for step in in_care}:
            counted = sum(int(step["children"]) for step in in_care if step[f"{state}_group"] == group)
            assert counted == all_figures["cla_number", day, "placement_type", group]["value"]
        total = sum(int(step["children"]) for step in in_care)
        assert total == all_figures["cla_number", day, "", ""]["value"]


def test_the_page_says_how_many_stayed_moved_left_and_came(signed_in, all_figures):
    client = signed_in(Role.DIRECTOR)
    found, page = steps(client), text_of(client.get("/journeys/"))
    looked_after = all_figures["cla_number", FIRST, "", ""]["value"]
    left = sum(int(step["children"]) for step in found if step["before"] == "in-care" != step["after"])
    came = sum(int(step["children"]) for step in found if step["before"] == "not-in-care")
    assert f"Of {looked_after:.0f} children looked after on 31 March 2024" in page
    assert f"{left} had left care; {came} had come in." in page


def test_a_step_leads_to_its_children_who_are_recorded_as_looked_at(signed_in, made_up):
    client = signed_in(Role.PLACEMENT_OFFICER)
    address = next(
        one.replace("&amp;", "&")
        for one in re.findall(r'href="([^"]+)"', client.get("/journeys/").content.decode())
        if "before_group=childrens-home&amp;after=in-care&amp;after_group=childrens-home" in one
    )
    number = next(
        int(step["children"]) for step in steps(client)
        if step["before_group"] == step["after_group"] == "childrens-home"
    )  # fmt: skip
    listed = client.get(address).content.decode()
    assert len(re.findall(r'href="/children/[^"?]+', listed)) == number
    assert seen().filter(person=client.person).count() == number


def test_a_person_of_own_children_sees_no_other_in_a_step(signed_in, made_up):
    page = text_of(signed_in(Role.SOCIAL_WORKER).get(STEP))
    assert "not on your caseload" in page


def test_a_commissioner_sees_numbers_and_no_way_to_the_children(signed_in, made_up):
    client = signed_in(Role.COMMISSIONER)
    assert "/journeys/children" not in client.get("/journeys/").content.decode()
    assert client.get(STEP).status_code == 403


def test_an_elected_member_sees_no_groups_so_small(signed_in, made_up):
    client = signed_in(Role.ELECTED_MEMBER)
    for address in ("/journeys/", "/journeys/moves.csv", "/journeys/cohort"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/journeys/?from=2025-03-31&to=2024-03-31", "is not before"),
        ("/journeys/?to=2024-03-30", "not one of the days that are counted"),
        ("/journeys/?to=yesterday", "not one of the days that are counted"),
        ("/journeys/?from=2024-02-31", "not one of the days that are counted"),
        ("/journeys/cohort?year=1999", "not a loaded year"),
        ("/journeys/cohort?year=²", "not a loaded year"),
        ("/journeys/children?before=<b>&after=left", "is no state for before"),
        ("/journeys/children?before=in-care&before_group=adopted", "is no group of in-care"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(signed_in, made_up, address, sentence):
    answer = signed_in(Role.PERFORMANCE_ANALYST).get(address)
    assert answer.status_code == 400
    assert sentence in text_of(answer)


@pytest.mark.parametrize("address", ["/journeys/", "/journeys/cohort", STEP])
def test_before_the_first_load_the_pages_say_what_to_do(signed_in, fresh_home, address):
    answer = signed_in(Role.PERFORMANCE_ANALYST).get(address)
    assert answer.status_code == 200
    assert "load" in text_of(answer).lower()
