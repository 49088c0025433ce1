"""Caseloads for the made-up people of the made-up authority, so that each of them has own children to see."""

from datetime import date
from pathlib import Path

from django.db import transaction

from sufficiency.editions import Edition, EditionProblem, Home
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.records.models import Caseload, Part, kept_id
from sufficiency.service.records.sealed import sealed_children

PARTS = {
    Role.SOCIAL_WORKER: Part.SOCIAL_WORKER,
    Role.REVIEWING_OFFICER: Part.REVIEWING_OFFICER,
    Role.FOSTERING_WORKER: Part.FOSTERING_WORKER,
    Role.FOSTERING_MANAGER: Part.FOSTERING_WORKER,
}
CHILDREN_EACH = 16  # a social worker's caseload
SINCE = date(2024, 4, 1)


def keep_made_up_caseloads(home: Path) -> int:
    """Give the made-up people their children from the edition in use, where there is one that can be read."""
    try:
        edition = Home(home).current()
        return give_made_up_caseloads(edition) if edition else 0
    except EditionProblem:
        return 0  # the data page tells of it


@transaction.atomic
def give_made_up_caseloads(edition: Edition) -> int:
    """Give each made-up person without a caseload some children; returns how many links were made.

    Only for the made-up people, whose accounts are closed when a real authority is loaded.
    """
    people = Person.objects.filter(made_up=True, is_active=True, caseload__isnull=True)
    people = [person for person in people.order_by("username") if person.roles & set(PARTS)]
    if not people:
        return 0
    rows = edition.table("history/positions", ["child", "as_at"]).to_pylist()
    newest, sealed = max(row["as_at"] for row in rows), sealed_children()
    children = sorted({kept_id(row["child"]) for row in rows if row["as_at"] == newest} - sealed)
    given = 0
    for place, person in enumerate(people):
        part = next(PARTS[role] for role in PARTS if role in person.roles)
        for child in children[place * 7 :][:CHILDREN_EACH]:
            Caseload(person=person, child=child, part=part, since=SINCE).save()
            record(by=None, what=What.CHANGED, child=child, person=person, thing="made-up caseload")
            given += 1
    return given
