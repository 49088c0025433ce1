import pytest

from sufficiency.loading import load
from tests.loading.small_returns import write_return

pytestmark = pytest.mark.usefixtures("quick")


def test_years_of_one_authority_are_not_carried_into_anothers(home, returns, tmp_path):
    first = load(home, [write_return(returns, 2024)], by="x", authority="Kent").edition
    loaded = load(home, [write_return(tmp_path / "other", 2025)], by="x", authority="Southwark")
    assert loaded.edition.manifest.years == (2025,)
    assert loaded.edition.manifest.authority == "E09000028"
    assert f"The years of Kent in edition {first.id} are not carried into Southwark's." in loaded.notes
    assert home.edition(first.id).manifest.years == (2024,)


def test_an_authority_given_for_the_first_time_keeps_the_years(home, returns):
    load(home, [write_return(returns, 2024)], by="x")
    loaded = load(home, [write_return(returns, 2025)], by="x", authority="Kent")
    assert (loaded.edition.manifest.years, loaded.edition.manifest.authority) == ((2024, 2025), "E10000016")


def test_a_real_return_loaded_over_the_made_up_authority_starts_afresh(home, returns, tmp_path):
    made_up = load(
        home, [write_return(returns, 2024, children=[f"M{n}" for n in range(30)])], by="x", authority="X99"
    )
    loaded = load(
        home, [write_return(tmp_path / "real", 2025, children=[f"R{n}" for n in range(30)])], by="x"
    )
    manifest = loaded.edition.manifest
    assert (manifest.years, manifest.authority, manifest.carried_years) == ((2025,), None, ())
    assert f"years of edition {made_up.edition.id} are not carried over" in loaded.notes[0]
    assert "--authority" in loaded.notes[1]
    assert loaded.edition.table("returns/episodes").num_rows == 30


def test_another_year_of_the_made_up_authority_joins_it(home, returns):
    load(home, [write_return(returns, 2024, children=("M1", "M2"))], by="x", authority="X99")
    loaded = load(home, [write_return(returns, 2025, children=("M2", "M3"))], by="x")
    assert (loaded.edition.manifest.years, loaded.edition.manifest.authority) == ((2024, 2025), "X99")
    assert loaded.notes == ()


def test_children_that_nobody_knows_are_remarked_on(home, returns):
    load(home, [write_return(returns, 2024)], by="x")
    loaded = load(home, [write_return(returns, 2025, children=("Z1", "Z2"))], by="x")
    assert loaded.edition.manifest.years == (2024, 2025)
    assert "None of these children is in edition" in loaded.notes[0]


def test_the_made_up_authority_loaded_over_a_return_of_nobody_in_particular_starts_afresh(
    home, returns, tmp_path
):
    load(home, [write_return(returns, 2024)], by="x")
    made_up = load(
        home, [write_return(tmp_path / "made-up", 2025, children=("M1",))], by="x", authority="X99"
    )
    assert (made_up.edition.manifest.years, made_up.edition.manifest.authority) == ((2025,), "X99")
    assert len(made_up.notes) == 1


def test_a_return_of_nobody_in_particular_can_be_named_made_up_afterwards(home, returns):
    load(home, [write_return(returns, 2024)], by="x")
    named = load(home, [write_return(returns, 2025)], by="x", authority="X99")
    assert (named.edition.manifest.years, named.edition.manifest.authority) == ((2024, 2025), "X99")
