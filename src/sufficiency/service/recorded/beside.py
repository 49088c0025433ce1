"""Recorded series in the comparison table, as one person may see them, and beside published figures on their own page."""

from collections.abc import Callable, Sequence
from datetime import date

from sufficiency.measures.catalogue import Entry, catalogue
from sufficiency.measures.comparison import Row
from sufficiency.measures.recorded_comparison import Recorded, Value, recorded_row
from sufficiency.measures.targets import Target
from sufficiency.service.recorded import queries
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.recorded.seen import Seen, seen_by


def as_value(seen: Seen) -> Value:
    return Value(seen.number, seen.row.source, seen.row.basis, seen.hidden)


def rows_of(
    person: object,
    entries: Sequence[Entry],
    authority: str | None,
    day: date,
    baseline: date | None,
    target_of: Callable[[Recorded, date], Target | None],
) -> list[Row]:
    """A row for each series, from its totals in force; one query for all of them, none where there is no series."""
    if not entries:
        return []
    wanted = [entry.id for entry in entries]
    kept = queries.in_force(queries.values_of(authority or "").filter(measure__in=wanted, breakdown=""))
    return [
        recorded_row(
            entry,
            [
                as_value(one)
                for one in seen_by(person, entry, [row for row in kept if row.measure == entry.id])
            ],
            as_at=day,
            baseline=baseline,
            authority=authority,
            target_of=target_of,
        )
        for entry in entries
    ]


def series_with_values(authority: str | None, always: Sequence[Entry] = ()) -> list[Entry]:
    """The series of which a total was ever recorded, and those of `always`, in the order of the catalogue."""
    there = set(
        RecordedValue.objects.filter(authority__in={authority or "", ""}, breakdown="").values_list("measure", flat=True).distinct()
    ) | {entry.id for entry in always}  # fmt: skip
    return [entry for entry in catalogue().values() if entry.is_recorded and entry.id in there]
