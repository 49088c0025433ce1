"""Writes every reference page anew from the declarations the product works by, and the tutorial's outputs.

Run by `make docs`.
"""

import sys
from importlib import import_module
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
PAGES = {
    "annex-a.md": "sufficiency.returns.annex_a.reference_page",
    "api.md": "sufficiency.service.api.reference_page",
    "catalogue.md": "sufficiency.measures.catalogue_page",
    "check-deploy.md": "sufficiency.service.operations.deploying_page",
    "command-line.md": "sufficiency.cli.reference_page",
    "contradictions.md": "tests.papers.page",
    "findings.md": "sufficiency.returns.checks.reference_page",
    "history.md": "sufficiency.history.reference_page",
    "measures.md": "sufficiency.measures.reference_page",
    "ssda903.md": "sufficiency.returns.reference_page",
}


def write(folder: Path) -> None:
    for name, module in PAGES.items():
        print(f"Writing {name} ...", flush=True)
        text = import_module(module).page()
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from scripts import run_tutorial

    write(REFERENCE)
    print("Running the tutorial ...", flush=True)
    run_tutorial.refresh()
