"""Conditions of the database: its kind, its tables, the audit in it, the people, its clock."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import check_can_keep_people, check_needs_no_second_factor, may
from sufficiency.service.access.second_factor import FACTORS
from sufficiency.service.audit import verifying
from sufficiency.service.audit.heads import Tampered
from sufficiency.service.operations.deploying.conditions import Found, not_ok, ok, warning

MOST_APART = timedelta(minutes=1)


def answers() -> Found:
    connection.ensure_connection()
    return ok("It answers.")


def kind() -> Found:
    if connection.vendor != "postgresql":
        return warning(
            "SQLite keeps everything in one file of the folder.",
            "For more than a handful of people use PostgreSQL: set DATABASE_URL (docs/how-to/postgresql.md).",
        )
    return ok(f"PostgreSQL {connection.pg_version // 10_000}.")


def tables() -> Found:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return not_ok(
            f"Changes of this release that are not made yet: {len(waiting)}.",
            "Make a backup, then run django-admin migrate as the owner of the tables.",
        )
    return ok("They are those of this release.")


def audit() -> Found:
    try:
        head = verifying.verify()
    except Tampered as problem:
        return not_ok(str(problem), "Tell the information governance lead; see docs/how-to/audit.md.")
    return ok(f"All {head.count:,} lines are as they were written, and none can be changed.")


def administrators() -> Found:
    keepers = [one for one in Person.objects.filter(is_active=True) if may(one, check_can_keep_people)]
    if not keepers:
        return not_ok(
            "Nobody can add people or close accounts.",
            f"sufficiency people add NAME --name ... --role {Role.SYSTEM_ADMINISTRATOR.value}",
        )
    if len(keepers) == 1:
        return warning("There is one system administrator.", "Add another: nobody changes their own roles.")
    return ok(f"{len(keepers)} system administrators.")


def second_factors() -> Found:
    """Those who open children's records give a second factor; who has none yet must set one up to get in."""
    asked = [
        one for one in Person.objects.filter(is_active=True) if not may(one, check_needs_no_second_factor)
    ]
    without = [one for one in asked if not one.authenticator_set.filter(type__in=FACTORS).exists()]
    if without:
        return warning(
            f"{len(without)} of {len(asked)} people who need a second factor have none yet; no record opens to them "
            "until they do.",
            "Tell them to sign in and set one up.",
        )
    return ok(f"Asked of {len(asked)} people, and all have one.")


def sessions() -> Found:
    old = Session.objects.filter(expire_date__lt=datetime.now(UTC)).count()
    if old > 10_000:
        return warning(f"{old:,} ended sessions are still kept.", "Run django-admin clearsessions each day.")
    return ok("Ended ones do not pile up.")


def clock() -> Found:
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        (there,) = cursor.fetchone()
    there = datetime.fromisoformat(there) if isinstance(there, str) else there
    there = there if there.tzinfo else there.replace(tzinfo=UTC)
    apart = abs(datetime.now(UTC) - there)
    if apart > MOST_APART:
        return not_ok(
            f"This machine and the database differ by {round(apart.total_seconds())} seconds.",
            "Have both set their clocks by the network: sessions, locks and the audit go by them.",
        )
    return ok("This machine and the database agree.")
