"""People as the pages list them."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from sufficiency.service.access.models import Person
from sufficiency.service.access.second_factor import FACTORS


def people(*, text: str = "", role: str = "", state: str = "") -> QuerySet[Person]:
    """People by name, each with ``has_second_factor``.

    ``text`` is looked for in name, username and email address; ``state`` is "open", "closed" or nothing.
    """
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    found = Person.objects.annotate(has_second_factor=Exists(factors)).prefetch_related("held_roles")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(email__icontains=text))
    if role:
        found = found.filter(pk__in=Person.objects.filter(held_roles__role=role).values("pk"))
    if state:
        found = found.filter(is_active=state == "open")
    return found
