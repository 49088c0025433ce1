"""The made-up workbook and the made-up returns agree on what both can tell of the last 31 March."""

from datetime import date

import pytest

from sufficiency.demo import write_returns, write_workbook
from sufficiency.editions import Home
from sufficiency.history import History
from sufficiency.loading import load
from sufficiency.measures import calculate, children_behind

DAY = date(2025, 3, 31)
YEARS = range(2021, 2026)

# What the yearly returns say, and what the workbook says of the same.
THE_SAME = {
    "cla_number": "annex_cla_number",
    "three_plus_placements_pct": "annex_three_plus_placements_pct",
    "health_assessment_pct": "annex_health_assessment_pct",
    "dental_pct": "annex_dental_pct",
    "out_of_area_pct": "annex_out_of_area_pct",
    "cl_in_touch_pct": "annex_cl_in_touch_pct",
    "cl_eet_pct": "annex_cl_eet_pct",
    "cl_suitable_accommodation_pct": "annex_cl_suitable_pct",
    "adoptions": "annex_children_adopted",
}


@pytest.fixture(scope="module")
def fairmere(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fairmere-workbook")
    write_returns(folder, children_looked_after=250, years=YEARS, workbook=True)
    return folder


@pytest.fixture(scope="module")
def edition(fairmere, tmp_path_factory):
    return load(Home(tmp_path_factory.mktemp("home")), [fairmere], by="x", authority="Fairmere").edition


@pytest.fixture(scope="module")
def history(edition):
    with History(edition.folder / "history") as opened:
        yield opened


def told(history, measure):
    rows = calculate(history, [DAY], [measure], ["age_band", "sex", "ethnic_group"]).to_pylist()
    return {(row["breakdown"], row["group"]): (row["numerator"], row["denominator"]) for row in rows}


@pytest.mark.parametrize(("yearly", "listed"), THE_SAME.items())
def test_the_workbook_tells_what_the_returns_tell(history, yearly, listed):
    returns, lists = told(history, yearly), told(history, listed)
    both = returns.keys() & lists.keys()
    assert ("sex", "female") in both
    assert {key: lists[key] for key in both} == {key: returns[key] for key in both}
    assert returns["", ""][0] > 0


def test_the_children_are_the_same_ones(history):
    for yearly, listed in (("cla_number", "annex_cla_number"), ("adoptions", "annex_children_adopted")):
        ours, theirs = (children_behind(history, one, DAY)["child"].to_pylist() for one in (yearly, listed))
        assert ours == theirs


def test_missing_children_in_care_are_those_of_the_returns(history):
    in_care = set(children_behind(history, "cla_number", DAY)["child"].to_pylist())
    returned = set(children_behind(history, "missing_children", DAY)["child"].to_pylist()) & in_care
    behind = children_behind(history, "annex_missing_pct", DAY).to_pylist()
    assert {row["child"] for row in behind if row["in_numerator"]} == returned
    assert returned


def test_care_leavers_supported_are_those_the_return_knows(history, edition):
    listed = set(children_behind(history, "care_leavers_number", DAY)["child"].to_pylist())
    rows = edition.table("returns/oc3").to_pylist()
    returned = {
        row["child"] for row in rows if row["year"] == 2025 and row["in_touch"] not in ("DIED", "RHOM")
    }
    assert listed == returned


def test_every_measure_of_annex_a_has_a_figure(history):
    from sufficiency.measures import MEASURES

    given = set(calculate(history, [DAY], by=[], authority="Fairmere")["measure"].to_pylist())
    assert {measure.id for measure in MEASURES.values() if measure.is_of_workbook} <= given


def test_the_workbook_has_next_to_no_findings(edition):
    findings = edition.table("findings").to_pylist()
    of_lists = [one for one in findings if one["code"].startswith("ANX-") and one["severity"] != "note"]
    assert not [one for one in of_lists if one["severity"] == "error"]
    assert len(of_lists) <= 5


def test_the_same_returns_write_the_same_bytes(fairmere):
    (path,) = fairmere.glob("*.xlsx")
    before = path.read_bytes()
    assert write_workbook(fairmere).read_bytes() == before
    assert path.name == "annex-a-2025-03-31.xlsx"


def test_a_workbook_beside_planted_errors_has_none_of_them(tmp_path):
    write_returns(tmp_path, children_looked_after=60, years=[2024, 2025], errors=True, workbook=True)
    assert (tmp_path / "planted-errors.txt").exists()
    plain = tmp_path / "plain"
    write_returns(plain, children_looked_after=60, years=[2024, 2025], workbook=True)
    names = "annex-a-2025-03-31.xlsx"
    assert (tmp_path / names).read_bytes() == (plain / names).read_bytes()
