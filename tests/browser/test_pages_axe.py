"""Every page of the rooms, in a real browser: nothing for axe-core to find, nothing wider than a phone."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, PHONE

PAGES = {
    "home": "/",
    "home on another day": "/?as_at=2023-09-30",
    "all measures": "/measures/",
    "measure by month": "/measures/three_plus_placements_pct",
    "measure by year": "/measures/cla_started?every=year",
    "measure of days": "/measures/a1_days_3yr",
    "measure of 31 March": "/measures/dental_pct?as_at=2024-12-31",
    "measure of which part is loaded": "/measures/long_term_stability_pct?as_at=2021-06-30",
    "groups of a share": "/measures/long_term_stability_pct?by=age_band",
    "fifteen groups": "/measures/cla_ceased?by=ceased_reason&every=year",
    "each month alone": "/measures/missing_episodes?every=each-month",
    "steps from month to month": "/measures/three_plus_placements_pct?every=each-month",
    "months too few for limits": "/measures/adoptions?every=each-month",
    "children who move an average": "/measures/a2_days_3yr/children-who-move-it",
    "compare": "/compare/",
    "compare, on a day between": "/compare/?measure=a1_days_3yr&measure=dental_pct&as_at=2024-09-30&baseline=none",
    "target": "/measures/dental_pct/target",
    "shares of local children": "/measures/cla_number/disproportionality",
    "children who live here": "/populations/",
    "record who lives here": "/populations/record",
    "send who lives here": "/populations/upload",
    "take who lives here back": "/populations/1/take-back",
    "target of a recorded series": "/measures/pep_pct/target",
    "recorded and published": "/measures/social_worker_agency_pct",
    "compare recorded series": "/compare/?measure=cla_number&measure=pep_pct&measure=spend_residential",
    "two breakdowns": "/measures/foster_pct/two-breakdowns?rows=age_band&columns=legal_status_group",
    "two breakdowns of some": "/measures/cla_number/two-breakdowns?of=without-uasc",
    "moves between two days": "/journeys/",
    "children of a step": "/journeys/children?before=in-care&before_group=foster&after=in-care&after_group=foster",
    "since they came in": "/journeys/cohort",
    "where children are placed": "/places/",
    "meetings of a year": "/meetings/",
    "boards": "/meetings/boards/",
    "a board": "/meetings/boards/1",
    "add a board": "/meetings/boards/add",
    "a member": "/meetings/members/1",
    "a report that comes again": "/meetings/reports/1",
    "a year to be made": "/meetings/boards/1/year?year=2027&first_day=12&first_month=5&first_year=2027",
    "a meeting that was held": "/meetings/2",
    "what becomes of a meeting": "/meetings/12/state",
    "agenda of a meeting": "/meetings/12/agenda",
    "a meeting whose business is closed": "/meetings/60",
    "attendance": "/meetings/1/attendance",
    "forward plan": "/meetings/forward-plan/",
    "a paper that is due": "/meetings/papers/1",
    "decisions": "/meetings/decisions/",
    "correct a decision": "/meetings/decisions/1",
    "actions arising": "/meetings/actions/",
    "an action arising": "/meetings/actions/1",
    "children of an area": "/places/children?area=E10000007",
    "papers": "/papers/",
    "begin a paper": "/papers/begin",
    "what children say": "/voice/",
    "a round that is closed": "/voice/rounds/1",
    "a round that asks": "/voice/rounds/3",
    "a round in other languages": "/voice/rounds/3/other-languages",
    "begin a round": "/voice/ask",
    "a link that was used": "/say/no-such-link?language=ar",
    "catalogue": "/measures/all/?area=education",
    "recorded series": "/measures/pep_pct",
    "recorded money": "/measures/spend_residential",
    "recorded groups": "/measures/bs_safe_pct?by=age",
    "recorded groups without a total": "/measures/audit_ratings",
    "nothing recorded": "/measures/edt_calls",
    "record a share": "/measures/pep_pct/record",
    "what is recorded": "/recorded/",
    "send a file of values": "/recorded/upload",
    "record of a value": "/recorded/values/1",
    "correct a value": "/recorded/values/1/correct",
    "take a value back": "/recorded/values/1/take-back",
    "plan on a page": "/plan/",
    "plan: the strategy": "/plan/strategy",
    "plan by lead": "/plan/by-lead",
    "plan by measure": "/plan/by-measure",
    "plan by I statement": "/plan/by-statement",
    "plan: what is late": "/plan/late",
    "plan over time": "/plan/timeline",
    "plan: an action": "/plan/actions/9",
    "plan: rate an action": "/plan/actions/9/rate",
    "plan: change an action": "/plan/actions/9/change",
    "plan: change an indicator": "/plan/indicators/9",
    "plan: write a strategy": "/plan/strategies/add",
    "plan: load a workbook": "/plan/load",
    "children": "/children/",
    "children, a group": "/measures/cla_number/children?by=age_band&group=10-15",
    "children behind a share": "/measures/foster_pct/children?list=rest",
    "children behind an average": "/measures/a1_days_3yr/children",
    "reviews behind a share": "/measures/cla_reviews_in_time_pct/children",
    "search": "/search?q=home",
    "search that finds nothing": "/search?q=zzz",
    "data": "/data/",
    "load": "/data/load",
    "data protection": "/protection/",
    "review list": "/protection/retention/",
    "a hold on all editions": "/protection/retention/edition/*/hold",
    "a copy for a child": "/protection/copy-for-a-child",
    "an extract": "/protection/extract",
    "API tokens": "/account/tokens/",
    "the API": "/api/",
    "a day that is none": "/?as_at=yesterday",
    "a child that is none": "/children/nobody",
}
ROLES = {
    "member's home": ("member", "/"),
    "member's measure": ("member", "/measures/adoptions"),
    "member's comparison": ("member", "/compare/"),
    "refused": ("member", "/children/"),
    "member's shares of local children": ("member", "/measures/cla_number/disproportionality"),
    "member's recorded series": ("member", "/measures/permanent_exclusions"),
    "administrator's data": ("administrator", "/data/"),
    "everybody's API tokens": ("administrator", "/account/tokens/everybody"),
    "people": ("administrator", "/people/"),
    "nobody found": ("administrator", "/people/?q=zzz&role=finance&state=closed"),
    "add a person": ("administrator", "/people/add"),
    "a person": ("administrator", "/people/1"),
    "roles of a person": ("administrator", "/people/1/roles"),
    "close an account": ("administrator", "/people/1/close"),
    "a new password": ("administrator", "/people/1/password"),
    "a second factor lost": ("administrator", "/people/1/second-factor"),
    "a person who is not there": ("administrator", "/people/987654321"),
    "provider": ("provider", "/provider/"),
    "own children": ("reviewing", "/children/"),
    "own children behind a figure": ("fostering", "/measures/foster_pct/children"),
    "sealed rows": ("permanence", "/measures/adoptions/children"),
    "records opened": ("director", "/openings/"),
    "an opening that is none": ("director", "/openings/987654321"),
    "caseloads": ("placementmanager", "/caseloads/"),
    "caseloads as a CSV": ("permanence", "/caseloads/csv"),
}
# Two frames: in the first the page is laid out for its new width, in the second charts are drawn to it.
DRAWN_ANEW = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def settled(page: Page) -> None:
    """All charts drawn and all folds open, so that everything there is gets looked at."""
    page.wait_for_function(
        "document.querySelectorAll('[data-chart]').length === document.querySelectorAll('[data-drawn]').length"
    )
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


@pytest.fixture(params=["one size", pytest.param("both sizes", marks=pytest.mark.slow)])
def check_page(request, check_accessible, check_fits):
    """The page as on a laptop, then turned to the width of a phone: loaded once.

    It fits at both. Axe looks at one of them in the suite, at the other of the next page, and at both in the long runs
    (`make test-slow`): it is most of the time.
    """

    def check(page: Page, place: int) -> None:
        for number, (width, height) in enumerate((LAPTOP, PHONE)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(DRAWN_ANEW)
            settled(page)
            check_fits(page)
            if request.param == "both sizes" or place % 2 == number:
                check_accessible(page)

    return check


@pytest.mark.parametrize(("place", "path"), list(enumerate(PAGES.values())), ids=PAGES.keys())
def test_a_page_is_accessible_and_fits(open_page, check_page, place, path):
    check_page(open_page("analyst", path), place)


@pytest.mark.parametrize(("place", "one"), list(enumerate(ROLES.values())), ids=ROLES.keys())
def test_the_same_pages_for_other_roles(open_page, check_page, place, one):
    person, path = one
    check_page(open_page(person, path), place)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_pages_that_need_an_id(open_page, check_accessible, check_fits, size):
    """A child's page, an edition, its findings."""
    page = open_page("analyst", "/measures/three_plus_placements_pct/children", size)
    child = page.locator("tbody th a").first.get_attribute("href")
    page.goto(re.sub(r"/measures.*", "", page.url) + "/data/")
    edition = page.locator("tbody th a").first.get_attribute("href")
    for path in (child, edition, f"{edition}/findings", f"{edition}/findings?severity=error"):
        page.goto(re.sub(r"(://[^/]+)/.*", r"\1", page.url) + path)
        settled(page)
        check_accessible(page)
        check_fits(page)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_form_with_errors(open_page, check_accessible, check_fits, size):
    page = open_page("analyst", "/measures/dental_pct/target", size)
    page.get_by_role("button", name="Set the target").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_file_of_values_looked_through(open_page, check_accessible, check_fits, size, tmp_path):
    """With a correction, and with rows that are refused."""
    heading = "measure,as_at,period_start,breakdown,group,numerator,denominator,value,source,basis,note\n"
    corrected = "spend_residential,2025-03-31,2024-04-01,,,,,1,Audited outturn,final,\n"
    wrong = "spend_residence,2025-03-31,,,,,,1,Outturn,final,\n"
    for rows in (corrected, corrected + wrong):
        (tmp_path / "values.csv").write_text(heading + rows)
        page = open_page("analyst", "/recorded/upload", size)
        page.get_by_label("CSV or XLSX file").set_input_files(tmp_path / "values.csv")
        page.get_by_role("button", name="Send the file").click()
        page.get_by_role("button", name="Throw the file away").wait_for()
        check_accessible(page)
        check_fits(page)
