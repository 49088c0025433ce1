"""A paper's own figures as a file that `sufficiency series load` records.

`python -m tests.papers.series southend_2017 southend.csv` writes it. In it are the figures of measures that no return
gives, each once: where the paper prints two values, the one that stands first (tables before the text), with the other
in its note. Where the parts of a share are printed and give it, they go with it.
"""

from __future__ import annotations

import csv
import io
import sys
from decimal import Decimal
from pathlib import Path

from sufficiency.service.recorded.reading import COLUMNS
from tests.papers.derived import ROUNDED, derived
from tests.papers.printed import OWN, Figure, figures, papers


def as_csv(paper: str) -> str:
    """The file, in the columns of the template."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(cells for cells in rows_of(paper))
    return text.getvalue()


def rows_of(paper: str) -> list[dict[str, str]]:
    """The rows of the template, one for each figure that can be recorded."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for figure in figures().values():
        if figure.paper != paper or not recordable(figure):
            continue
        cells = figure.cells | parts(figure)
        if figure.value < 0 and figure.entry.unit != "points":
            raise ValueError(f"{figure.id}: no such series falls below 0")
        key = tuple(cells[one] for one in ("measure", "as_at", "period_start", "breakdown", "group"))
        first = found.setdefault(key, cells)
        if first is not cells and Decimal(first["value"]) != figure.value:
            first["note"] = f"Also printed as {figure.printed} in {figure.place}."
    return list(found.values())


def recordable(figure: Figure) -> bool:
    return figure.fits and figure.whom == OWN and figure.entry.is_recorded


def parts(figure: Figure) -> dict[str, str]:
    """Numerator and denominator, where the paper prints both and they give the figure."""
    for one in derived():
        if one.figure is figure and one.how == "share" and one.found == ROUNDED:
            top, bottom = one.parts
            return {"numerator": str(top.value), "denominator": str(bottom.value)}
    return {}


def main(arguments: list[str]) -> None:
    """Write the file of a paper to where the second word says, or to the screen."""
    if not arguments or arguments[0] not in papers():
        raise SystemExit(f"Name one of the papers: {', '.join(papers())}.")
    if len(arguments) > 1:
        Path(arguments[1]).write_text(as_csv(arguments[0]), encoding="utf-8", newline="")
    else:
        sys.stdout.write(as_csv(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
