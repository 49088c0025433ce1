"""What is hidden of the made-up authority in public is as much as the page on small numbers says, and no more."""

import re
from datetime import date
from pathlib import Path

import pytest

from sufficiency.demo import write_returns
from sufficiency.editions import Home
from sufficiency.history import History
from sufficiency.loading import load
from sufficiency.measures import MEASURES, calculate
from sufficiency.measures.disclosure import points_to_children
from sufficiency.measures.publishing import published
from sufficiency.vocabulary.authorities import FAIRMERE

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "small-numbers.md"
DAY, BEFORE = date(2025, 3, 31), date(2022, 9, 30)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    top = tmp_path_factory.mktemp("small-numbers")
    write_returns(top / "returns", workbook=True)
    load(Home(top / "home"), [top / "returns"], authority=FAIRMERE.code, by="A. Nalyst")
    with History(Home(top / "home").current().folder / "history") as opened:
        yield opened


def test_the_page_on_small_numbers_says_how_much_is_hidden(history):
    rows = published(history, [DAY], authority=FAIRMERE.code).to_pylist()
    true = calculate(history, [DAY], authority=FAIRMERE.code).to_pylist()
    small = [row for row in true if _is_small(row)]
    totals = [row for row in rows if not row["breakdown"]]
    children = next(row["value"] for row in totals if row["measure"] == "cla_number")
    told = (
        f"Of the made-up authority ({children:.0f} children, {len(totals)} measures, {len(rows):,} figures on 31 March 2025) "
        f"{len(small)} figures tell a small number themselves; {_hidden(rows):,} are hidden. Of its {len(totals)} totals "
        f"{_hidden(totals)} are, of which {len([row for row in small if not row['breakdown']])} are small themselves."
    )
    assert told in re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))


def test_where_homes_of_one_child_stand_beside_those_whose_totals_are_given_most_groups_are_still_given(
    history,
):
    rows = published(history, [BEFORE], authority=FAIRMERE.code).to_pylist()
    assert _hidden(rows) < 0.6 * len(rows)
    shown = {(row["measure"], row["breakdown"]) for row in rows if not row["hidden"]}
    assert {("cla_number", by) for by in ("", "sex", "placement_type", "uasc")} <= shown


def _is_small(row) -> bool:
    return points_to_children(MEASURES[row["measure"]].unit, row["numerator"], row["denominator"])


def _hidden(rows) -> int:
    return sum(row["hidden"] for row in rows)
