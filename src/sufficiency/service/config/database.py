"""Which database: SQLite in the installation's folder, or PostgreSQL named by ``DATABASE_URL``."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

# What a PostgreSQL address may ask for after the question mark; anything else is refused, not ignored.
ALLOWED_OPTIONS = {
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "host",
    "connect_timeout",
    "application_name",
}


class BadDatabaseUrl(ValueError):
    """``DATABASE_URL`` cannot be used; the text is a sentence for the person who set it. Never holds the password."""


def database(home: Path, url: str | None) -> dict:
    """Django's settings for the database.

    ``url`` is ``postgresql://name:password@host:port/database?sslmode=require``, or
    ``sqlite:////absolute/path``; without one, ``service.sqlite3`` in the installation's folder.
    Raises BadDatabaseUrl.
    """
    if not url:
        return _sqlite(home / "service.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(parts)
    raise BadDatabaseUrl(
        f"DATABASE_URL begins with '{parts.scheme}'; it must begin with 'postgresql://' or 'sqlite://'."
    )


def _sqlite(path: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A write takes its lock when it begins: two writers wait for each other, neither fails half way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
        },
    }


def _postgresql(parts) -> dict:
    options = dict(parse_qsl(parts.query))
    unknown = sorted(set(options) - ALLOWED_OPTIONS)
    if unknown:
        raise BadDatabaseUrl(
            f"DATABASE_URL asks for {', '.join(unknown)}; it may ask for {', '.join(sorted(ALLOWED_OPTIONS))}."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise BadDatabaseUrl(
            "DATABASE_URL names no database; add its name after the host, as in '/sufficiency'."
        )
    try:
        port = parts.port
    except ValueError as cause:
        raise BadDatabaseUrl("DATABASE_URL has a port that is no number; use one such as 5432.") from cause
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
