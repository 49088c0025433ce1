"""Papers for the made-up authority, written by its made-up people: one that is published, one in consultation, one that
is drafted, so that its pages show what becomes of a paper."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from sufficiency.editions import EditionProblem, Home
from sufficiency.service.access.models import Person
from sufficiency.service.committee import actions, release, sources
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.models import Paper
from sufficiency.service.committee.states import State
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.governance.states import PaperState
from sufficiency.vocabulary.authorities import FAIRMERE

AUTHOR, DIRECTOR = "commissioner", "director"


def keep_made_up_papers(home: Path) -> int:
    """Give the made-up authority its papers where its return is in use, its people are there and it has none; how many
    were made."""
    try:
        edition = Home(home).current()
    except EditionProblem:
        return 0  # the data page tells of it
    if edition is None or edition.manifest.authority != FAIRMERE.code:
        return 0
    people = {one.username: one for one in Person.objects.filter(made_up=True, is_active=True)}
    if not {AUTHOR, DIRECTOR} <= set(people):
        return 0
    return give_made_up_papers(max(edition.manifest.years), people[AUTHOR], people[DIRECTOR])


@transaction.atomic
def give_made_up_papers(last_year: int, author: Person, director: Person) -> int:
    """The three papers; none where there is one already."""
    if Paper.objects.filter(authority=FAIRMERE.code).exists():
        return 0
    year_end = date(last_year, 3, 31)
    before = date(last_year - 1, 3, 31)
    told = _begin("self-evaluation", f"What we know of ourselves, {before.year}", before, author)
    for state in (State.DIRECTOR, State.CONSULTATION, State.CLEARED):
        if state is State.CLEARED:
            _consult(told, author, director)
        by = author if state is State.DIRECTOR else director
        actions.move_paper(paper=told, to=state, by=by)
    for item in ITEMS:
        release.check(paper=told, item=item.name, by=director)
    release.publish(paper=told, by=director)

    title = f"Progress on our challenges, {year_end:%B %Y}"
    report = _begin("progress-report", title, year_end, author, _waits("progress-report"))
    actions.move_paper(paper=report, to=State.DIRECTOR, by=author)
    actions.move_paper(paper=report, to=State.CONSULTATION, by=director)
    actions.ask(paper=report, who="legal", name="Head of legal services", by=author)
    title = f"Sufficiency update, {year_end:%B %Y}"
    _begin("sufficiency-update", title, year_end, author, _waits("sufficiency-update"))
    return 3


def _waits(template: str) -> DuePaper | None:
    """The next paper of the kind that a meeting waits for and nobody began."""
    open_ = DuePaper.objects.filter(kind=template, written=None, state=PaperState.PLANNED)
    return open_.filter(meeting__day__gt=timezone.localdate()).order_by("meeting__day", "pk").first()


def _begin(template: str, title: str, as_at: date, author: Person, due: DuePaper | None = None) -> Paper:
    return actions.begin_paper(
        authority=FAIRMERE.code,
        council=sources.council_of(FAIRMERE.code),
        template=template,
        title=title,
        lead_officer="Director of children's services",
        as_at=as_at,
        due=due,
        by=author,
    )


def _consult(paper: Paper, author: Person, director: Person) -> None:
    told = {
        "finance": "The cost of the actions is within the budget agreed in February.",
        "legal": "Nothing to add.",
    }
    for who, words in told.items():
        asked = actions.ask(paper=paper, who=who, name=f"Head of {who}", by=author)
        actions.answer(consultation=asked, words=words, included=who == "finance", by=director)
