from pathlib import Path

import pytest

from sufficiency.returns.reference_page import main, page
from sufficiency.returns.ssda903 import TABLES
from sufficiency.vocabulary.codes import code_sets

COMMITTED = Path(__file__).parents[2] / "docs" / "reference" / "ssda903.md"


def test_the_page_in_the_repository_is_what_the_declarations_say():
    assert COMMITTED.read_text(encoding="utf-8") == page(), (
        "docs/reference/ssda903.md is stale: run python -m sufficiency.returns.reference_page docs/reference/ssda903.md"
    )


def test_the_page_tells_of_every_table_column_and_code_set():
    text = page()
    for table in TABLES.values():
        assert f"### {table.title}\n" in text
        for column in table.columns:
            assert f"| {column.name} |" in text
    for field in code_sets():
        assert f"### Codes of {field}\n" in text


def test_the_page_is_written_to_the_file_named_or_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main([str(tmp_path / "page.md")])
    main([])

    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page() == capsys.readouterr().out
