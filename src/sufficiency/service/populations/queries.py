"""What is recorded of who lives here: the version that holds for each day, and the numbers to set a day's care beside."""

from collections.abc import Iterable
from datetime import date

from sufficiency.measures.disproportionality import Population as Living
from sufficiency.service.populations.models import BASES, Population


def versions(authority: str | None) -> list[Population]:
    """Every version of the authority's populations, newest day and version first. What was recorded before an
    authority was named is its as well."""
    rows = Population.objects.filter(authority__in={authority or "", ""}).select_related("person")
    return sorted(rows, key=lambda one: (one.day, one.version, one.pk), reverse=True)


def in_force(rows: Iterable[Population]) -> list[Population]:
    """Of each day the last version, newest day first; those taken back are left out."""
    last: dict[date, Population] = {}
    for one in rows:
        held = last.get(one.day)
        if held is None or (one.version, one.pk) > (held.version, held.pk):
            last[one.day] = one
    return sorted((one for one in last.values() if not one.withdrawn), key=lambda one: one.day, reverse=True)


def last_version(authority: str | None, day: date) -> Population | None:
    """The last version of a day, also one that takes it back."""
    return next((one for one in versions(authority) if one.day == day), None)


def population_for(authority: str | None, day: date) -> Population | None:
    """The numbers to set a day's care beside: the latest up to the day, else the first after it."""
    known = in_force(versions(authority))
    return next((one for one in known if one.day <= day), known[-1] if known else None)


def as_living(row: Population) -> Living:
    """The numbers as the sums take them, with their basis told beside the source."""
    return Living(row.children, f"{row.source} ({BASES[row.basis].partition(':')[0].lower()})", row.day)
