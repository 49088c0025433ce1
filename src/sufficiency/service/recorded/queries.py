"""What is recorded: the version that holds of each value, all versions of one, how much there is of each measure."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from sufficiency.editions import DamagedEdition, Home
from sufficiency.measures.catalogue import Held, catalogue
from sufficiency.measures.recorded import Number
from sufficiency.service.recorded.models import RecordedValue


def authority_in_use() -> str:
    """The code of the authority whose return is in use; empty before one is loaded or where nobody named it."""
    try:
        current = Home(settings.HOME).current()
    except DamagedEdition:  # the data page says what is wrong
        return ""
    return (current.manifest.authority or "") if current else ""


def values_of(authority: str) -> QuerySet[RecordedValue]:
    """Every version of the authority's values. What was recorded before an authority was named is its as well."""
    return RecordedValue.objects.filter(authority__in={authority, ""})


def in_force(versions: Iterable[RecordedValue]) -> list[RecordedValue]:
    """Of each value the last version, in order of measure and day, total before groups, and groups as they were first
    recorded; those taken back are left out."""
    last: dict[tuple, RecordedValue] = {}
    first: dict[tuple, int] = {}
    for one in versions:
        held = last.get(one.key)
        first[one.key] = min(one.pk, first.get(one.key, one.pk))
        if held is None or (one.version, one.pk) > (held.version, held.pk):
            last[one.key] = one

    def place(one: RecordedValue) -> tuple:
        return (one.measure, one.as_at, str(one.period_start or ""), one.breakdown, first[one.key])

    return sorted((one for one in last.values() if not one.withdrawn), key=place)


def series(measure: str, authority: str) -> list[RecordedValue]:
    """The values in force of a measure, first day first."""
    return in_force(values_of(authority).filter(measure=measure).select_related("person", "file"))


def versions(value: RecordedValue) -> list[RecordedValue]:
    """Every version of a value, the last first."""
    found = values_of(value.authority).filter(
        measure=value.measure,
        as_at=value.as_at,
        period_start=value.period_start,
        breakdown=value.breakdown,
        group=value.group,
    )
    return sorted(found.select_related("person", "file"), key=lambda one: -one.version)


def last_versions(authority: str, measures: Iterable[str]) -> dict[tuple, RecordedValue]:
    """The last version of every value of the measures, those taken back included, by its key."""
    last: dict[tuple, RecordedValue] = {}
    for one in values_of(authority).filter(measure__in=set(measures)).order_by("version", "pk"):
        last[one.key] = one
    return last


def held(authority: str) -> dict[str, Held]:
    """How many values are in force of each measure, and the day of the latest."""
    found: dict[str, list] = {}
    for one in in_force(values_of(authority)):
        if one.measure in catalogue():
            found.setdefault(one.measure, []).append(one.as_at)
    return {measure: Held(len(days), max(days)) for measure, days in found.items()}


def as_number(one: RecordedValue) -> Number:
    """The figure alone."""
    return Number(
        one.measure,
        one.as_at,
        one.period_start,
        one.breakdown,
        one.group,
        one.numerator,
        one.denominator,
        one.value,
    )
