"""A stored history, opened: stored and derived positions agree, and what cannot be asked is said."""

import shutil
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sufficiency.history import History, NothingToDerive, OlderRules, derive
from sufficiency.history.nothing import derive_nothing
from sufficiency.measures import calculate
from sufficiency.measures.definitions import FIRST_MEASURES
from tests.countings import derived, typed_tables
from tests.golden.rows import episodes, header, oc2

RETURNS = {
    2017: {
        "header": header("""
            A 2006-05-05 F WBRI
            B 2010-02-28 M BCRB
            C 2012-02-29 M AIND
        """),
        "episodes": episodes("""
            A 2015-06-01 S C2 U6 PR1 2016-07-01 X1
            A 2016-07-01 P C2 U6 PR4 2016-07-10 X1
            A 2016-07-10 P C2 T1 PR4 2016-07-20 X1
            A 2016-07-20 P C2 U6 PR4 2016-10-01 X1
            A 2016-10-01 P C2 K2 PR4
            B 2016-05-01 S V2 U4 PR1 2016-12-01 E4A
            B 2017-01-05 S V2 U4 PR1
            C 2016-06-01 S V3 U6 PR1 2016-06-10 X1
            C 2016-06-10 L V2 U6 PR1
        """),
        "oc2": oc2("A 1 1 1 0 0 12"),
    }
}


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    with derived(RETURNS, tmp_path_factory.mktemp("opened") / "history") as opened:
        yield opened


def rows(history: History, days) -> list[dict]:
    table = history.engine.result(history.positions(days))
    return sorted(table.to_pylist(), key=lambda row: (row["as_at"], row["child"]))


def test_a_stored_day_derived_afresh_has_the_same_positions(history):
    days = sorted(history.days_stored)
    stored = rows(history, days)
    history._derive_positions(days)
    fresh = history.engine.query("SELECT * FROM fresh_positions").select(list(stored[0])).to_pylist()
    assert sorted(fresh, key=lambda row: (row["as_at"], row["child"])) == stored
    assert len(stored) > 20


def test_a_return_of_one_child_is_a_return(tmp_path):
    one = {2017: {"episodes": episodes("A 2016-06-01 S C2 U6 PR1")}}
    with derived(one, tmp_path / "history") as history:
        assert history.has_returns
        table = calculate(history, [date(2017, 3, 31)], ["cla_number"], [])
    assert table["numerator"].to_pylist() == [1.0]


def test_a_workbook_alone_is_no_return(tmp_path):
    derive_nothing(tmp_path / "history")
    with History(tmp_path / "history") as history:
        assert not history.has_returns


def test_a_child_of_whom_no_row_says_so_was_never_to_be_adopted(history):
    rows = pq.read_table(history.folder / "children.parquet").to_pylist()
    assert {row["child"]: row["adoption_ever_decided"] for row in rows} == dict.fromkeys("ABC", False)


def test_stored_and_other_days_can_be_asked_for_together(history):
    month_end, odd_day = date(2016, 7, 31), date(2016, 7, 15)
    together = rows(history, [month_end, odd_day])
    assert together == rows(history, [odd_day]) + rows(history, [month_end])


def test_a_child_in_hospital_is_in_the_home_they_return_to(history):
    row = next(row for row in rows(history, [date(2016, 7, 15)]) if row["child"] == "A")
    assert (row["placement_type"], row["provider_group"]) == ("foster", "private")
    assert row["placement_start"] == date(2016, 7, 1)
    assert row["placements_in_year"] == 2


def test_the_child_on_short_breaks_is_in_no_position_until_the_status_changes(history):
    assert "C" not in {row["child"] for row in rows(history, [date(2016, 6, 5)])}
    (position,) = [row for row in rows(history, [date(2016, 6, 10)]) if row["child"] == "C"]
    assert position["care_start"] == date(2016, 6, 10)
    assert position["care_start_known"] is False


def test_short_breaks_are_kept_among_the_episodes_with_nothing_derived(history):
    kept = history.engine.result(history.table("episodes")).to_pylist()
    (short,) = [row for row in kept if row["short_break"]]
    assert (short["child"], short["period"], short["placement"]) == ("C", None, None)


def test_a_table_that_is_not_there_is_named_with_those_that_are(history):
    with pytest.raises(KeyError, match="no table called homes; it has children"):
        history.table("homes")


def test_a_load_without_a_row_has_no_history(tmp_path):
    with pytest.raises(NothingToDerive, match="no rows"):
        derive(typed_tables({}), tmp_path)


def test_parquet_files_give_the_history_that_tables_in_memory_give(tmp_path, history):
    files = {}
    for name, table in typed_tables(RETURNS).items():
        pa.parquet.write_table(table, tmp_path / f"{name}.parquet")
        files[name] = tmp_path / f"{name}.parquet"
    derive(files, tmp_path / "history")
    with History(tmp_path / "history") as from_files:
        days = sorted(history.days_stored)
        assert rows(from_files, days) == rows(history, days)


def test_typing_errors_in_dates_do_not_stop_a_derivation(tmp_path):
    strange = {
        2017: {
            "header": header("A 0001-01-01"),
            "episodes": episodes("""
                A 0016-05-01 S V2 U4 PR1 2016-12-01 E4A
                A 2916-05-01 S V2 U4 PR1
                A 9999-12-31 S V2 U4 PR1 0001-01-01 E11
            """),
        }
    }
    with derived(strange, tmp_path / "history") as opened:
        assert [row["child"] for row in rows(opened, [date(2016, 4, 30)])] == ["A"]
        assert rows(opened, [date(2017, 3, 31)]) == []


def test_everybody_in_care_is_known_from_the_eve_of_the_first_return_on(history):
    assert history.knows(date(2016, 3, 31)) and history.knows(date(2020, 1, 1))
    assert not history.knows(date(2016, 3, 30))


@pytest.fixture
def of_older_rules(history, tmp_path):
    """The same history as the first rules stored it: without what came later."""
    folder = tmp_path / "older"
    shutil.copytree(history.folder, folder)
    (folder / "adoption_decisions.parquet").unlink()
    later = {
        "events": ["code", "days_in_care", "last_late"],
        "positions": ["outside_area", "adoption_decided"],
        "episodes": ["pl_location", "outside_area", "adoption_ever_decided"],
        "children": ["adoption_ever_decided"],
        "care_leavers": ["activity"],
    }
    for name, columns in later.items():
        path = folder / f"{name}.parquet"
        pq.write_table(pq.read_table(path).drop_columns(columns), path)
    with History(folder) as opened:
        yield opened


def test_an_edition_of_older_rules_gives_the_figures_it_was_made_for(history, of_older_rules):
    assert history.is_whole and not of_older_rules.is_whole
    days = [date(2016, 7, 31), date(2017, 3, 31)]
    assert calculate(of_older_rules, days) == calculate(history, days, FIRST_MEASURES)
    assert calculate(of_older_rules, days, ["cla_ceased_events"]).num_rows == 0


def test_an_edition_of_older_rules_says_what_to_do_for_a_day_it_does_not_hold(of_older_rules):
    with pytest.raises(OlderRules, match="sufficiency rebuild"):
        calculate(of_older_rules, [date(2016, 7, 15)], ["cla_number"])
