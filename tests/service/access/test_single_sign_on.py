"""Single sign-on from the button to the first page, against a provider on this machine."""

import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from sufficiency.service.access.actions import close_account, set_roles
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line, What
from sufficiency.service.config.sign_on import BadSignOn, sign_on
from tests.service.access.provider_of_sign_in import CLIENT, SECRET, Provider
from tests.service.reading import text_of

BEGIN, ANSWER = "/account/single-sign-on/", "/account/single-sign-on/answer/"
FINANCE = {"groups": ["SG-Finance"], "name": "Fin Ance", "preferred_username": "fin@council.example"}
NOT_TRUSTED = "could not be trusted"


def environment(issuer: str, **more: str) -> dict[str, str]:
    return {
        "SUFFICIENCY_OIDC_ISSUER": issuer,
        "SUFFICIENCY_OIDC_CLIENT_ID": CLIENT,
        "SUFFICIENCY_OIDC_CLIENT_SECRET": SECRET,
        "SUFFICIENCY_OIDC_NAME": "Fairmere account",
        "SUFFICIENCY_OIDC_ROLES": "SG-Finance=finance, SG-Leads=director, SG-Leads=commissioner, a=b=finance",
        **{f"SUFFICIENCY_OIDC_{name}": value for name, value in more.items()},
    }


@pytest.fixture
def provider(monkeypatch, settings, db):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    opened = Provider()
    settings.SINGLE_SIGN_ON = sign_on(environment(opened.issuer))
    opened.claims = dict(FINANCE)
    yield opened
    opened.close()


def come_in(provider: Provider, client: Client, **changed: str):
    """Press the button, sign in at the provider, come back; ``changed`` is altered on the way back."""
    leads_to = client.post(BEGIN).headers["Location"]
    return client.get(ANSWER, provider.signs_in(leads_to) | changed)


def refused(answer, sentence: str = NOT_TRUSTED, status: int = 403) -> bool:
    assert answer.status_code == status
    assert sentence in text_of(answer)
    return not Person.objects.exists() and answer.client.get("/account/").status_code != 200


def test_a_button_of_the_sign_in_page_leads_to_the_provider(provider, client):
    page = client.get("/account/sign-in/?next=/measures/").content.decode()
    assert "Sign in with Fairmere account" in page and "/measures/" in page
    leads_to = client.post(BEGIN).headers["Location"]
    assert leads_to.startswith(f"{provider.issuer}/authorize?")
    asked = dict(parse_qsl(urlsplit(leads_to).query))
    assert asked["redirect_uri"] == f"http://testserver{ANSWER}"
    assert len(asked["nonce"]) >= 32 and len(asked["state"]) >= 16


def test_no_link_signs_anybody_in(provider, client):
    assert client.get(BEGIN).status_code == 405


def test_somebody_new_comes_in_with_the_roles_of_their_groups(provider, client):
    provider.claims |= {"groups": ["SG-Leads", "SG-Other"], "email": "fin@council.example"}
    assert come_in(provider, client).headers["Location"] == "/"
    [person] = Person.objects.all()
    assert (person.name, person.username) == ("Fin Ance", "fin@council.example")
    assert person.roles == {Role.DIRECTOR, Role.COMMISSIONER}
    assert not person.has_usable_password()
    assert "You sign in with your council account." in text_of(client.get("/account/"))


def test_they_come_back_to_the_page_they_asked_for_and_to_no_other_site(provider, client):
    for asked, led in (("/measures/", "/measures/"), ("https://evil.example/", "/")):
        leads_to = client.post(BEGIN, {"next": asked}).headers["Location"]
        assert client.get(ANSWER, provider.signs_in(leads_to)).headers["Location"] == led
        client.post("/account/sign-out/")


def test_the_same_subject_is_the_same_person_whatever_else_changed(provider, client):
    come_in(provider, client)
    provider.claims |= {"name": "Other", "preferred_username": "other", "email": "other@council.example"}
    come_in(provider, Client())
    assert Person.objects.count() == 1 == SocialAccount.objects.count()


def test_roles_follow_the_groups_at_every_sign_in_and_old_sessions_end(provider, client):
    come_in(provider, client)
    provider.claims["groups"] = ["SG-Leads"]
    come_in(provider, Client())
    assert Person.objects.get().roles == {Role.DIRECTOR, Role.COMMISSIONER}
    assert client.get("/account/").status_code == 302


def test_a_role_given_by_hand_does_not_outlive_the_next_sign_in(provider, client):
    come_in(provider, client)
    set_roles(person=Person.objects.get(), roles=[Role.DIRECTOR], by=None)
    come_in(provider, Client())
    assert Person.objects.get().roles == {Role.FINANCE}


@pytest.mark.parametrize("groups", [[], ["SG-Other"], None, "SG-Other", {"SG-Finance": 1}, [["SG-Finance"]]])
def test_somebody_in_no_group_with_a_role_is_refused_with_a_sentence(provider, client, groups):
    provider.claims["groups"] = groups
    assert refused(come_in(provider, client), "in none of the groups that open this service")
    assert Line.objects.filter(what=What.SIGN_IN_REFUSED, details__contains="no group with a role").exists()


def test_somebody_taken_out_of_the_groups_comes_in_no_more(provider, client):
    come_in(provider, client)
    provider.claims["groups"] = []
    assert come_in(provider, Client()).status_code == 403


def test_somebody_whose_account_was_closed_is_refused(provider, client):
    come_in(provider, client)
    close_account(person=Person.objects.get(), by=None)
    other = Client()
    answer = come_in(provider, other)
    assert answer.status_code == 403 and "Your account here is closed." in text_of(answer)
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize("verified", [True, False, "true"])
def test_an_email_address_never_opens_another_s_account(provider, client, person, verified):
    local = person(Role.SYSTEM_ADMINISTRATOR, username="admin")
    local.email = "admin@council.example"
    local.save()
    provider.claims |= {
        "email": "ADMIN@council.example",
        "email_verified": verified,
        "preferred_username": "admin",
    }
    come_in(provider, client)
    came = Person.objects.exclude(pk=local.pk).get()
    assert (came.username, came.email, came.roles) == ("admin-2", "", {Role.FINANCE})
    assert SocialAccount.objects.get().user == came


def test_nothing_of_the_token_is_kept(provider, client):
    come_in(provider, client)
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()


def test_a_state_of_another_try_is_refused(provider, client):
    assert refused(come_in(provider, client, state="another"))


def test_an_answer_nobody_asked_for_is_refused(provider, client):
    leads_to = Client().post(BEGIN).headers["Location"]
    assert refused(client.get(ANSWER, provider.signs_in(leads_to)))


def test_an_answer_counts_once(provider, client):
    leads_to = client.post(BEGIN).headers["Location"]
    brought = provider.signs_in(leads_to)
    assert client.get(ANSWER, brought).status_code == 302
    assert client.get(ANSWER, brought).status_code == 403


def test_a_code_that_another_try_s_challenge_belongs_to_is_refused(provider, client):
    stolen = provider.signs_in(Client().post(BEGIN).headers["Location"])
    assert refused(come_in(provider, client, code=stolen["code"]))


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another try"},
        {"nonce": None},
        {"aud": "another-service"},
        {"aud": ["another", "services"]},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600},
        {"nbf": int(time.time()) + 3600},
        {"iat": int(time.time()) + 3600},
    ],
    ids=["nonce", "no nonce", "audience", "audiences", "issuer", "expired", "not yet", "made later"],
)
def test_a_token_that_does_not_fit_is_refused(provider, client, claims):
    provider.claims |= claims
    assert refused(come_in(provider, client))
    assert Line.objects.filter(what=What.SIGN_IN_REFUSED, thing="single sign-on").exists()


@pytest.mark.parametrize("claim", ["nonce", "aud", "iss", "exp", "iat", "sub"])
def test_a_token_that_leaves_a_claim_out_is_refused(provider, client, claim):
    provider.without = {claim}
    assert refused(come_in(provider, client))


def test_a_token_signed_with_another_key_is_refused(provider, client):
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert refused(come_in(provider, client))


def test_a_token_signed_with_an_unknown_key_is_refused(provider, client):
    provider.header = {"kid": "second"}
    assert refused(come_in(provider, client))


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", SECRET * 2)])
def test_a_token_not_signed_as_it_must_be_is_refused(provider, client, algorithm, key):
    provider.algorithm, provider.signs_with = algorithm, key
    assert refused(come_in(provider, client))


def test_a_provider_that_names_another_issuer_is_not_asked(provider, client):
    provider.named_issuer = "https://evil.example"
    answer = client.post(BEGIN)
    assert answer.status_code == 403 and NOT_TRUSTED in text_of(answer)


def test_a_provider_that_is_down_is_told_in_words(provider, client):
    provider.close()
    answer = client.post(BEGIN)
    assert answer.status_code == 503 and "does not answer" in text_of(answer)


def test_who_stops_at_the_provider_is_told_in_words(provider, client):
    state = dict(parse_qsl(urlsplit(client.post(BEGIN).headers["Location"]).query))["state"]
    answer = client.get(ANSWER, {"error": "access_denied", "state": state})
    assert refused(answer)


@pytest.mark.parametrize(
    ("policy", "amr", "opens"),
    [
        ("said", ["pwd", "mfa"], True),
        ("said", ["pwd"], False),
        ("said", None, False),
        ("said", "mfa", True),
        ("never", ["mfa"], False),
        ("always", None, True),
    ],
)
def test_the_provider_s_second_factor_counts_as_the_settings_say(
    provider, client, settings, policy, amr, opens
):
    settings.SINGLE_SIGN_ON = sign_on(environment(provider.issuer, SECOND_FACTOR=policy))
    provider.claims |= {"groups": ["SG-Leads"], "amr": amr}
    come_in(provider, client)
    answer = client.get("/measures/")
    assert (answer.status_code == 200) == opens
    assert opens or answer.headers["Location"] == "/account/second-factor/"


def test_nobody_gives_a_password_to_somebody_of_single_sign_on(provider, client, signed_in):
    come_in(provider, client)
    administrator = signed_in(Role.SYSTEM_ADMINISTRATOR)
    came = Person.objects.get(username="fin@council.example")
    answer = administrator.post(f"/people/{came.pk}/password", {"seen": came.changes})
    assert answer.status_code == 403 and "has no password here" in text_of(answer)
    assert client.get("/account/password/").status_code == 403


def test_without_settings_there_is_no_single_sign_on(client, db):
    assert client.post(BEGIN).status_code == 404 == client.get(ANSWER).status_code
    assert "Sign in with" not in client.get("/account/sign-in/").content.decode()
    assert sign_on({}) is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ISSUER": "http://login.example"}, "must begin with 'https://'"),
        ({"CLIENT_ID": " "}, "needs SUFFICIENCY_OIDC_CLIENT_ID"),
        ({"CLIENT_SECRET": ""}, "needs SUFFICIENCY_OIDC_CLIENT_SECRET"),
        ({"ROLES": ""}, "needs SUFFICIENCY_OIDC_ROLES"),
        ({"ROLES": " , "}, "names no group"),
        ({"ROLES": "SG-Finance"}, "has 'SG-Finance'"),
        ({"ROLES": "SG-Finance=emperor"}, "names the role 'emperor'"),
        ({"SECOND_FACTOR": "maybe"}, "it may be said, always, never"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_a_sentence(changed, sentence):
    with pytest.raises(BadSignOn, match=sentence) as refusal:
        sign_on(environment("https://login.example", **changed))
    assert SECRET not in str(refusal.value)


def test_the_secret_is_in_no_text_of_the_settings():
    assert SECRET not in repr(sign_on(environment("https://login.example")))


def test_accounts_of_another_issuer_are_other_accounts():
    one, other = (sign_on(environment(f"https://{name}.example")) for name in ("one", "other"))
    assert one.key != other.key


def test_the_button_is_slowed_like_every_sign_in(provider, client):
    answers = [client.post(BEGIN).status_code for _ in range(61)]
    assert answers[59:] == [302, 429]
    assert "Too many tries" in text_of(client.post(BEGIN))
