"""What was kept before there was a chain becomes its first lines."""

import json
from datetime import UTC, datetime

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sufficiency.service.access.roles import Role
from sufficiency.service.audit import verifying
from sufficiency.service.audit.models import Line
from tests.triggers import take_off

BEFORE = [("access", "0002_sessions_end_and_providers"), ("audit", "0001_lines_and_head")]
AT = datetime(2025, 4, 5, 9, 30, tzinfo=UTC)
ENTRIES = """
CREATE TABLE auditlog_logentry (
    id integer PRIMARY KEY, timestamp timestamp with time zone, actor_id bigint, action smallint, object_repr text,
    changes {json}
)
"""


def test_looks_and_entries_of_an_older_version_become_the_first_lines_in_order(transactional_db, person):
    director = person(Role.DIRECTOR)
    take_off()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_line")
        cursor.execute("DELETE FROM audit_head")
    MigrationExecutor(connection).migrate(BEFORE)
    try:
        apps = MigrationExecutor(connection).loader.project_state(BEFORE).apps
        looks = apps.get_model("access", "Look").objects
        looks.create(person_id=director.pk, child="2", page="child's page", at=AT.replace(hour=11))
        looks.create(person_id=director.pk, child="1", page="children", at=AT)
        with connection.cursor() as cursor:
            cursor.execute(ENTRIES.format(json="jsonb" if connection.vendor == "postgresql" else "text"))
            changes = json.dumps({"role": ["None", "director"]})
            cursor.execute("INSERT INTO auditlog_logentry VALUES (1, %s, %s, 0, 'Ann: Director', %s)", [AT.replace(hour=10), director.pk, changes])  # fmt: skip
    finally:
        call_command("migrate", verbosity=0)
    lines = list(Line.objects.order_by("number")[:3])
    assert [(line.number, line.what, line.child, line.thing) for line in lines] == [
        (1, "looked", "1", ""),
        (2, "changed", "", "Ann: Director"),
        (3, "looked", "2", ""),
    ]
    assert {(line.person, line.name) for line in lines} == {(director, "Director")}
    assert lines[1].told["fields"] == {"role": ["None", "director"]}
    verifying.verify()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE auditlog_logentry")
