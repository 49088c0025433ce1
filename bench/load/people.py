"""The people of the trial, signed in beforehand: made in the installation's database, with a session each.

Signing in is no part of the trial: a hundred sign-ins from one address in a few seconds are what the lock-out refuses.
Run as `python -m bench.load.people HOME FILE`; FILE gets who they are, as JSON.
"""

import json
import secrets
import sys
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

PEOPLE = 100
OWN_CHILDREN = 15  # of a social worker or reviewing officer


def roles() -> Iterator:
    """Of twenty people: those who work with children's records, those who read figures."""
    from sufficiency.service.access.roles import Role

    of_twenty = {
        Role.PERFORMANCE_ANALYST: 3,
        Role.PLACEMENT_OFFICER: 4,
        Role.PLACEMENT_MANAGER: 1,
        Role.PERMANENCE_WORKER: 1,
        Role.DIRECTOR: 1,
        Role.SOCIAL_WORKER: 4,
        Role.REVIEWING_OFFICER: 1,
        Role.COMMISSIONER: 3,
        Role.FINANCE: 1,
        Role.ELECTED_MEMBER: 1,
    }
    return cycle(role for role, number in of_twenty.items() for _ in range(number))


def make(home: Path, number: int) -> list[dict[str, object]]:
    """Make and sign in this many people; where their records and figures are narrowed, as it is in real life."""
    from sufficiency.service.start import prepare

    prepare(home)
    from django.db import transaction

    with transaction.atomic():
        return [_signed_in(count, role) for count, role in enumerate(islice(roles(), number))]


def _signed_in(count: int, role) -> dict[str, object]:
    from django.test import Client

    from sufficiency.service.access.actions import create_person
    from sufficiency.service.access.rules import (
        SEE_OWN_CHILDREN,
        check_can_see_children,
        check_can_see_small_numbers,
        may,
    )
    from sufficiency.service.access.second_factor import GIVEN

    person = create_person(
        username=f"reader-{count}", name=f"Reader {count}", password=secrets.token_urlsafe(20), roles=[role]
    )
    if role in SEE_OWN_CHILDREN:
        _give_caseload(person, count)
    client = Client()
    client.force_login(person)
    session = client.session
    session[GIVEN] = person.pk
    session.save()
    return {
        "session": session.session_key,
        "role": str(role.label),
        "sees_groups": may(person, check_can_see_small_numbers),
        "sees_children": may(person, check_can_see_children),
    }


def _give_caseload(person, count: int) -> None:
    from django.conf import settings

    from sufficiency.editions import Home
    from sufficiency.service.records.models import Caseload, Part

    positions = Home(settings.HOME).current().table("history/positions", ["child", "as_at"]).to_pylist()
    newest = max(row["as_at"] for row in positions)
    children = sorted(row["child"] for row in positions if row["as_at"] == newest)
    for place in range(OWN_CHILDREN):
        child = children[(count * OWN_CHILDREN + place) % len(children)]
        Caseload.objects.create(person=person, child=child, part=Part.SOCIAL_WORKER, since=date(2024, 1, 1))


def measures() -> list[dict[str, object]]:
    from sufficiency.measures import MEASURES

    return [{"id": one.id, "by": list(one.breakdowns)} for one in MEASURES.values()]


if __name__ == "__main__":
    made = make(Path(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else PEOPLE)
    Path(sys.argv[2]).write_text(json.dumps({"people": made, "measures": measures()}), encoding="utf-8")
