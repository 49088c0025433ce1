"""A token is shown once, does no more than its person may now, and is over when it should be."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sufficiency.service.access.models import HeldRole
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import NotAllowed
from sufficiency.service.api import actions
from sufficiency.service.api.actions import MOST_TOKENS, make_token, revoke_token
from sufficiency.service.api.models import Token
from sufficiency.service.api.scopes import Scope
from sufficiency.service.audit.models import Line, What
from tests.service.api.calling import Caller, a_token, with_second_factor
from tests.service.reading import text_of

FORM = {"name": "Monthly dashboard", "scopes": ["figures:read"], "days": "90"}


def test_a_token_made_on_the_account_page_is_shown_once_and_works(signed_in, made_up):
    client = signed_in(Role.COMMISSIONER)
    answer = client.post("/account/tokens/", FORM)
    secret = answer.context["secret"]
    assert secret in answer.content.decode() and secret.startswith("suff_")
    assert secret not in client.get("/account/tokens/").content.decode()
    assert Caller(secret).get("measures").status_code == 200


def test_the_token_itself_is_nowhere_in_the_database(person, made_up):
    somebody = person(Role.COMMISSIONER)
    token, secret = make_token(person=somebody, name="One", scopes=[Scope.FIGURES], days=1, by=somebody)
    assert Caller(secret).get("measures").status_code == 200
    random = secret[-20:]  # of its random part, which may itself hold what stands between a token's parts
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert random not in str(cursor.fetchall()), table
    assert token.digest != secret


def test_making_and_revoking_are_lines_of_the_audit(person):
    somebody = person(Role.COMMISSIONER)
    token, _ = make_token(person=somebody, name="One", scopes=[Scope.FIGURES], days=1, by=somebody)
    revoke_token(token=token, by=somebody)
    told = list(
        Line.objects.filter(what=What.CHANGED, page="API tokens")
        .order_by("pk")
        .values_list("thing", flat=True)
    )
    assert len(told) == 2
    assert "made, for figures:read" in told[0] and told[1].endswith("revoked")


def test_nobody_makes_a_token_for_somebody_else(person):
    administrator, other = person(Role.SYSTEM_ADMINISTRATOR), person(Role.DIRECTOR)
    with pytest.raises(NotAllowed, match="by the person themselves"):
        make_token(person=other, name="One", scopes=[Scope.FIGURES], days=1, by=administrator)


def test_a_scope_the_roles_do_not_open_cannot_be_given(person, signed_in):
    somebody = person(Role.FINANCE)
    with pytest.raises(NotAllowed, match="Findings name children"):
        make_token(person=somebody, name="One", scopes=[Scope.FINDINGS], days=1, by=somebody)
    client = signed_in(Role.ELECTED_MEMBER)
    answer = client.post("/account/tokens/", FORM | {"scopes": ["children:read"]})
    assert "Your role does not allow what was chosen" in text_of(answer)
    assert not Token.objects.exists()


@pytest.mark.parametrize("days", [0, 366, 10_000])
def test_a_token_works_for_a_year_at_most(person, days):
    somebody = person(Role.FINANCE)
    with pytest.raises(ValidationError):
        make_token(person=somebody, name="One", scopes=[Scope.FIGURES], days=days, by=somebody)


def test_two_tokens_of_a_person_that_work_have_two_names(signed_in):
    client = signed_in(Role.FINANCE)
    client.post("/account/tokens/", FORM)
    answer = client.post("/account/tokens/", FORM)
    assert "You have a token of this name already" in text_of(answer)
    assert Token.objects.count() == 1


def test_a_person_has_a_bounded_number_of_tokens(person, monkeypatch):
    somebody = person(Role.FINANCE)
    for _ in range(MOST_TOKENS):
        a_token(somebody)
    with pytest.raises(ValidationError, match="Revoke one"):
        make_token(person=somebody, name="One more", scopes=[Scope.FIGURES], days=1, by=somebody)


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer x", "Bearer suff_abc", "Bearer suff_____", "Basic eDp4", "Bearer é"]
)
def test_what_is_no_token_is_answered_401_with_a_sentence(made_up, db, sent):
    answer = Client(headers={"Authorization": sent} if sent else {}).get("/api/v1/figures")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")


def test_a_token_with_a_letter_changed_does_not_work(caller, made_up):
    good = caller(Role.FINANCE)
    last = "A" if good.secret[-1] != "A" else "B"
    assert good.get("measures").status_code == 200
    assert Caller(good.secret[:-1] + last).get("measures").status_code == 401


def test_a_token_in_the_address_is_not_read(caller, made_up):
    good = caller(Role.FINANCE)
    for name in ("token", "access_token", "api_key", "Authorization"):
        assert Client().get("/api/v1/measures", {name: good.secret}).status_code == 401


def test_a_session_does_not_open_the_api(signed_in, made_up):
    assert signed_in(*Role).get("/api/v1/measures").status_code == 401


def test_an_expired_or_revoked_token_does_not_work(person, made_up):
    somebody = person(Role.FINANCE)
    expired = a_token(somebody, days=-1)
    assert Caller(expired).get("measures").status_code == 401
    revoked = Caller(a_token(somebody))
    revoke_token(token=revoked.token, by=somebody)
    assert "revoked" in revoked.get("measures").json()["detail"]


def test_the_token_of_a_closed_account_does_not_work(caller, made_up):
    program = caller(Role.FINANCE)
    program.person.is_active = False
    program.person.save()
    answer = program.get("measures")
    assert answer.status_code == 401 and "closed" in answer.json()["detail"]


def test_a_role_taken_away_is_gone_from_the_token_at_once(caller, made_up):
    program = caller(Role.DIRECTOR)
    assert program.get("measures/cla_number/children").status_code == 200
    HeldRole.objects.filter(person=program.person).delete()
    HeldRole.objects.create(person=program.person, role=Role.FINANCE)
    answer = program.get("measures/cla_number/children")
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Your role does not see the children behind the figures."


def test_a_token_is_refused_where_a_second_factor_is_needed_and_missing(caller, made_up):
    program = caller(Role.DIRECTOR)
    assert program.get("measures").status_code == 200
    Authenticator.objects.filter(user=program.person).delete()
    answer = program.get("measures")
    assert answer.status_code == 403 and "second factor" in answer.json()["detail"]
    recovery_alone = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=program.person, type=recovery_alone, data={})
    assert program.get("measures").status_code == 403


def test_a_token_waits_while_its_person_has_a_one_time_password(caller, made_up):
    program = caller(Role.FINANCE)
    program.person.must_change_password = True
    program.person.save()
    assert program.get("measures").status_code == 403


def test_a_token_gives_no_more_than_its_scopes(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST, scopes=(Scope.EDITIONS,))
    assert program.get("editions").status_code == 200
    answer = program.get("figures")
    assert answer.status_code == 403 and "figures:read" in answer.json()["detail"]


def test_the_first_call_of_a_day_is_a_line_of_the_audit_and_the_next_writes_none(caller, made_up):
    program = caller(Role.FINANCE)
    program.get("measures")
    program.get("figures")
    (line,) = Line.objects.filter(what=What.TOKEN_USED)
    assert line.person == program.person and program.token.prefix in line.thing
    assert program.token.last_used_on == timezone.localdate()
    Token.objects.update(last_used_on=timezone.localdate() - timedelta(days=1))
    program.get("measures")
    assert Line.objects.filter(what=What.TOKEN_USED).count() == 2


def test_two_first_calls_of_a_day_are_one_line_of_the_audit(caller, made_up):
    program = caller(Role.FINANCE)
    one, other = program.token, program.token  # both read before either was noted
    actions.note_use(token=one, at=timezone.now())
    actions.note_use(token=other, at=timezone.now())
    assert Line.objects.filter(what=What.TOKEN_USED).count() == 1
    assert other.last_used_on == timezone.localdate()


def test_a_call_whose_use_cannot_be_recorded_is_not_answered(caller, made_up, monkeypatch):
    program = caller(Role.FINANCE)

    def fails(**_):
        raise RuntimeError("the audit cannot be written")

    monkeypatch.setattr(actions, "record", fails)
    with pytest.raises(RuntimeError):
        program.get("measures")
    assert program.token.last_used_on is None


def test_reading_with_a_token_used_today_writes_only_how_often_it_called(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    program.get("measures")
    for path in ("measures", "figures", "editions", f"editions/{made_up.id}", "comparators", "populations"):
        with CaptureQueriesContext(connection) as asked:
            assert program.get(path).status_code == 200
        sql = [one["sql"].strip() for one in asked]
        writes = [one for one in sql if one.upper().startswith(("INSERT", "UPDATE", "DELETE"))]
        assert all("api_calls" in one for one in writes), (path, writes)


def test_one_revokes_ones_own_and_nobody_elses(signed_in, person):
    client, other = signed_in(Role.FINANCE), person(Role.DIRECTOR)
    own, others = Caller(a_token(client.person)).token, Caller(a_token(other)).token
    assert "Revoke the token" in text_of(client.get(f"/account/tokens/{own.pk}/revoke"))
    assert client.post(f"/account/tokens/{own.pk}/revoke").status_code == 302
    for call in (client.get, client.post):
        assert call(f"/account/tokens/{others.pk}/revoke").status_code == 404
    assert Token.objects.get(pk=own.pk).state == "revoked"
    assert Token.objects.get(pk=others.pk).state == "works"


def test_a_system_administrator_sees_and_revokes_anybodys(signed_in, person):
    other = person(Role.DIRECTOR)
    token = Caller(a_token(other)).token
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    assert other.username in text_of(client.get("/account/tokens/everybody"))
    client.post(f"/account/tokens/{token.pk}/revoke")
    token.refresh_from_db()
    assert token.revoked_by == client.person
    assert other.username not in text_of(client.get("/account/tokens/everybody"))


def test_nobody_else_sees_everybodys_tokens(signed_in):
    assert signed_in(Role.DIRECTOR).get("/account/tokens/everybody").status_code == 403


def test_the_page_says_what_the_roles_do_not_allow(signed_in):
    text = text_of(signed_in(Role.ELECTED_MEMBER).get("/account/tokens/"))
    assert "Your role does not see the children behind the figures." in text


def test_a_person_whose_roles_open_nothing_makes_no_token(signed_in):
    client = signed_in(Role.PROVIDER)
    assert "you cannot make a token" in text_of(client.get("/account/tokens/"))
    with_second_factor(client.person)
    client.post("/account/tokens/", FORM)
    assert not Token.objects.exists()
