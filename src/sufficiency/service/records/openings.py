"""Records opened with a reason, for those who answer for them; and the one answer with where a child's homes are."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.data.asked import home
from sufficiency.service.data.opened import opened
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.meanings import with_code
from sufficiency.service.records.models import Opening
from sufficiency.service.records.need_to_know import SEALED, Sight
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words

LATELY = 100
WAITS = Q(kind=Opening.Kind.GLASS, answered_at__isnull=True)


def waiting() -> list[Opening]:
    """Broken glasses nobody has answered for, oldest first."""
    return list(Opening.objects.filter(WAITS).select_related("person").order_by("at"))


def number_waiting_for(person: Person) -> int:
    """How many broken glasses wait for this person's answer: not their own."""
    return Opening.objects.filter(WAITS).exclude(person=person).count()


def lately() -> list[Opening]:
    """The last openings that wait for nothing, newest first."""
    return list(Opening.objects.exclude(WAITS).select_related("person", "answered_by")[:LATELY])


def moment(at: Any) -> str:
    """ "5 April 2025, 14:05"."""
    local = timezone.localtime(at)
    return f"{in_words(local)}, {local:%H:%M}"


def as_table(found: list[Opening], caption: str) -> ui.Table:
    """Who opened what when and why; the child is named on the opening's own page only."""
    rows = [
        {
            "at": ui.Cell(moment(one.at), href=reverse("records:opening", args=[one.pk])),
            "who": one.person.name,
            "kind": one.get_kind_display(),
            "reason": one.reason,
            "answer": _answer(one),
        }
        for one in found
    ]
    columns = [
        ui.Column("at", "When", one_line=True),
        ui.Column("who", "Who"),
        ui.Column("kind", "What"),
        ui.Column("reason", "Why"),
        ui.Column("answer", "Was it right?"),
    ]
    return ui.Table(caption, columns, rows, caption_hidden=True, empty="There is none.")


def _answer(opening: Opening) -> str:
    if opening.kind == Opening.Kind.SEALED:
        return "needs no answer"
    if opening.was_right is None:
        return "not answered yet"
    return f"{'Yes' if opening.was_right else 'No'}, {opening.answered_by.name}"


def facts(opening: Opening, sight: Sight) -> ui.SummaryList:
    """Everything about one opening; a sealed record is not named."""
    end = opening.closed_at or opening.until
    rows: list[tuple[str, Any]] = [
        ("Who", opening.person.name),
        ("What", opening.get_kind_display()),
        ("Child", opening.child if sight.lists(opening.child) else SEALED),
        ("Opened", moment(opening.at)),
        ("Open until", moment(end)),
        ("Why", opening.reason),
    ]
    if opening.answered_at:
        rows += [
            ("Was it right?", "Yes" if opening.was_right else "No"),
            ("Answered", f"{moment(opening.answered_at)} by {opening.answered_by.name}"),
            ("What was found", opening.note or "Nothing more was said."),
        ]
    return ui.SummaryList(rows)


def page_of(opening: Opening, sight: Sight) -> str:
    """The address of the child's page, where the edition in use tells of the child and the person may see it."""
    edition = home().current()
    if edition is None or opening.child not in opened(edition).children or not sight.lists(opening.child):
        return ""
    return child_address(opening.child)


def addresses(rows: Iterable[Mapping[str, Any]]) -> ui.Table:
    """Where a child's homes are, episode by episode, latest first."""
    told = [
        {
            "from": in_words(row["decom"]) or "not known",
            "to": in_words(row["dec"]) or "still there",
            "place": with_code("PLACE", row["place"]),
            "pl_post": row["pl_post"],
            "urn": row["urn"],
            "pl_la": row["pl_la"],
            "pl_location": {"IN": "inside the authority", "OUT": "outside the authority"}.get(
                row["pl_location"] or "", row["pl_location"]
            ),
            "home_post": row["home_post"],
        }
        for row in reversed(list(rows))
    ]
    columns = [
        ui.Column("from", "From", one_line=True),
        ui.Column("to", "To", one_line=True),
        ui.Column("place", "Home"),
        ui.Column("pl_post", "Postcode of the home", one_line=True),
        ui.Column("urn", "Ofsted number"),
        ui.Column("pl_la", "Authority"),
        ui.Column("pl_location", "Lies"),
        ui.Column("home_post", "Postcode the child came from", one_line=True),
    ]
    return ui.Table("Where the homes are", columns, told, caption_hidden=True, empty="No episode in the loaded returns.")  # fmt: skip
