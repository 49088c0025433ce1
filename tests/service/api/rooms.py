"""One thing of each room that addresses of the API name: an action, a published paper, a meeting, a closed round."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from sufficiency.documents.document import Document, Figure, Paragraph, Section
from sufficiency.editions import Edition
from sufficiency.service.access.models import Person
from sufficiency.service.committee.models import Paper, Published, PublishedFigure
from sufficiency.service.committee.states import State
from sufficiency.service.governance.models import Board, Meeting
from sufficiency.service.strategy.models import Action, Strategy
from sufficiency.service.voice.models import Comment, Question, Round, Tally

LAST = date(2025, 3, 31)
WRITTEN = UUID("3f0c0b5e-8a43-4d8e-9a0f-0c5d3a1b2e4f")


def one_of_each(edition: Edition) -> dict[str, Any]:
    """By the name that addresses have for it."""
    return {
        "measure": "cla_number",
        "edition": edition.id,
        "action": an_action().pk,
        "written": str(a_published_paper(edition).paper_id),
        "meeting": a_meeting().pk,
        "round": a_closed_round().pk,
    }


def an_action(**more) -> Action:
    strategy, _new = Strategy.objects.get_or_create(
        title="A strategy", authority="X99", starts=date(2020, 4, 1), ends=date(2060, 3, 31)
    )
    told = {"number": "1.1", "place": 1, "key_area": "Homes", "focus": "More homes near to home"}
    return Action.objects.create(strategy=strategy, **told | more)


def a_figure(of: Edition, words: str = "1,000", value: float | None = 1000.0, **more) -> Figure:
    told = {"measure": "cla_number", "edition": of.id, "day": LAST, "block": "words-1"}
    return Figure(words=words, value=value, **told | more)


def a_document(edition: Edition, public: bool, *figures: Figure) -> Document:
    said = Paragraph("For everybody." if public else "For those inside.", "words-1")
    return Document(
        template="self-evaluation",
        title="How well do we know our children?",
        authority="Fairmere",
        as_at=LAST,
        edition=edition.id,
        public=public,
        front=(),
        sections=(Section("summary", "Summary", "1", 1, (said,)),),
        figures=figures,
    )


def a_published_paper(
    edition: Edition, local: tuple[Figure, ...] = (), public: tuple[Figure, ...] = (), **more
) -> Published:
    """A paper published with these figures for those inside, and these for everybody."""
    by, _new = Person.objects.get_or_create(username="somebody-who-publishes")
    told = {
        "id": WRITTEN, "authority": "X99", "template": "self-evaluation", "state": State.PUBLISHED, "as_at": LAST,
        "title": "How well do we know our children?", "lead_officer": "Director", "author": by,
    }  # fmt: skip
    paper = Paper.objects.create(**told | more)
    texts = [
        a_document(edition, hides, *figures).to_json() for hides, figures in ((False, local), (True, public))
    ]
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    made = Published.objects.create(
        paper=paper, version=1, edition=edition.id, by=by, local=texts[0], public=texts[1],
        local_sha256=digests[0], public_sha256=digests[1],
    )  # fmt: skip
    for measure in sorted({one.measure for one in local}):
        PublishedFigure.objects.create(published=made, measure=measure)
    return made


def a_meeting(day: date = LAST, **more) -> Meeting:
    told = {"name": "Committee", "kind": "committee", "purpose": "Watches over homes", "cadence": "monthly"}
    board, _new = Board.objects.get_or_create(**told | more)
    return Meeting.objects.create(board=board, day=day)


def a_closed_round(title: str = "Spring survey", closed: date | None = LAST) -> Round:
    """To the first statement seven answered, to the second five; one comment may be read, one not yet."""
    told = {"kind": "survey", "whom": "children aged 8 and over", "opens": date(2025, 3, 1), "closes": LAST}
    made = Round.objects.create(authority="X99", title=title, closed=closed, **told)
    for number, sums in ((1, (4, 2, 1)), (2, (3, 1, 1))):
        question = Question.objects.create(round=made, number=number, words=f"Statement {number}")
        for says, given in zip(Tally.Says, sums, strict=True):
            Tally.objects.create(question=question, says=says, number=given)
    made.links.bulk_create(
        made.links.model(round=made, digest=f"digest {made.pk}-{number}", used=True) for number in range(7)
    )
    shown = {"state": Comment.State.SHOWN, "shown_as": "I like my room."}
    Comment.objects.create(round=made, words="I like my room, says Sam.", **shown)
    Comment.objects.create(round=made, words="Nobody has read this.")
    return made
