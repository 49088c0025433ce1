"""`sufficiency findings`: what the checks found in a return."""

from collections import Counter
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated

import typer

from sufficiency.cli.findings_page import page
from sufficiency.cli.installation import EditionOption, HomeOption, edition_of, home_of, reading
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import note, several
from sufficiency.cli.written import OutputOption, PageFormat, as_csv, as_json, as_table, deliver, format_for
from sufficiency.editions import Edition

FORMATS = ("table", "csv", "json", "html")
COLUMNS = ("code", "severity", "table", "year", "file", "row", "child", "field", "message", "measures")
GRAVEST_FIRST = ("error", "warning", "note")
MOST_ON_SCREEN = 50


Severity = StrEnum("Severity", [(name.upper(), name) for name in GRAVEST_FIRST])


def findings(
    context: typer.Context,
    format: Annotated[
        PageFormat | None, typer.Option(metavar="table|csv|json|html", help="Table unless said.")
    ] = None,
    severity: Annotated[
        list[Severity] | None, typer.Option(metavar="error|warning|note", help="Only these; may be repeated.")
    ] = None,
    code: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only findings of this check; may be repeated.")
    ] = None,
    child: Annotated[
        list[str] | None,
        typer.Option(metavar="CHILD", help="Only findings about this child; may be repeated."),
    ] = None,
    edition: EditionOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """What is wrong in the returns loaded, where, what to do about it, and the measures it can change.

    The table gives a summary, and up to 50 of the findings chosen; csv, json and html give them all. In CSV a cell beginning
    with = + - or @ has an apostrophe before it, so that no spreadsheet runs it as a formula.
    """
    opened = home_of(context, home)
    chosen = edition_of(opened, edition)
    with reading(chosen):
        every = chosen.table("findings").to_pylist()
    wanted = _wanted(every, severity or (), _codes(every, code or ()), child or ())
    form = format_for(format, output, FORMATS)
    if form == "csv":
        content = as_csv(COLUMNS, [_cells(one) for one in wanted])
    elif form == "json":
        content = as_json([{name: one[name] for name in COLUMNS} for one in wanted])
    elif form == "html":
        content = page(wanted, _titles(), chosen.manifest)
    else:
        content = _table(wanted, chosen, narrowed=bool(severity or code or child))
    deliver(content, output, opened)


def _codes(every: list[dict], asked: list[str]) -> list[str]:
    """The codes asked for, in capitals. Raises NotPossible for one that no check has."""
    known = sorted(set(_titles()) | {one["code"] for one in every})
    codes = [code.strip().upper() for code in asked]
    for code in codes:
        if code not in known:
            close = get_close_matches(code, known, n=3, cutoff=0.6)
            offer = (
                f" Did you mean {' or '.join(close)}?"
                if close
                else " `sufficiency findings` lists those found."
            )
            raise NotPossible(f'No check has the code "{code[:40]}".{offer}')
    return codes


def _wanted(every: list[dict], severities, codes: list[str], children) -> list[dict]:
    ids = {child.strip() for child in children}
    wanted = [
        one
        for one in every
        if (not severities or one["severity"] in severities)
        and (not codes or one["code"] in codes)
        and (not ids or one["child"] in ids)
    ]
    return sorted(wanted, key=lambda one: (GRAVEST_FIRST.index(one["severity"]), one["code"]))


def _cells(finding: dict) -> list[object]:
    return [" ".join(finding[name] or ()) if name == "measures" else finding[name] for name in COLUMNS]


def _titles() -> dict[str, str]:
    from sufficiency.returns.checks import CHECKS

    return {code: check.title for code, check in CHECKS.items()}


def _table(wanted: list[dict], edition: Edition, narrowed: bool) -> str:
    """A summary by check; and the findings themselves where they are few, or the first of those asked for."""
    if not wanted:
        note(f"No findings{' of that kind' if narrowed else ''} in edition {edition.id}.")
        return ""
    counted = Counter((one["code"], one["severity"]) for one in wanted)
    titles = _titles()
    summary = [(code, severity, f"{n:,}", titles.get(code, "")) for (code, severity), n in counted.items()]
    text = as_table(("Code", "Severity", "Number", "What is wrong"), summary, right=("Number",))
    shown = wanted[:MOST_ON_SCREEN] if narrowed or len(wanted) <= MOST_ON_SCREEN else []
    if len(shown) < len(wanted):
        listed = f"the first {len(shown)} are listed" if shown else "none is listed here"
        note(
            f"{several(len(wanted), 'finding')}, of which {listed}: choose with `--code`, `--severity` or `--child`, "
            "or give `--format html --output findings.html` for all."
        )
    rows = [(one["code"], _where(one), one["message"]) for one in shown]
    return text + ("\n" + as_table(("Code", "Where", "Finding"), rows) if rows else "")


def _where(finding: dict) -> str:
    """File, row and child; a finding about a whole file or year has no row, or not even a file."""
    row = f" row {finding['row']}" if finding["row"] is not None else ""
    child = f", child {finding['child']}" if finding["child"] else ""
    return f"{finding['file'] or finding['year']}{row}{child}"
