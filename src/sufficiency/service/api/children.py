"""The children behind a figure, as the pages list them: cut to those the person may see, and recorded before."""

from collections.abc import Sequence
from datetime import date

from sufficiency.editions import Edition
from sufficiency.measures import Measure
from sufficiency.service.access.models import Person
from sufficiency.service.api import shapes
from sufficiency.service.audit.actions import record_export
from sufficiency.service.records import queries
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.columns import Fact, facts_for
from sufficiency.service.records.need_to_know import Shown, Sight, cut_to

INSIDE, OUTSIDE = "numerator", "denominator only"


def behind(
    person: Person, edition: Edition, measure: Measure, day: date, by: str, group: str, part: str | None
) -> Shown:
    """The rows of both parts of the figure, or of one, as this person may see them; each says its ``part``."""
    inside, outside = queries.behind(edition, measure, day, by, group)
    rows = [row | {"part": INSIDE} for row in inside] + [row | {"part": OUTSIDE} for row in outside]
    return cut_to(Sight(person), [row for row in rows if part in (None, row["part"])])


def told(person: Person, measure: Measure, rows: Sequence[dict], page: str) -> list[shapes.ChildCounted]:
    """A part of the list; that it was taken away is recorded before it is given."""
    record_export(person, [row["child"] for row in rows], page)
    facts = facts_for(measure)
    return [_told(row, facts) for row in rows]


def _told(row: dict, facts: Sequence[Fact]) -> shapes.ChildCounted:
    return shapes.ChildCounted(
        child=row["child"],
        child_token=child_token(row["child"]),
        part=row["part"],
        amount=row["amount"],
        facts={fact.key: _plain(fact.read(row)) for fact in facts},
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
