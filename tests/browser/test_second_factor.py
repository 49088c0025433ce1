"""Somebody new, in a real browser: the one-time password is changed, the second factor set up, and then all opens."""

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE

ADD = (
    "import sys; from sufficiency.service.start import add_person; "
    "print(add_person(sys.argv[1], username=sys.argv[2], name='Nova Starter', roles=['placement_officer']))"
)
OWN = "otter-plaster-window-ninety"


@pytest.fixture
def somebody_new(site, made_up_home) -> Callable[[str], str]:
    """Add a placement officer to the served installation; returns the one-time password."""
    own = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SUFFICIENCY_HOME")
    environment = {name: text for name, text in os.environ.items() if name not in own}

    def add(username: str) -> str:
        command = [sys.executable, "-c", ADD, str(made_up_home), username]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        return done.stdout.splitlines()[-1]

    return add


def sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("Username or email address").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def change_password(page: Page, password: str) -> None:
    page.get_by_label("Current password").fill(password)
    page.get_by_label("New password", exact=True).fill(OWN)
    page.get_by_label("New password again").fill(OWN)
    page.get_by_role("button", name="Change password").click()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_somebody_new_sets_up_an_authenticator_app_before_anything_opens(
    somebody_new, open_page, check_accessible, check_fits, size
):
    def look(page: Page) -> None:
        check_accessible(page)
        check_fits(page)

    username = f"nova{size[0]}"
    password = somebody_new(username)
    page = open_page(None, "/children/", size)
    sign_in(page, username, password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Change your password")
    look(page)
    change_password(page, password)
    page.goto(re.sub(r"/account.*", "/children/", page.url))
    expect(page.get_by_text("Your role opens children's records, so you sign in with")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Set up an authenticator app").click()
    page.get_by_label("Password").fill(OWN)
    page.get_by_role("button", name="Continue").click()
    look(page)
    secret = page.locator("code.suff-secret").inner_text()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look(page)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    look(page)
    recovery = page.locator("main li code").first.inner_text()
    page.goto(re.sub(r"/account.*", "/children/", page.url))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("cannot open")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, username, OWN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm it is you")
    look(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(re.sub(r"(://[^/]+)/.*", r"\1/account/second-factor/app/remove/", page.url))
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(OWN)
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Your role needs a second factor.").first).to_be_visible()
    look(page)


def test_somebody_new_signs_in_with_a_passkey(somebody_new, site, open_page, check_accessible, check_fits):
    password = somebody_new("passkey")
    page = open_page(None, "/account/sign-in/")
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    own = site.address.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page.goto(f"{own}/account/sign-in/")
    sign_in(page, "passkey", password)
    change_password(page, password)
    page.goto(f"{own}/account/second-factor/passkeys/add/")
    page.get_by_label("Password").fill(OWN)
    page.get_by_role("button", name="Continue").click()
    check_accessible(page)
    check_fits(page)
    page.get_by_label("Name of this passkey").fill("The office laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto(f"{own}/account/second-factor/passkeys/")
    expect(page.get_by_role("term")).to_have_text("The office laptop")
    check_accessible(page)
    page.goto(f"{own}/children/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("second factor")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "passkey", OWN)
    check_accessible(page)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(f"{own}/account/second-factor/passkeys/")
    page.get_by_role("link", name="Remove The office laptop").click()
    if page.get_by_role("button", name="Use your passkey").count() or page.get_by_label("Password").count():
        check_accessible(page)
        page.get_by_label("Password").fill(OWN)
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Your role needs a second factor.")).to_be_visible()


def test_a_passkey_that_is_not_there_is_told_in_words(somebody_new, site, open_page, check_accessible):
    password = somebody_new("nokey")
    page = open_page(None, "/account/sign-in/")
    own = site.address.replace("127.0.0.1", "localhost")
    page.goto(f"{own}/account/sign-in/")
    sign_in(page, "nokey", password)
    change_password(page, password)
    page.goto(f"{own}/account/second-factor/passkeys/add/")
    page.get_by_label("Password").fill(OWN)
    page.get_by_role("button", name="Continue").click()
    page.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_accessible(page)


def test_an_administrator_adds_a_person_and_sees_the_password_once(open_page, check_accessible, check_fits):
    page = open_page("administrator", "/people/add", PHONE)
    page.get_by_role("button", name="Add the person").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.get_by_label("Name", exact=True).fill("Ada Dded")
    page.get_by_label("Username").fill("a.dded")
    page.get_by_label(re.compile("^Finance")).check()
    page.get_by_role("button", name="Add the person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Dded is added")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="See their account").click()
    page.get_by_role("link", name="Close the account").click()
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("The account of Ada Dded is closed.")).to_be_visible()
    check_accessible(page)
    check_fits(page)
