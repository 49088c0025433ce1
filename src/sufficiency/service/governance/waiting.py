"""What waits for one person from the meetings: their own papers and actions, and for those who keep meetings all."""

from datetime import date

from django.urls import reverse

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_keep_meetings, may
from sufficiency.service.governance import queries, wording
from sufficiency.service.governance.models import ActionArising, DuePaper

MOST_OWN = 3


def waiting_for(person: Person, today: date) -> list[tuple[str, str]]:
    """Sentences for the person's first page, each with the page it leads to. Two queries however much there is."""
    papers = queries.papers_due(today, today + queries.DUE_SOON, by=person)
    overdue = queries.actions_due_by(today, by=person)
    own = [one for one in papers if one.person_id == person.pk]
    told = [(_own_paper(one, today), reverse("governance:paper", args=[one.pk])) for one in own[:MOST_OWN]]
    if not may(person, check_can_keep_meetings):
        overdue = [one for one in overdue if one.person_id == person.pk]
        return told + in_words([], overdue)
    return told + in_words(papers, overdue)


def in_words(papers: list[DuePaper], overdue: list[ActionArising]) -> list[tuple[str, str]]:
    """ "3 papers due in the next 30 days", "2 actions arising overdue"; each with its page."""
    told = []
    if papers:
        said = wording.several(len(papers), "paper")
        told.append((f"{said} due in the next 30 days", reverse("governance:forward_plan")))
    if overdue:
        said = wording.several(len(overdue), "action")
        told.append((f"{said} arising overdue", reverse("governance:actions")))
    return told


def _own_paper(paper: DuePaper, today: date) -> str:
    return f"Your paper “{paper.title}”: {wording.late_or_not(paper, today)}"
