"""The audit kept from the machine itself, by whoever owns the installation: for the commands of `sufficiency audit`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.service.audit.heads import Noted
from sufficiency.service.start import CannotStart, prepare

if TYPE_CHECKING:
    from sufficiency.service.audit.models import Line


def verify(home: str | Path, expect: str = "") -> Noted:
    """The head of a whole chain. Raises Tampered, or CannotStart for a note that is none."""
    try:
        noted = Noted.read(expect) if expect else None
    except ValueError as cause:
        raise CannotStart(str(cause)) from cause
    prepare(home)
    from sufficiency.service.audit import verifying

    return verifying.verify(noted)


def head(home: str | Path) -> Noted:
    """The head as it is now."""
    prepare(home)
    from sufficiency.service.audit import verifying

    return verifying.head()


def guard(home: str | Path) -> None:
    """Have the database refuse again to change the audit."""
    prepare(home)
    from sufficiency.service.audit.triggers import put_in_place

    put_in_place()


def lines(home: str | Path, *, child: str = "", person: str = "") -> Iterator["Line"]:
    """What was done about a child, or by and to a person, first line first. That somebody asked is a line itself.

    Raises CannotStart for a username nobody has, or whatever the audit raises.
    """
    prepare(home)
    from sufficiency.service.access.models import Person
    from sufficiency.service.audit import queries
    from sufficiency.service.audit.actions import record
    from sufficiency.service.audit.models import What

    page = "sufficiency audit show"
    if child:
        record(by=None, what=What.LOOKED, child=child, page=page)
        found = queries.lines_of_child(child)
    else:
        whose = Person.objects.filter(username__iexact=person).first()
        if whose is None:
            raise CannotStart(
                f"Nobody has the username '{person}'. `sufficiency people list` tells them all."
            )
        record(by=None, what=What.LOOKED, person=whose, page=page)
        found = queries.lines_of_person(whose)
    return found.order_by("number").iterator(2000)
