"""Papers, read: those being written, those published, and where a measure was published."""

import re

from django.db.models import Q, QuerySet
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_see_drafts, may
from sufficiency.service.committee.models import Paper, Published, PublishedFigure
from sufficiency.service.committee.states import State
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.governance.queries import papers_due

MOST_WORDS = 10  # of a search
YEAR = re.compile(r"[12]\d{3}", re.ASCII)


def papers_of(authority: str) -> QuerySet[Paper]:
    return Paper.objects.filter(authority__in={authority, ""})


def being_written(authority: str) -> list[Paper]:
    """Papers that are not published, the latest begun first."""
    return list(papers_of(authority).exclude(state=State.PUBLISHED))


def published(authority: str, words: str = "") -> list[Published]:
    """What was published, the latest first; with all the words in their title, lead officer or the year of their
    figures, where any are given."""
    found = Published.objects.filter(paper__authority__in={authority, ""})
    for word in words.split()[:MOST_WORDS]:
        told = Q(paper__title__icontains=word) | Q(paper__lead_officer__icontains=word)
        if YEAR.fullmatch(word):
            told |= Q(paper__as_at__year=int(word))
        found = found.filter(told)
    return list(found.select_related("paper").defer("local", "public"))


def papers_named(text: str, authority: str, by: Person) -> list[Paper]:
    """Papers with all the words in their title, the latest begun first: those published, and for people who see
    drafts the others too. One query."""
    found = papers_of(authority)
    if not may(by, check_can_see_drafts):
        found = found.filter(state=State.PUBLISHED)
    for word in text.split()[:MOST_WORDS]:
        found = found.filter(title__icontains=word)
    return list(found)


def meetings_of(papers: list[Paper] | list[Published]) -> dict[object, DuePaper]:
    """The meeting that waits, or waited, for each paper, by the paper's id; one query for all."""
    ids = [one.paper_id if isinstance(one, Published) else one.pk for one in papers]
    found = DuePaper.objects.filter(written__in=ids).select_related("meeting__board")
    return {one.written: one for one in found}


def due_and_not_begun(by: Person) -> list[DuePaper]:
    """Papers that meetings wait for and nobody writes yet, first despatch first."""
    return [one for one in papers_due(timezone.localdate(), by=by) if one.written is None]


def published_with(measure: str, authority: str) -> list[Published]:
    """The published papers that say a measure's figures, the latest first; one query."""
    rows = (
        PublishedFigure.objects.filter(measure=measure, published__paper__authority__in={authority, ""})
        .select_related("published__paper")
        .defer("published__local", "published__public")
        .order_by("-published__at")
    )
    return [one.published for one in rows]
