"""A second factor: asked for at every sign-in once set up, and set up by all whose role needs one."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from sufficiency.service.access.models import Counted
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import check_can_see_children, check_needs_no_second_factor, may
from sufficiency.service.audit.models import Line
from tests.service.addresses import all_addresses
from tests.service.conftest import PASSWORD
from tests.service.reading import text_of

ADD_APP = "/account/second-factor/app/add/"
REMOVE_APP = "/account/second-factor/app/remove/"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client: Client, username: str = "dee"):
    return client.post("/account/sign-in/", {"login": username, "password": PASSWORD})


def set_up_app(client: Client) -> str:
    """Set an authenticator app up as a person does, and return its key."""
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    page = client.get(ADD_APP).content.decode()
    key = re.search(r'<code class="suff-secret">(\w+)</code>', page)[1]
    assert client.post(ADD_APP, {"code": code_of(key)}).status_code == 302
    return key


NO_PASSKEYS = (
    *("", "{}", "[]", "null", '{"id": 1}', "not json", '{"id": "x", "rawId": "x", "type": "public-key"}'),
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "eA", "signature": "eA"}}',
)


@pytest.fixture
def dee(person):
    return person(Role.DIRECTOR, username="dee")


@pytest.fixture
def secret(client, dee) -> str:
    """The key of a person who has just set up the second factor, and is signed out again."""
    sign_in(client)
    key = set_up_app(client)
    client.post("/account/sign-out/")
    return key


def test_the_password_alone_no_longer_opens_anything(client, secret):
    assert sign_in(client).headers["Location"].startswith("/account/second-factor/code/")
    assert client.get("/account/").status_code == 302


def test_the_code_of_the_app_opens_the_account(client, secret):
    sign_in(client)
    Counted.objects.all().delete()  # a code counts once: let half a minute pass
    assert client.post("/account/second-factor/code/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/measures/").status_code == 200


def test_a_recovery_code_opens_the_account_once(client, secret):
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    sign_in(client)
    assert client.post("/account/second-factor/code/", {"code": codes[0]}).status_code == 302
    assert client.get("/account/").status_code == 200
    client.post("/account/sign-out/")
    sign_in(client)
    assert client.post("/account/second-factor/code/", {"code": codes[0]}).status_code == 200
    assert client.get("/account/").status_code == 302


def test_recovery_codes_are_too_many_to_guess_and_never_the_same(secret, person):
    """ASVS asks for twenty bits: eight digits are twenty-six."""
    wrapped = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    first = wrapped.get_unused_codes()
    assert len(set(first)) == len(first) >= 10
    assert all(len(code) >= 8 and code.isdigit() for code in first)
    again = RecoveryCodes.activate(person(Role.DIRECTOR, username="another")).get_unused_codes()
    assert not set(first) & set(again)


def test_the_key_of_an_app_has_a_hundred_and_sixty_bits(client, secret):
    assert len(base64.b32decode(secret)) >= 20


def test_a_code_of_two_minutes_ago_opens_nothing(client, secret):
    sign_in(client)
    Counted.objects.all().delete()
    now = next(iter(yield_hotp_counters_from_time()))
    old = format_hotp_value(hotp_value(secret, now - 4))
    assert "There is a problem" in client.post("/account/second-factor/code/", {"code": old}).content.decode()
    assert client.get("/account/").status_code == 302


def test_a_wrong_code_is_refused(client, secret):
    sign_in(client)
    answer = client.post("/account/second-factor/code/", {"code": "000000"})
    assert "There is a problem" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_the_pages_of_the_second_factor_are_ours(client, secret):
    sign_in(client)
    assert "Confirm it is you" in client.get("/account/second-factor/code/").content.decode()


def test_the_key_is_in_no_audit(client, secret):
    assert not any(secret in line.details for line in Line.objects.all())


def test_setting_one_up_is_a_line_of_the_audit(client, secret, dee):
    assert Line.objects.filter(
        about=dee, thing="second factor", details__contains="authenticator app"
    ).exists()


@pytest.mark.parametrize("role", list(Role))
def test_those_who_open_children_s_records_or_accounts_need_one(person, role):
    somebody = person(role)
    needs = not may(somebody, check_needs_no_second_factor)
    assert needs == (may(somebody, check_can_see_children) or role is Role.SYSTEM_ADMINISTRATOR)


def test_before_it_is_set_up_no_page_opens_but_one_s_own_account(client, dee):
    sign_in(client)
    own = {"account", "account_logout", "account_reauthenticate", "account_change_password"}
    for address in all_addresses():
        if address.name in own or address.name.startswith("mfa_") or address.view.rule.__name__ == "anyone":
            continue
        for answer in (client.get(address.path), client.post(address.path)):
            assert answer.status_code == 302, address.name
            assert answer.headers["Location"] == "/account/second-factor/", address.name


def test_the_page_it_leads_to_says_why(client, dee):
    sign_in(client)
    page = text_of(client.get("/", follow=True))
    assert "Your role opens children's records, so you sign in with a second factor." in page


def test_once_it_is_set_up_everything_opens_without_signing_in_again(client, dee):
    sign_in(client)
    set_up_app(client)
    assert client.get("/measures/").status_code == 200


def test_a_role_that_sees_no_child_may_do_without(client, person):
    person(Role.COMMISSIONER, username="com")
    sign_in(client, "com")
    assert client.get("/measures/").status_code == 200


def test_made_up_people_are_let_off(client, dee):
    dee.made_up = True
    dee.save()
    sign_in(client)
    assert client.get("/measures/").status_code == 200


def test_a_session_from_before_another_s_second_factor_does_not_count_as_theirs(client, dee, person):
    sign_in(client)
    session = client.session
    session["second_factor"] = person(Role.DIRECTOR, username="eve").pk
    session.save()
    assert client.get("/measures/").headers["Location"] == "/account/second-factor/"


def test_the_last_one_cannot_be_removed_while_the_role_needs_it(client, dee):
    sign_in(client)
    set_up_app(client)
    page = client.post(REMOVE_APP)
    assert "Your role needs a second factor. Add another one before you remove this." in page.content.decode()
    assert Authenticator.objects.filter(user=dee, type="totp").exists()


def test_the_last_passkey_cannot_be_removed_either(client, dee):
    sign_in(client)
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    passkey = Authenticator.objects.create(
        user=dee, type="webauthn", data={"name": "Phone", "credential": {}}
    )
    from tests.service.conftest import give_second_factor

    client.person = dee
    give_second_factor(client)
    answer = client.post(f"/account/second-factor/passkeys/{passkey.pk}/remove/")
    assert answer.status_code == 403
    assert "Your role needs a second factor." in text_of(answer)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_nobody_removes_or_renames_another_s_passkey(client, dee, person):
    eve = person(Role.DIRECTOR, username="eve")
    passkey = Authenticator.objects.create(
        user=eve, type="webauthn", data={"name": "Phone", "credential": {}}
    )
    sign_in(client)
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    client.person = dee
    from tests.service.conftest import give_second_factor

    give_second_factor(client)
    for what in ("remove", "name"):
        answer = client.post(f"/account/second-factor/passkeys/{passkey.pk}/{what}/", {"name": "Mine"})
        assert answer.status_code == 404
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Phone"


def test_who_may_do_without_may_remove_it(client, person):
    com = person(Role.COMMISSIONER, username="com")
    sign_in(client, "com")
    set_up_app(client)
    assert client.post(REMOVE_APP).status_code == 302
    assert not Authenticator.objects.filter(user=com).exists()


def test_a_response_that_is_no_passkey_is_refused_in_words(client, dee):
    sign_in(client)
    client.post("/account/confirm-it-is-you/", {"password": PASSWORD})
    assert client.get("/account/second-factor/passkeys/add/").status_code == 200
    for sent in NO_PASSKEYS:
        answer = client.post("/account/second-factor/passkeys/add/", {"name": "Phone", "credential": sent})
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    assert not Authenticator.objects.filter(user=dee).exists()


def test_in_signing_in_too_a_response_that_is_no_passkey_is_refused_in_words(client, dee, secret):
    sign_in(client)
    for sent in NO_PASSKEYS:
        Counted.objects.all().delete()
        answer = client.post("/account/second-factor/code/", {"credential": sent})
        assert answer.status_code == 200
    assert client.get("/account/").status_code == 302


def test_the_key_and_the_recovery_codes_are_enciphered_in_the_database(client, secret):
    kept = {one.type: str(one.data) for one in Authenticator.objects.all()}
    assert secret not in kept["totp"] and "enciphered:" in kept["totp"]
    assert "enciphered:" in kept["recovery_codes"]


def test_a_key_that_cannot_be_read_any_more_is_refused_in_words(client, secret, settings):
    settings.SECRET_KEY = "another key altogether, of more than fifty letters and signs"
    sign_in(client)
    for code in (code_of(secret), "00000000"):
        page = client.post("/account/second-factor/code/", {"code": code}).content.decode()
        assert "This code is not right" in page


def test_a_former_secret_key_still_reads_what_it_wrote(client, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key altogether, of more than fifty letters and signs"
    Counted.objects.all().delete()
    sign_in(client)
    assert client.post("/account/second-factor/code/", {"code": code_of(secret)}).status_code == 302


def test_a_code_counts_once(client, secret):
    Counted.objects.all().delete()
    sign_in(client)
    code = code_of(secret)
    assert client.post("/account/second-factor/code/", {"code": code}).status_code == 302
    client.post("/account/sign-out/")
    sign_in(client)
    assert (
        "This code is not right"
        in client.post("/account/second-factor/code/", {"code": code}).content.decode()
    )
