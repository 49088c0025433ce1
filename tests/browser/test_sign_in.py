"""Signing in and out as people do it."""

import pytest

from tests.browser.conftest import LAPTOP, PHONE


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_sign_in_page_is_accessible_and_fits(open_page, check_accessible, check_fits, picture, size):
    page = open_page(None, "/account/", size)
    assert page.title() == "Sign in – Sufficiency"
    check_accessible(page)
    check_fits(page)
    picture(page, f"sign-in-{size[0]}")


def test_an_error_is_told_at_the_top_and_leads_to_its_field(open_page, check_accessible):
    page = open_page(None, "/account/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    assert page.title() == "Error: Sign in – Sufficiency"
    check_accessible(page)
    page.get_by_role("link", name="Enter your username or email address").click()
    assert page.evaluate("document.activeElement.name") == "login"


def test_a_person_signs_in_and_comes_to_the_page_asked_for(site, open_page, check_accessible):
    page = open_page(None, "/account/")
    page.get_by_label("Username or email address").fill("director")
    page.get_by_label("Password").fill(site.passwords["director"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}/account/")
    assert page.get_by_role("heading", name="Your account").is_visible()
    assert page.get_by_text("May see every figure and the children behind it").is_visible()
    check_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.address}/account/sign-in/")


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/password/",
        "/account/second-factor/",
        "/account/second-factor/passkeys/",
        "/account/confirm-it-is-you/",
        "/account/sign-out/",
    ],
)
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_pages_of_one_s_own_account_are_accessible_and_fit(
    open_page, check_accessible, check_fits, path, size
):
    page = open_page("director", path, size)
    check_accessible(page)
    check_fits(page)


def test_a_second_factor_is_set_up_after_the_password_once_more(
    site, open_page, check_accessible, check_fits
):
    page = open_page("commissioner", "/account/second-factor/", PHONE)
    page.get_by_role("link", name="Set up an authenticator app").click()
    assert page.get_by_role("heading", name="Confirm it is you").is_visible()
    page.get_by_label("Password").fill(site.passwords["commissioner"])
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{site.address}/account/second-factor/app/add/")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    check_accessible(page)
    check_fits(page)
