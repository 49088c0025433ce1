import json

import pytest

from sufficiency.editions import DamagedEdition, Home, Manifest, UnknownEdition, verify
from tests.editions.examples import make_edition


@pytest.fixture
def edition(tmp_path):
    return make_edition(Home(tmp_path))


def test_a_manifest_is_read_back_as_it_was_written(edition):
    manifest = edition.manifest
    assert Manifest.from_json(manifest.to_json(), where="here") == manifest
    assert manifest.years == (2024, 2025) and manifest.carried_years == (2024,)
    assert manifest.tables["returns/episodes"].rows == 2
    assert not manifest.final


def test_a_file_name_that_is_not_text_is_kept(edition, tmp_path):
    files = [edition.manifest.files[0].__class__("2025/\udcff<b>=1.csv", "cd" * 32, "episodes", 2025, 1)]
    again = make_edition(Home(tmp_path), files=files)
    assert Home(tmp_path).edition(again.id).manifest.files == tuple(files)


@pytest.mark.parametrize(
    "content",
    ["", "{", "null", "[]", "3", '{"format": 1}', '{"format": 99}', "[" * 100_000, b"\xff\xfe", b"\x00" * 50],
    ids=lambda content: str(content)[:12],
)
def test_a_manifest_that_is_not_one_gives_a_sentence(content):
    with pytest.raises(
        DamagedEdition, match="The description of the edition at /home/here cannot be used: .*backup"
    ):
        Manifest.from_json(content, where="/home/here")


@pytest.mark.parametrize(
    "name, value", [("by", "Someone else"), ("children", 3), ("years", []), ("id", "../..")]
)
def test_a_manifest_that_was_changed_by_hand_is_not_believed(edition, name, value):
    stored = json.loads(edition.manifest.to_json()) | {name: value}
    with pytest.raises(DamagedEdition, match="changed after it was written"):
        Manifest.from_json(json.dumps(stored), where="here")


def test_a_manifest_of_a_later_format_says_so(edition):
    stored = json.loads(edition.manifest.to_json()) | {"format": 2}
    with pytest.raises(DamagedEdition, match="another version of Sufficiency"):
        Manifest.from_json(json.dumps(stored), where="here")


def test_a_folder_that_was_renamed_is_not_taken_for_another_edition(edition):
    other = edition.folder.rename(edition.folder.with_name("2001-01-01-001"))
    with pytest.raises(DamagedEdition, match=f"holds edition {edition.id}"):
        Home(other.parent.parent).edition("2001-01-01-001")


def test_an_untouched_edition_verifies(edition):
    assert verify(edition) == []


def test_verifying_names_what_was_changed_removed_and_added(edition):
    findings = edition.folder / "findings.parquet"
    findings.chmod(0o644)
    content = bytearray(findings.read_bytes())
    content[10] ^= 1
    findings.write_bytes(content)
    (edition.folder / "history" / "positions.parquet").unlink()
    (edition.folder / "returns" / "extra.parquet").write_bytes(b"")
    assert verify(edition) == [
        "findings.parquet was changed after the edition was written.",
        "history/positions.parquet is missing.",
        "returns/extra.parquet was added after the edition was written.",
    ]


@pytest.mark.parametrize(
    "name", ["nothing", "../../secrets", "returns/../findings", "/etc/passwd", "", "x" * 9999]
)
def test_a_table_the_edition_has_not_is_refused_with_those_it_has(edition, name):
    with pytest.raises(UnknownEdition, match="It has: findings, history/positions, returns/episodes"):
        edition.table(name)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1"])
def test_a_table_that_cannot_be_read_gives_a_sentence(edition, content):
    path = edition.folder / "findings.parquet"
    path.chmod(0o644)
    path.write_bytes(content)
    with pytest.raises(DamagedEdition, match="Table findings of edition .* cannot be read.*editions verify"):
        edition.table("findings")


def test_a_table_can_be_read_in_part(edition):
    assert edition.table("returns/episodes", columns=["child"]).column_names == ["child"]
