"""Contradictions are found by looking at the data, and each has what was decided of it."""

from decimal import Decimal

import pytest

from tests.papers.contradictions import agree, contradictions, covered, findings, published_otherwise
from tests.papers.page import KINDS, page
from tests.papers.printed import figures


def test_every_finding_has_one_decision_and_every_decision_a_finding():
    decided = list(covered())
    assert sorted(decided) == sorted(findings())


def test_contradictions_written_by_hand_are_about_figures_and_said_in_sentences():
    for one in contradictions():
        assert one.kind in KINDS and (one.covers or one.about or "line" in one.told), one.id
        assert one.told.endswith(".") and one.decided.endswith("."), one.id
        if one.kind == "apart":
            assert len({figure.value for figure in one.about}) > 1, one.id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("44.9", "45", True), ("45.5", "45", False), ("68", "68.0", True), ("26.79", "26.8", True)],
)
def test_two_values_agree_as_far_as_the_coarser_is_printed(one, other, same):
    assert agree(Decimal(one), Decimal(other)) is same


def test_the_contradictions_the_papers_are_known_for_are_among_them():
    found = findings()
    assert {figure.id for figure in found["twice:send17-t31-adopted-2017"]} >= {
        "send17-left-29",
        "send17-adopted-28",
    }
    assert "heading:swk17-t04-orders-3" in found
    assert "threshold:a2_days_3yr:2014" in found and "twice:swk17-t06-limit-5" in found
    assert "parts:send17-cla-up188=change(send17-t15-own-1)" in found


def test_the_department_published_the_share_of_adopted_leavers_that_follows_from_those_who_left():
    told = {figure.id: value for figure, value in published_otherwise()}
    assert told["send17-t31-pct-2017"] == 21 and "send17-left-29-pct" not in told


def test_the_page_shows_both_figures_with_their_places_and_the_decision():
    text = page()
    for one in contradictions():
        assert one.told in text and one.decided in text
    assert "| 18.3% |" in text and "Southend-on-Sea 2017, table 31, line 1193" in text
    assert "28 of 137 is 20.44" in text


def test_no_sentence_of_a_paper_and_no_more_than_the_figure_is_in_the_data():
    assert all(len(figure.printed.split()) <= 4 for figure in figures().values())
