"""A list of children, page by page, for the screen and to take away."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import QueryDict

from sufficiency.measures import Measure
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.columns import Fact, facts_for
from sufficiency.service.records.queries import Rows
from sufficiency.service.ui import components as ui

ON_A_PAGE = 100


class ChildList:
    """``rows`` are what a figure counted; the list is sorted and cut as the address asks."""

    def __init__(self, rows: Rows, facts: Iterable[Fact], caption: str, query: QueryDict, empty: str) -> None:
        self.facts, self.caption, self.query, self.empty = list(facts), caption, query, empty
        page = Paginator(self._sorted(rows), ON_A_PAGE).get_page(query.get("page"))
        self.rows: Rows = list(page.object_list)
        self.pages = ui.Pages(page, query, "rows")

    @property
    def children(self) -> list[str]:
        """The ids of the children on this page of the list."""
        return [row["child"] for row in self.rows]

    @property
    def table(self) -> ui.Table:
        edition = self.query.get("edition", "")
        columns = [ui.Column("child", "Child", sort=True)]
        columns += [
            ui.Column(fact.key, fact.title, number=fact.number, sort=True, one_line=fact.one_line)
            for fact in self.facts
        ]
        rows = [
            {"child": ui.Cell(row["child"], href=child_address(row["child"], edition))}
            | {fact.key: fact.cell(row) for fact in self.facts}
            for row in self.rows
        ]
        return ui.Table(self.caption, columns, rows, query=self.query, keep_order=True, caption_hidden=True, empty=self.empty)  # fmt: skip

    def _sorted(self, rows: Rows) -> Rows:
        """By the column of ``?sort=``, what is not known last; anything else in the address leaves the order be."""
        asked, down = self.query.get("sort"), self.query.get("order") == "desc"
        if asked == "child":
            return sorted(rows, key=lambda row: row["child"], reverse=down)
        fact = next((fact for fact in self.facts if fact.key == asked), None)
        if fact is None:
            return rows
        known = [row for row in rows if fact.read(row) is not None]
        rest = [row for row in rows if fact.read(row) is None]
        return sorted(known, key=fact.read, reverse=down) + rest


def as_rows(part: str, rows: Rows, facts: Iterable[Fact]) -> Iterable[list[object]]:
    """The list as rows of a CSV: the child, the part of the figure, the facts."""
    return ([row["child"], part, *(fact.read(row) for fact in facts)] for row in rows)


def csv_columns(measure: Measure) -> list[str]:
    return ["child", "part", *(fact.title for fact in facts_for(measure))]
