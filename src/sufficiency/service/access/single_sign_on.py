"""Signing in with the council's own accounts: OpenID Connect, by allauth, made stricter.

allauth keeps the state and the code challenge (PKCE) of each try in the session. Added here: a nonce, which ties the
identity token to the try; the token's signature is always checked against the provider's published keys, with the
algorithms named below and no other; the issuer must be the one set; and what a person may do follows from the
groups in the token at every sign-in.
"""

import json
import secrets
from typing import Any

import jwt
import requests
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import NotAllowed, anyone, rule
from sufficiency.service.access.second_factor import remember_given
from sufficiency.service.access.sign_on_actions import come_in, write_refusal_down
from sufficiency.service.config.sign_on import SignOn

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256")
CLOCKS_APART = 60  # seconds
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
NOT_ANSWERED = "The council's sign-in service does not answer. Try again in a few minutes."
NOT_BELIEVED = "What the council's sign-in service sent could not be trusted, or was too old. Start again from the sign-in page."


class NotBelieved(OAuth2Error):
    """Something the provider sent does not hold; the text says what, for the audit."""


class CouncilOpenIDConnect(OpenIDConnectOAuth2Adapter):
    """Asks the provider, and believes a token only when all of it fits this try."""

    nonce: str | None = None

    @property
    def openid_config(self) -> dict[str, Any]:
        """The discovery document, of the issuer that was set and no other."""
        document = super().openid_config
        if document.get("issuer", "").rstrip("/") != settings.SINGLE_SIGN_ON.issuer:
            raise NotBelieved("the discovery document names another issuer")
        if missing := {"authorization_endpoint", "token_endpoint", "jwks_uri"} - document.keys():
            raise NotBelieved(f"the discovery document lacks {', '.join(sorted(missing))}")
        return document

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return build_absolute_uri(request, reverse("sign_on_answer"))

    def complete_login(self, request: HttpRequest, app: SocialApp, token, **kwargs) -> SocialLogin:
        written = kwargs["response"].get("id_token")
        if not written:
            raise NotBelieved("no identity token")
        return self.get_provider().sociallogin_from_response(
            request, {"id_token": self._claims(app, written)}
        )

    def _claims(self, app: SocialApp, written: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(written)
            algorithm = header.get("alg")
            if algorithm not in ALGORITHMS:
                raise NotBelieved("the identity token is signed in a way that is not accepted")
            claims = jwt.decode(
                written,
                key=self._key(header.get("kid"), algorithm),
                algorithms=[algorithm],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_APART,
                options={"require": NEEDED},
            )
        except jwt.PyJWTError as cause:
            raise NotBelieved("the identity token does not hold") from cause
        if not self.nonce or not secrets.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise NotBelieved("the identity token belongs to another try")
        return claims

    def _key(self, kid: str | None, algorithm: str) -> Any:
        with requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            published = answer.json().get("keys", [])
        for one in published:
            if one.get("kid") == kid and one.get("use", "sig") == "sig":
                return jwt.get_algorithm_by_name(algorithm).from_jwk(json.dumps(one))
        raise NotBelieved("the identity token is signed with an unknown key")


class CouncilProvider(OpenIDConnectProvider):
    """The council's provider; each try carries a nonce."""

    oauth2_adapter_class = CouncilOpenIDConnect

    def redirect(self, request: HttpRequest, process, next_url=None, data=None, **kwargs) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        asked = {**self.get_auth_params(), "nonce": nonce}
        return super().redirect(request, process, next_url, data, auth_params=asked, nonce=nonce)

    def sociallogin_from_response(self, request: HttpRequest, response: dict) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.claims = response["id_token"]
        login.account.extra_data = {}  # who it is, is the key and the subject; nothing else of the token is kept
        return login


class CouncilAnswer(OAuth2CallbackView):
    """The way back from the provider; the nonce of the try comes with its state."""

    def _get_state(self, request: HttpRequest, provider: CouncilProvider) -> tuple:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = state.get("nonce") if state else None
        return state, answer


class SignOnByGroups(DefaultSocialAccountAdapter):
    """Who comes in: those whose groups mean a role here. Accounts are found by issuer and subject, never by email."""

    def list_apps(self, request: HttpRequest, provider=None, client_id=None) -> list[SocialApp]:
        """The one provider of the settings; none is kept in the database."""
        council: SignOn | None = settings.SINGLE_SIGN_ON
        return [_app(council)] if council else []

    def get_requests_session(self) -> requests.Session:
        return requests_session()

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> Person:
        return Person()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False  # the account is there before allauth asks: see pre_social_login

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the person, give them the roles of their groups, or refuse them with a sentence."""
        try:
            person = come_in(sociallogin, settings.SINGLE_SIGN_ON)
        except NotAllowed as refusal:
            raise ImmediateHttpResponse(_refused(request, str(refusal), 403)) from refusal
        sociallogin.user = person

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ) -> None:
        """One page for whatever went wrong; the reason is written down, not shown."""
        raise ImmediateHttpResponse(_went_wrong(request, exception))


@rule(anyone)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider; only by a button, so that no link signs anybody in."""
    provider = _adapter(request).get_provider()
    if limited := ratelimit.consume_or_429(request, app="allauth.account", action="login"):
        return limited
    try:
        return provider.redirect(request, AuthProcess.LOGIN, get_next_redirect_url(request))
    except (requests.RequestException, OAuth2Error) as problem:
        return _went_wrong(request, problem)
    except ImmediateHttpResponse as refused:
        return refused.response


@rule(anyone)
def answer(request: HttpRequest) -> HttpResponse:
    """The provider sends the person back here with a code."""
    return CouncilAnswer.adapter_view(_adapter(request))(request)


def remember_provider_s_second_factor(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Signal of signing in: whether the provider asked for a second factor counts as the settings say."""
    login = kwargs.get("sociallogin")
    council: SignOn | None = settings.SINGLE_SIGN_ON
    if login is None or council is None:
        return
    said = getattr(login, "claims", {}).get("amr") or []
    if council.second_factor == "always" or (council.second_factor == "said" and "mfa" in said):
        remember_given(request, user)


def requests_session() -> requests.Session:
    """A session that follows no redirects and does not wait for ever."""
    session = requests.Session()
    send = session.request

    def request(method: str, url: str, **kwargs: Any) -> requests.Response:
        return send(method, url, **{"timeout": 10, "allow_redirects": False} | kwargs)

    session.request = request
    return session


def _adapter(request: HttpRequest) -> CouncilOpenIDConnect:
    council: SignOn | None = settings.SINGLE_SIGN_ON
    if council is None:
        raise Http404
    return CouncilOpenIDConnect(request, council.key)


def _app(council: SignOn) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=council.key,
        name=council.name,
        client_id=council.client_id,
        secret=council.client_secret,
        settings={
            "server_url": council.issuer,
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
            "scope": ["openid", "profile", "email"],
        },
    )


def _went_wrong(request: HttpRequest, problem: Exception | None) -> HttpResponse:
    """What went wrong is written down in the words of this module, which hold nothing of the token."""
    if isinstance(problem, requests.RequestException):
        write_refusal_down("the provider did not answer")
        return _refused(request, NOT_ANSWERED, 503)
    own = isinstance(problem, NotBelieved)
    write_refusal_down(str(problem) if own else "the answer was not one to a try of this browser")
    return _refused(request, NOT_BELIEVED, 403)


def _refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "access/sign_on_refused.html", {"sentence": sentence}, status=status)
