"""The database at one moment, written out and read in.

SQLite is copied by its own means for that, while others write. PostgreSQL is read in one transaction that sees one
moment, table by table (COPY), which needs no program beside the driver and no version like the server's; it is read
in into tables that this installation's own migrations made, as of the moment of the backup, and migrated on.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from sufficiency.service.operations.backup.archive import BadBackup

SQLITE_FILE = "database/service.sqlite3"


def write_out(folder: Path) -> dict[str, Any]:
    """Write the database into ``folder``; returns what reading it in needs to know."""
    (folder / "database").mkdir(mode=0o700)
    if connection.vendor == "sqlite":
        return _write_sqlite(folder / SQLITE_FILE)
    return _write_postgresql(folder)


def _write_sqlite(path: Path) -> dict[str, Any]:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        applied = copy.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return {"kind": "sqlite", "migrations": [list(one) for one in applied]}


def _write_postgresql(folder: Path) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        applied = [list(one) for one in MigrationRecorder(connection).migration_qs.values_list("app", "name")]
        for number, table in enumerate(sorted(connection.introspection.table_names(cursor))):
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            file = f"database/{number:03}.copy"
            with (
                (folder / file).open("wb") as out,
                cursor.copy(f"COPY {_quoted(table)} ({_listed(columns)}) TO STDOUT") as rows,
            ):
                for piece in rows:
                    out.write(piece)
            tables[table] = {"file": file, "columns": columns}
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = ANY (current_schemas(false)) "
            "AND last_value IS NOT NULL"
        )
        sequences = dict(cursor.fetchall())
    return {"kind": "postgresql", "migrations": applied, "tables": tables, "sequences": sequences}


def check_empty() -> None:
    """Raises BadBackup where the database to restore into holds anything."""
    with connection.cursor() as cursor:
        found = connection.introspection.table_names(cursor)
    if found:
        raise BadBackup(
            f"The database to restore into holds {len(found)} tables. Give an empty one: nothing is ever written over."
        )


def check_known(about: dict[str, Any]) -> None:
    """Raises BadBackup for a database of another kind, or one that a newer version made."""
    if about["kind"] != connection.vendor:
        raise BadBackup(
            f"The backup holds a {about['kind']} database; DATABASE_URL names one of {connection.vendor}. "
            "Restore it into the same kind."
        )
    known = MigrationExecutor(connection).loader.disk_migrations
    unknown = [one for one in map(tuple, about["migrations"]) if one not in known and _is_ours(one[0])]
    if unknown:
        raise BadBackup(
            f"The backup was made by a newer Sufficiency (it has {'.'.join(unknown[0])}). Install that one first."
        )


def _is_ours(app: str) -> bool:
    """An app that is not installed any more left its rows in the list of migrations; nobody needs them."""
    return app in {one for one, _ in MigrationExecutor(connection).loader.disk_migrations}


def read_in(folder: Path, about: dict[str, Any]) -> None:
    """Fill the empty database from what ``write_out`` wrote, and bring it up to date. Raises BadBackup."""
    if connection.vendor == "sqlite":
        connection.close()
        shutil.copyfile(folder / SQLITE_FILE, connection.settings_dict["NAME"])
        Path(connection.settings_dict["NAME"]).chmod(0o600)
    else:
        _read_postgresql(folder, about)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def _read_postgresql(folder: Path, about: dict[str, Any]) -> None:
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    executor.migrate([one for one in map(tuple, about["migrations"]) if one in known])
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        absent = sorted(set(about["tables"]) - there)
        tables = {name: told for name, told in about["tables"].items() if name in there}
        if absent and any((folder / about["tables"][one]["file"]).stat().st_size for one in absent):
            raise BadBackup(f"The backup has tables that this version does not know: {', '.join(absent)}.")
        names = ", ".join(_quoted(one) for one in tables)
        for (
            table
        ) in tables:  # rows are written anew, not changed: what guards the audit has nothing to guard yet
            cursor.execute(f"ALTER TABLE {_quoted(table)} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {names}")
        for table, told in tables.items():
            _copy_in(cursor, table, told["columns"], folder / told["file"])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {_quoted(table)} ENABLE TRIGGER USER")
        for name, value in about["sequences"].items():
            cursor.execute("SELECT setval(to_regclass(%s), %s)", [_quoted(name), value])


def _copy_in(cursor, table: str, columns: list[str], file: Path) -> None:
    with (
        file.open("rb") as rows,
        cursor.copy(f"COPY {_quoted(table)} ({_listed(columns)}) FROM STDIN") as into,
    ):
        while piece := rows.read(1 << 20):
            into.write(piece)


def empty_again() -> None:
    """Take away what a failed restore made in a database that was empty."""
    connection.close()
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {_quoted(table)} CASCADE")
        cursor.execute(
            "SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = ANY (current_schemas(false)) AND pg_get_userbyid(p.proowner) = current_user"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP ROUTINE {name} CASCADE")
    connection.close()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _listed(columns: list[str]) -> str:
    return ", ".join(_quoted(one) for one in columns)
