"""One child's record in an edition: life in care, facts of the last day, reviews, health, findings, rows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sufficiency.editions import Edition
from sufficiency.service.data.opened import opened
from sufficiency.service.records.queries import Rows, rows_of
from sufficiency.vocabulary.months import first_day_of_collection_year


@dataclass(frozen=True)
class Record:
    """Everything the edition has of a child; each table is read when a page asks for it."""

    edition: Edition
    child: str
    distance_hidden: bool = False  # of a sealed record: how far the home is could lead to the adopters

    @property
    def first_day(self) -> date:
        """The first day the loaded returns cover."""
        return first_day_of_collection_year(min(self.edition.manifest.years))

    @property
    def last_day(self) -> date:
        """The last day the edition's figures know of."""
        return opened(self.edition).figures.newest

    @cached_property
    def who(self) -> dict[str, Any]:
        """Sex, date of birth, ethnic group, and whether the child came unaccompanied."""
        rows = rows_of(self.edition, "history/children", self.child)
        return rows[0] if rows else {}

    @cached_property
    def episodes(self) -> Rows:
        """Merged over the years, earliest first."""
        return _in_order(rows_of(self.edition, "history/episodes", self.child), "decom")

    @cached_property
    def placements(self) -> Rows:
        return _in_order(rows_of(self.edition, "history/placements", self.child), "start")

    @cached_property
    def periods(self) -> Rows:
        return _in_order(rows_of(self.edition, "history/periods", self.child), "start")

    @cached_property
    def events(self) -> Rows:
        return _in_order(rows_of(self.edition, "history/events", self.child), "date")

    def events_of(self, kind: str) -> Rows:
        return [event for event in self.events if event["kind"] == kind]

    @cached_property
    def position(self) -> dict[str, Any] | None:
        """Everything true of the child on the last day; None where the child is not looked after then."""
        rows = rows_of(self.edition, "history/positions", self.child)
        return next((row for row in rows if row["as_at"] == self.last_day), None)

    @cached_property
    def findings(self) -> Rows:
        return rows_of(self.edition, "findings", self.child)

    @cached_property
    def reviews(self) -> Rows:
        return _in_order(self.rows("reviews"), "review")

    @cached_property
    def next_review_due(self) -> date | None:
        """The day the next review falls due: the last due day after the last day, where care goes on."""
        if self.position is None:
            return None
        due = [event["date"] for event in self.events_of("review_due") if event["date"] > self.last_day]
        return min(due, default=None)

    def rows(self, table: str) -> Rows:
        """The child's rows of a table of the return, as they were given."""
        return rows_of(self.edition, f"returns/{table}", self.child)


def _in_order(rows: Rows, key: str) -> Rows:
    return sorted(rows, key=lambda row: (row[key] is None, row[key] or date.min))
