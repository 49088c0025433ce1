"""A paper from its author over its director to a member of the council, and what a later edition does to it."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sufficiency.demo import write_returns
from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.vocabulary.authorities import FAIRMERE

TITLE = "Self-evaluation of the year"


def without_some(returns: Path, year: int, every: int = 9) -> None:
    """Take every ninth child out of the returns of a year, as a correction does that finds them to be somebody else's."""
    folder = next(path for path in returns.iterdir() if str(year) in path.name)
    with next(folder.glob("header*.csv")).open(encoding="utf-8", newline="") as header:
        gone = {row["CHILD"] for place, row in enumerate(csv.DictReader(header)) if place % every == 0}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as table:
            first, *rows = list(csv.reader(table))
        child = first.index("CHILD")
        with path.open("w", encoding="utf-8", newline="") as table:
            csv.writer(table).writerows([first, *(row for row in rows if row[child] not in gone)])


@pytest.fixture
def later_edition(made_up_home, tmp_path):
    """Load a corrected return, once asked to; the edition that was in use is put back after."""
    home = Home(made_up_home)
    before = home.current().id

    def load_it() -> str:
        write_returns(tmp_path / "returns", children_looked_after=150, years=range(2021, 2026))
        without_some(tmp_path / "returns", 2025)
        load(home, [tmp_path / "returns"], status="final", authority=FAIRMERE.code, by="the suite")
        return home.current().id

    yield load_it
    home.make_current(before)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def written_down(page: Page, who: str) -> None:
    """Ask somebody about the paper, and write down what they answered."""
    page.get_by_role("link", name="Ask somebody").click()
    page.get_by_label(who, exact=True).check()
    page.get_by_label("Name of the office").fill(f"Head of {who.lower()}")
    press(page, "Write down that they are asked")
    page.get_by_role("link", name=re.compile(f"Write the answer down.*{who}")).click()
    page.get_by_label("What was answered?").fill("Nothing to add.")
    press(page, "Write it down")


def test_a_paper_goes_from_draft_to_published_and_the_archive_shows_what_a_later_edition_changes(
    open_page, check_accessible, check_fits, later_edition
):
    author = open_page("commissioner", "/papers/begin")
    author.get_by_label("Which paper?").select_option("self-evaluation")
    author.get_by_label("Title", exact=True).fill(TITLE)
    author.get_by_label("Lead officer").fill("Director of children's services")
    press(author, "Begin the paper")
    expect(author.get_by_role("heading", level=1)).to_contain_text(TITLE)
    check_accessible(author)
    check_fits(author)
    author.get_by_text("Add to this section").first.click()
    author.get_by_role("link", name="Words", exact=True).first.click()
    author.get_by_label("Words", exact=True).fill("We have looked at ourselves honestly.")
    press(author, "Add it to the paper")
    expect(author.get_by_text("We have looked at ourselves honestly.")).to_be_visible()
    press(author, "Send it to the director")
    paper = author.url.split("#")[0]

    director = open_page("director", "/papers/")
    director.get_by_role("link", name=TITLE, exact=True).click()
    press(director, "Send it to finance and legal")
    for who in ("Finance", "Legal services"):
        written_down(director, who)
    press(director, "Clear it for publication")
    author.reload()
    expect(author.get_by_text("You wrote this paper: somebody else has to look through it")).to_be_visible()
    press(director, "Look it through and publish it")
    check_accessible(director)
    for left in reversed(range(len(ITEMS))):
        director.get_by_role("button", name=re.compile("^I looked at this")).first.click()
        told = f"{left} thing" if left else "All is looked through"
        expect(director.get_by_role("heading", level=1)).to_contain_text(told)
    press(director, "Publish the paper")
    expect(director.get_by_text("Every figure of it is still the same today.")).to_be_visible()

    member = open_page("member", "/papers/")
    member.get_by_role("link", name=TITLE, exact=True).click()
    expect(member.get_by_text("We have looked at ourselves honestly.")).to_be_visible()
    expect(member.get_by_text("for those inside")).to_have_count(0)
    check_accessible(member)
    check_fits(member)

    later_edition()
    director.goto(paper + "/published")
    expect(director.get_by_text(re.compile(r"\d+ of its figures (is|are) another today"))).to_be_visible()
    moved = director.locator("#figures tbody tr").filter(has_not_text="the same").first
    printed, now = (moved.locator("td").nth(place).inner_text() for place in (2, 3))
    assert printed and now and printed != now
