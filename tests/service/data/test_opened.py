"""An opened edition: the rows of one child, and what is held of what pages ask."""

import pyarrow as pa
import pytest

from sufficiency.service.data import opened as opened_module
from sufficiency.service.data.opened import ByChild, Opened

TABLES = ("history/episodes", "history/positions", "returns/episodes", "findings")


def test_the_rows_of_a_child_keep_their_order_and_no_other_child_is_among_them():
    table = pa.table({"child": ["B", "A", None, "B", "A", "C"], "number": [1, 2, 3, 4, 5, 6]})
    by_child = ByChild(table)
    assert by_child.of("A")["number"].to_pylist() == [2, 5]
    assert by_child.of("B")["number"].to_pylist() == [1, 4]
    assert by_child.of("C")["number"].to_pylist() == [6]
    assert by_child.of("D").num_rows == 0


def test_a_table_without_a_row_has_no_child():
    assert ByChild(pa.table({"child": pa.array([], pa.string())})).of("A").num_rows == 0


@pytest.mark.parametrize("table", TABLES)
def test_a_table_held_in_memory_answers_as_its_file_does(made_up, monkeypatch, table):
    children = sorted(Opened(made_up).children)[::200]
    held = [Opened(made_up).rows_of(table, child).to_pylist() for child in children]
    monkeypatch.setattr(opened_module, "HELD_UP_TO", 0)
    assert [Opened(made_up).rows_of(table, child).to_pylist() for child in children] == held


def test_only_the_last_lists_asked_for_are_held_and_one_asked_again_is_not_worked_out_anew(
    made_up, monkeypatch
):
    monkeypatch.setattr(opened_module, "MOST_ROWS_HELD", 12)
    held, worked_out = Opened(made_up), []

    def ask(number: int, rows: int = 4) -> None:
        found = held.lately(number, lambda _history: worked_out.append(number) or [number] * rows)
        assert found == [number] * rows

    for number in range(4):
        ask(number)
    ask(1)
    assert worked_out == [0, 1, 2, 3]
    ask(0)
    assert worked_out[-1] == 0
    ask(1)  # asked a moment ago, so it was not the one let go
    assert worked_out[-1] == 0
    ask(5, rows=50)
    ask(5, rows=50)  # longer than all that is held together, and held as the last asked for
    assert worked_out[-1] == 5 and worked_out.count(5) == 1
    ask(1)
    assert worked_out[-1] == 1


def test_small_things_are_held_beside_many_lists(made_up, monkeypatch):
    monkeypatch.setattr(opened_module, "MOST_ROWS_HELD", 1000)
    held, worked_out = Opened(made_up), []
    for number in range(100):
        held.lately(number, lambda _history: worked_out.append(1) or ["a line"])
    held.lately(0, lambda _history: worked_out.append(1) or ["a line"])
    assert len(worked_out) == 100
