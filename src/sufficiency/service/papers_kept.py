"""What people keep that papers tell of, read by the command line: the plan, recorded series, and what was published."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sufficiency.documents.plan import Plan
from sufficiency.documents.source import RecordedOf
from sufficiency.editions import Home
from sufficiency.measures.earlier import Publication
from sufficiency.measures.recorded import Number
from sufficiency.service.recorded.kept import is_there, numbers
from sufficiency.service.start import prepare, set_up
from sufficiency.vocabulary.authorities import FAIRMERE


def recorded_kept(home: Home, authority: str | None) -> RecordedOf:
    """The recorded values in force of an authority. None where the pages were never served; the made-up authority has its
    values before that."""

    def recorded(measures: Sequence[str]) -> Sequence[Number]:
        if authority == FAIRMERE.code:
            return numbers(home, list(measures))
        if not is_there(home):
            return []
        set_up(home.path)
        from sufficiency.service.recorded.models import RecordedValue
        from sufficiency.service.recorded.queries import as_number, in_force, values_of

        if not _has(RecordedValue):
            return []
        held = values_of(authority or "").filter(measure__in=list(measures))
        return [as_number(one) for one in in_force(held)]

    return recorded


def plan_kept(home: Home, authority: str | None, on: date, called: str = "") -> Plan | None:
    """The strategy in force on a day with its action plan, what was said of it up to the day. None where none is kept, or
    where the pages were never served: reading makes no database.

    `called`: "challenge" takes a strategy of challenges before one of priorities, where both are in force. The made-up
    authority has its plan before its pages are served. Raises CannotStart.
    """
    if authority is None or not is_there(home):
        return None
    if authority == FAIRMERE.code:
        prepare(home.path, say=lambda sentence: None)
        return _made_up(home, on, called)
    set_up(home.path)
    from sufficiency.service.strategy.models import Strategy

    return _in_force(authority, on, called) if _has(Strategy) else None


def told_kept(home: Home, authority: str | None, on: date) -> Mapping[str, Sequence[str]]:
    """What boards did in the year up to a day, in sentences fit to be published; nothing where the pages were never
    served: reading makes no database. The made-up authority has its boards before. Raises CannotStart."""
    if not is_there(home):
        return {}
    if authority == FAIRMERE.code:
        prepare(home.path, say=lambda sentence: None)
        return _made_up_told(home, on)
    set_up(home.path)
    from sufficiency.service.governance.models import Meeting
    from sufficiency.service.governance.told import told_for_papers

    return told_for_papers(on) if _has(Meeting) else {}


def publications_kept(home: Home, authority: str | None) -> Sequence[Publication]:
    """The papers of an authority that were published on the pages, in the order they came out; none where the pages
    were never served."""
    if not is_there(home):
        return ()
    set_up(home.path)
    from sufficiency.service.committee.models import Published
    from sufficiency.service.committee.publications import publications_of

    return publications_of(authority or "") if _has(Published) else ()


def day_of_the_plan(home: Home, day: date, newest: date) -> date:
    """The day on which a paper looks at the plan: of a paper on the newest figures today, as its readers will; of one that
    looks back, the day of its figures. The made-up authority has a present of its own."""
    if day < newest or not is_there(home):
        return day
    set_up(home.path)
    from sufficiency.service.strategy.queries import day_of_the_plan as present

    return max(present(), day)


def _made_up(home: Home, on: date, called: str) -> Plan | None:
    """As kept, or as it would be kept when its pages are served: then nothing of it stays, since the accounts of its lead
    officers are not there yet."""
    from django.db import transaction

    from sufficiency.service.strategy.made_up import keep_made_up_plan
    from sufficiency.service.voice.made_up import keep_made_up_voices

    with transaction.atomic():
        made = keep_made_up_plan(home.path) + keep_made_up_voices(home.path)
        found = _in_force(FAIRMERE.code, on, called)
        transaction.set_rollback(bool(made))
    return found


def _made_up_told(home: Home, on: date) -> Mapping[str, Sequence[str]]:
    """As kept, or as it would be; see `_made_up`."""
    from django.db import transaction

    from sufficiency.service.governance.made_up import keep_made_up_boards
    from sufficiency.service.governance.told import told_for_papers

    with transaction.atomic():
        made = keep_made_up_boards(home.path)
        told = told_for_papers(on)
        transaction.set_rollback(bool(made))
    return told


def _in_force(authority: str, on: date, called: str) -> Plan | None:
    from sufficiency.service.strategy.queries import plan_for_papers, strategies_of

    if called:
        held = strategies_of(authority).filter(draft=False, starts__lte=on, ends__gte=on)
        chosen = held.filter(priorities_called=called).order_by("-starts").first()
        if chosen is not None:
            return plan_for_papers(authority, on, chosen.pk)
    return plan_for_papers(authority, on)


def _has(model: type) -> bool:
    """Whether the database has the table; asking an absent one would make it."""
    from django.db import connection

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return False
    return model._meta.db_table in connection.introspection.table_names()
