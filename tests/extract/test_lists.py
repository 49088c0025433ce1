"""The lists of Annex A in an extract: counted as in the edition, blurred as the returns, and leading back to nobody."""

from datetime import date

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from sufficiency.editions import Edition, Home
from sufficiency.extract import new_key, write_extract
from sufficiency.extract.blurring import Kept
from sufficiency.extract.lists import FIELDS, WITHOUT_BIRTH
from sufficiency.history import History
from sufficiency.loading import load
from sufficiency.measures import MEASURES, calculate
from sufficiency.returns.annex_a import LISTS
from sufficiency.vocabulary.authorities import FAIRMERE
from tests.annex_a import DAY, workbook, write
from tests.extract.test_extract import everything_in
from tests.service.made_up import figures_counted, made_up_home

OF_LISTS = [measure.id for measure in MEASURES.values() if measure.is_of_workbook]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Home(made_up_home()).current()


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return new_key(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def extract(edition, key, tmp_path_factory):
    return write_extract(edition, tmp_path_factory.mktemp("taken") / "extract", key)


def figures_of(folder, days):
    with History(folder / "history") as history:
        rows = calculate(history, days, OF_LISTS, authority=FAIRMERE.code).to_pylist()
    return {(row["measure"], row["as_at"], row["breakdown"], row["group"]): row for row in rows}


def test_every_column_of_the_lists_is_decided_on():
    declared = {column.field for one in LISTS.values() for column in one.columns}
    assert declared == set(FIELDS), "Decide in extract.lists what an extract keeps of it."
    confidential = {column.field for one in LISTS.values() for column in one.columns if column.confidential}
    assert {FIELDS[field] for field in confidential} == {Kept.LEFT_OUT}


def test_figures_of_the_lists_are_those_of_the_edition_but_by_age_and_of_what_is_left_out(edition, extract):
    days = edition.manifest.workbook_days
    own = figures_of(extract.folder, days)
    counted = {place: row for place, row in figures_counted().items() if place[0] in OF_LISTS and place[1] in days}  # fmt: skip
    measures = {place[0] for place in own}
    assert len(measures) > 25
    missing = {place[0] for place in counted} - measures
    assert missing == {"annex_out_of_area_pct"} & missing, "only what rests on where a home is is not given"
    for place, row in own.items():
        if place[2] != "age_band":
            known = counted[place]
            assert (row["numerator"], row["denominator"]) == (known["numerator"], known["denominator"]), place


def test_nobody_s_id_place_or_worker_is_anywhere_in_the_extract(edition, extract):
    text = everything_in(extract.folder)
    for name, fields in (("list_8", ("child", "placement_postcode", "placement_urn", "worker")), ("list_11", ("adopter", "family")), ("list_3", ("child", "worker"))):  # fmt: skip
        table = edition.table(f"annex_a/{name}")
        for field in fields:
            given = {one for one in table[field].to_pylist() if one and len(one) > 4}
            assert [one for one in given if f"|{one}|".encode() in text or f"\n{one}|".encode() in text] == [], field  # fmt: skip


def test_a_child_has_one_pseudonym_in_the_returns_and_in_every_list(edition, extract):
    lists, returns = (
        set(pq.read_table(extract.folder / f"{name}.parquet")["child"].to_pylist())
        for name in ("annex_a/list_8", "returns/header")
    )
    before = {*edition.table("annex_a/list_8")["child"].to_pylist()} & {
        *edition.table("returns/header")["child"].to_pylist()
    }
    assert len(lists & returns) == len(before) > 100


def test_births_are_blurred_rows_are_numbered_anew_and_what_is_left_out_is_told_as_not_given(
    edition, extract
):
    table = pq.read_table(extract.folder / "annex_a" / "list_8.parquet")
    assert set(pc.day(table["dob"].drop_null()).to_pylist()) == {1}
    assert table["row"].to_pylist() == list(range(1, table.num_rows + 1))
    assert set(table["file"].to_pylist()) == {"list_8"}
    for column in LISTS["list_8"].columns:
        if FIELDS[column.field] is Kept.LEFT_OUT:
            assert table[column.field].null_count == table.num_rows, column.name
        if FIELDS[column.field] == WITHOUT_BIRTH:
            assert not any(age and born for age, born in zip(table["age"].to_pylist(), table["dob"].to_pylist(), strict=True))  # fmt: skip
    given = pq.read_table(extract.folder / "annex_a" / "given.parquet").to_pylist()
    told = {(row["list"], row["column"]): row["there"] for row in given}
    assert (
        told["list_8", "started"]
        and not told["list_8", "placement_postcode"]
        and not told["list_8", "worker"]
    )
    assert "unreadable" not in {path.stem for path in (extract.folder / "annex_a").iterdir()}


def test_the_read_me_says_what_was_done_to_each_column_of_the_lists(extract):
    text = (extract.folder / "README.md").read_text()
    assert "| List 8, Children looked after | Placement postcode | left out |" in text
    assert "and of the workbooks of 2025-03-31" in text and "`annex_a/`" in text


def test_an_edition_of_a_workbook_alone_makes_an_extract_too(tmp_path):
    home = Home(tmp_path / "home")
    book = workbook({"list_9": [{"child": "L1"}], "list_1": [{"child": "C1", "contact": date(2025, 3, 1), "dob": None, "age": 7}]})  # fmt: skip
    edition = load(home, [write(tmp_path, book)], by="x").edition
    made = write_extract(edition, tmp_path / "taken", new_key(tmp_path / "home"))
    assert made.children == 2 and made.rows == 2
    found = figures_of(made.folder, [DAY])
    assert found["care_leavers_number", DAY, "", ""]["value"] == 1
    assert pq.read_table(made.folder / "annex_a" / "list_1.parquet")["age"].to_pylist() == [7]
    assert not (made.folder / "annex_a" / "unreadable.parquet").exists()
