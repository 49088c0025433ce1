"""Reading the audit: who looked at a child, what a person did, what was done on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from sufficiency.service.access.models import Person
from sufficiency.service.audit.models import Line, What
from sufficiency.service.data.asked import home
from sufficiency.service.records import addresses
from sufficiency.service.records.models import kept_id

# What shows a child's record or a part of it to somebody.
SEEING = (What.LOOKED, What.EXPORTED, What.SEALED_OPENED, What.GLASS_BROKEN, What.ADDRESS_OPENED)


def lines_of_child(child: str) -> QuerySet[Line]:
    """All that was done about a child, latest first."""
    return Line.objects.filter(child=kept_id(child))


def looks_at(child: str) -> QuerySet[Line]:
    """Who saw this child's record or took a part of it away, latest first."""
    return lines_of_child(child).filter(what__in=SEEING)


def child_of(token: str) -> str | None:
    """The child whose token it is, as the audit keeps the id: of the edition in use, else of any line.

    The audit outlives the record: who looked at a child can be told when the record is deleted.
    """
    edition = home().current()
    child = addresses.child_of(token, edition) if edition else None
    if child is not None:
        return child
    known = Line.objects.exclude(child="").order_by("child").values_list("child", flat=True).distinct()
    return next((one for one in known.iterator() if addresses.child_token(one) == token), None)


def lines_of_person(person: Person) -> QuerySet[Line]:
    """All that a person did, and that was done to the person's account, latest first."""
    return Line.objects.filter(Q(person=person) | Q(about=person))


def narrowed(
    lines: QuerySet[Line], *, what: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Line]:
    """The lines of one kind, and of the days from ``since`` to ``until``, both included."""
    if what:
        lines = lines.filter(what=what)
    if since:
        lines = lines.filter(at__date__gte=since)
    if until:
        lines = lines.filter(at__date__lte=until)
    return lines
