"""What the data pages tell of editions, as tables and facts."""

from django.urls import reverse

from sufficiency.editions import Edition, Manifest
from sufficiency.history import RULES_VERSION
from sufficiency.measures import MEASURES
from sufficiency.measures.loaded import LoadedTables, years_in_words
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.checks.summary import summary
from sufficiency.returns.ssda903 import TABLES
from sufficiency.service.data import wording
from sufficiency.service.data.differences import Moved, RowsMoved, rows_by_table_and_year
from sufficiency.service.data.models import Choice
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.authorities import authorities

SEVERITIES = ("error", "warning", "note")


def title_of(table: str) -> str:
    """What a table of the return, or a list of Annex A, is called."""
    if table in LISTS:
        return f"{LISTS[table].sheet}: {LISTS[table].title}"
    return TABLES[table].title if table in TABLES else table


def authority_in_words(code: str | None) -> str:
    """The authority's name and code; "not given" where nobody said."""
    found = next((one for one in authorities() if one.code == code), None)
    if found is None:
        return code or "not given"
    return f"{found.name} ({found.code})" + (", a made-up authority" if found.made_up else "")


def list_of_editions(manifests: list[Manifest], current: str | None) -> ui.Table:
    rows = [
        {
            "id": ui.Cell(one.id, href=reverse("data:edition", args=[one.id]), hint="in use" if one.id == current else ""),
            "made": in_words(one.made_at),
            "by": one.by,
            "status": one.status,
            "years": years_in_words(one.years),
            "children": one.children,
            "episodes": one.episodes,
            "errors": one.findings.get("error", 0),
            "warnings": one.findings.get("warning", 0),
        }
        for one in manifests
    ]  # fmt: skip
    columns = [
        ui.Column("id", "Edition", one_line=True),
        ui.Column("made", "Made", one_line=True),
        ui.Column("by", "By"),
        ui.Column("status", "Status"),
        ui.Column("years", "Years"),
        ui.Column("children", "Children", number=True),
        ui.Column("episodes", "Episodes", number=True),
        ui.Column("errors", "Errors", number=True),
        ui.Column("warnings", "Warnings", number=True),
    ]
    return ui.Table(
        "Editions, newest first", columns, rows, caption_hidden=True, empty="Nothing is loaded yet."
    )


def description(manifest: Manifest) -> ui.SummaryList:
    """Who made it, when, from what, by which rules."""
    rules = f"version {manifest.rules_version}, Sufficiency {manifest.software_version}"
    if manifest.rules_version != str(RULES_VERSION):
        rules += (
            f". Today's rules are version {RULES_VERSION}: “sufficiency rebuild” makes an edition by them"
        )
    rows = [
        ("Made", f"{in_words(manifest.made_at)} by {manifest.by}"),
        ("Authority", authority_in_words(manifest.authority)),
        ("Collection years", _years(manifest)),
        ("Status", manifest.status),
        ("Holds", f"{count(manifest.children)} children, {count(manifest.episodes)} episodes"),
        ("Findings", findings_in_words(manifest)),
        ("Rules", rules),
    ]
    return ui.SummaryList(rows)


def _years(manifest: Manifest) -> str:
    told = years_in_words(manifest.years)
    if manifest.workbook_days:
        told += f"; Annex A on {', '.join(map(in_words, manifest.workbook_days))}"
    if manifest.rebuilt_from:
        return f"{told}, worked out again from edition {manifest.rebuilt_from}"
    if manifest.carried_years:
        told += f"; {years_in_words(manifest.carried_years)} kept from edition {manifest.based_on}"
    return told


def findings_in_words(manifest: Manifest) -> str:
    """ "2 errors, 14 warnings, 498 notes"."""
    parts = []
    for severity in SEVERITIES:
        number = manifest.findings.get(severity, 0)
        parts.append(f"{count(number)} {severity}{'' if number == 1 else 's'}")
    return ", ".join(parts)


def grid(edition: Edition, with_numbers: bool = True) -> ui.Table:
    """Tables down, years across: rows loaded, 0 where a file had none, "not loaded" where there was no file.

    Without numbers for people who may not see small ones: a table of two rows tells of two children.
    """
    loaded, rows = LoadedTables(edition.manifest), rows_by_table_and_year(edition)
    years = edition.manifest.years
    lines = []
    for name, table in TABLES.items():
        line: dict[str, object] = {"table": table.title}
        for year in years:
            key = (name, year)
            if loaded.has(*key):
                line[str(year)] = rows.get(key, 0) if with_numbers else ui.Cell("loaded")
            elif table.first_year and year < table.first_year:
                line[str(year)] = ui.Cell("–")
            else:
                line[str(year)] = ui.Cell("not loaded")
        lines.append(line)
    columns = [ui.Column("table", "Table"), *(ui.Column(str(year), str(year), number=True) for year in years)]
    shown = "Rows of each table by collection year. " if with_numbers else ""
    note = f"{shown}– the return did not ask for the table in that year."
    return ui.Table("Tables and years", columns, lines, caption_hidden=True, note=note)


def workbooks(edition: Edition, with_numbers: bool = True) -> list[ui.Table]:
    """Of each workbook of Annex A its lists, with their rows for people who may see small numbers."""
    tables = []
    for day in edition.manifest.workbook_days:
        rows_of = {file.table: file.rows for file in edition.manifest.files if file.as_at == day.isoformat()}
        lines = [
            {
                "sheet": one.sheet,
                "list": one.title,
                "rows": (rows_of[name] if with_numbers else ui.Cell("loaded"))
                if name in rows_of
                else ui.Cell("not loaded"),
            }
            for name, one in LISTS.items()
        ]
        columns = [
            ui.Column("sheet", "Sheet", one_line=True),
            ui.Column("list", "List"),
            ui.Column("rows", "Rows", number=True),
        ]
        tables.append(ui.Table(f"Annex A on {in_words(day)}", columns, lines))
    return tables


def list_of_files(manifest: Manifest, with_numbers: bool = True) -> ui.Table:
    """The files an edition was made from; how many rows each has for people who may see small numbers."""
    rows = [
        {
            "name": ui.Cell(file.name, hint=f"SHA-256 {file.sha256}"),
            "table": title_of(file.table),
            "year": file.as_at or str(file.year),
            "rows": file.rows,
        }
        for file in manifest.files
    ]
    columns = [
        ui.Column("name", "File"),
        ui.Column("table", "Table"),
        ui.Column("year", "Year"),
        *([ui.Column("rows", "Rows", number=True)] if with_numbers else []),
    ]
    return ui.Table("Files", columns, rows, caption_hidden=True, empty="No file is named in the manifest.")


def findings_by_check(edition: Edition, link: bool) -> ui.Table:
    """How many findings of each check, worst first, with the measures they can change."""
    address = reverse("data:findings", args=[edition.id])
    rows = [
        {
            "code": ui.Cell(one.code, href=f"{address}?code={one.code}" if link else ""),
            "severity": one.severity,
            "title": one.title,
            "count": one.count,
            "measures": measures_in_words(one.measures),
        }
        for one in summary(edition.table("findings"))
    ]
    columns = [
        ui.Column("code", "Code"),
        ui.Column("severity", "Severity"),
        ui.Column("title", "What is wrong"),
        ui.Column("count", "Findings", number=True),
        ui.Column("measures", "Can change"),
    ]
    return ui.Table(
        "Findings by check", columns, rows, caption_hidden=True, empty="The checks found nothing wrong."
    )


def measures_in_words(ids: tuple[str, ...] | list[str]) -> str:
    """ "all measures", "3 measures", or the titles of one or two."""
    known = [MEASURES[one].title for one in ids if one in MEASURES]
    if not known:
        return "no measure yet"
    if len(known) >= len(MEASURES):
        return "all measures"
    return "; ".join(known) if len(known) <= 2 else f"{len(known)} measures"


def list_of_choices(choices: list[Choice]) -> ui.Table:
    rows = [
        {
            "at": in_words(choice.at),
            "who": str(choice.person),
            "before": choice.before or "no edition",
        }
        for choice in choices
    ]
    columns = [
        ui.Column("at", "When", one_line=True),
        ui.Column("who", "Who"),
        ui.Column("before", "In place of"),
    ]
    return ui.Table(
        "Chosen as the edition in use",
        columns,
        rows,
        empty="Nobody chose it from these pages. A load by the command line comes into use by itself.",
    )


def moved_figures(moved: list[Moved], query: str) -> ui.Table:
    """The figures that differ between two editions; ``query`` names the newer one for links."""
    rows = [
        {
            "measure": ui.Cell(one.measure.title, href=reverse("position:measure", args=[one.measure.id]) + query),
            "day": in_words(one.new.as_at),
            "old": f"{wording.value_in_words(one.measure, one.old)}{_of(one.measure, one.old)}",
            "new": f"{wording.value_in_words(one.measure, one.new)}{_of(one.measure, one.new)}",
        }
        for one in moved
    ]  # fmt: skip
    columns = [
        ui.Column("measure", "Measure"),
        ui.Column("day", "Day", one_line=True),
        ui.Column("old", "Before", number=True),
        ui.Column("new", "After", number=True),
    ]
    return ui.Table("Figures that move", columns, rows, caption_hidden=True, empty="No figure moves.")


def _of(measure, figure) -> str:
    told = wording.of_in_words(measure, figure)
    return f" ({told})" if told else ""


def moved_rows(moved: list[RowsMoved]) -> ui.Table:
    rows = [
        {
            "table": title_of(one.table),
            "year": str(one.year),
            "old": one.old,
            "new": one.new,
        }
        for one in moved
    ]
    columns = [
        ui.Column("table", "Table"),
        ui.Column("year", "Year"),
        ui.Column("old", "Rows before", number=True),
        ui.Column("new", "Rows after", number=True),
    ]
    return ui.Table("Rows that came or went", columns, rows, caption_hidden=True, empty="Every table has as many rows as before.")  # fmt: skip
