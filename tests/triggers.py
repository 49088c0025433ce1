"""Taking the audit's triggers off, as somebody who owns the database could. Only the suite does so."""

from django.db import connection

from sufficiency.service.audit.triggers import POSTGRESQL, SQLITE


def take_off() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, what in POSTGRESQL.items():
                table = what.split(" ON ")[1].split()[0]
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        else:
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
