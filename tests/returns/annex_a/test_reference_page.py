"""The page in the repository is what the declarations say."""

from pathlib import Path

from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.annex_a.reference_page import page

STORED = Path(__file__).parents[3] / "docs" / "reference" / "annex-a.md"


def test_the_page_in_the_repository_is_what_the_declarations_say():
    assert STORED.read_text(encoding="utf-8") == page(), (
        "docs/reference/annex-a.md is stale: run "
        "python -m sufficiency.returns.annex_a.reference_page docs/reference/annex-a.md"
    )


def test_every_list_and_column_is_on_it():
    text = page()
    for one in LISTS.values():
        assert f"## {one.sheet}: {one.title}" in text
        assert all(column.name in text for column in one.columns)
