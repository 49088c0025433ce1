"""Where carers, adopters and homes are is in no answer, log, message or table, whoever asks and wherever."""

import logging
import re
import shutil

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.urls import reverse

from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.audit.models import Line, What
from sufficiency.service.records.actions import open_address
from sufficiency.service.records.addresses import child_address, child_token
from sufficiency.service.records.confidential import HIDDEN, without_places
from sufficiency.service.records.sealed import adopted_children
from tests.service.addresses import all_addresses
from tests.service.api.calling import Caller, a_token, with_second_factor
from tests.service.data.sending import send, sent
from tests.service.reading import text_of
from tests.service.records.canaries import canaries_in, edition_of_canaries, home_of_canaries, texts_of
from tests.service.records.needing import REASON, a_sealed_child, children_of, own_and_other

WHO_OPENS = [Role.PLACEMENT_OFFICER, Role.PLACEMENT_MANAGER, Role.PERMANENCE_MANAGER, Role.DIRECTOR]
# Addresses beside those of `all_addresses`: filters and parts that lead to other rows.
MORE = (
    "/data/editions/{edition}/findings?code=POST-NOT-FOUND",
    "/data/editions/{edition}/findings?severity=error",
    "/measures/cl_in_touch_pct/children?list=rest",
    "/measures/cl_in_touch_pct/children.csv",
    "/measures/cl_eet_pct/children.csv",
    "/api/v1/measures/cl_in_touch_pct/children",
    "/api/v1/editions/{edition}/findings?severity=error",
    "/measures/over_20_miles_pct/children",
    "/measures/over_20_miles_pct/children.csv",
    "/measures/over_20_miles_pct?by=placement_type",
    "/children/?page=2",
    "/measures/adoptions/children",
    "/measures/adoptions/children.csv",
    "/measures/cla_number/children?as_at=2023-06-30&by=placement_type&group=placed-for-adoption",
    "/measures/cla_number/children.csv?as_at=2023-06-30",
    "/api/v1/measures/cla_number/children?as_at=2023-06-30",
)


@pytest.fixture
def edition(settings):
    settings.HOME = home_of_canaries()[0]
    return edition_of_canaries()


def test_the_canaries_are_there_to_be_found(edition):
    assert len(home_of_canaries()[1]) > 100
    rows = edition.table("returns/episodes").to_pylist()
    assert canaries_in(" ".join(str(row["pl_post"]) + str(row["urn"]) + str(row["pl_la"]) for row in rows))
    messages = " ".join(one["message"] for one in edition.table("findings").to_pylist())
    assert canaries_in(messages), "the checks quote them"


def test_a_place_is_found_in_a_page_but_not_made_out_of_a_token_drawn_at_random():
    place = min(home_of_canaries()[1], key=len)
    random = f'<input name="csrfmiddlewaretoken" value="{"x" * 30}{place.lower()}{"y" * 29}">'
    assert canaries_in(random) == []
    assert canaries_in(f'<a href="/children/{place}{"x" * 15}/address">') == []
    assert canaries_in(f"{random}<p>{place[:-3]} {place[-3:]}</p>") == [place]
    assert canaries_in(f'<a href="/children/{place}">') == [place]
    assert canaries_in(f'<input name="place" value="{place}">') == [place]


def addresses_for(edition, person) -> list[str]:
    own, other = own_and_other(edition, person)
    quoted = [one["child"] for one in edition.table("findings").to_pylist() if one["child"] and canaries_in(one["message"])]  # fmt: skip
    children = [own, other, a_sealed_child(edition), *dict.fromkeys(quoted[:3])]
    found = [path.format(edition=edition.id) for path in MORE]
    for address in all_addresses():
        arguments = address.arguments | ({"edition": edition.id} if "edition" in address.arguments else {})
        for child in children if "child" in arguments else [""]:
            kept = arguments | ({"child": child_token(child)} if child else {})
            found.append(reverse(address.name, kwargs=kept))
    return found


@pytest.mark.walk
@pytest.mark.parametrize("role", Role)
def test_no_role_meets_a_place_on_any_page_download_or_operation(signed_in, edition, caplog, role):
    caplog.set_level(logging.DEBUG)
    client = signed_in(role)
    with_second_factor(client.person)
    program = Caller(a_token(client.person))
    sealed = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(adopted_children())))})\b")
    for path in addresses_for(edition, client.person):
        answer = program.get(path) if path.startswith("/api/v1/") else client.get(path)
        if answer.status_code == 405 and not path.endswith(("/use", "sign-out/")):
            with transaction.atomic():
                answer = client.post(path, REASON)
                transaction.set_rollback(True)
        assert answer.status_code != 500, path
        texts = texts_of(answer)
        assert not any(canaries_in(text) for text in texts), (path, [canaries_in(text) for text in texts])
        assert not any(sealed.search(text) for text in texts), f"{path} names a child whose record is sealed."
    assert canaries_in(caplog.text) == []
    assert canaries_in_the_database() == []


def canaries_in_the_database() -> list[str]:
    """In any cell of any table: sessions, kept answers, audit lines, messages, work in the background."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (names the database gave)
            if found := canaries_in(" ".join(str(cell) for row in cursor.fetchall() for cell in row)):
                return [table, *found]
    sessions = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    return canaries_in(sessions)


def test_what_is_searched_for_and_typed_is_not_told_of_a_place(signed_in, edition):
    client = signed_in(*(role for role in Role if role is not Role.PROVIDER))
    for child in children_of(edition)[:20]:
        answer = client.post("/search", {"q": child}, follow=True)
        assert not any(canaries_in(text) for text in texts_of(answer))


def test_a_refused_file_is_told_of_without_the_places_in_it(
    transactional_db, signed_in, edition, settings, tmp_path
):
    settings.HOME = shutil.copytree(edition.folder.parent.parent, tmp_path / "home")
    post, urn = sorted(home_of_canaries()[1])[-1], "SC7000001"
    assert canaries_in(post) and canaries_in(urn)
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for name, content in (
        ("2025-episodes.csv", f"CHILD,{post},{urn}\n1,2,3\n"),
        ("2025-header.csv", f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,{post}\n1,{post},{urn}\n"),
        ("2025.xml", f"<SSDA903><{post}>{urn}"),
    ):
        address = send(client, sent(name, content.encode()))
        page = client.get(address)
        assert "Cannot be read" in text_of(page), name
        assert not any(canaries_in(text) for text in texts_of(page)), name
    assert canaries_in_the_database() == []


@pytest.mark.parametrize("role", WHO_OPENS)
def test_where_the_homes_are_is_shown_once_for_one_child_after_a_reason(signed_in, edition, role):
    client, child = signed_in(role), children_of(edition)[0]
    address = f"{child_address(child)}/address"
    assert not canaries_in(client.get(address).content.decode())
    assert client.post(address, {"reason": "because"}).status_code == 400
    assert not Line.objects.filter(what=What.ADDRESS_OPENED).exists()
    answer = client.post(address, REASON)
    rows = [row for row in edition.table("returns/episodes").to_pylist() if row["child"] == child]
    page = text_of(answer)
    assert rows and all(row["pl_post"] in page for row in rows if row["pl_post"] and row["decom"])
    assert answer.headers["Cache-Control"] == "no-store, private"
    line = Line.objects.get(what=What.ADDRESS_OPENED)
    assert (line.child, line.person, line.reason) == (child, client.person, REASON["reason"])
    assert canaries_in_the_database() == [], "what was shown is kept nowhere"
    assert not canaries_in(client.get(address).content.decode()), "nor shown again"


@pytest.mark.parametrize("role", [role for role in Role if role not in WHO_OPENS])
def test_no_other_role_learns_where_a_home_is(signed_in, edition, role):
    client = signed_in(role)
    own, _other = own_and_other(edition, client.person)
    for answer in (client.get(f"{child_address(own)}/address"), client.post(f"{child_address(own)}/address", REASON)):  # fmt: skip
        assert answer.status_code == 403 and not canaries_in(answer.content.decode())
    with pytest.raises(NotAllowed):
        open_address(edition=edition, child=own, reason=REASON["reason"], by=client.person)


def test_the_sentence_that_refuses_stands_where_the_way_would_be(signed_in, edition):
    client, child = signed_in(Role.PERFORMANCE_ANALYST), children_of(edition)[0]
    page, refused = (
        text_of(client.get(child_address(child))),
        text_of(client.get(f"{child_address(child)}/address")),
    )
    sentence = "Where carers and homes are is confidential."
    assert sentence in page and sentence in refused


@pytest.mark.parametrize("role", [Role.PLACEMENT_OFFICER, Role.DIRECTOR])
def test_where_a_sealed_child_lives_is_shown_to_nobody_before_the_record_is_opened(signed_in, edition, role):
    client, child = signed_in(role), a_sealed_child(edition)
    assert client.post(f"{child_address(child)}/address", REASON).status_code == 403
    opened = client.post(f"{child_address(child)}/open", REASON).status_code
    assert client.post(f"{child_address(child)}/address", REASON).status_code == (
        200 if opened == 302 else 403
    )
    assert (opened == 302) == (role is Role.DIRECTOR)


def test_a_look_that_cannot_be_recorded_shows_no_place(signed_in, edition, monkeypatch):
    def refuse(**_more):
        raise RuntimeError("the audit is down")

    monkeypatch.setattr("sufficiency.service.records.actions.record", refuse)
    client = signed_in(Role.DIRECTOR)
    client.raise_request_exception = False
    answer = client.post(f"{child_address(children_of(edition)[0])}/address", REASON)
    assert answer.status_code == 500 and not canaries_in(answer.content.decode())


@pytest.mark.parametrize(
    ("said", "field", "shown"),
    [
        ("PL_POST 'AB12CD' of the episode", "PL_POST", f"PL_POST {HIDDEN} of the episode"),
        ("PL_POST 'somewhere odd' is not", "PL_POST", f"PL_POST {HIDDEN} is not"),
        ("LS is 'ab1 2cd', which is no code", "LS", f"LS is '{HIDDEN}', which is no code"),
        ("REC is 'SW1A-2AA'", "REC", f"REC is '{HIDDEN}'"),
        ("DEC is 'SC123456'", "DEC", f"DEC is '{HIDDEN}'"),
        ("URN is '1234567'. Correct it.", None, f"URN is {HIDDEN}. Correct it."),
        ("PLACE went from U6 to K2 on 7 July 2024.", "PLACE", "PLACE went from U6 to K2 on 7 July 2024."),
        (
            "It can be one of A3, A4, K1. C2 on 3 May 2024",
            "LS",
            "It can be one of A3, A4, K1. C2 on 3 May 2024",
        ),
    ],
)
def test_sentences_lose_what_could_be_a_place_and_nothing_else(said, field, shown):
    assert without_places(said, field) == shown
