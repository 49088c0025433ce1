"""The reference page of what the papers print against themselves, written from the data the tests run on.

`scripts/write_reference.py` writes it to docs/reference/contradictions.md; a test fails when it is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.papers.contradictions import Contradiction, contradictions, findings, published_otherwise
from tests.papers.derived import CUT, ROUNDED, Derived, derived, not_derived
from tests.papers.printed import Figure, figures, papers
from tests.papers.series import rows_of

INTRODUCTION = """\
# What the papers print against themselves

<!-- Written by `python scripts/write_reference.py` from tests/papers/data. Change those files, not this page. -->

Five committee papers of three councils describe the work that Sufficiency does, and print {number} figures of it. All
of them are in `tests/papers/data/printed.csv`, with table and line, and are read and checked as recorded series are.
Where they contradict each other **no figure is corrected**: both are shown here, with what was decided about which of
them a series would hold.

| paper | figures | worked out again | recorded as series |
|---|---|---|---|
{papers}

Lines are those of the paper's published text, tables are numbered as they come in it.

"""

KINDS = {
    "twice": (
        "Printed twice",
        "The same quantity, of the same people and days, with two values that do not agree even as far as the coarser "
        "is printed.",
    ),
    "parts": (
        "Not what the parts give",
        "The parts are printed too, and do not add up to the figure.",
    ),
    "cut": ("Cut off, not rounded", "The parts give the figure only if the decimals behind it are dropped."),
    "heading": ("Under another year", "A column is headed by years that its figures are not of."),
    "threshold": ("Another source says otherwise", "National thresholds that another source at hand gives otherwise."),
    "apart": (
        "Too far apart",
        "Figures of days that are near each other, or of no named day, that can hardly both be of the same thing.",
    ),
    "words": ("Words against figures", "What is said does not fit what is counted, or the same word means two things."),
}  # fmt: skip

LOADING = """\
## Load a paper yourself

Each paper's own figures of measures that no return gives become a file in the template of recorded series, and load
into a new home:

```sh
.venv/bin/python -m tests.papers.series southend_2017 southend.csv
.venv/bin/sufficiency --home papers series load southend.csv
.venv/bin/sufficiency --home papers series list --measure audit_ratings
```

Where a paper prints two values the file has the one that stands first, tables before text, and names the other in its
note. Figures of measures that children's records give are not recorded, here as everywhere: load the return instead.
They go through the same checks in the tests.
"""


def page() -> str:
    """The whole page, in Markdown."""
    return "".join(_page()).rstrip("\n") + "\n"


def _page() -> Iterator[str]:
    yield INTRODUCTION.format(number=len(figures()), papers="\n".join(_papers()))
    yield "\n".join(_contents()) + "\n\n"
    for kind, (title, told) in KINDS.items():
        yield f"## {title}\n\n{told}\n\n"
        for one in contradictions():
            if one.kind == kind:
                yield from _contradiction(one)
    yield from _published()
    yield from _derived()
    yield LOADING


def _papers() -> Iterator[str]:
    printed = Counter(figure.paper for figure in figures().values())
    again = Counter(figure.paper for figure in {one.figure for one in derived()})
    for paper in papers().values():
        yield f"| {paper.title} | {printed[paper.id]} | {again[paper.id]} | {len(rows_of(paper.id))} |"


def _contents() -> Iterator[str]:
    number = Counter(one.kind for one in contradictions())
    for kind, (title, _told) in KINDS.items():
        anchor = title.lower().replace(",", "").replace(" ", "-")
        yield f"- [{title}](#{anchor}): {number[kind]}"
    yield f"- [Published otherwise since](#published-otherwise-since): {len(published_otherwise())}"
    yield "- [Worked out again](#worked-out-again)"
    yield "- [Load a paper yourself](#load-a-paper-yourself)"


def _contradiction(one: Contradiction) -> Iterator[str]:
    yield f"**{one.id}.** {one.told}\n\n"
    shown = _against_each_other(one)
    if shown:
        yield "| printed | of | where | its parts give |\n|---|---|---|---|\n"
        yield from (_row(figure, given) for figure, given in shown.items())
        yield "\n"
    yield f"Decided: {one.decided}\n\n"


def _against_each_other(one: Contradiction) -> dict[Figure, str]:
    """The figures of a contradiction, each once, with what its parts give where that is not what is printed."""
    sums = {f"parts:{each.id}": each for each in derived()}
    shown: dict[Figure, str] = {}
    for name in one.covers:
        given = sums.get(name)
        for figure in findings()[name]:
            told = given.in_words if given and figure is given.figure else ""
            shown[figure] = "; ".join(filter(None, (shown.get(figure, ""), told)))
    for figure in one.about:
        shown.setdefault(figure, "")
    return shown


def _row(figure: Figure, given: str) -> str:
    paper = papers()[figure.paper]
    heading = f", headed “{figure.heading}”" if figure.heading else ""
    day = f"{figure.as_at:%-d %B %Y}"
    when = f"{figure.period_start:%-d %B %Y} to {day}" if figure.period_start else day
    where = f"{paper.authority} {paper.day.year}, {figure.place}{heading}"
    return f"| {figure.printed} | {figure.what}, {when} | {where} | {given} |\n"


def _published() -> Iterator[str]:
    yield (
        "## Published otherwise since\n\n"
        "Papers print provisional figures, and councils correct their returns. These figures of a 31 March differ, when "
        "rounded, from what the Department for Education has published of the day since (its Local Authority Interactive "
        "Tool; whole numbers). Neither is wrong on its day; a frozen figure keeps its edition.\n\n"
        "| printed | published | of | day | where |\n|---|---|---|---|---|\n"
    )
    for figure, told in published_otherwise():
        paper = papers()[figure.paper]
        yield (
            f"| {figure.printed} | {told:.0f} | {figure.what} | {figure.as_at:%-d %B %Y} | "
            f"{paper.authority} {paper.day.year}, {figure.place} |\n"
        )
    yield "\n"


def _derived() -> Iterator[str]:
    ways = derived()
    yield (
        f"## Worked out again\n\n{len({one.figure for one in ways})} printed figures can be worked out from other printed "
        f"ones, by {len(ways)} sums. Parts and results are separate lines of the data; the sums are those of the measures "
        "and of the checks of recorded series.\n\n| sum | rounded as printed | cut off | not so |\n|---|---|---|---|\n"
    )
    for how in dict.fromkeys(one.how for one in ways):
        fits = Counter(one.found for one in ways if one.how == how)
        rest = sum(number for fit, number in fits.items() if fit not in (ROUNDED, CUT))
        yield f"| {_in_words(how)} | {fits[ROUNDED]} | {fits[CUT]} | {rest} |\n"
    yield "\n| printed | of | where | worked out |\n|---|---|---|---|\n"
    yield from (_sum(one) for one in ways if one.how not in ("rest",) and not _monthly(one))
    yield (
        "\nThe 24 sums of the months of missing episodes (by status, and by placement against status) are left out of "
        "the list; all of them are as printed.\n\nOther shares, averages and rates cannot be worked out from what is "
        "printed:\n\n| why | figures |\n|---|---|\n"
    )
    for why, found in not_derived().items():
        yield f"| {why} | {len(found)} |\n"
    yield "\n"


def _monthly(one: Derived) -> bool:
    return one.figure.measure in ("missing_episodes", "missing_cla_by_placement")


def _sum(one: Derived) -> str:
    paper = papers()[one.figure.paper]
    return f"| {one.figure.printed} | {one.figure.what} | {paper.authority} {paper.day.year}, {one.figure.place} | {one.in_words} |\n"


def _in_words(how: str) -> str:
    return {
        "share": "a share of its two numbers",
        "share of two": "a share of two groups together",
        "sum": "a total of its parts",
        "less": "one number less another",
        "rest": "what other groups leave of a total",
        "rest of 100": "what the other shares leave of 100",
        "change": "a change over the number before",
        "change of the later": "a change over the number after",
        "rate": "a rate of its number and population",
        "rate by": "a rate by another rate of the same population",
        "weekly": "a weekly average of the year's number",
        "whole": "a share that some whole number gives",
    }[how]
