"""Finding a measure, an action of the plan or a paper by its words, or a child by the id in the return."""

from dataclasses import dataclass

from django.urls import reverse

from sufficiency.measures import MEASURES
from sufficiency.measures.catalogue import catalogue
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import (
    check_can_break_glass,
    check_can_open_sealed,
    check_can_see_children,
    may,
)
from sufficiency.service.committee.queries import papers_named
from sufficiency.service.committee.states import State
from sufficiency.service.data.children import ids_like
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.strategy.models import Action
from sufficiency.service.strategy.queries import actions_named

MOST_CHILDREN = 20


@dataclass(frozen=True)
class FoundPaper:
    """A paper, and how it stands."""

    title: str
    href: str
    state: str


@dataclass(frozen=True)
class Found:
    """``only`` is the address to go to where the search names one thing exactly; children come with their addresses.

    ``actions`` are those of the strategy in force, ``papers`` those the person may open."""

    measures: list["FoundMeasure"]
    children: list[tuple[str, str]]
    more_children: bool
    only: str = ""
    actions: tuple[Action, ...] = ()
    papers: tuple[FoundPaper, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.measures or self.children or self.actions or self.papers)


@dataclass(frozen=True)
class FoundMeasure:
    """A measure, counted or recorded, with what it asks or is."""

    id: str
    title: str
    question: str


def search_for(person: Person, text: str, among_children: bool) -> Found:
    """Measures with all the words in their id, title, question or theme, those counted first; children whose id begins with the text.

    ``among_children`` is False where the text stands in an address, which no id of a child may. For people who may
    not see children nothing is looked up among them, so that nothing can be learned; others find those whose record
    is open to them, and by the whole id one they could open with a reason.
    """
    if not text:
        return Found([], [], False)
    if text in catalogue():
        return Found(_measures(text), [], False, reverse("position:measure", args=[text]))
    if not among_children or not may(person, check_can_see_children):
        return Found(
            _measures(text), [], False, actions=tuple(actions_named(text)), papers=_papers(person, text)
        )
    sight = Sight(person)
    if ids_like(text, 1, lambda child: child == text and _could_open(sight, child)):
        return Found([], [], False, child_address(text))
    children = ids_like(text, MOST_CHILDREN + 1, sight.lists)
    listed = [(child, child_address(child)) for child in children[:MOST_CHILDREN]]
    more = len(children) > MOST_CHILDREN
    return Found(
        _measures(text), listed, more, actions=tuple(actions_named(text)), papers=_papers(person, text)
    )


def _could_open(sight: Sight, child: str) -> bool:
    """Whether the record is open to the person, or its page would offer to open it."""
    check = check_can_open_sealed if sight.is_sealed(child) else check_can_break_glass
    return sight.sees(child) or may(sight.person, check, child, sight=sight)


def _papers(person: Person, text: str) -> tuple[FoundPaper, ...]:
    """Published papers lead to what was published, others to the paper as it is written."""
    return tuple(
        FoundPaper(
            one.title,
            reverse(
                "committee:published" if one.state == State.PUBLISHED else "committee:paper", args=[one.pk]
            ),
            one.get_state_display().lower(),
        )
        for one in papers_named(text, authority_in_use(), person)
    )


def _measures(text: str) -> list[FoundMeasure]:
    words = text.casefold().split()
    counted = [(FoundMeasure(one.id, one.title, one.question), one.theme) for one in MEASURES.values()]
    recorded = [
        (FoundMeasure(one.id, one.name, one.definition), f"{one.area} {one.sources}")
        for one in catalogue().values()
        if one.is_recorded
    ]
    return [
        measure
        for measure, theme in counted + recorded
        if all(
            word in f"{measure.id} {measure.title} {measure.question} {theme}".casefold() for word in words
        )
    ]
