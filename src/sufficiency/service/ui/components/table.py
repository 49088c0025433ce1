"""A data table: caption, headings with units, numbers at the right, sortable by links, an empty state that helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from sufficiency.service.ui.components.component import Component
from sufficiency.service.ui.words import NO_VALUE, count


@dataclass(frozen=True)
class Column:
    """A column. ``key`` is its name in rows and addresses, ``title`` its heading with the unit where it has one.

    ``number`` puts it at the right in tabular figures; ``sort`` makes the heading a link; ``hint`` explains a term;
    ``one_line`` keeps dates and ids from being broken over lines.
    """

    key: str
    title: str
    number: bool = False
    sort: bool = False
    hint: str = ""
    one_line: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that is more than its text: a link, a value to sort by, a remark below."""

    text: Any
    href: str = ""
    sort: Any = None
    hint: str = ""


@dataclass(frozen=True)
class Heading:
    """A column's heading as drawn: ``href`` sorts by it, ``sorted`` is ascending, descending or none."""

    column: Column
    href: str
    sorted: str


@dataclass
class Table(Component):
    """Rows are mappings from column keys to text, numbers, components or ``Cell``; the first column heads its row.

    ``caption``     what the table shows, in a sentence or title; ``caption_hidden`` where a heading says it already
    ``empty``       what to do when there is no row
    ``query``       the page's ``request.GET``; needed for sorting, whose state is ``sort`` and ``order`` in the address
    ``keep_order``  the rows come sorted already (by the query that made them, or page by page)
    ``note``        below the table: the key to c and other signs
    """

    template: ClassVar[str] = "ui/table.html"

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    empty: str = "There is nothing to show."
    query: QueryDict = field(default_factory=QueryDict)
    keep_order: bool = False
    caption_hidden: bool = False
    note: str = ""

    @property
    def sorted_by(self) -> tuple[Column | None, bool]:
        """The column the address asks to sort by, and whether from the highest down; None for anything unknown."""
        asked = self.query.get("sort")
        chosen = next((column for column in self.columns if column.sort and column.key == asked), None)
        return chosen, self.query.get("order") == "desc"

    @property
    def headings(self) -> list[Heading]:
        chosen, down = self.sorted_by
        headings = []
        for column in self.columns:
            is_chosen = column is chosen
            # Numbers are first asked for from the highest down, words from A.
            next_order = ("asc" if down else "desc") if is_chosen else ("desc" if column.number else "asc")
            state = ("descending" if down else "ascending") if is_chosen else "none"
            headings.append(
                Heading(column, self._address(column.key, next_order) if column.sort else "", state)
            )
        return headings

    @property
    def body(self) -> list[list[tuple[Column, Cell]]]:
        """Rows of (column, cell), sorted as the address asks; cells without a value come last either way."""
        rows = [[(column, _cell(row.get(column.key))) for column in self.columns] for row in self.rows]
        chosen, down = self.sorted_by
        if chosen is None or self.keep_order:
            return rows
        place = list(self.columns).index(chosen)
        known = [row for row in rows if _sort_value(row[place][1]) is not None]
        rest = [row for row in rows if _sort_value(row[place][1]) is None]
        return sorted(known, key=lambda row: _sort_value(row[place][1]), reverse=down) + rest

    @property
    def lines(self) -> SafeString:
        """The rows drawn. Here and not in the template, which takes several times as long over a hundred children."""
        ends = [_ends(column, first=place == 0) for place, column in enumerate(self.columns)]
        return mark_safe(  # noqa: S308 (each cell is escaped by _drawn)
            "".join(
                f'<tr class="govuk-table__row">{"".join(before + _drawn(cell) + after for (before, after), (_, cell) in zip(ends, row, strict=True))}</tr>'
                for row in self.body
            )
        )

    def _address(self, key: str, order: str) -> str:
        kept = [
            (name, one)
            for name, many in self.query.lists()
            if name not in ("sort", "order", "page")
            for one in many
        ]
        return "?" + urlencode([*kept, ("sort", key), ("order", order)])


def _ends(column: Column, first: bool) -> tuple[str, str]:
    """What stands before and after each cell of a column; the first heads its row."""
    name = "th" if first else "td"
    kind = "header" if first else "cell"
    classes = [f"govuk-table__{kind}"]
    classes += ["suff-table__row-head"] if first else []
    classes += [f"govuk-table__{kind}--numeric"] if column.number else []
    classes += ["suff-table__one-line"] if column.one_line else []
    scope = ' scope="row"' if first else ""
    return f'<{name}{scope} class="{" ".join(classes)}">', f"</{name}>"


def _drawn(cell: Cell) -> str:
    text = _escaped(cell.text)
    if cell.href:
        text = f'<a class="govuk-link" href="{_escaped(cell.href)}">{text}</a>'
    return f'{text}<span class="suff-table__hint">{_escaped(cell.hint)}</span>' if cell.hint else text


def _escaped(value: Any) -> str:
    """As a template writes it: a component draws itself, all other text is escaped."""
    written = localize(value)
    return conditional_escape(written if isinstance(written, str) else str(written))


def _cell(value: Any) -> Cell:
    cell = value if isinstance(value, Cell) else Cell(value, sort=value)
    if cell.text is None:
        return Cell(NO_VALUE, cell.href, None, cell.hint)
    if isinstance(cell.text, int | float) and not isinstance(cell.text, bool):
        return Cell(count(cell.text), cell.href, cell.text if cell.sort is None else cell.sort, cell.hint)
    return cell


def _sort_value(cell: Cell) -> Any:
    value = cell.sort if cell.sort is not None else (None if cell.text == NO_VALUE else str(cell.text))
    # Text beside numbers ("c" in a column of figures) cannot be compared: each kind sorts among its own.
    if value is None:
        return None
    return (
        (1, str(value).casefold()) if isinstance(value, str) or not hasattr(value, "__lt__") else (0, value)
    )
