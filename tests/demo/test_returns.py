"""What the made-up authority sends each year: complete, valid in its year, and true to the year before."""

import filecmp
from collections import Counter, defaultdict
from datetime import date

import pytest

from sufficiency.demo import write_returns
from sufficiency.demo.returns import columns_of
from sufficiency.returns.ssda903 import TABLES
from sufficiency.vocabulary.codes import valid
from sufficiency.vocabulary.months import add_months
from tests.demo.counting import age, day

LASTING = ("DECOM", "RNE", "LS", "CIN", "PLACE_PROVIDER", "HOME_POST", "PL_POST")


def periods(rows):
    """Episodes of one child in order of start, as (start, end) dates with their rows."""
    return sorted(((day(row["DECOM"]), day(row["DEC"]), row) for row in rows), key=lambda each: each[0])


def by_child(rows):
    found = defaultdict(list)
    for row in rows:
        found[row["CHILD"]].append(row)
    return found


def test_ten_returns_have_every_table_of_their_year_in_the_columns_of_the_declaration(folder):
    assert sorted(path.name for path in folder.iterdir()) == [str(year) for year in range(2016, 2026)]
    for year in range(2016, 2026):
        asked = {table.file_hint: table for table in TABLES.values() if (table.first_year or 0) <= year}
        assert {path.name for path in (folder / str(year)).iterdir()} == set(asked)
        for name, table in asked.items():
            heading = (folder / str(year) / name).read_text(encoding="utf-8").splitlines()[0]
            assert tuple(heading.split(",")) == columns_of(table)
            told = {column.name for column in table.columns if not column.optional}
            assert set(columns_of(table)) - told == ({"PL_LOCATION"} if table.name == "episodes" else set())


def test_the_same_seed_writes_the_same_bytes(folder, tmp_path):
    write_returns(tmp_path)
    for year in folder.iterdir():
        names = [path.name for path in year.iterdir()]
        same, different, unread = filecmp.cmpfiles(year, tmp_path / year.name, names, shallow=False)
        assert (sorted(same), different, unread) == (sorted(names), [], [])


def test_another_seed_tells_of_other_children(folder, tmp_path):
    write_returns(tmp_path, seed=7, children_looked_after=50, years=[2020])
    header = tmp_path / "2020" / "header.csv"
    assert header.read_text(encoding="utf-8") != (folder / "2020" / "header.csv").read_text(encoding="utf-8")


def test_whether_a_home_lies_inside_the_area_follows_from_its_postcode_in_every_year(returns):
    said = defaultdict(set)
    for tables in returns.values():
        for row in tables["episodes"]:
            said[row["PL_POST"]].add(row["PL_LOCATION"])
            if row["PLACE"] == "P1":
                assert row["PL_LOCATION"] == "IN", row  # families live in the middle of the area
    assert said.pop("", {""}) == {""}
    assert {len(each) for each in said.values()} == {1} and set.union(*said.values()) == {"IN", "OUT"}
    for year, tables in returns.items():
        told = Counter(row["PL_LOCATION"] for row in tables["episodes"] if not row["DEC"] and row["PL_POST"])
        assert 0.25 < told["OUT"] / told.total() < 0.5, year


def test_every_code_is_valid_in_its_year(returns):
    for year, tables in returns.items():
        for name, rows in tables.items():
            for column in TABLES[name].columns:
                if column.codes and not column.optional:
                    used = {row[column.name] for row in rows} - {""}
                    assert used <= valid(column.codes, year), (year, name, column.name)


def test_superseded_codes_give_way_in_their_year(returns):
    def used(year, table, field):
        return {row[field] for row in returns[year][table]}

    assert used(2024, "header", "SEX") == {"1", "2"}
    assert used(2025, "header", "SEX") == {"M", "F"}
    assert "H5" in used(2024, "episodes", "PLACE")
    assert not used(2025, "episodes", "PLACE") & {"H5", "P2"}
    assert "K3" in used(2025, "episodes", "PLACE")
    assert used(2018, "episodes", "REC") & {"E43", "E44"}
    assert used(2019, "episodes", "REC") & {"E45", "E46", "E47", "E48"}
    assert "F3" in used(2021, "oc3", "ACTIV")
    assert "F3" not in used(2022, "oc3", "ACTIV")


def test_no_two_episodes_of_a_child_overlap_or_last_no_days(returns):
    for tables in returns.values():
        for rows in by_child(tables["episodes"]).values():
            ordered = periods(rows)
            for (_, end, _), (start, _, _) in zip(ordered, ordered[1:], strict=False):
                assert end is not None
                assert end <= start
            assert all(end is None or start < end for start, end, _ in ordered)


def test_chains_are_whole(returns):
    """An X1 is followed by an episode on that day that is no start; any other end by a start or nothing."""
    for year, tables in returns.items():
        for rows in by_child(tables["episodes"]).values():
            ordered = periods(rows)
            for place, (_, end, row) in enumerate(ordered):
                following = ordered[place + 1] if place + 1 < len(ordered) else None
                if row["REC"] == "X1":
                    assert following, (year, row)
                    assert following[0] == end
                    assert following[2]["RNE"] != "S"
                elif following:
                    assert following[2]["RNE"] == "S", (year, row)


def test_each_reason_for_a_new_episode_says_what_changed(returns):
    for tables in returns.values():
        for rows in by_child(tables["episodes"]).values():
            ordered = [row for _, _, row in periods(rows)]
            for before, row in zip(ordered, ordered[1:], strict=False):
                if row["RNE"] != "S":
                    legal = before["LS"] != row["LS"]
                    moved = any(
                        before[field] != row[field] for field in ("PLACE", "PL_POST", "PLACE_PROVIDER")
                    )
                    assert (legal, moved) == (row["RNE"] in "LBU", row["RNE"] != "L"), row


def test_a_temporary_stay_is_followed_by_the_home_it_interrupted(returns):
    seen = 0
    for tables in returns.values():
        for rows in by_child(tables["episodes"]).values():
            ordered = [row for _, _, row in periods(rows)]
            for before, away, back in zip(ordered, ordered[1:], ordered[2:], strict=False):
                if away["PLACE"][0] == "T" and away["PLACE"] != "":
                    seen += 1
                    assert (back["RNE"], back["PLACE"], back["PL_POST"]) == (
                        "P",
                        before["PLACE"],
                        before["PL_POST"],
                    )
    assert seen > 50


def test_what_is_open_at_the_end_of_a_return_is_in_the_next(returns):
    for year in range(2016, 2025):
        later = {(row["CHILD"], row["DECOM"]): row for row in returns[year + 1]["episodes"]}
        for row in returns[year]["episodes"]:
            if row["DEC"] == "":
                again = later[row["CHILD"], row["DECOM"]]
                assert [row[field] for field in LASTING] == [again[field] for field in LASTING]
                assert again["DEC"] == "" or day(again["DEC"]) > date(year, 3, 31)


def test_a_return_holds_the_episodes_open_in_its_year_and_no_others(returns):
    for year, tables in returns.items():
        for row in tables["episodes"]:
            assert day(row["DECOM"]) <= date(year, 3, 31)
            assert row["DEC"] == "" or date(year - 1, 4, 1) <= day(row["DEC"]) <= date(year, 3, 31)
            assert (row["DEC"] == "") == (row["REC"] == "")


def test_every_child_of_a_return_has_one_header_row_the_same_in_every_year(returns):
    known = {}
    for tables in returns.values():
        headed = Counter(row["CHILD"] for row in tables["header"])
        assert set(headed.values()) == {1}
        in_care = {row["CHILD"] for row in tables["episodes"]}
        assert set(headed) == in_care | {row["CHILD"] for row in tables["oc3"]}
        for name in (
            "reviews",
            "oc2",
            "ad1",
            "placed_for_adoption",
            "previous_permanence",
            "missing",
            "uasc",
        ):
            assert {row["CHILD"] for row in tables[name]} <= in_care
        for row in tables["header"]:
            assert known.setdefault(row["CHILD"], (row["DOB"], row["ETHNIC"])) == (row["DOB"], row["ETHNIC"])


def test_everyone_leaves_by_the_eighteenth_birthday(counted):
    for child, episodes in counted.history.items():
        end = episodes[-1]["end"] or date(2025, 3, 31)
        assert end <= add_months(counted.born[child], 18 * 12)


def test_stayed_with_carers_is_for_those_who_reached_18(counted):
    for child, episodes in counted.history.items():
        for episode in episodes:
            if episode["REC"] in ("E17", "E7"):
                assert age(counted.born[child], episode["end"]) == 18


def test_unaccompanied_children_stop_being_so_at_18_or_when_they_leave(returns):
    for year, tables in returns.items():
        for row in tables["uasc"]:
            eighteen = add_months(day(row["DOB"]), 18 * 12)
            ends = [each["DEC"] for each in tables["episodes"] if each["CHILD"] == row["CHILD"]]
            left = "" not in ends and max(map(day, ends))
            assert day(row["DUC"]) == (left or eighteen), (year, row)


def test_the_oc2_rows_are_those_of_children_looked_after_all_year(returns, counted):
    for year, tables in returns.items():
        last = date(year, 3, 31)
        cohort = {
            child
            for child, episode in counted.looked_after(last).items()
            if episode["period"]["start"] <= date(year - 1, 4, 1)
        }
        assert {row["CHILD"] for row in tables["oc2"]} == cohort


def test_ad1_rows_are_those_of_children_adopted_in_the_year(returns):
    for tables in returns.values():
        adopted = {row["CHILD"] for row in tables["episodes"] if row["REC"] in ("E11", "E12")}
        assert {row["CHILD"] for row in tables["ad1"]} == adopted


def test_the_days_of_an_adoption_come_in_their_order(counted):
    for child, row in counted.adopted.items():
        episodes = counted.history[child]
        placed = next(
            each["start"] for each in reversed(episodes) if each["RNE"] != "L" and each["PLACE"][0] == "A"
        )
        assert day(row["DATE_INT"]) <= day(row["DATE_MATCH"]) <= placed < episodes[-1]["end"]


def test_a_social_worker_follows_the_one_before_without_a_gap(returns):
    for year in (2024, 2025):
        for rows in by_child(returns[year]["sw_episodes"]).values():
            for before, row in zip(rows, rows[1:], strict=False):
                assert row["SW_DECOM"] == before["SW_DEC"] or row["SW_REASON"] == "FCONTA"


def test_later_years_have_deprivation_of_liberty_and_the_new_codes_of_other_placements(tmp_path):
    write_returns(tmp_path, children_looked_after=2000, years=[2027])
    orders = (tmp_path / "2027" / "dolo.csv").read_text(encoding="utf-8").splitlines()
    episodes = (tmp_path / "2027" / "episodes.csv").read_text(encoding="utf-8")
    assert len(orders) > 3
    assert ",Z11," in episodes
    assert ",Z1," not in episodes


def test_too_small_an_authority_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="5 children looked after were asked for.*needs 20 or more"):
        write_returns(tmp_path, children_looked_after=5)


def test_no_years_are_refused_with_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="Give at least one collection year"):
        write_returns(tmp_path, years=[])
