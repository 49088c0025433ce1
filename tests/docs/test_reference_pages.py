"""The pages of docs/reference are written from the declarations, all of them, by one command."""

from importlib import import_module

import pytest
from scripts import write_reference

from sufficiency.history.columns import KINDS_OF_EVENT, STORED
from sufficiency.history.reference_page import derive_example, stored_types
from sufficiency.measures import BREAKDOWNS, MEASURES
from sufficiency.measures.reference_page import page as page_of_measures
from tests.docs.pages import DOCS


@pytest.mark.parametrize("name", write_reference.PAGES)
def test_the_page_in_the_repository_is_what_the_product_says(name):
    page = import_module(write_reference.PAGES[name]).page()
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == page, (
        f"docs/reference/{name} is stale: run make docs"
    )


def test_one_command_writes_every_reference_page():
    assert {page.name for page in (DOCS / "reference").glob("*.md")} == set(write_reference.PAGES)


def test_make_docs_runs_that_command():
    makefile = (DOCS.parent / "Makefile").read_text(encoding="utf-8")
    assert "$(BIN)/python scripts/write_reference.py" in makefile


def test_every_stored_column_has_a_meaning_and_every_meaning_a_column():
    meant = {name: set(table.columns) for name, table in STORED.items()}
    stored = {name: set(columns) for name, columns in stored_types().items()}
    assert meant == stored


def test_every_kind_of_event_is_told_of(tmp_path):
    from pyarrow.parquet import read_table

    derive_example(tmp_path)
    kinds = set(read_table(tmp_path / "events.parquet", columns=["kind"])["kind"].to_pylist())
    assert kinds == set(KINDS_OF_EVENT)


def test_every_measure_breakdown_and_group_has_an_entry():
    text = page_of_measures()
    for measure in MEASURES.values():
        assert f"### {measure.id}\n" in text
        for sentence in (measure.question, measure.why, *measure.how_counted, *measure.decided):
            assert sentence in text
    for breakdown in BREAKDOWNS.values():
        assert f"### {breakdown.id}\n" in text
        for group, label in breakdown.groups.items():
            assert f"| `{group}` | {label} | " in text


def test_every_group_says_what_is_in_it():
    rows = [line for line in page_of_measures().splitlines() if line.startswith("| `")]
    assert rows and not [row for row in rows if row.endswith("|  |")]


@pytest.mark.parametrize(
    "module", ["sufficiency.history.reference_page", "sufficiency.measures.reference_page"]
)
def test_a_page_is_written_to_the_file_named_or_to_the_screen(module, tmp_path, capsys):
    told = import_module(module)
    told.main([str(tmp_path / "page.md")])
    told.main([])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == capsys.readouterr().out
