"""Finding a measure by its words, or a child by the id in the return."""

from dataclasses import dataclass

from django.urls import reverse

from sufficiency.measures import MEASURES, Measure
from sufficiency.service.access.rules import check_can_see_children, may
from sufficiency.service.data.children import ids_like
from sufficiency.service.records.addresses import child_address

MOST_CHILDREN = 20


@dataclass(frozen=True)
class Found:
    """``only`` is the address to go to where the search names one thing exactly."""

    measures: list[Measure]
    children: list[tuple[str, str]]
    more_children: bool
    only: str = ""


def search_for(person: object, text: str) -> Found:
    """Measures with all the words in their id, title, question or theme; children whose id begins with the text.

    For people who may not see children nothing is looked up among them, so that nothing can be learned.
    """
    if not text:
        return Found([], [], False)
    children = ids_like(text, MOST_CHILDREN + 1) if may(person, check_can_see_children) else []
    measures = [] if text in children else _measures(text)
    if text in MEASURES:
        return Found(measures, [], False, reverse("position:measure", args=[text]))
    if text in children:
        return Found([], [], False, child_address(text))
    listed = [(child, child_address(child)) for child in children[:MOST_CHILDREN]]
    return Found(measures, listed, len(children) > MOST_CHILDREN)


def _measures(text: str) -> list[Measure]:
    words = text.casefold().split()
    return [measure for measure in MEASURES.values() if all(word in _words_of(measure) for word in words)]


def _words_of(measure: Measure) -> str:
    return f"{measure.id} {measure.title} {measure.question} {measure.theme}".casefold()
