"""What boards did, in sentences for papers."""

from datetime import date

from sufficiency.service.governance.made_up import give_made_up_boards
from sufficiency.service.governance.models import Board
from sufficiency.service.governance.told import told_for_papers

TODAY = date(2026, 7, 1)


def test_papers_tell_of_boards_that_are_not_confidential_and_of_agreed_decisions(db):
    give_made_up_boards(2025, TODAY)
    told = told_for_papers(TODAY)
    assert any("met" in one and "in the year" in one for one in told["meetings"])
    assert any("not quorate" in one for one in told["meetings"])
    assert told["decisions"] and len(told["decisions"]) <= 8
    confidential = [str(one) for one in Board.objects.filter(confidential=True)]
    assert confidential and not any(name in one for name in confidential for one in sum(told.values(), ()))


def test_where_no_board_met_there_is_nothing_to_tell(db):
    assert told_for_papers(TODAY) == {}
