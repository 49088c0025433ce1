"""An extract counts as the edition does, and nothing in it leads back to a child, a home or a carer."""

import io
import re
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from sufficiency.editions import Edition, Home
from sufficiency.extract import UnknownExtract, key_of, new_key, write_extract
from sufficiency.extract.blurring import COLUMNS, FAR, Kept, banded, rare_codes
from sufficiency.history import History
from sufficiency.measures import MEASURES, calculate
from sufficiency.returns.ssda903.declaration import TABLES
from sufficiency.vocabulary.groups import ETHNIC_GROUP_OF
from tests.service.made_up import figures_counted, made_up_home

# Of children aged 4 and over on the day of the review; of those who left on their birthday, or at 16 and over.
AGE_ON_A_DAY = {
    "review_participation_pct",
    "review_attendance_pct",
    "ceased_aged18_pct",
    "remained_until_18_pct",
}
# Of homes inside and outside the authority's area, which is left out with everything that says where a home is.
OF_THE_AREA = {"out_of_area_pct", "out_of_borough_health_parity", "in_borough_health_assessment_pct"}
POSTCODE = re.compile(rb"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Home(made_up_home()).current()


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return new_key(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def extract(edition, key, tmp_path_factory):
    return write_extract(edition, tmp_path_factory.mktemp("taken") / "extract", key)


def read(extract, name: str) -> pa.Table:
    return pq.read_table(extract.folder / f"{name}.parquet")


def everything_in(folder: Path, packed: bool = True) -> bytes:
    """All bytes of all files, and all cells of the tables as text, since a Parquet file is packed."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and (packed or path.suffix != ".parquet"):
            found.append(path.read_bytes())
        if path.suffix == ".parquet":
            found.append(str(pq.read_metadata(path).metadata).encode())
            cells = io.StringIO()
            for row in pq.read_table(path).to_pylist():
                print(*row.values(), sep="|", file=cells)
            found.append(cells.getvalue().encode())
    return b"\n".join(found)


def test_every_column_of_the_return_is_decided_on():
    declared = {column.name for table in TABLES.values() for column in table.columns}
    assert declared == set(COLUMNS), "Decide in extract.blurring what an extract keeps of it."


def test_figures_of_the_extract_are_those_of_the_edition_where_the_day_of_birth_does_not_matter(
    edition, extract
):
    with History(extract.folder / "history") as history:
        table = calculate(history, sorted(history.days_stored), authority=edition.manifest.authority)
    own = {
        (row["measure"], row["as_at"], row["breakdown"], row["group"]): row
        for row in table.to_pylist()
        if not MEASURES[row["measure"]].is_of_workbook  # of those see test_lists
    }
    different: Counter[tuple[str, str]] = Counter()
    of_returns = {
        place: row for place, row in figures_counted().items() if not MEASURES[place[0]].is_of_workbook
    }
    for place, row in of_returns.items():
        found = own.get(place)
        if found is None or (found["numerator"], found["denominator"]) != (
            row["numerator"],
            row["denominator"],
        ):
            different[place[0], place[2]] += 1
    flows_by_age = {(one, "age_band") for one in MEASURES if MEASURES[one].counted != "positions"}
    allowed = {pair for pair in different if pair[0] in AGE_ON_A_DAY | OF_THE_AREA} | flows_by_age
    assert set(different) <= allowed, sorted(set(different) - allowed)
    assert {measure for measure, by in different if not by} <= AGE_ON_A_DAY | OF_THE_AREA
    assert all(not row["denominator"] for place, row in own.items() if place[0] == "out_of_area_pct"), (
        "nobody to count, which is not 0%"
    )
    assert {
        place[0] for place in of_returns.keys() - own.keys()
    } <= OF_THE_AREA and own.keys() <= of_returns.keys()


def test_no_child_s_id_is_anywhere_in_the_extract(edition, extract):
    ids = set(edition.table("history/children", ["child"])["child"].to_pylist())
    words = set(re.findall(rb"[0-9A-Za-z]+", everything_in(extract.folder)))
    assert len(ids) > 300
    assert {child for child in ids if child.encode() in words} == set()


def test_no_postcode_pupil_number_home_or_worker_is_anywhere_in_the_extract(edition, extract):
    text = everything_in(extract.folder)
    assert not POSTCODE.search(everything_in(extract.folder, packed=False))  # packed bytes may look like one
    for table, column in (("header", "upn"), ("episodes", "urn"), ("episodes", "pl_post"), ("sw_episodes", "sw_id")):  # fmt: skip
        given = {one for one in edition.table(f"returns/{table}")[column].to_pylist() if one and len(one) > 4}
        assert given, f"the made-up authority has values of {column}"
        assert [one for one in given if one.encode() in text] == []


def test_what_is_left_out_is_empty_and_the_columns_stay(extract):
    for name, declared in TABLES.items():
        if not (extract.folder / "returns" / f"{name}.parquet").exists():
            continue
        table = read(extract, f"returns/{name}")
        assert table.schema.names == declared.schema.names
        for column in declared.columns:
            if COLUMNS[column.name] is Kept.LEFT_OUT:
                assert table[column.field].null_count == table.num_rows, column.name


def test_dates_of_birth_are_kept_to_the_month_or_to_the_year(edition, extract, key, tmp_path):
    months = read(extract, "returns/header")["dob"].drop_null()
    assert set(pc.day(months).to_pylist()) == {1} and len(set(pc.month(months).to_pylist())) > 6
    years = write_extract(edition, tmp_path / "years", key, birth="year")
    only_years = read(years, "returns/header")["dob"].drop_null()
    assert {(d.month, d.day) for d in only_years.to_pylist()} == {(1, 1)}
    ages = read(years, "history/children")["dob"].drop_null().to_pylist()
    assert {(d.month, d.day) for d in ages} == {(1, 1)}, "nor does the history know better"


def test_a_row_s_place_in_the_file_does_not_lead_back(edition, extract):
    table = read(extract, "returns/episodes")
    assert table["row"].to_pylist() == list(range(1, table.num_rows + 1))
    assert set(table["file"].to_pylist()) == {"episodes"}
    children = table["child"].to_pylist()
    assert children == sorted(children)


def test_two_extracts_cannot_be_joined_unless_the_first_one_s_key_is_asked_for(edition, tmp_path):
    home = tmp_path / "home"
    first_key, second_key = new_key(home), new_key(home)
    children = {
        name: set(read(write_extract(edition, tmp_path / name, key), "history/children")["child"].to_pylist())
        for name, key in (("first", first_key), ("second", second_key), ("again", key_of(home, first_key.id)))
    }
    assert children["first"] == children["again"]
    assert not children["first"] & children["second"]


def test_a_key_is_kept_apart_for_its_owner_alone(tmp_path):
    key = new_key(tmp_path / "home")
    [path] = (tmp_path / "home" / "extract-keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    assert key.secret.hex() in path.read_text()


@pytest.mark.parametrize("name", ["", "../extract-keys/x", "2026-01-01-00000000"])
def test_a_key_that_is_not_kept_is_told_in_a_sentence(tmp_path, name):
    new_key(tmp_path)
    with pytest.raises(UnknownExtract, match="No key is kept"):
        key_of(tmp_path, name)


def test_an_extract_does_not_write_over_anything(edition, key, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="Name a new folder"):
        write_extract(edition, tmp_path / "there", key)
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["mine.txt"]


def test_distances_are_in_bands_that_keep_twenty_miles_apart():
    assert [banded(miles) for miles in (None, 0, 0.1, 5, 19.9, 20, 20.1, 100, 100.1, 400)] == [
        None, 0, 5, 5, 20, 20, 25, 100, FAR, FAR,
    ]  # fmt: skip


def test_rare_ethnic_codes_stand_under_their_group(edition, extract):
    header = edition.table("returns/header")
    rare = rare_codes(header)
    assert rare and all(ETHNIC_GROUP_OF[code] == ETHNIC_GROUP_OF[other] for code, other in rare.items())
    kept = set(read(extract, "returns/header")["ethnic"].drop_null().to_pylist())
    assert not (kept & set(rare)) - set(rare.values())


def test_the_extract_says_what_it_is_and_how_to_publish_from_it(extract):
    text = (extract.folder / "README.md").read_text()
    for words in (
        "still personal data",
        "Small cells",
        "counts of 1 to 5",
        "| Episodes | PL_POST | left out |",
    ):
        assert words in text
