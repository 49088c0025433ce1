"""The reference page of the catalogue: every measure, what it is, and what feeds it.

`python -m sufficiency.measures.catalogue_page docs/reference/catalogue.md` writes it; a test fails when the page in
the repository is not what the catalogue says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from sufficiency.measures.catalogue import FEEDS, Entry, areas, catalogue
from sufficiency.measures.recorded import BASES

INTRODUCTION = """\
# Catalogue of measures

<!-- Written by `python -m sufficiency.measures.catalogue_page`. Change measures/data/catalogue.csv or a definition, not this page. -->

All {number} measures there are. A measure that has a definition is counted from children's records, and stands in
[measures](measures.md) with how it is counted. Every other is a **recorded series**: somebody writes its values down,
with where they are from ([how to](../how-to/recorded-series.md)). Which it is follows from the definitions alone.

`sufficiency measures --catalogue` lists the same, with whether each is loaded here; the pages have it under Position.

{feeds}

A recorded value has a basis: {bases}.

"""


def page() -> str:
    """The whole page, in Markdown."""
    return "".join(_page()).rstrip("\n") + "\n"


def _page() -> Iterator[str]:
    entries = list(catalogue().values())
    counts = [(feed, sum(entry.fed_by == feed for entry in entries)) for feed in FEEDS]
    feeds = "| fed by | measures |\n|---|---|\n" + "\n".join(
        f"| {feed} | {count} |" for feed, count in counts if count
    )
    bases = ", ".join(f"`{basis}` ({words.split(': ')[1]})" for basis, words in BASES.items())
    yield INTRODUCTION.format(number=len(entries), feeds=feeds, bases=bases)
    for area in areas():
        yield f"## {area.capitalize()}\n\n"
        yield "| id | measure | unit | good | fed by | breakdowns |\n|---|---|---|---|---|---|\n"
        yield from (_row(entry) for entry in entries if entry.area == area)
        yield "\n"


def _row(entry: Entry) -> str:
    name = f"**{entry.name}.** {entry.definition}"
    counted = f"[{entry.id}](measures.md#{entry.id})" if entry.measure else f"`{entry.id}`"
    unit = f"{entry.unit} of {entry.of}" if entry.of else entry.unit
    fed_by = entry.fed_by if entry.measure else f"recorded ({entry.sources})"
    good = {"high": "higher", "low": "lower"}.get(entry.good, "–")
    return f"| {counted} | {name} | {unit} | {good} | {fed_by} | {', '.join(entry.breakdowns) or '–'} |\n"


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to the screen."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
