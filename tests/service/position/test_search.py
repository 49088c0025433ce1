"""Searching for a measure or a child."""

import pytest

from sufficiency.service.access.roles import Role
from sufficiency.service.data.opened import opened
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.sealed import sealed_children
from tests.service.reading import text_of


def test_words_of_a_measure_find_it(signed_in, made_up):
    page = text_of(signed_in(Role.COMMISSIONER).get("/search?q=same+HOME"))
    assert "Found for “same HOME”" in page
    assert "Children in the same home for two years" in page


def test_the_id_of_a_measure_opens_it(signed_in, made_up):
    answer = signed_in(Role.COMMISSIONER).get("/search?q=cla_number")
    assert answer.headers["Location"] == "/measures/cla_number"


def test_the_whole_id_of_a_child_opens_the_record_and_its_beginning_lists_children(signed_in, made_up):
    child = min(opened(made_up).children - sealed_children())
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.post("/search", {"q": f" {child} "})
    assert answer.headers["Location"] == child_address(child) and child not in child_address(child)
    assert f"Child {child}" in text_of(client.post("/search", {"q": child[:-1]}))


def test_an_id_in_the_address_finds_no_child(signed_in, made_up):
    child = min(opened(made_up).children - sealed_children())
    page = text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/search", {"q": child}))
    assert "Nothing found" in page


def test_who_may_not_see_children_cannot_learn_which_there_are(signed_in, made_up):
    child = min(opened(made_up).children)
    client = signed_in(Role.COMMISSIONER)
    there, not_there = (text_of(client.post("/search", {"q": one})) for one in (child, "nobody"))
    assert there.replace(child, "X") == not_there.replace("nobody", "X")
    assert "Nothing found" in there


@pytest.mark.parametrize(
    "typed", ["", "   ", "<script>alert(1)</script>", "' OR 1=1 --", "\x00", "%", "x" * 5000]
)
def test_anything_may_be_typed(signed_in, made_up, typed):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for answer in (client.get("/search", {"q": typed}), client.post("/search", {"q": typed})):
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_before_the_first_load_only_measures_are_found(signed_in, fresh_home):
    assert "Nothing found" in text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/search?q=123456"))
