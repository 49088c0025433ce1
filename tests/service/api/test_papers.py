"""Published papers through the API: the archive, a paper in the version one may read, and its figures today."""

import hashlib
import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line, What
from sufficiency.service.committee import pages, sources
from sufficiency.service.committee.models import Paper
from sufficiency.service.governance.models import DuePaper
from tests.service.api.rooms import LAST, WRITTEN, a_figure, a_meeting, a_published_paper


@pytest.fixture
def printed(made_up, db):
    """A paper that says a number that is another today, one that is the same, and a small one hidden in public."""
    same = a_figure(made_up, "1,000", 1000.0, source="published", measure="foster_pct", edition="")
    moved, small = a_figure(made_up), a_figure(made_up, "3 children", 3.0, measure="cla_uasc")
    hidden = a_figure(made_up, "c", None, measure="cla_uasc", hidden=True)
    return a_published_paper(made_up, (moved, same, small), (moved, same, hidden))


def test_the_archive_says_for_which_committee_when_and_of_which_edition(caller, made_up, printed):
    meeting = a_meeting(date(2025, 7, 9))
    DuePaper.objects.create(meeting=meeting, title="Update", name="Lead", written=printed.paper_id)
    a_published_paper(made_up, id=uuid4(), title="Elsewhere", authority="E09000001")
    (told,) = caller(Role.DIRECTOR).every("papers", "papers")
    assert (told["id"], told["version"], told["edition"]) == (str(WRITTEN), 1, made_up.id)
    assert (told["committee"], told["meeting"], told["as_at"]) == ("Committee", "2025-07-09", "2025-03-31")
    assert (told["public_sha256"], told["local_sha256"]) == (printed.public_sha256, printed.local_sha256)


def test_the_archive_is_narrowed_by_measure_and_by_kind_of_paper(caller, made_up, printed):
    other = a_published_paper(made_up, id=uuid4(), template="strategy")
    program = caller(Role.FINANCE)
    assert [one["id"] for one in program.every("papers", "papers", limit=1)] == [
        str(other.paper_id),
        str(WRITTEN),
    ]
    assert [one["id"] for one in program.every("papers", "papers", measure="cla_number")] == [str(WRITTEN)]
    assert [one["id"] for one in program.every("papers", "papers", template="strategy")] == [
        str(other.paper_id)
    ]
    assert program.get("papers", measure="adoptions").json()["papers"] == []


def test_a_paper_is_given_as_it_was_published_and_its_digest_fits(caller, printed):
    told = caller(Role.ELECTED_MEMBER).get(f"papers/{WRITTEN}").json()
    assert told["style"] == "public" and told["document"] == json.loads(printed.public)
    text = json.dumps(told["document"], ensure_ascii=False, indent=1, sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest() == told["sha256"] == printed.public_sha256


def test_only_those_inside_have_the_local_version_and_that_they_took_it_is_recorded(caller, printed):
    member, officer = caller(Role.ELECTED_MEMBER), caller(Role.FINANCE)
    for path in (f"papers/{WRITTEN}", f"papers/{WRITTEN}/figures"):
        refused = member.get(path, style="local")
        assert refused.status_code == 403 and refused.json()["detail"].endswith("directors and finance.")
    told = member.get(f"papers/{WRITTEN}").json()
    assert told["local_sha256"] is None, "small numbers could be tried until the digest fits"
    assert printed.local_sha256 not in json.dumps(told) and "For those inside" not in json.dumps(told)
    assert officer.get(f"papers/{WRITTEN}", style="public").json()["document"] == told["document"]
    assert not Line.objects.filter(what=What.EXPORTED).exists()
    assert officer.get(f"papers/{WRITTEN}").json()["document"] == json.loads(printed.local)
    (line,) = Line.objects.filter(what=What.EXPORTED)
    assert line.person == officer.person and line.page.endswith("API")


def test_each_figure_is_told_as_printed_and_as_it_is_now_with_the_reason(
    caller, made_up, all_figures, printed
):
    program = caller(Role.FINANCE)
    figures = {one["measure"]: one for one in program.every(f"papers/{WRITTEN}/figures", "figures", limit=1)}
    now = all_figures["cla_number", LAST, "", ""]["value"]
    told = figures["cla_number"]
    assert (told["printed"], told["value"], told["moved"], told["now_value"]) == ("1,000", 1000.0, True, now)
    assert told["edition"] == made_up.id and "newer rules" in told["reason"]
    same = figures["foster_pct"]
    assert (same["moved"], same["now"], same["reason"], same["source"]) == (False, "1,000", "", "published")
    narrowed = program.every(f"papers/{WRITTEN}/figures", "figures", moved="no")
    assert [one["measure"] for one in narrowed] == ["foster_pct"]
    narrowed = program.every(f"papers/{WRITTEN}/figures", "figures", measure="cla_number")
    assert [one["measure"] for one in narrowed] == ["cla_number"]


def test_what_is_hidden_in_the_paper_is_hidden_in_its_figures_whatever_it_is_now(caller, printed):
    member = caller(Role.ELECTED_MEMBER).get(f"papers/{WRITTEN}/figures").json()["figures"]
    (told,) = [one for one in member if one["measure"] == "cla_uasc"]
    assert told["suppressed"] and told["value"] is told["now_value"] is None and told["printed"] == "c"
    (seen,) = caller(Role.FINANCE).get(f"papers/{WRITTEN}/figures", measure="cla_uasc").json()["figures"]
    assert seen["value"] == 3 and not seen["suppressed"]


@pytest.mark.parametrize("role", [Role.ELECTED_MEMBER, Role.FINANCE])
def test_figures_are_those_of_the_papers_page(caller, published, role):
    program = caller(role)
    local = role is Role.FINANCE
    told = program.every(f"papers/{published.paper_id}/figures", "figures", limit=1000)
    document = pages.Document.from_json(published.local if local else published.public)
    moved = sources.moved_since(published.paper, list(document.figures), sources.in_use(), document.style)
    rows = pages.figures_table(document, moved).rows
    assert [one["printed"] for one in told] == [row["printed"] for row in rows]
    assert [one["now"] if one["moved"] else "the same" for one in told] == [row["now"] for row in rows]


def test_a_paper_that_is_not_published_is_not_in_the_api(caller, printed, begun):
    draft = begun(title="Secret draft")
    assert isinstance(draft, Paper)
    program = caller(Role.DIRECTOR)
    assert "Secret" not in program.get("papers").content.decode()
    for one in (draft.pk, uuid4()):
        for path in (f"papers/{one}", f"papers/{one}/figures"):
            answer = program.get(path)
            assert (
                answer.status_code == 404
                and "There is no published paper of this id" in answer.json()["detail"]
            )


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("papers", {"measure": "cla_numbr"}, "cla_number"),
        ("papers", {"template": "diary"}, "self-evaluation"),
        ("papers", {"committee": "x"}, "No parameter has this name"),
        (f"papers/{WRITTEN}", {"style": "secret"}, "'local' or 'public'"),
        (f"papers/{WRITTEN}/figures", {"moved": "perhaps"}, "'yes' or 'no'"),
        (f"papers/{WRITTEN}/figures", {"measure": "x" * 90}, "80"),
        ("papers/1", {}, "nothing at this address"),
    ],
)
def test_what_cannot_be_asked_of_papers_gets_a_sentence(caller, printed, path, asked, told):
    answer = caller(Role.FINANCE).get(path, **asked)
    assert answer.status_code in (404, 422) and told in answer.json()["detail"]


def test_a_longer_archive_asks_no_more_of_the_database(caller, made_up, printed):
    program = caller(Role.DIRECTOR)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert program.get("papers").status_code == 200
        return len(queries)

    asked()
    before = asked()
    for number in range(5):
        more = a_published_paper(made_up, id=uuid4(), title=f"More {number}")
        meeting = a_meeting(date(2025, 8, 1 + number))
        DuePaper.objects.create(meeting=meeting, title="More", name="Lead", written=more.paper_id)
    assert asked() == before
