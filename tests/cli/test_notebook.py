import re
from pathlib import Path

from sufficiency.loading import loads
from tests.loading.small_returns import check_quickly, derive_quickly, write_return

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "notebook.md"


def blocks():
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_every_line_of_the_notebook_page_works(home, tmp_path, monkeypatch):
    write_return(tmp_path / "returns", 2025)
    monkeypatch.setattr(loads, "derive", derive_quickly)
    monkeypatch.setattr(loads, "check", check_quickly)
    names = {}
    for block in blocks():
        exec(block, names)  # noqa: S102
    assert names["figures"].column_names[0] == "measure"
    assert {"foster_pct", "cla_rate_10k"} == set(names["foster"]["measure"].to_pylist())
    assert set(names["children"].column_names) == {"child", "in_numerator", "amount"}
    assert names["episodes"].num_rows == 10
    assert names["loaded"].edition.manifest.years == (2023, 2024, 2025)


def test_the_first_figures_take_five_lines():
    assert len(blocks()[0].splitlines()) == 5
