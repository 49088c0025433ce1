"""The catalogue of all measures, and recorded series, as the API tells them."""

from collections.abc import Sequence

from sufficiency.measures.catalogue import Entry, State, entry_asked, recorded_series
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.api import shapes
from sufficiency.service.recorded import queries
from sufficiency.service.recorded.seen import Seen, seen_by


def entry_told(entry: Entry, state: State) -> shapes.EntryTold:
    return shapes.EntryTold(
        id=entry.id,
        name=entry.name,
        area=entry.area,
        unit=entry.unit,
        of=entry.of,
        direction=entry.good,
        fed_by=entry.fed_by,
        loaded=state.loaded,
        reason=state.reason,
        breakdowns=list(entry.breakdowns),
        comparators=list(entry.comparators),
        sources=entry.sources,
        definition=entry.definition,
    )


def values_asked(person: object, measures: Sequence[str]) -> list[Seen]:
    """The values in force of the series named, or of all, as the person may see them.

    Raises UnknownMeasure, or AskedWrongly for a measure that is counted.
    """
    entries = [entry_asked(one) for one in dict.fromkeys(measures)]
    counted = [entry.id for entry in entries if not entry.is_recorded]
    if counted:
        raise AskedWrongly(f"{counted[0]} is counted from the return; its figures are under /figures.")
    wanted = {entry.id: entry for entry in entries or recorded_series()}
    rows = queries.in_force(queries.values_of(queries.authority_in_use()).filter(measure__in=wanted))
    return [
        one
        for entry in wanted.values()
        for one in seen_by(person, entry, [row for row in rows if row.measure == entry.id])
    ]


def value_told(one: Seen) -> shapes.RecordedTold:
    number, row = one.number, one.row
    return shapes.RecordedTold(
        measure=number.measure,
        as_at=number.as_at,
        period_start=number.period_start,
        breakdown=number.breakdown,
        group=number.group,
        numerator=number.numerator,
        denominator=number.denominator,
        value=number.value,
        suppressed=one.hidden,
        source=row.source,
        basis=row.basis,
        version=row.version,
        recorded_at=row.at,
    )
