"""The pages of the plan: what they say first, whom they open to, and that each page's queries do not grow."""

import pytest

from sufficiency.service.access.roles import Role

VIEWS = ("", "strategy", "by-lead", "by-measure", "by-statement", "late", "timeline")


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def test_the_plan_says_first_how_many_actions_are_on_track_at_risk_and_late(signed_in, planned):
    page = text_of(signed_in(Role.DIRECTOR).get("/plan/"))
    assert "10 of 22 actions are on track, 7 at risk and 5 off track. 7 are late." in page
    assert page.count('class="suff-plan__action"') == 22 and page.count('class="suff-plan__area"') == 6


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_plan_opens_to_an_elected_member(signed_in, planned, view):
    assert signed_in(Role.ELECTED_MEMBER).get(f"/plan/{view}").status_code == 200
