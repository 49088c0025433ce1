"""Need to know, as people meet it: an own child, another's, breaking the glass, and the director who answers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE

REASON = "The police found this child at night and ask who may collect them"


def search(page: Page, text: str) -> None:
    page.get_by_role("searchbox").fill(text)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def a_child_of_another(open_page, place: int) -> str:
    """One of the last children of the analyst's list, whom nobody has on a caseload."""
    page = open_page("analyst", "/children/?sort=child&order=desc")
    return page.locator("tbody th a").nth(place).inner_text()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_social_worker_breaks_the_glass_and_a_director_answers(
    open_page, check_accessible, check_fits, picture, size
):
    other = a_child_of_another(open_page, size[0] % 7)
    page = open_page("socialworker", "/children/", size)
    expect(page.get_by_role("heading", level=1)).to_contain_text("of your children looked after")
    expect(page.get_by_text("they are not on your caseload")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Child ")
    expect(page).to_have_url(re.compile(r"/children/[A-Za-z0-9_-]{20}$"))

    search(page, other)
    expect(page.get_by_role("heading", level=1)).to_have_text("This record is closed")
    expect(page.get_by_text("not on your caseload, so the record is closed to you")).to_be_visible()
    assert other not in page.content()
    assert other not in page.url
    check_accessible(page)
    check_fits(page)
    picture(page, f"closed-{size[0]}", full_page=True)
    open_it = page.get_by_role("button", name="Open this record in an emergency")
    open_it.click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check_accessible(page)
    page.get_by_label("Why you need it now").fill(REASON)
    page.get_by_role("button", name="Open this record in an emergency").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Child {other}")
    expect(page.get_by_text("Open to you until")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    picture(page, f"opened-{size[0]}")

    director = open_page("director", "/", size)
    director.get_by_role("link", name=re.compile("opened records? to answer for")).click()
    expect(director.get_by_role("heading", level=1)).to_contain_text("for an answer")
    check_accessible(director)
    check_fits(director)
    picture(director, f"openings-{size[0]}", full_page=True)
    director.locator("tbody th a").first.click()
    expect(director.get_by_text(REASON)).to_be_visible()
    check_accessible(director)
    check_fits(director)
    director.get_by_role("radio", name="Yes").check()
    director.get_by_label("What you found").fill("Spoken to the worker in the morning")
    picture(director, f"opening-{size[0]}", full_page=True)
    director.get_by_role("button", name="Keep this answer").click()
    expect(director.get_by_text("Your answer is kept.")).to_be_visible()
    expect(director.get_by_role("link", name=re.compile("to answer for"))).to_have_count(0)

    page.reload()
    page.get_by_role("button", name="Close the record now").click()
    search(page, other)
    expect(page.get_by_role("heading", level=1)).to_have_text("This record is closed")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_sealed_records_have_rows_without_particulars(open_page, check_accessible, check_fits, size):
    page = open_page("permanence", "/measures/adoptions/children", size)
    expect(page.get_by_role("rowheader", name="Sealed record").first).to_be_visible()
    assert page.locator("tbody a").count() == 0
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_where_a_home_is_is_asked_for_with_a_reason_and_shown_once(
    open_page, check_accessible, check_fits, picture, size
):
    page = open_page("placements", "/children/", size)
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Ask for the postcodes and numbers of the homes").click()
    check_accessible(page)
    check_fits(page)
    page.get_by_label("Why you need it now").fill("To plan the drive to school with the carer")
    page.get_by_role("button", name="Show where the homes are").click()
    expect(page.get_by_role("columnheader", name="Postcode of the home", exact=True)).to_be_visible()
    check_accessible(page)
    check_fits(page)
    picture(page, f"address-{size[0]}", full_page=True)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_caseloads_are_kept_on_accessible_pages(open_page, check_accessible, check_fits, picture, size):
    page = open_page("placementmanager", "/children/", size)
    page.get_by_role("link", name="Caseloads", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on caseloads")
    check_accessible(page)
    check_fits(page)
    picture(page, f"caseloads-{size[0]}")
    page.get_by_role("button", name="Put on the caseload").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Bring many as a CSV").click()
    check_accessible(page)
    check_fits(page)
    page.goto(re.sub(r"(://[^/]+)/.*", r"\1/children/", page.url))
    page.locator("tbody th a").nth(40).click()
    sealing = open_page("permanence", "/", size)
    sealing.goto(page.url + "/seal")
    check_accessible(sealing)
    check_fits(sealing)
