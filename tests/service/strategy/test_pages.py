"""The pages of the plan: what they say first, to whom they open, what is hidden, and that queries do not grow."""

import io
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from sufficiency.demo.plan import plan
from sufficiency.service.access.roles import Role
from sufficiency.service.strategy.models import Action, Indicator, Priority, Strategy
from sufficiency.service.strategy.writing import as_workbook

VIEWS = ("", "strategy", "by-lead", "by-measure", "by-statement", "late", "timeline")


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def words_of(answer) -> str:
    """The words of a page alone."""
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(answer)).replace("&#x27;", "'").split())


@pytest.fixture
def director(signed_in, planned):
    return signed_in(Role.DIRECTOR)


@pytest.fixture
def of(planned):
    return lambda number: planned.actions.get(number=number)


def test_the_plan_says_first_how_many_actions_are_on_track_at_risk_and_late(director):
    page = text_of(director.get("/plan/"))
    assert "10 of 22 actions are on track, 7 at risk and 5 off track. 7 are late." in page
    assert page.count('class="suff-plan__action"') == 22 and page.count('class="suff-plan__area"') == 6
    assert page.count("Red: off track") == 5, "the word, and never the colour alone"


def test_every_view_opens_to_an_elected_member_and_asks_no_more_for_a_longer_plan(signed_in, planned):
    member = signed_in(Role.ELECTED_MEMBER)

    def asked(view: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert member.get(f"/plan/{view}").status_code == 200
        return len(queries)

    for view in VIEWS:
        asked(view)
    before = {view: asked(view) for view in VIEWS}
    for number in range(20):
        more = Action.objects.create(
            strategy=planned, number=f"9.{number}", place=99, key_area="More", focus="More"
        )
        Indicator.objects.create(action=more, place=1, words="More", measure="dental_pct", target=90.0)
        Priority.objects.create(strategy=planned, number=10 + number, title="More")
    assert {view: asked(view) for view in VIEWS} == before


def test_an_action_shows_milestones_measures_statements_money_and_every_rating(director, of):
    page = words_of(director.get(f"/plan/actions/{of('3.3').pk}"))
    for said in (
        "Red: off track Fewer children had a health assessment",
        "The rule proposes",
        "“Agreement with dentists in the three districts where our children live” is 91 days overdue.",
        "Done 22 January 2025, late",
        "8. I keep well, and somebody helps me when I feel low.",
        "£70,000 a year from the NHS integrated care board",
        "Baseline 92.8%",
        "Target 98% by 31 March 2027",
        "The booking team began three weeks late.",
        "Complete: every milestone is done",
    ):
        assert said in page, said


def test_a_number_that_could_point_to_a_child_is_hidden_from_a_member_wherever_it_stands(
    signed_in, planned, of
):
    """Early permanence placements are 1 at the start, and as few now; the share of another measure stays."""
    member, officer = signed_in(Role.ELECTED_MEMBER), signed_in(Role.COMMISSIONER)
    address = f"/plan/actions/{of('5.1').pk}"
    assert "Baseline 1 child" in words_of(officer.get(address))
    page = words_of(member.get(address))
    assert "Baseline c 31 March 2024" in page and "1 child" not in page
    book = load_workbook(io.BytesIO(member.get("/plan/plan.xlsx").content))
    rows = {row[1]: row[3] for row in book["Indicators"].iter_rows(min_row=2, values_only=True)}
    assert rows["Early permanence placements in the year"] is None
    assert rows["More children in foster care live with our own carers"] == 62.2
    assert {row[4] for row in book["Actions"].iter_rows(min_row=2, values_only=True)} == {None}


def test_a_measures_page_says_who_is_moving_it_and_the_first_page_what_is_late(director, of):
    assert "Who is moving it" in text_of(director.get("/measures/inhouse_foster_pct"))
    assert f'/plan/actions/{of("4.1").pk}"' in text_of(director.get("/measures/unit_cost_residential"))
    assert "Who is moving it" not in text_of(director.get("/measures/cla_uasc"))
    assert "7 actions of the plan are late" in text_of(director.get("/"))


def test_an_action_is_found_by_its_words(director, of):
    page = text_of(director.get("/search?q=dentist"))
    assert "Actions of the plan" in page and f"/plan/actions/{of('3.3').pk}" in page
    assert "Nothing found" in text_of(director.get("/search?q=zzz"))


def test_without_a_strategy_the_page_says_what_to_do(signed_in, made_up, db):
    assert "No strategy is in force" in text_of(signed_in(Role.ELECTED_MEMBER).get("/plan/"))
    assert "Load a workbook" in text_of(signed_in(Role.COMMISSIONER).get("/plan/by-lead"))


def test_another_strategy_is_shown_by_its_key_and_a_draft_to_those_alone_who_keep_the_plan(
    signed_in, director, planned
):
    older = Strategy.objects.exclude(pk=planned.pk).get()
    page = text_of(director.get(f"/plan/?strategy={older.pk}"))
    assert "Four challenges" in page and f"/plan/by-lead?strategy={older.pk}" in page
    for wrong, status in (("x", 400), ("999", 404), ("9" * 30, 400)):
        assert director.get(f"/plan/?strategy={wrong}").status_code == status
    older.draft = True
    older.save()
    member = signed_in(Role.ELECTED_MEMBER)
    assert member.get(f"/plan/?strategy={older.pk}").status_code == 404
    assert member.get(f"/plan/actions/{older.actions.first().pk}").status_code == 404
    assert director.get(f"/plan/actions/{older.actions.first().pk}").status_code == 200


def test_a_rating_is_given_with_its_reason_beside_the_proposal(director, of):
    action = of("4.2")
    address = f"/plan/actions/{action.pk}/rate"
    assert "The rule proposes" in text_of(director.get(address))
    refused = director.post(address, {"rating": "amber", "reason": " "})
    assert refused.status_code == 400 and "Say why" in refused.content.decode()
    assert (
        director.post(address, {"rating": "amber", "reason": "The second house is found"}).status_code == 302
    )
    latest = action.ratings.first()
    assert (latest.rating, latest.proposed, latest.on.isoformat()) == ("amber", "red", "2025-06-30")
    assert "“Houses found” is 107 days overdue" in latest.because
    page = words_of(director.get(f"/plan/actions/{action.pk}"))
    assert "which differs from the rating" in page and "The rule proposed Red: off track" in page


def test_the_lead_officer_rates_the_own_action_on_the_pages_and_no_other(signed_in, planned, of):
    officer = signed_in(Role.FOSTERING_MANAGER)
    own, other = of("1.1"), of("2.1")
    own.lead_person = officer.person
    own.save()
    assert officer.get(f"/plan/actions/{own.pk}/note").status_code == 200
    refused = officer.post(f"/plan/actions/{other.pk}/rate", {"rating": "green", "reason": "x"})
    assert refused.status_code == 403 and "Only the lead officer of this action" in refused.content.decode()
    assert officer.get(f"/plan/actions/{own.pk}/change").status_code == 403


def test_a_plan_is_written_from_nothing_on_the_pages(signed_in, made_up, db):
    commissioner = signed_in(Role.COMMISSIONER)
    day = {
        "starts_day": "1",
        "starts_month": "4",
        "starts_year": "2025",
        "ends_day": "31",
        "ends_month": "3",
        "ends_year": "2030",
    }
    sent = day | {
        "title": "Near home",
        "priorities_called": "priority",
        "statements": "I am safe\r\n\r\nI am heard",
        "levers": "Buying",
    }
    assert commissioner.post("/plan/strategies/add", sent).status_code == 302
    strategy = Strategy.objects.get()
    assert [(one.number, one.words) for one in strategy.statements.all()] == [
        (1, "I am safe"),
        (2, "I am heard"),
    ]
    priority = {"number": "1", "title": "Near", "words": "", "measures": "within_20_miles\nDental checks"}
    assert commissioner.post(f"/plan/strategies/{strategy.pk}/priorities/add", priority).status_code == 302
    assert [one.measure for one in strategy.priorities.get().measures.all()] == [
        "within_20_miles",
        "dental_pct",
    ]
    action = {
        "number": "1.1",
        "key_area": "Near",
        "focus": "Find homes",
        "statements": [strategy.statements.last().pk],
        "lead_account": "",
    }
    assert commissioner.post(f"/plan/strategies/{strategy.pk}/actions/add", action).status_code == 302
    made = strategy.actions.get()
    assert [one.number for one in made.statements.all()] == [2]
    milestone = {"words": "Ask", "due_day": "1", "due_month": "5", "due_year": "2025"}
    assert commissioner.post(f"/plan/actions/{made.pk}/milestones/add", milestone).status_code == 302
    indicator = {
        "words": "Nearer",
        "measure": "within_20_miles",
        "baseline": "64.4",
        "baseline_on_day": "31",
        "baseline_on_month": "3",
        "baseline_on_year": "2024",
        "target": "72",
    }
    assert commissioner.post(f"/plan/actions/{made.pk}/indicators/add", indicator).status_code == 302
    page = words_of(commissioner.get(f"/plan/actions/{made.pk}"))
    assert "60 days late" in page and "Baseline 64.4%" in page and "Target 72%" in page
    assert commissioner.post(f"/plan/milestones/{made.milestones.get().pk}/take-out").status_code == 302
    assert not made.milestones.exists()


@pytest.mark.parametrize(
    ("path", "sent", "told"),
    [
        ("actions/{}/indicators/add", {"words": "x", "baseline": "many"}, "Enter a number, such as 62.2"),
        ("actions/{}/indicators/add", {"words": "x", "baseline": "3"}, "Enter the day of the baseline"),
        ("actions/{}/indicators/add", {"words": "x", "baseline": "nan"}, "Enter a number"),
        ("actions/{}/indicators/add", {"words": "x", "measure": "no_such"}, "Choose a measure from the list"),
        ("actions/{}/milestones/add", {"words": "=1+1"}, "a spreadsheet runs as a formula"),
        ("actions/{}/milestones/add", {"words": "x", "due_day": "31", "due_month": "2", "due_year": "2025"}, "Enter a real date"),
        ("actions/{}/note", {"words": "x\x07y"}, "The text holds a character that no text has"),
        ("actions/{}/change", {"number": "1.2", "key_area": "x", "focus": "x"}, "has an action of this number already"),
        ("actions/{}/change", {"number": "1.1", "key_area": "x", "focus": "x", "lead_account": "nobody"}, "Nobody here has this account"),
    ],
    ids=["number", "day of baseline", "nan", "measure", "formula", "date", "letter", "number twice", "account"],
)  # fmt: skip
def test_what_cannot_be_is_told_beside_its_field(director, of, path, sent, told):
    answer = director.post(f"/plan/{path.format(of('1.1').pk)}", sent)
    assert answer.status_code == 400 and told in answer.content.decode()


def workbook(content: bytes, name: str = "plan.xlsx") -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def test_what_somebody_else_changed_while_a_page_was_open_is_not_written_over(director, of):
    milestone = of("4.2").milestones.get(words="Houses found")
    address = reverse("strategy:change_milestone", args=[milestone.pk])

    def opened() -> dict[str, str]:
        """What a browser would send of the page as it stands."""
        page = text_of(director.get(address))
        named = ("seen", "due_day", "due_month", "due_year", "done_day", "done_month", "done_year")
        fields = {name: re.search(rf'<input[^>]* name="{name}"[^>]*>', page)[0] for name in named}
        values = {name: re.search(r'value="([^"]*)"', tag) for name, tag in fields.items()}
        return {name: found[1] if found else "" for name, found in values.items()} | {"words": "Houses found"}

    mine, theirs = opened(), opened() | {"done_day": "30", "done_month": "6", "done_year": "2025"}
    assert director.post(address, theirs).status_code == 302
    late = director.post(address, mine | {"words": "Two houses found"})
    assert late.status_code == 400 and "after you opened the page" in late.content.decode()
    milestone.refresh_from_db()
    assert (milestone.words, str(milestone.done)) == ("Houses found", "2025-06-30")
    assert director.post(address, opened() | {"words": "Two houses found"}).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.words, str(milestone.done)) == ("Two houses found", "2025-06-30")


def test_a_plan_taken_out_on_the_page_is_loaded_again_under_another_title(director, planned):
    book = load_workbook(io.BytesIO(director.get("/plan/plan.xlsx").content))
    book["Strategy"]["B2"], book["Strategy"]["B3"] = "The same again", "2024-05-01"
    content = io.BytesIO()
    book.save(content)
    assert director.post("/plan/load", workbook(content.getvalue())).status_code == 302
    again = Strategy.objects.get(title="The same again")
    assert again.actions.count() == 22 and again.statements.count() == 10
    count = Indicator.objects.filter(action__strategy=planned).count()
    assert Indicator.objects.filter(action__strategy=again).count() == count == 42


def test_a_workbook_with_a_wrong_cell_keeps_nothing_and_says_which(director, planned):
    one = replace(plan(2025), title="Another", draft=True)
    book = load_workbook(io.BytesIO(as_workbook(one)))
    book["Milestones"]["C2"] = "<b>soon</b>"
    content = io.BytesIO()
    book.save(content)
    answer = director.post("/plan/load", workbook(content.getvalue()))
    assert answer.status_code == 400 and not Strategy.objects.filter(title="Another").exists()
    assert "row 2, column C (due) holds “&lt;b&gt;soon&lt;/b&gt;”" in answer.content.decode()
    for content, name in ((b"PK", "plan.xlsx"), (b"a,b", "plan.csv"), (b"", "plan.xlsx")):
        assert director.post("/plan/load", workbook(content, name)).status_code == 400
    assert director.post("/plan/load").status_code == 400
    assert director.get("/plan/template.xlsx").status_code == 200
