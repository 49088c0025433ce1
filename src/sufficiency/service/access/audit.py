"""Who looked and who changed.

Changes to people and roles are followed by django-auditlog, in the transaction of the change. Looks at a
child's record are written here by the page that shows the child, **before** it is shown: a page that cannot
record the look is not shown (it fails closed). This is the one case in which a GET writes.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from auditlog.registry import auditlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sufficiency.service.access.models import HeldRole, Look, Person

LONGEST_ID = Look._meta.get_field("child").max_length


def record_look(person: Person, children: str | Iterable[str], page: str, at: datetime | None = None) -> None:
    """Record that ``person`` is shown the record of each of ``children`` (one id, or those listed on the page).

    ``page`` says where in words ("child's page", "children behind adoptions at 31 March 2025"), at most 200
    characters are kept. Raises whatever the database raises: the caller must not show the page then.
    """
    ids = [_key(child) for child in ([children] if isinstance(children, str) else dict.fromkeys(children))]
    moment = at or timezone.now()
    with transaction.atomic():
        Look.objects.bulk_create(
            (Look(person=person, child=child, page=page[:200], at=moment) for child in ids), batch_size=500
        )


def looks_at(child: str) -> QuerySet[Look]:
    """Who looked at this child's record, latest first."""
    return Look.objects.filter(child=_key(child)).select_related("person")


def _key(child: str) -> str:
    """The child's id as it is kept. A return may hold any text; one too long for the column keeps its beginning and
    a hash of the whole, so that two such ids stay apart."""
    plain = child.replace("\x00", "\ufffd")
    if len(plain) <= LONGEST_ID and plain == child:
        return child
    return f"{plain[: LONGEST_ID - 17]} {hashlib.sha256(child.encode('utf-8', 'replace')).hexdigest()[:16]}"


def follow_changes() -> None:
    """Have every change to people and roles written to the audit; passwords as 'changed' only."""
    auditlog.register(Person, mask_fields=["password"], exclude_fields=["last_login"])
    auditlog.register(HeldRole)
