"""What was kept before there was a chain becomes its first lines, in the order of time: looks at children's records,
and the changes django-auditlog had written to its own table."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from heapq import merge
from typing import Any

from django.db import migrations

BATCH = 1000


def become_lines(apps, editor) -> None:
    from sufficiency.service.audit import chain

    Line, Head, Person = (apps.get_model(one) for one in ("audit.Line", "audit.Head", "access.Person"))
    names = {person.pk: person.name or person.username for person in Person.objects.all()}
    number, last, batch = 0, chain.FIRST, []
    for said in merge(_looks(apps), _entries(editor.connection), key=lambda said: said["at"]):
        number += 1
        kept = {"about_id": None, "child": "", "thing": "", "page": "", "reason": ""}
        line = Line(**kept | said, number=number, previous=last, name=names.get(said["person_id"], ""))
        line.hash = last = chain.hash_of(line)
        batch.append(line)
        if len(batch) == BATCH:
            Line.objects.bulk_create(batch)
            batch = []
    Line.objects.bulk_create(batch)
    if number:
        seal = chain.seal_of(number, last)
        Head.objects.create(id=1, count=number, hash=last, seal=seal, key=chain.fingerprint())


def _looks(apps) -> Iterator[dict[str, Any]]:
    from sufficiency.service.audit.chain import as_text

    details = as_text({"kept": "before the chain"})
    for look in apps.get_model("access", "Look").objects.order_by("at", "id").iterator(BATCH):
        yield {"at": look.at, "person_id": look.person_id, "what": "looked", "child": look.child, "page": look.page, "details": details}  # fmt: skip


def _entries(connection) -> Iterator[dict[str, Any]]:
    from sufficiency.service.audit.chain import as_text

    if "auditlog_logentry" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT timestamp, actor_id, action, object_repr, changes FROM auditlog_logentry ORDER BY timestamp, id")  # fmt: skip
        found = cursor.fetchall()
    did = {0: "added", 1: "changed", 2: "removed"}
    for at, actor, action, thing, changes in found:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        fields = json.loads(changes) if isinstance(changes, str) else changes
        details = as_text({"kept": "before the chain", "did": did.get(action, "seen"), "fields": fields})
        yield {
            "at": moment if moment.tzinfo else moment.replace(tzinfo=UTC),
            "person_id": actor,
            "what": "changed",
            "thing": (thing or "")[:200],
            "details": details,
        }


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_lines_and_head"), ("access", "0002_sessions_end_and_providers")]

    operations = [migrations.RunPython(become_lines, migrations.RunPython.noop)]
