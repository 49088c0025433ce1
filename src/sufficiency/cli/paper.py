"""`sufficiency paper`: a committee paper with its evidence, as DOCX, PDF, a page or the workbook behind it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.days import as_day, last_day, outside
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, home_of, reading
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note, progress
from sufficiency.cli.written import deliver
from sufficiency.editions import Edition, Home
from sufficiency.vocabulary.authorities import find

if TYPE_CHECKING:
    from sufficiency.documents.document import Document
    from sufficiency.documents.papers.template import Template

FORMS = ("docx", "pdf", "html", "xlsx")


def paper(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which paper: one of those above.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", metavar="FILE", help="The file to write; its ending chooses docx, pdf, html or xlsx."
        ),
    ],
    as_at: Annotated[
        str | None,
        typer.Option("--as-at", metavar="DAY", help="The day of the figures, as 2025-03-31."),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="DAY", help="An earlier day to set them against, as 2020-03-31."),
    ] = None,
    public: Annotated[
        bool,
        typer.Option("--public", help="For publication: small numbers hidden in every part of it."),
    ] = False,
    authority: Annotated[
        str | None, typer.Option(metavar="NAME", help="The council, if the load did not say.")
    ] = None,
    edition: EditionOption = None,
    home: HomeOption = None,
) -> None:
    """A committee paper composed from an edition, with tables, charts and drafted sentences.

    \b
    sufficiency-update       half-yearly update on the strategy
    strategy                 the strategy, with needs analysis and action plan
    progress-report          challenges and measures, one by one
    adoption-annual-report   the adoption service's year
    fostering-annual-report  the fostering service's year
    journey-of-the-child     report to all members
    self-evaluation          what we know, how we know, what next

    The ending of the file chooses: a Word document to go on working on, an accessible PDF, a page, or
    the workbook with the numbers behind every figure, table and chart. What is not loaded or not kept is
    said in a sentence. Without a day the last one of the newest return is taken.
    """
    template = _asked(name)
    form = _form(output)
    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    day, first = _days(chosen, as_at, baseline)
    council = find(authority) if authority is not None else None
    with progress("Composing…"), reading(chosen):
        composed = _composed(template, opened, chosen, day, first, council and council.code, public)
    with progress("Writing…"):
        content = written(composed, form)
    if beyond := outside([one for one in (day, first) if one], chosen.manifest.years):
        note(beyond)
    if council is None and chosen.manifest.authority is None:
        note(
            "Without the authority there are no rates, and nothing published beside the figures: give `--authority`."
        )
    deliver(content, output, opened)


def _asked(name: str) -> "Template":
    from sufficiency.documents.papers import UnknownPaper, paper_asked

    try:
        return paper_asked(name.strip())
    except UnknownPaper as unknown:
        raise NotPossible(str(unknown)) from unknown


def _form(output: Path) -> str:
    ending = output.suffix.lower().lstrip(".")
    if ending not in FORMS:
        found = f"“.{ending[:20]}”" if ending else "nothing"
        raise NotPossible(
            f"The ending of {output.name[:80]} chooses the form of the paper: found {found}; use .docx, .pdf, .html or .xlsx."
        )
    return ending


def _days(edition: Edition, as_at: str | None, baseline: str | None) -> tuple[date, date | None]:
    years, workbooks = edition.manifest.years, edition.manifest.workbook_days
    day = as_day(as_at, "--as-at") if as_at is not None else last_day(years, workbooks)
    first = as_day(baseline, "--baseline") if baseline is not None else None
    if first is not None and first >= day:
        raise NotPossible(f"`--baseline` {first} is not before `--as-at` {day}: give an earlier day.")
    return day, first


def _composed(
    template: "Template",
    home: Home,
    edition: Edition,
    day: date,
    baseline: date | None,
    authority: str | None,
    public: bool,
) -> "Document":
    from sufficiency.documents.composing import Source, compose
    from sufficiency.history import History
    from sufficiency.measures.disclosure import Style
    from sufficiency.measures.loaded import LoadedTables
    from sufficiency.service.papers_kept import (
        day_of_the_plan,
        plan_kept,
        publications_kept,
        recorded_kept,
        told_kept,
    )
    from sufficiency.service.targets import targets_kept

    code = authority or edition.manifest.authority
    council = find(code).name if code else ""
    newest = last_day(edition.manifest.years, edition.manifest.workbook_days)
    on = day_of_the_plan(home, day, newest)
    with History(edition.folder / "history") as history:
        source = Source(
            history=history,
            edition=edition.id,
            as_at=day,
            authority=code,
            authority_name=council,
            baseline=baseline,
            style=Style.PUBLIC if public else Style.LOCAL,
            target_of=targets_kept(home.path, code),
            recorded=recorded_kept(home, code),
            plan=plan_kept(home, code, on, template.priorities_called),
            told=told_kept(home, code, on),
            provisional=not edition.manifest.final,
            loaded=LoadedTables(edition.manifest),
            earlier=publications_kept(home, code) if public else (),
        )
        return compose(template.outline(day, council), source)


def written(paper: "Document", form: str) -> bytes:
    """The paper in one of the FORMS."""
    if form == "docx":
        from sufficiency.documents.docx import as_docx

        return as_docx(paper)
    if form == "pdf":
        from sufficiency.documents.pdf import as_pdf

        return as_pdf(paper)
    if form == "html":
        from sufficiency.documents.html import as_html

        return as_html(paper).encode()
    from sufficiency.documents.xlsx import as_xlsx

    return as_xlsx(paper)
