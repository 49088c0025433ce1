"""What one person may see of the children: own children, sealed records, records opened with a reason.

The rules decide (`access.rules.check_can_see_child`); here is what they ask, worked out once for a page, and lists cut
to what the person may see.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sufficiency.measures.disclosure import SMALL
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import SEE_CHILDREN, check_can_see_child, may
from sufficiency.service.records.models import Caseload, Opening, kept_id
from sufficiency.service.records.sealed import sealed_children
from sufficiency.service.ui.words import of_children

SEALED = "Sealed record"


class Sight:
    """Whom a person works for, which records are sealed, and which are open to the person for now.

    Made anew for each page and each piece of work: what it holds is true of that moment.
    """

    def __init__(self, person: Person) -> None:
        self.person = copy(
            person
        )  # `request.user` finds the person anew each time; a list asks a thousand times

    @property
    def of_all_children(self) -> bool:
        """Whether the person's roles open every record that is not sealed."""
        return bool(self.person.roles & SEE_CHILDREN)

    @cached_property
    def sealed(self) -> frozenset[str]:
        return sealed_children()

    @cached_property
    def own(self) -> frozenset[str]:
        """Children on the person's caseload today."""
        today = timezone.localdate()
        links = Caseload.objects.filter(Q(until__isnull=True) | Q(until__gte=today), person=self.person, since__lte=today)  # fmt: skip
        return frozenset(links.values_list("child", flat=True))

    @cached_property
    def openings(self) -> dict[str, Opening]:
        """The records this person has open, by child."""
        found = Opening.objects.filter(person=self.person, closed_at__isnull=True, until__gt=timezone.now())
        return {opening.child: opening for opening in found.order_by("at")}

    def is_sealed(self, child: str) -> bool:
        return kept_id(child) in self.sealed

    def is_own(self, child: str) -> bool:
        return kept_id(child) in self.own

    def opening(self, child: str) -> Opening | None:
        return self.openings.get(kept_id(child))

    def sees(self, child: str) -> bool:
        """Whether the record is open to the person now."""
        return may(self.person, check_can_see_child, child, sight=self)

    def lists(self, child: str) -> bool:
        """Whether a list may name the child to the person: the record is open to them, and it is not a sealed one."""
        return not self.is_sealed(child) and self.sees(child)


@dataclass(frozen=True)
class Shown:
    """A list as one person sees it: the rows, how many stand for sealed records, and how many are not shown."""

    rows: list[Mapping[str, Any]]
    sealed: int
    others: int

    def others_in_words(self, tell_number: bool = True) -> str:
        """A sentence about those not shown; a small number points to children, and is not told."""
        if not self.others:
            return ""
        if self.others <= SMALL or not tell_number:
            return "Other children are counted here too, and not shown to you: they are not on your caseload."
        return (
            f"{of_children(self.others).capitalize()} more are counted here and not shown to you: they are not on "
            "your caseload."
        )


def cut_to(sight: Sight, rows: Iterable[Mapping[str, Any]]) -> Shown:
    """The rows, each with a ``child``, as the person may see them.

    Sealed records come as a number alone, so that neither their order nor what stands in a row tells of them.
    """
    shown, sealed, others = [], 0, 0
    for row in rows:
        if sight.is_sealed(row["child"]):
            if sight.of_all_children or sight.is_own(row["child"]):
                sealed += 1
            else:
                others += 1
        elif sight.sees(row["child"]):
            shown.append(row)
        else:
            others += 1
    return Shown(shown, sealed, others)
