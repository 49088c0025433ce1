"""What the audit says, for tests of all rooms."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import DatabaseError
from django.db.models import Model, QuerySet

from sufficiency.service.audit import chain
from sufficiency.service.audit.models import Line
from sufficiency.service.audit.queries import SEEING


def seen() -> QuerySet[Line]:
    """The lines that tell of somebody seeing a child's record."""
    return Line.objects.filter(what__in=SEEING)


def changes_of(model: type[Model] | Model) -> list[Line]:
    """The lines that tell of changes to a table, or to one of its rows, first change first."""
    wanted = {"table": model._meta.label_lower}
    if isinstance(model, Model):
        wanted["id"] = model.pk
    return [line for line in Line.objects.order_by("number") if wanted.items() <= line.told.items()]


@contextmanager
def the_audit_is_full() -> Iterator[None]:
    """Within, no line can be written."""
    with patch.object(chain, "append", side_effect=DatabaseError("the audit is full")):
        yield
