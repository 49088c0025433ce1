"""People at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sufficiency.service.access.roles import Role
from sufficiency.service.committee import actions, release
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.models import Comment, Paper, Published
from sufficiency.service.committee.refused import Refused
from sufficiency.service.governance import actions as meetings
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.governance.states import PaperState
from tests.service.at_once import before_the_audit, meanwhile
from tests.service.committee.test_papers import outline_of, with_words
from tests.service.governance.conftest import a_board, a_meeting


def both(first, second) -> list[bool]:
    """Whether each of two, done at once, was done."""
    together = Barrier(2)

    def do(what) -> bool:
        together.wait()
        try:
            what()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(do, [first, second]))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_does(cleared, director, person):
    other = person(Role.DIRECTOR, username="other")
    for somebody in (director, other):
        for item in ITEMS:
            release.check(paper=cleared, item=item.name, by=somebody)
    done = both(
        lambda: release.publish(paper=cleared, by=director), lambda: release.publish(paper=cleared, by=other)
    )
    assert done == [False, True] and Published.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told_of_the_other(paper, author, director):
    done = both(
        lambda: actions.change_outline(paper=paper, outline=with_words(paper, "Mine."), after=1, by=author),
        lambda: actions.change_outline(
            paper=paper, outline=with_words(paper, "No, mine."), after=1, by=director
        ),
    )
    assert done == [False, True] and paper.versions.count() == 2


@pytest.fixture
def looked_through(cleared, director):
    for item in ITEMS:
        release.check(paper=cleared, item=item.name, by=director)
    return cleared


@pytest.mark.django_db(transaction=True)
def test_nothing_is_said_or_asked_about_a_paper_that_is_being_published(looked_through, director, author):
    section = outline_of(looked_through).sections[0].key
    stale = [Paper.objects.get(pk=looked_through.pk) for _ in range(2)]

    def late():
        came_to = []
        for do in (
            lambda: actions.say(paper=stale[0], section=section, words="Too long.", by=author),
            lambda: actions.ask(paper=stale[1], who="other", name="Schools forum", by=author),
        ):
            with pytest.raises(Refused) as refused:
                do()
            came_to.append(str(refused.value))
        return came_to

    said = meanwhile(lambda: release.publish(paper=looked_through, by=director), late)
    assert said == [
        "The paper is published: nothing of it changes any more.",
        "The paper is published: nobody can be asked about it any more.",
    ]
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_remark_that_is_being_made_keeps_the_paper_from_being_published(looked_through, director, author):
    section = outline_of(looked_through).sections[0].key
    late = meanwhile(
        lambda: actions.say(paper=looked_through, section=section, words="Too long.", by=author),
        lambda: release.publish(paper=looked_through, by=director),
    )
    assert isinstance(late, Refused) and "not settled yet" in str(late)
    assert not Published.objects.exists()


@pytest.fixture
def due(transactional_db) -> DuePaper:
    meeting = a_meeting(a_board(), 60)
    told = {"title": "Self-evaluation", "kind": "self-evaluation", "name": "Lead officer"}
    return meetings.keep_paper(meeting=meeting, fields=told, by=None)


@pytest.mark.django_db(transaction=True)
def test_a_paper_begun_while_its_meeting_is_being_changed_waits_and_is_not_waited_for(due, begun):
    moved, made = before_the_audit(
        lambda: meetings.change_meeting(meeting=due.meeting, day=due.meeting.day, place="Town hall", by=None),
        lambda: begun(due=due),
    )
    due.refresh_from_db()
    assert moved.place == "Town hall" and due.written == made.pk and due.state == PaperState.DRAFTING


@pytest.mark.django_db(transaction=True)
def test_a_paper_is_not_begun_for_what_is_being_taken_off_the_plan(due, begun):
    late = meanwhile(
        lambda: meetings.set_paper_state(paper=due, state=PaperState.WITHDRAWN, reason="Not needed", by=None),
        lambda: begun(due=DuePaper.objects.select_related("meeting__board").get(pk=due.pk)),
    )
    assert isinstance(late, Refused) and "does not wait for that paper any more" in str(late)
    assert not Paper.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_one_answer_down_the_second_is_told(paper, author, director):
    asked = actions.ask(paper=paper, who="legal", name="Head of legal services", by=author)

    def answer(words: str, by):
        return lambda: actions.answer(consultation=asked, words=words, included=True, seen="", by=by)

    late = meanwhile(answer("Nothing to add.", director), answer("It needs a vote.", author))
    assert isinstance(late, Refused) and f"{director} wrote an answer down after you opened" in str(late)
    asked.refresh_from_db()
    assert asked.answer == "Nothing to add."
