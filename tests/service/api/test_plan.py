"""The plan through the API: what its pages show the same person, narrowed as asked, and nothing that they hide."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sufficiency.service.access.roles import Role
from sufficiency.service.recorded.wording import HIDDEN
from sufficiency.service.strategy import queries
from sufficiency.service.strategy.models import Action, Indicator, Priority, Rating, Strategy


def test_the_plan_has_every_action_with_milestones_measures_and_ratings(caller, planned):
    told = caller(Role.COMMISSIONER).get("plan").json()
    assert (told["strategy"], told["title"], told["number"]) == (planned.pk, planned.title, 22)
    assert told["sentence"].startswith(
        "10 of 22 actions are on track, 7 at risk and 5 off track. 7 are late."
    )
    (one,) = [action for action in told["actions"] if action["number"] == "3.3"]
    assert (one["rating"], one["late"], one["proposed"]["rating"]) == ("red", True, "red")
    assert one["reason"].startswith("Fewer children had a health assessment") and 8 in one["statements"]
    assert 91 in [milestone["days_late"] for milestone in one["milestones"]]
    assert any("The booking team began three weeks late" in rating["reason"] for rating in one["ratings"])
    measured = {indicator["measure"]: indicator for indicator in one["indicators"]}
    (aimed,) = [one for one in measured.values() if one["target"] == 98]
    assert (aimed["baseline"], aimed["target_on"]) == (92.8, "2027-03-31")
    assert aimed["now"]["value"] and aimed["now"]["as_at"] and aimed["standing"] != "Not told yet"


def test_one_action_also_tells_money_notes_and_evidence(caller, planned):
    action = planned.actions.get(number="3.3")
    program = caller(Role.COMMISSIONER)
    whole = program.get(f"plan/actions/{action.pk}").json()
    listed = next(one for one in program.get("plan").json()["actions"] if one["id"] == action.pk)
    assert {name: whole[name] for name in listed} == listed
    assert whole["financial_implication"].startswith("£70,000 a year") and whole["strategy"] == planned.pk
    for kind in ("notes", "evidence"):
        assert [one["words"] for one in whole[kind]] == [one.words for one in getattr(action, kind).all()]


def test_actions_are_narrowed_by_lead_measure_statement_rating_and_what_is_late(caller, planned):
    program = caller(Role.FINANCE)
    every = program.every("plan", "actions", limit=5)
    assert len(every) == 22
    lead, measure = every[0]["lead"], next(one["measure"] for one in every[0]["indicators"] if one["measure"])
    for asked, holds in (
        ({"late": "yes"}, lambda one: one["late"]),
        ({"late": "no"}, lambda one: not one["late"]),
        ({"rating": "red"}, lambda one: one["rating"] == "red"),
        ({"lead": f" {lead.upper()}  "}, lambda one: lead.casefold() in one["lead"].casefold()),
        ({"measure": measure}, lambda one: measure in [told["measure"] for told in one["indicators"]]),
        ({"statement": 8}, lambda one: 8 in one["statements"]),
        ({"late": "yes", "rating": "red"}, lambda one: one["late"] and one["rating"] == "red"),
    ):
        found = program.every("plan", "actions", limit=3, **asked)
        assert found == [one for one in every if holds(one)] and 0 < len(found) < 22, asked


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lead": "<script>alert(1)</script>"}, "leads no action of this strategy. Lead officers are: "),
        ({"measure": "foster_pc"}, "foster_pct"),
        ({"rating": "purple"}, "red"),
        ({"late": "maybe"}, "'yes' or 'no'"),
        ({"strategy": "1 OR 1=1"}, "integer"),
        ({"strategy": 2**40}, "2147483647"),
        ({"strategy": 99_999}, "There is no strategy 99999. /plan/strategies lists"),
        ({"statement": 0}, "greater than or equal to 1"),
        ({"leader": "Head"}, "No parameter has this name"),
    ],
)
def test_what_cannot_be_asked_of_the_plan_gets_a_sentence(caller, planned, asked, told):
    answer = caller(Role.FINANCE).get("plan", **asked)
    assert answer.status_code in (404, 422) and answer.headers["Content-Type"] == "application/problem+json"
    assert told in answer.json()["detail"] and answer.json()["detail"][-1] in ".?"


def test_an_action_that_is_not_there_gets_a_sentence(caller, planned):
    program = caller(Role.FINANCE)
    for path in ("plan/actions/999999", f"plan/actions/{2**70}"):
        answer = program.get(path)
        assert answer.status_code == 404 and "There is no action" in answer.json()["detail"]
    assert program.get("plan/actions/one").status_code == 404


def test_a_member_has_what_the_page_shows_a_member(caller, planned):
    """What the page hides with its mark is null here, action by action and indicator by indicator."""
    why = {"rating": "amber", "reason": "Slow", "proposed": "red", "because": "2 children wait", "by": "Lead"}
    Rating.objects.create(action=planned.actions.first(), on=date(2025, 6, 1), **why)
    member, officer = caller(Role.ELECTED_MEMBER), caller(Role.COMMISSIONER)
    on_the_page = queries.standings(planned, member.person, queries.day_of_the_plan())
    told = member.get("plan").json()["actions"]
    hidden = 0
    for one, standing in zip(told, on_the_page, strict=True):
        assert one["rating"] == standing.rating and one["proposed"]["because"] == list(
            standing.proposal.because
        )
        assert {rating["because"] for rating in one["ratings"]} <= {""}
        for indicator, moved in zip(one["indicators"], standing.moved, strict=True):
            for end in ("baseline", "target"):
                hides = getattr(moved, end) == HIDDEN
                assert indicator[end] == (None if hides else getattr(moved.indicator, end))
                hidden += hides
            assert indicator["standing"] == moved.track.word
            assert indicator["expected"] is None or HIDDEN not in (
                moved.baseline,
                moved.expected,
                moved.target,
            )
            assert indicator["now"] is None or indicator["now"]["suppressed"] == moved.measured.hidden
            assert not (indicator["now"] and indicator["now"]["suppressed"] and indicator["now"]["value"])
    assert hidden
    (seen,) = [one for one in officer.get("plan").json()["actions"] if one["number"] == "5.1"]
    assert 1.0 in [one["baseline"] for one in seen["indicators"]]
    assert any(
        rating["because"] for one in officer.get("plan").json()["actions"] for rating in one["ratings"]
    )
    whole = member.get(f"plan/actions/{seen['id']}").json()
    assert whole["indicators"] == next(one for one in told if one["id"] == seen["id"])["indicators"]


def test_strategies_come_with_priorities_and_statements_and_drafts_to_those_alone_who_keep_the_plan(
    caller, planned
):
    draft = Strategy.objects.create(title="Next", authority="X99", starts=date(2027, 4, 1), ends=date(2030, 3, 31), draft=True)  # fmt: skip
    action = Action.objects.create(strategy=draft, number="1", place=1, key_area="Secret", focus="Secret")
    other = Strategy.objects.create(title="Elsewhere", authority="E09000001", starts=date(2024, 4, 1), ends=date(2027, 3, 31))  # fmt: skip
    keeper, member = caller(Role.COMMISSIONER), caller(Role.ELECTED_MEMBER)
    told = keeper.every("plan/strategies", "strategies", limit=1)
    assert [one["title"] for one in told][0] == "Next" and other.title not in {one["title"] for one in told}
    (current,) = [one for one in told if one["in_force"]]
    assert current["id"] == planned.pk and current["priorities"] and current["levers"] and current["success"]
    assert [one["words"] for one in current["statements"]] == [one.words for one in planned.statements.all()]
    first = planned.priorities.first()
    assert current["priorities"][0]["measures"] == [one.measure for one in first.measures.all()]
    assert draft.pk not in {one["id"] for one in member.get("plan/strategies").json()["strategies"]}
    for path in (f"plan?strategy={draft.pk}", f"plan/actions/{action.pk}"):
        assert (
            member.get(f"/api/v1/{path}").status_code == 404
            and keeper.get(f"/api/v1/{path}").status_code == 200
        )
        assert "Secret" not in member.get(f"/api/v1/{path}").content.decode()
    assert keeper.get(f"/api/v1/plan?strategy={other.pk}").status_code == 404


def test_without_a_strategy_in_force_the_answer_says_so(caller, made_up):
    told = caller(Role.FINANCE).get("plan").json()
    assert (
        told["strategy"] is None and told["actions"] == [] and "No strategy is in force" in told["sentence"]
    )


def test_a_longer_plan_asks_no_more_of_the_database(caller, planned):
    program = caller(Role.ELECTED_MEMBER)

    def asked(path: str) -> int:
        """The fewest of two calls: the first call of a minute asks more, since it is counted from one."""
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries_:
                assert program.get(path).status_code == 200
            counts.append(len(queries_))
        return min(counts)

    paths = ("plan", "plan/strategies")
    for path in paths:
        asked(path)
    before = [asked(path) for path in paths]
    for number in range(10):
        more = Action.objects.create(
            strategy=planned, number=f"9.{number}", place=99, key_area="More", focus="More"
        )
        Indicator.objects.create(action=more, place=1, words="More", measure="dental_pct", target=90.0)
        Priority.objects.create(strategy=planned, number=10 + number, title="More")
    Strategy.objects.create(title="Before", authority="X99", starts=date(2001, 4, 1), ends=date(2004, 3, 31))
    assert [asked(path) for path in paths] == before
