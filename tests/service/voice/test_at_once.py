"""People at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from sufficiency.service.voice import actions
from tests.service.voice.test_asking import sums


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_by_one_link_at_once_one_is_counted(asking, asker):
    [key] = actions.make_links(round=asking, number=1, by=asker)
    together = Barrier(2)

    def send(says: str) -> bool:
        together.wait()
        try:
            actions.answer(key=key, says={1: says}, comment="", on=timezone.localdate())
        except actions.NotOpen:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, ["yes", "no"])) == [False, True]
    assert sum(sums(asking)[1]) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_answer_at_once_none_is_lost(asking, asker):
    keys = actions.make_links(round=asking, number=8, by=asker)
    together = Barrier(8)

    def send(key: str) -> None:
        together.wait()
        try:
            actions.answer(key=key, says={1: "yes", 2: "no", 4: "yes"}, comment="", on=timezone.localdate())
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, keys))
    assert sums(asking) == {1: (8, 0, 0), 2: (0, 0, 8), 4: (8, 0, 0)}
