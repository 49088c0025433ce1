"""People at work, in a real browser: from the first page down to a child, and from a file up to the edition in use."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE

STABILITY = "Children with three or more placements in the year"


def drawn(page: Page) -> None:
    """Wait until every chart of the page is drawn."""
    page.wait_for_function(
        "document.querySelectorAll('[data-chart]').length === document.querySelectorAll('[data-drawn]').length"
    )


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the named thing has the focus, as somebody without a mouse does; fails when it never has."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("thing => thing === document.activeElement"):
            assert page.evaluate(
                "() => { const look = getComputedStyle(document.activeElement);"
                " return look.outlineStyle !== 'none' || look.boxShadow !== 'none' }"
            ), f"{name} has the focus and does not show it."
            return
    raise AssertionError(f"The keyboard never reached {role} “{name}”.")


def test_a_director_follows_a_figure_down_to_a_child_in_three_clicks(open_page, picture):
    page = open_page("director", "/", (1280, 1000))
    expect(page.get_by_role("heading", level=1)).to_contain_text("children looked after")
    picture(page, "home")
    page.get_by_role("link", name=STABILITY, exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "How many children lived in three or more homes"
    )
    drawn(page)
    picture(page, "measure")
    page.get_by_role("button", name="Show the children").click()
    expect(page.get_by_role("link", name=re.compile("In the denominator only"))).to_be_visible()
    child = page.locator("tbody th a").first
    number = child.inner_text()
    child.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Child {number}")
    expect(page.get_by_role("img", name=re.compile("Life in care of child"))).to_be_visible()
    picture(page, "child")


def test_a_breakdown_is_chosen_and_kept_in_the_address(open_page):
    page = open_page("commissioner", "/measures/foster_pct")
    page.get_by_role("navigation", name="Groups").get_by_role("link", name="Age").click()
    expect(page).to_have_url(re.compile(r"by=age_band"))
    expect(page.locator(".suff-multiples__panel")).to_have_count(5)
    page.get_by_label("Figures as at").select_option("2024-09-30")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile(r"as_at=2024-09-30"))
    expect(page).to_have_url(re.compile(r"by=age_band"))
    expect(page.get_by_text("on 30 September 2024:")).to_be_visible()
    page.get_by_role("link", name="By year").click()
    expect(page).to_have_url(re.compile(r"every=year.*|.*every=year"))


def test_a_chart_and_its_table_say_the_same(open_page):
    page = open_page("commissioner", "/measures/cla_number")
    drawn(page)
    page.get_by_text("The chart as a table").click()
    newest = page.locator("#over-time-table tbody tr").first
    expect(newest.locator("th")).to_have_text("31 March 2025")
    told = page.locator(".suff-lead strong").inner_text()
    assert told.startswith(newest.locator("td").first.inner_text())


def test_figures_are_taken_away_as_csv_and_workbook(open_page):
    page = open_page("commissioner", "/measures/cla_number?by=sex")
    for name, ending in (("Download CSV", ".csv"), ("Download XLSX", ".xlsx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("cla_number-sex-")
        assert download.value.suggested_filename.endswith(ending)


def test_a_child_is_found_by_the_id_of_the_return(open_page):
    page = open_page("analyst", "/children/")
    number = page.locator("tbody th a").nth(3).inner_text()
    page.get_by_role("searchbox").fill(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Child {number}")


def test_who_may_not_see_children_is_told_why_and_finds_no_way(open_page):
    page = open_page("member", "/measures/three_plus_placements_pct")
    expect(page.get_by_text("Your role does not see the children behind the figures.")).to_be_visible()
    assert page.get_by_role("button", name="Show the children").count() == 0
    assert page.locator('a[href*="/children"]').count() == 0


def test_without_scripts_every_page_answers(open_page):
    page = open_page("analyst", "/measures/three_plus_placements_pct", java_script_enabled=False)
    page.get_by_label("Figures as at").select_option("2024-03-31")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".suff-lead")).to_contain_text("on 31 March 2024")
    expect(page.get_by_role("table", name="Year by year")).to_be_visible()


def test_a_measure_prints_without_what_cannot_be_used_on_paper(open_page):
    page = open_page("director", "/measures/three_plus_placements_pct")
    drawn(page)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Show the children").is_visible()
    assert not page.get_by_role("navigation", name="Groups").is_visible()
    assert not page.get_by_label("Figures as at").is_visible()
    assert page.get_by_role("table", name="Year by year").is_visible()


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_an_analyst_loads_a_return_with_the_keyboard_alone(
    open_page, tmp_path, size, check_accessible, check_fits
):
    """Every step of a load is also looked at for accessibility, since these pages need files to exist."""
    year = 2030 + size[0] % 7  # another year for each size: the second load would be recognised as the first
    for name, text in _tiny_return(year).items():
        (tmp_path / f"{year}-{name}.csv").write_text(text, encoding="utf-8")
    page = open_page("analyst", "/", size)
    for role, name in (("link", "Data"), ("button", "Load returns")):
        tab_to(page, role, name)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.get_by_label("Files of the return").set_input_files(sorted(tmp_path.iterdir()))
    tab_to(page, "button", "Send the files")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=Recognised", timeout=60_000)  # the page goes on by itself
    expect(page.get_by_role("heading", level=1)).to_have_text(f"2 rows of {year}, in 2 files")
    check_accessible(page)
    check_fits(page)
    tab_to(page, "radio", "Provisional")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("Final"))).to_be_checked()
    tab_to(page, "button", "Make the edition")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=is made", timeout=60_000)
    expect(page.get_by_role("heading", name=re.compile("Figures that move"))).to_be_visible()
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="See the edition").click()
    expect(page.get_by_text("Not in use")).to_be_visible()
    page.get_by_role("link", name="Compare with another edition").click()
    check_accessible(page)
    check_fits(page)


def _tiny_return(year: int) -> dict[str, str]:
    """One child of one year, as two tables."""
    return {
        "header": f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nK{year},2,01/06/2015,WBRI,,,\n",
        "episodes": (
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
            f"K{year},01/05/{year - 1},S,V2,N1,U6,PR1,,,,,,\n"
        ),
    }
