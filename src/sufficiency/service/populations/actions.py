"""Every change to populations: a new version, audited in the same transaction."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, connection, transaction

from sufficiency.demo.population import BASIS, CHILDREN, DAY, SOURCE
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_record_population
from sufficiency.service.audit.acting import acting
from sufficiency.service.populations.models import Population
from sufficiency.service.populations.queries import last_version
from sufficiency.vocabulary.authorities import FAIRMERE


class Refused(ValueError):
    """Nothing was recorded; the text is a sentence saying why and what to do."""


@transaction.atomic
def record_population(
    *,
    authority: str | None,
    day: date,
    children: Mapping[str, int],
    source: str,
    basis: str,
    reason: str = "",
    by: Person,
) -> Population:
    """Record how many children of each group lived here on a day; where that is recorded already, a new version.

    Raises Refused where it says nothing new or a reason is needed, ValidationError for what cannot be, or NotAllowed.
    """
    check_can_record_population(by)
    held = last_version(authority, day)
    made = Population(
        authority=held.authority if held else authority or "",
        day=day,
        version=held.version + 1 if held else 1,
        source=source.strip(),
        basis=basis,
        reason=reason.strip() if held else "",
        person=by,
        **children,
    )
    if held is not None and not held.withdrawn and held.said == made.said:
        raise Refused("This is recorded already, word for word. Change something, or leave it as it is.")
    if held is not None and not made.reason:
        raise Refused("Numbers are recorded for this day already. Say why they are corrected.")
    _keep(made, by)
    return made


@transaction.atomic
def take_back(*, population: Population, reason: str, by: Person) -> Population:
    """Say that there are no such numbers; what they said stays to be seen. Raises Refused or NotAllowed."""
    check_can_record_population(by)
    held = last_version(population.authority, population.day)
    if held is None or held.withdrawn:
        raise Refused("These numbers are taken back already.")
    if not reason.strip():
        raise Refused("Say why they are taken back.")
    made = Population(
        authority=held.authority,
        day=held.day,
        version=held.version + 1,
        source=held.source,
        basis=held.basis,
        reason=reason.strip(),
        withdrawn=True,
        person=by,
        **held.children,
    )
    _keep(made, by)
    return made


def _keep(made: Population, by: Person) -> None:
    """Write a version; where somebody else wrote the same one meanwhile, theirs stands. Raises Refused."""
    try:
        made.full_clean(validate_unique=False, validate_constraints=False)
        with acting(by), transaction.atomic():
            made.save()
    except IntegrityError as twice:
        raise Refused(
            "Somebody else recorded numbers for this day at the same moment. Look at what stands now, and correct it "
            "if need be."
        ) from twice


@transaction.atomic
def bring_made_up_population() -> int:
    """Give the made-up authority its population, where it has none yet; returns how many were brought.

    Called after each migration, also of one that takes the table away.
    """
    if Population._meta.db_table not in connection.introspection.table_names():
        return 0
    if Population.objects.filter(authority=FAIRMERE.code).exists():
        return 0
    Population.objects.create(authority=FAIRMERE.code, day=DAY, source=SOURCE, basis=BASIS, **CHILDREN)
    return 1
