"""What a person may see of a recorded series: everything, or totals alone with small numbers hidden."""

from dataclasses import dataclass, replace

from sufficiency.measures.catalogue import Entry
from sufficiency.measures.recorded import Number, hidden
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.recorded import queries
from sufficiency.service.recorded.models import RecordedValue


@dataclass(frozen=True)
class Seen:
    """A value as a person sees it. Where it is ``hidden``, ``number`` has no figures."""

    row: RecordedValue
    number: Number
    hidden: bool

    @property
    def known(self) -> bool:
        return not self.hidden and self.number.value is not None


def seen_by(person: object, entry: Entry, rows: list[RecordedValue]) -> list[Seen]:
    """The values for a person; groups are left out for people who see totals only."""
    if may(person, check_can_see_small_numbers):
        return [Seen(row, queries.as_number(row), False) for row in rows]
    return [in_public(entry, row) for row in rows if not row.breakdown]


def in_public(entry: Entry, row: RecordedValue) -> Seen:
    """A total as it may leave: without its figures where one of them could point to a child."""
    number = queries.as_number(row)
    if not hidden(entry.unit, entry.of, [number]):
        return Seen(row, number, False)
    return Seen(row, replace(number, numerator=None, denominator=None, value=None), True)
