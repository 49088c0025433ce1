"""The children who move an average: the sentence on its page, and the list for those who may see children."""

import re
from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.service.access.roles import Role
from sufficiency.service.audit.models import Line, What
from sufficiency.service.data.asked import figures_for
from sufficiency.service.data.opened import Opened, opened
from sufficiency.service.position.moving import in_a_sentence, moving_list, outliers_of
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.need_to_know import SEALED, Sight
from tests.service.lines import the_audit_is_full
from tests.service.reading import text_of

A1, LAST = MEASURES["a1_days_3yr"], date(2025, 3, 31)
ADDRESS = "/measures/a1_days_3yr/children-who-move-it"


@pytest.fixture
def two_long_waits(monkeypatch, made_up):
    """An average over fourteen children of whom two waited more than a thousand days; none of them sealed."""
    children = sorted(opened(made_up).children)
    days = (0, 35, 60, 85, 92, 120, 140, 190, 230, 290, 320, 382, 1040, 1102)
    with_open_records = [child for child in children if not _adopted(made_up, child)][: len(days)]
    pairs = tuple(zip(with_open_records, map(float, days), strict=True))
    monkeypatch.setattr(Opened, "amounts", lambda self, measure, day: pairs)
    return dict(pairs)


def _adopted(edition, child):
    return child in {pair[0] for pair in opened(edition).amounts("a1_days_3yr", LAST)}


def test_who_may_see_children_is_told_what_it_would_be_without_the_two_longest(signed_in, two_long_waits):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    page = text_of(client.get("/measures/a1_days_3yr"))
    assert "Without the two longest it would be 162 days, over 12 children." in page
    assert "Children who move the average" in page


def test_the_list_names_them_with_what_the_average_is_without_each_and_records_the_look(
    signed_in, two_long_waits
):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.get(ADDRESS)
    page = text_of(answer)
    longest = max(two_long_waits, key=two_long_waits.get)
    assert longest in page and "1,102" in page and "longer" in page
    assert f"/children/{child_token(longest)}" in answer.content.decode()
    looked = Line.objects.filter(person=client.person, what=What.LOOKED, page__startswith="children who move")
    assert longest in {line.child for line in looked}
    rows = re.findall(r"<tbody.*?</tbody>", answer.content.decode(), re.S)[0].count("<tr")
    assert looked.count() == rows


def test_a_social_worker_sees_own_children_alone(signed_in, two_long_waits):
    client = signed_in(Role.SOCIAL_WORKER)
    page = text_of(client.get(ADDRESS))
    assert not any(child in page for child in two_long_waits)
    assert "not shown to you: they are not on your caseload" in page


def test_sealed_records_come_without_particulars(signed_in, made_up, monkeypatch, two_long_waits):
    person = signed_in(Role.PERFORMANCE_ANALYST).person
    figure = figures_for(person, made_up).figure(A1, LAST)
    sight = Sight(person)
    monkeypatch.setattr(Sight, "is_sealed", lambda self, child: True)
    found = moving_list(sight, outliers_of(A1, figure, opened(made_up)), "")
    assert found.children == []
    assert all(row["child"] == SEALED and row["amount"] == "–" for row in found.table.rows)


@pytest.mark.parametrize("role", [Role.ELECTED_MEMBER, Role.COMMISSIONER, Role.FINANCE])
def test_others_are_told_it_to_ten_days_and_see_no_list(signed_in, two_long_waits, role):
    client = signed_in(role)
    page = text_of(client.get("/measures/a1_days_3yr"))
    assert "162" not in page and "Children who move the average" not in page
    figure = figures_for(client.person, client_edition()).figure(A1, LAST)
    told = in_a_sentence(client.person, A1, figure, opened(client_edition()))
    assert told == ("Without the two longest it would be about 160 days." if figure.shown else "")
    assert client.get(ADDRESS).status_code == 403


def client_edition():
    from sufficiency.service.data.asked import home

    return home().current()


def test_of_few_children_others_are_told_nothing(signed_in, made_up, monkeypatch):
    pairs = tuple((f"c{number}", 100.0 * number) for number in range(8))
    monkeypatch.setattr(Opened, "amounts", lambda self, measure, day: pairs)
    person = signed_in(Role.COMMISSIONER).person
    figure = figures_for(person, made_up).figure(A1, LAST)
    assert in_a_sentence(person, A1, figure, opened(made_up)) == ""


def test_what_is_no_average_has_no_such_children(signed_in, made_up):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    assert "This is no average of days" in text_of(client.get("/measures/cla_number/children-who-move-it"))
    assert "Without the two longest" not in text_of(client.get("/measures/cla_number"))


def test_the_list_is_not_shown_where_the_look_cannot_be_recorded(signed_in, two_long_waits):
    client = signed_in(Role.DIRECTOR)
    client.raise_request_exception = False
    with the_audit_is_full():
        answer = client.get(ADDRESS)
    assert answer.status_code == 500
    assert not any(child in answer.content.decode() for child in two_long_waits)
