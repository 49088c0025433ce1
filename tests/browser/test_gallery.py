"""Every component, in a real browser: accessible, within a phone's width, drawn under the strict policy."""

import pytest

from tests.browser.conftest import LAPTOP, PHONE


@pytest.mark.parametrize("path", ["/gallery", "/gallery?send=1", "/gallery?sort=children&order=desc"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_every_component_is_accessible_and_fits(open_page, check_accessible, check_fits, path, size):
    page = open_page("analyst", path, size)
    page.wait_for_function("document.querySelectorAll('[data-drawn]').length === 2")
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    check_accessible(page)
    check_fits(page)


def test_charts_are_drawn_under_the_strict_policy(open_page, picture):
    page = open_page("analyst", "/gallery")
    page.wait_for_function("document.querySelectorAll('[data-drawn] svg').length === 2")
    drawing = page.locator("[data-chart='children-chart']")
    assert "Target: under 500" in drawing.inner_text()
    picture(page, "gallery", full_page=True)


def test_a_point_of_a_line_says_its_figure(open_page):
    page = open_page("analyst", "/gallery")
    page.wait_for_function("document.querySelectorAll('[data-drawn] svg').length === 2")
    page.locator("[data-chart='children-chart'] .mark-symbol path").last.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "Ours, 1 December 2024: 512" in page.locator("#vg-tooltip-element").inner_text()


def test_on_a_phone_the_key_names_the_lines_and_filters_are_folded(open_page):
    page = open_page("analyst", "/gallery", PHONE)
    page.wait_for_function("document.querySelectorAll('[data-drawn] svg').length === 2")
    assert page.locator(".suff-key", has_text="Target: under 500").is_visible()
    assert not page.get_by_role("button", name="Apply").is_visible()


def test_without_scripts_the_figures_of_a_chart_are_a_table(open_page):
    page = open_page("analyst", "/gallery", java_script_enabled=False)
    page.locator("#children-table summary").click()
    assert page.get_by_role("cell", name="512").first.is_visible()
    assert not page.locator("[data-chart]").first.is_visible()


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(open_page):
    page = open_page("analyst", "/gallery")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"


def test_print_leaves_out_what_cannot_be_used_on_paper(open_page):
    page = open_page("analyst", "/gallery")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Sign out").is_visible()
    assert page.get_by_text("Printed by Performance analyst on").is_visible()
