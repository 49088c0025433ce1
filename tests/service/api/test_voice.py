"""What children and young people said, through the API: sums of closed rounds, and never who said what."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sufficiency.service.access.roles import Role
from sufficiency.service.voice.models import Link, Round
from tests.service.api.rooms import a_closed_round


def test_a_closed_round_tells_how_many_said_what_where_enough_answered(caller, made_up):
    made = a_closed_round()
    (told,) = caller(Role.ELECTED_MEMBER).every("voice", "rounds")
    assert (told["id"], told["title"], told["fewest"], told["closed"]) == (
        made.pk,
        "Spring survey",
        6,
        "2025-03-31",
    )
    enough, few = told["statements"]
    assert [enough[name] for name in ("answered", "yes", "sometimes", "no")] == [7, 4, 2, 1]
    assert enough["low_pct"] < enough["agree_pct"] < enough["high_pct"]
    assert few["words"] == "Statement 2" and {
        few[name] for name in few if name not in ("number", "words")
    } == {None}


def test_a_round_that_still_asks_is_not_there(caller, made_up):
    asking = a_closed_round("Asked at reviews", closed=None)
    program = caller(Role.DIRECTOR)
    assert program.get("voice").json()["rounds"] == []
    for number in (asking.pk, 999_999, 2**70):
        answer = program.get(f"voice/{number}")
        assert answer.status_code == 404 and "There is no closed round" in answer.json()["detail"]


def test_of_what_children_wrote_only_what_others_may_read_is_told_and_no_link(caller, made_up):
    made = a_closed_round()
    answer = caller(Role.DIRECTOR).get(f"voice/{made.pk}")
    assert answer.json()["comments"] == ["I like my room."]
    listed = caller(Role.FINANCE).get("voice").content.decode()
    for text in (answer.content.decode(), listed):
        assert "Sam" not in text and "Nobody has read this" not in text and "digest" not in text
    Link.objects.filter(round=made, used=True).first().delete()
    Link.objects.filter(round=made, used=True).first().delete()
    assert caller(Role.REVIEWING_OFFICER).get(f"voice/{made.pk}").json()["comments"] == []


def test_a_round_of_another_authority_is_not_there(caller, made_up):
    made = a_closed_round()
    Round.objects.filter(pk=made.pk).update(authority="E09000001")
    assert caller(Role.DIRECTOR).get(f"voice/{made.pk}").status_code == 404
    assert caller(Role.FINANCE).get("voice").json()["number"] == 0


def test_parameters_that_are_not_there_get_a_sentence(caller, made_up):
    made = a_closed_round()
    program = caller(Role.FINANCE)
    for path, asked, told in (
        ("voice", {"limit": 0}, "limit"),
        ("voice", {"round": made.pk}, "No parameter has this name"),
        (f"voice/{made.pk}", {"comments": "all"}, "This address takes no parameter"),
    ):
        answer = program.get(path, **asked)
        assert answer.status_code == 422 and told in answer.json()["detail"]


def test_more_rounds_ask_no_more_of_the_database(caller, made_up):
    program = caller(Role.FINANCE)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert program.get("voice").status_code == 200
        return len(queries)

    a_closed_round()
    asked()
    before = asked()
    for number in range(4):
        a_closed_round(f"Round {number}")
    assert asked() == before
