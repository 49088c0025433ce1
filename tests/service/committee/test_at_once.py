"""People at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sufficiency.service.access.roles import Role
from sufficiency.service.committee import actions, release
from sufficiency.service.committee.checklist import ITEMS
from sufficiency.service.committee.models import Published
from sufficiency.service.committee.refused import Refused
from tests.service.committee.test_papers import with_words


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
