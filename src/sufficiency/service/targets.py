"""An authority's targets, read by the command line: those that people set on the pages of the installation."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sufficiency.measures import Measure
from sufficiency.measures.targets import Target
from sufficiency.service.start import set_up


def targets_kept(home: str | Path, authority: str | None) -> Callable[[Measure, date], Target | None]:
    """What a measure aims at on a day. None of any where the pages were never served: reading changes nothing, so the
    database is neither made nor brought up to date here. Raises CannotStart."""
    set_up(home)
    from sufficiency.service.position.targets import Targets

    kept = Targets(authority) if _has_targets() else None

    def target_of(measure: Measure, day: date) -> Target | None:
        aim = kept.aim(measure.id, day) if kept else None
        return aim.target if aim else None

    return target_of


def _has_targets() -> bool:
    from django.db import connection

    from sufficiency.service.position.models import Target as Kept

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return False  # asking it would make an empty one
    return Kept._meta.db_table in connection.introspection.table_names()
