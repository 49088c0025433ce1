"""Published papers as publications of figures: what each gave to everybody, read from the paper as it was frozen."""

from collections.abc import Hashable

from django.db.models import Count, Max, QuerySet

from sufficiency.documents.document import Document, Figure
from sufficiency.measures import MEASURES
from sufficiency.measures.earlier import Key, Numbers, Publication
from sufficiency.service.committee.models import Published


def newest(authority: str) -> Hashable:
    """What tells the published papers of an authority apart from those there were before; one query."""
    found = _published(authority).aggregate(number=Count("pk"), last=Max("pk"), at=Max("at"))
    return tuple(found.values())


def publications_of(authority: str) -> list[Publication]:
    """The public versions of the authority's papers, in the order they came out."""
    held = _published(authority).select_related("paper").defer("local").order_by("at", "pk")
    return [_publication(one) for one in held]


def _published(authority: str) -> QuerySet[Published]:
    return Published.objects.filter(paper__authority__in={authority, ""})


def _publication(one: Published) -> Publication:
    document = Document.from_json(one.public)
    held = frozenset(_key(figure) for figure in document.figures if figure.as_published)
    return Publication(str(one), _figures(document), held)


def _key(figure: Figure) -> Key:
    return figure.measure, figure.day, figure.breakdown, figure.group


def _figures(document: Document) -> dict[Key, Numbers | None]:
    """The counted figures that a paper gives or hides; a recorded value is nobody's count of ours."""
    found: dict[Key, Numbers | None] = {}
    for one in document.figures:
        numbers = (one.numerator, one.denominator, one.value)
        told = one.hidden or numbers != (None, None, None)  # of what was not loaded nothing was told
        if told and one.source == "counted" and one.measure in MEASURES:
            found[_key(one)] = None if one.hidden else numbers
    return found
