"""Recorded series in the comparison table, as one person may see them, and beside published figures on their own page."""

from collections.abc import Callable, Sequence
from datetime import date

from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.measures.comparison import Row
from sufficiency.measures.recorded_comparison import Recorded, Value, recorded_row
from sufficiency.measures.targets import Target
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.recorded import queries
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.recorded.seen import Seen, in_public

TargetOf = Callable[[Recorded, date], Target | None]


def rows_of(
    person: object,
    entries: Sequence[Entry],
    authority: str | None,
    day: date,
    baseline: date | None,
    target_of: TargetOf,
) -> list[Row]:
    """A row for each series as the person may see it; one query for all of them, none where there is no series."""
    hides = not may(person, check_can_see_small_numbers)
    return rows_for_anybody(entries, authority, day, baseline, target_of, hides=hides)


def rows_for_anybody(
    entries: Sequence[Entry],
    authority: str | None,
    day: date,
    baseline: date | None,
    target_of: TargetOf,
    *,
    hides: bool,
) -> list[Row]:
    """The same with small numbers hidden or shown."""
    if not entries:
        return []
    wanted = [entry.id for entry in entries]
    kept = queries.in_force(queries.values_of(authority or "").filter(measure__in=wanted, breakdown=""))
    return [
        recorded_row(
            entry,
            [_value(entry, row, hides) for row in kept if row.measure == entry.id],
            as_at=day,
            baseline=baseline,
            authority=authority,
            target_of=target_of,
        )
        for entry in entries
    ]


def _value(entry: Entry, row: RecordedValue, hides: bool) -> Value:
    seen = in_public(entry, row) if hides else Seen(row, queries.as_number(row), False)
    return Value(seen.number, row.source, row.basis, seen.hidden)


def series_with_values(authority: str | None, always: Sequence[Entry] = ()) -> list[Entry]:
    """The series of which a total was ever recorded, and those of `always`, in the order of the catalogue."""
    there = set(
        RecordedValue.objects.filter(authority__in={authority or "", ""}, breakdown="").values_list("measure", flat=True).distinct()
    ) | {entry.id for entry in always}  # fmt: skip
    return [entry for entry in catalogue().values() if entry.is_recorded and entry.id in there]
