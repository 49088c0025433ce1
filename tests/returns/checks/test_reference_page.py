from pathlib import Path

import pytest

from sufficiency.returns.checks import CHECKS, THEMES
from sufficiency.returns.checks.reference_page import main, page

COMMITTED = Path(__file__).parents[3] / "docs" / "reference" / "findings.md"


def test_the_page_in_the_repository_is_what_the_declarations_say():
    assert COMMITTED.read_text(encoding="utf-8") == page(), (
        "docs/reference/findings.md is stale: run "
        "python -m sufficiency.returns.checks.reference_page docs/reference/findings.md"
    )


def test_the_page_tells_of_every_check_under_its_theme():
    text = page()
    for theme, checks in THEMES.items():
        assert f"## {theme}\n" in text
        for check in checks:
            assert f"### {check.code}\n" in text
    assert f"all {len(CHECKS)} checks" in text


def test_the_page_is_written_to_the_file_named_or_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main([str(tmp_path / "page.md")])
    main([])

    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page() == capsys.readouterr().out
