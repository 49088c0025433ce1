"""Children of the made-up authority as one person sees them: own, another's, sealed."""

from datetime import date

from sufficiency.service.records.models import Caseload, Part
from sufficiency.service.records.sealed import adopted_children

REASON = {"reason": "The police found the child and ask who may collect them tonight"}


def children_of(edition) -> list[str]:
    """Children looked after on the last day whose record is not sealed, in order."""
    rows = edition.table("history/positions", ["child", "as_at"]).to_pylist()
    newest = max(row["as_at"] for row in rows)
    return sorted({row["child"] for row in rows if row["as_at"] == newest} - adopted_children())


def own_and_other(edition, person) -> tuple[str, str]:
    """A child on the person's caseload since the beginning of last year, and one that is not."""
    own, other = children_of(edition)[:2]
    Caseload.objects.create(person=person, child=own, part=Part.SOCIAL_WORKER, since=date(2025, 1, 1))
    return own, other


def a_sealed_child(edition) -> str:
    return min(adopted_children() & set(edition.table("history/children", ["child"])["child"].to_pylist()))
