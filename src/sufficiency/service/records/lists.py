"""A list of children, page by page, for the screen and to take away: cut to what the person may see."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from sufficiency.measures import Measure
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.columns import Fact, facts_for
from sufficiency.service.records.need_to_know import SEALED, Sight, cut_to
from sufficiency.service.records.queries import Rows
from sufficiency.service.ui import components as ui

ON_A_PAGE = 50  # each is a look at a child that is recorded: few go unread on a page of this length


class ChildList:
    """``rows`` are what a figure counted; the list is sorted and cut as the address asks.

    A sealed record is a row without particulars, after all others, so that the list has as many rows as the figure
    counts; children the person does not work for are not in it, and ``shown`` says how many they are.
    """

    def __init__(
        self, sight: Sight, rows: Rows, facts: Iterable[Fact], caption: str, query: QueryDict, empty: str
    ) -> None:
        self.facts, self.caption, self.query, self.empty = list(facts), caption, query, empty
        self.shown = cut_to(sight, rows)
        listed: list[Mapping[str, Any] | None] = [*self._sorted(self.shown.rows), *[None] * self.shown.sealed]
        page = Paginator(listed, ON_A_PAGE).get_page(query.get("page"))
        self.rows = list(page.object_list)
        self.pages = ui.Pages(page, query, "rows")

    @property
    def number(self) -> int:
        """How many rows the whole list has, over all its pages."""
        return len(self.shown.rows) + self.shown.sealed

    @property
    def children(self) -> list[str]:
        """The ids of the children on this page of the list."""
        return [row["child"] for row in self.rows if row is not None]

    @property
    def table(self) -> ui.Table:
        edition = self.query.get("edition", "")
        columns = [ui.Column("child", "Child", sort=True)]
        columns += [
            ui.Column(fact.key, fact.title, number=fact.number, sort=True, one_line=fact.one_line)
            for fact in self.facts
        ]
        nothing = {"child": ui.Cell(SEALED)} | {fact.key: ui.Cell("–") for fact in self.facts}
        rows = [
            nothing
            if row is None
            else {"child": ui.Cell(row["child"], href=child_address(row["child"], edition))}
            | {fact.key: fact.cell(row) for fact in self.facts}
            for row in self.rows
        ]
        return ui.Table(self.caption, columns, rows, query=self.query, keep_order=True, caption_hidden=True, empty=self.empty)  # fmt: skip

    def _sorted(self, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
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


def as_rows(sight: Sight, part: str, rows: Rows, facts: Iterable[Fact]) -> Iterable[list[object]]:
    """The list as rows of a CSV: the child, the part of the figure, the facts; sealed records last, without any."""
    shown, facts = cut_to(sight, rows), list(facts)
    yield from ([row["child"], part, *(fact.read(row) for fact in facts)] for row in shown.rows)
    yield from ([SEALED, part, *[None] * len(facts)] for _ in range(shown.sealed))


def csv_columns(measure: Measure) -> list[str]:
    return ["child", "part", *(fact.title for fact in facts_for(measure))]
