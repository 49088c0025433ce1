"""A child's page, for ordinary children and for ids that no system should have given."""

import atexit
import re
import shutil
import tempfile
from datetime import date, timedelta
from functools import cache
from html import escape
from pathlib import Path

import pytest

from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.service.access.roles import Role
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.life import legal_statuses, timeline
from sufficiency.service.records.record import Record
from sufficiency.service.records.sealed import sealed_children
from tests.service.lines import seen
from tests.service.reading import text_of

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
ODD_IDS = [
    "A/B",
    "..",
    ".",
    "a b",
    "50%25",
    "<script>alert(1)</script>",
    "=1+1",
    "x' OR 1=1 --",
    "Zoë ☃ 木",
    "?q=1#x",
    "x" * 300,
    "\\\\server\\share",
]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@cache
def home_of_odd_children() -> Path:
    """An installation whose children have ids that could break a page; nobody writes to it."""
    top = Path(tempfile.mkdtemp(prefix="sufficiency-odd-"))
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    folder = top / "returns" / "2025"
    folder.mkdir(parents=True)
    header = [f"{quoted(one)},1,01/06/2012,WBRI,,," for one in ODD_IDS]
    episodes = [
        f"{quoted(one)},01/05/2024,S,V2,N1,U4,PR1,10/09/2024,X1,CARPL,AB1 1AA,AB1 1AB,\n"
        f"{quoted(one)},10/09/2024,B,C2,N1,K2,PR4,,,,AB1 1AA,AB1 1AC,SC000001"
        for one in ODD_IDS
    ]
    (folder / "header.csv").write_text("\n".join([HEADER, *header]), encoding="utf-8")
    (folder / "episodes.csv").write_text("\n".join([EPISODES, *episodes]), encoding="utf-8")
    load(Home(top / "home"), [folder.parent], by="the suite")
    return top / "home"


@pytest.fixture
def odd_children(settings):
    settings.HOME = home_of_odd_children()
    return Home(settings.HOME).current()


@pytest.mark.parametrize("child", ODD_IDS)
def test_a_child_opens_whatever_its_id(signed_in, odd_children, child):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.get(child_address(child))
    assert answer.status_code == 200
    page = text_of(answer)
    assert f"</span>Child {escape(child)}</h1>" in answer.content.decode()
    assert b"<script>alert" not in answer.content
    assert "Children's home since 10 September 2024, home number 2" in page
    again = text_of(client.get(child_address(child)))
    assert "child's page 1" in again, "the first look is told of at the second"


def test_lists_and_searches_hold_odd_ids_safely(signed_in, odd_children):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.get("/measures/cla_number/children")
    assert answer.status_code == 200 and b"<script>alert" not in answer.content
    for address in re.findall(r'href="(/children/[^"]+)"', answer.content.decode()):
        assert client.get(address.replace("&#x27;", "'")).status_code == 200, address
    assert client.post("/search", {"q": "<scr"}).content.count(b"<script>alert") == 0
    csv = client.get("/measures/cla_number/children.csv").content.decode()
    assert "'=1+1" in csv, "a spreadsheet must not run it"
    assert seen().filter(child__startswith="xxx").first().child != "x" * 300


@pytest.mark.parametrize(
    "child", ["nobody", "A%2FC", "%00", "%", "..%2f..%2fetc%2fpasswd", "x" * 3000, "%0d%0aSet-Cookie:x"]
)
def test_a_child_no_return_tells_of_is_answered_with_a_sentence_and_no_look(signed_in, odd_children, child):
    answer = signed_in(Role.PERFORMANCE_ANALYST).get(f"/children/{child}")
    assert answer.status_code == 404
    assert "Set-Cookie:x" not in str(answer.headers)
    assert not seen().exists()


def test_the_page_tells_the_life_and_what_falls_due(signed_in, made_up):
    child = next(
        row["child"]
        for row in made_up.table("history/positions").to_pylist()
        if row["as_at"] == date(2025, 3, 31)
        and row["placements_in_year"] >= 2
        and row["child"] not in sealed_children()
    )
    record = Record(made_up, child)
    page = text_of(signed_in(Role.DIRECTOR).get(child_address(child)))
    for words in (
        "Life in care of child",
        "Homes",
        "Legal status",
        "Reviews",
        "Health",
        "Who looked",
        "Next review",
    ):
        assert words in page
    assert f"home number {len(record.placements)}" in page
    assert not any("pl_post" in episode for episode in record.rows("episodes"))
    for episode in made_up.table("returns/episodes").to_pylist():
        if episode["child"] == child:
            assert str(episode["pl_post"]) not in page, "where children live is confidential"


def test_a_child_who_left_care_is_told_with_the_reason(signed_in, made_up):
    periods = made_up.table("history/periods").to_pylist()
    ended = {row["child"] for row in periods if row["end"] and row["rec"] == "E4A"}
    still = {row["child"] for row in periods if row["end"] is None}
    child = min(ended - still)
    page = text_of(signed_in(Role.DIRECTOR).get(child_address(child)))
    assert "Not looked after on 31 March 2025: left care on" in page
    assert "Nothing: the child is not looked after on this day." in page


def test_a_care_leaver_without_an_episode_has_a_page_without_a_timeline(signed_in, made_up):
    episodes = set(made_up.table("history/episodes")["child"].to_pylist())
    leavers = set(made_up.table("history/children")["child"].to_pylist()) - episodes
    if not leavers:
        pytest.fail("The made-up authority should have care leavers whose care is older than the returns.")
    page = text_of(signed_in(Role.DIRECTOR).get(child_address(min(leavers))))
    assert "no episode of care for this child" in page


def test_who_looked_is_told_to_the_next_who_looks(signed_in, person, made_up):
    child = min(set(made_up.table("history/children")["child"].to_pylist()) - sealed_children())
    signed_in(Role.DIRECTOR).get(child_address(child))
    page = text_of(signed_in(Role.PERFORMANCE_ANALYST).get(child_address(child)))
    assert "Director child's page 1" in page
    assert seen().filter(child=child).count() == 2


def test_every_child_of_the_made_up_authority_has_a_timeline_or_says_why_not(made_up):
    children = sorted(made_up.table("history/children")["child"].to_pylist())
    for child in children[::9]:
        record = Record(made_up, child)
        drawn = timeline(record)
        if drawn is None:
            assert record.episodes == []
        else:
            wrong = {finding["code"] for finding in record.findings} & {
                "EPI-ENDS-AFTER-YEAR",
                "EPI-STARTS-AFTER-YEAR",
            }
            assert drawn.start < drawn.end
            assert drawn.end <= record.last_day + timedelta(days=1) or wrong
            assert all(span.label for band in drawn.bands for span in band.spans)


def test_episodes_of_one_legal_status_are_one_stretch(odd_children):
    spans = legal_statuses(Record(odd_children, "A/B"))
    assert [(span.label, span.start) for span in spans] == [
        ("Accommodated under section 20, single period (V2)", date(2024, 5, 1)),
        ("Full care order (C2)", date(2024, 9, 10)),
    ]
