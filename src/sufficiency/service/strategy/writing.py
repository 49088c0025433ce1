"""A plan as a workbook that can be filled in, changed and read back without loss. Knows no database."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from sufficiency.documents.plan import Plan, Rating
from sufficiency.measures.catalogue import catalogue
from sufficiency.service.strategy.sheets import EXPLAINING, FIELDS, MANY, SHEETS, Kind

FILLED_TO = 300  # rows for which choices are offered


def as_workbook(plan: Plan | None) -> bytes:
    """The plan as XLSX; without one the empty workbook to fill in. Every text is stored as text, so no cell runs."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    rows = rows_of(plan) if plan else {"Strategy": [(field, "") for field in FIELDS]}
    for name in SHEETS:
        _write(book.create_sheet(name), name, rows.get(name, ()))
    explaining = (
        ("Sheet", "Column", "What it holds", "May be empty"),
        *_meanings(),
    )
    measures = (("Id", "Measure", "Unit"), *((one.id, one.name, one.unit) for one in catalogue().values()))
    for name, lines, widths in zip(
        EXPLAINING, (explaining, measures), ((16, 22, 90, 14), (36, 70, 20)), strict=True
    ):
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
        _head(sheet, widths)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rows_of(plan: Plan) -> dict[str, list[tuple]]:
    """The rows of each sheet, in the order of its columns. None is an empty cell."""
    fields = {
        "title": plan.title,
        "first day": plan.starts,
        "last day": plan.ends,
        "vision": plan.vision,
        "duty": plan.duty,
        "called": plan.priorities_called,
        "draft": "yes" if plan.draft else "no",
    }
    actions = plan.actions
    return {
        "Strategy": [*fields.items(), *((MANY, words) for words in plan.success)],
        "Priorities": [
            (one.number, one.title, one.words, ", ".join(one.measures)) for one in plan.priorities
        ],
        "Levers": [(words,) for words in plan.levers],
        "I statements": [(one.number, one.words) for one in plan.statements],
        "Actions": [
            (
                one.number,
                one.key_area,
                one.focus,
                one.lead,
                one.lead_account,
                ", ".join(map(str, one.statements)),
                one.financial_implication,
                one.resources,
                one.risks,
            )
            for one in actions
        ],
        "Milestones": [
            (action.number, one.words, one.due, one.due_words, one.done)
            for action in actions
            for one in action.milestones
        ],
        "Indicators": [
            (action.number, one.words, one.measure, one.baseline, one.baseline_on, one.target, one.target_on)
            for action in actions
            for one in action.indicators
        ],
        "Ratings": [
            (
                action.number,
                one.on,
                one.rating.value,
                one.reason,
                one.by,
                _proposed(one.proposed),
                one.because,
            )
            for action in actions
            for one in action.ratings
        ],
        "Notes": [(action.number, one.on, one.words, one.by) for action in actions for one in action.notes],
        "Evidence": [
            (action.number, one.on, one.words, one.link, one.by)
            for action in actions
            for one in action.evidence
        ],
    }


def _proposed(rating: Rating) -> str:
    return "" if rating is Rating.NOT_RATED else rating.value


def _write(sheet, name: str, rows: Iterable[Sequence[object]]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    columns = SHEETS[name]
    sheet.append([one.title for one in columns])
    number = 1
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet.cell(number, place), value)
    for column, heading in zip(columns, sheet[1], strict=True):
        below = f"{heading.column_letter}2:{heading.column_letter}{max(number, FILLED_TO)}"
        choices = tuple(FIELDS) if name == "Strategy" and column.title == "field" else column.choices
        if choices:
            offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            offered.error = f"Choose one of {', '.join(choices)}."
            sheet.add_data_validation(offered)
            offered.add(below)
        # What is read as text is typed as text, so that action 1.10 does not become 1.1.
        form = {Kind.DAY: "yyyy-mm-dd", Kind.NUMBER: "General", Kind.WHOLE: "General"}.get(column.kind, "@")
        if name != "Strategy":
            sheet.column_dimensions[heading.column_letter].number_format = form
    _look(sheet, [one.width for one in columns])


def _put(cell, value: object) -> None:
    """A value in a cell: text always as text, whatever it begins with."""
    if value is None or value == "":
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _look(sheet, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment

    _head(sheet, widths)
    lines = Alignment(vertical="top", wrap_text=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.value is not None:
                cell.alignment = lines


def _head(sheet, widths: Sequence[int]) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet.freeze_panes = "A2"
    bold, grey = Font(bold=True), PatternFill("solid", fgColor="DDE5EE")
    for head, width in zip(sheet[1], widths, strict=True):
        head.font, head.fill = bold, grey
        sheet.column_dimensions[head.column_letter].width = width


def _meanings() -> Iterable[tuple[str, str, str, str]]:
    yield "Strategy", "field, value", "A row for each field below", "no"
    for one in FIELDS.values():
        yield "Strategy", one.title, f"{one.meaning} ({one.kind})", "no" if one.needed else "yes"
    for sheet, columns in SHEETS.items():
        if sheet != "Strategy":
            for one in columns:
                yield sheet, one.title, f"{one.meaning} ({one.kind})", "no" if one.needed else "yes"
    yield "Ratings, Notes, Evidence", "day", "The newest first; of two of one day the upper is the newer", ""
