"""The recorded population of an authority, read by the command line."""

from datetime import date
from pathlib import Path

from sufficiency.measures.disproportionality import Population
from sufficiency.service.start import set_up


def population_kept(home: str | Path, authority: str | None, day: date) -> Population | None:
    """The numbers to set a day's care beside, as the pages take them. None where the pages were never served: reading
    changes nothing, so the database is neither made nor brought up to date here. Raises CannotStart."""
    set_up(home)
    if not _has_populations():
        return None
    from sufficiency.service.populations.queries import as_living, population_for

    found = population_for(authority, day)
    return as_living(found) if found else None


def _has_populations() -> bool:
    from django.db import connection

    from sufficiency.service.populations.models import Population as Kept

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return False  # asking it would make an empty one
    return Kept._meta.db_table in connection.introspection.table_names()
