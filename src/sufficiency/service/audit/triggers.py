"""The database itself refuses to change or remove a line of the audit, or to set its head back.

Put in place after every migration (``apps``), because SQLite drops a table's triggers when a migration remakes the
table. There is no setting that lifts them: the suite, whose tests empty tables, takes them off and puts them back.
"""

from django.db import connections

REFUSED = "A line of the audit is never changed or removed."
NOT_BACK = "The head of the audit only moves on."

ALREADY_THERE = "EXISTS (SELECT 1 FROM audit_line WHERE number = NEW.number)"

SQLITE = {
    "audit_line_is_not_changed": f"BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "audit_line_is_not_removed": f"BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    # REPLACE would remove the old row without asking the trigger above
    "audit_line_is_not_replaced": f"BEFORE INSERT ON audit_line WHEN {ALREADY_THERE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "audit_head_is_not_removed": f"BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, '{NOT_BACK}'); END",
    "audit_head_is_not_set_back": f"BEFORE UPDATE ON audit_head WHEN NEW.count <= OLD.count "
    f"BEGIN SELECT RAISE(ABORT, '{NOT_BACK}'); END",
}
FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0]; END $$
"""
POSTGRESQL = {
    "audit_line_is_not_changed": f"BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses('{REFUSED}')",
    "audit_head_is_not_removed": f"BEFORE DELETE OR TRUNCATE ON audit_head "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses('{NOT_BACK}')",
    "audit_head_is_not_set_back": f"BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (NEW.count <= OLD.count) "
    f"EXECUTE FUNCTION audit_refuses('{NOT_BACK}')",
}


def put_in_place(using: str = "default") -> None:
    """Have the database refuse; what is in place already stays."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
            for name, what in POSTGRESQL.items():
                cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {what}")
        else:
            for name, what in SQLITE.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {what}")


def missing(using: str = "default") -> list[str]:
    """The triggers that should be there and are not, or are switched off."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
            wanted = POSTGRESQL
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = SQLITE
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in there]
