"""Whether this installation can do all its work just now, in words that tell a stranger nothing."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from sufficiency.editions import EditionProblem, Home
from sufficiency.service.operations.living import alive

OK = "ok"


def readiness() -> dict[str, str]:
    """Each thing needed, and "ok" or what it is not."""
    return {"database": _database(), "edition": _edition(), "worker": _worker()}


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "does not answer"
    return "is of another version" if behind else OK


def _edition() -> str:
    try:
        Home(settings.HOME).current()
    except (EditionProblem, OSError):
        return "cannot be read"
    return OK


def _worker() -> str:
    return OK if alive(settings.HOME) else "none lives"
