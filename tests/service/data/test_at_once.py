"""Two people who choose an edition at the same moment, each with a connection of their own."""

import pytest

from sufficiency.service.access.roles import Role
from sufficiency.service.data.actions import choose_edition
from sufficiency.service.data.models import Choice
from tests.editions.examples import make_edition
from tests.service.at_once import before_the_audit


@pytest.mark.django_db(transaction=True)
def test_of_two_editions_chosen_at_once_the_later_tells_that_it_took_the_other_s_place(fresh_home, person):
    first, second, third = (make_edition(fresh_home).id for _ in range(3))
    analyst = person(Role.PERFORMANCE_ANALYST)
    before_the_audit(*[lambda one=one: choose_edition(edition_id=one, by=analyst) for one in (first, second)])
    earlier, later = Choice.objects.order_by("pk")
    assert {earlier.edition, later.edition} == {first, second}
    assert (earlier.before, later.before) == (third, earlier.edition)
    assert fresh_home.current().id == later.edition
