"""What an episode is told of its child: whether others share its days, and whether its placements are too many."""

from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest

from tests.countings import derived
from tests.golden.rows import episodes

LONGEST_TOLD = 9  # placements: an episode knows its own and the ends of the eight before it


def moves(child: str, times: int) -> str:
    """A child with so many placements of ten days, each beginning as the one before ends."""
    days = [date(2016, 5, 1) + timedelta(days=10 * n) for n in range(times + 1)]
    lines = [
        f"{child} {begun} {'P' if n else 'S'} C2 U6 PR1 {over if n < times - 1 else ''} {'X1' if n < times - 1 else ''}"
        for n, (begun, over) in enumerate(zip(days, days[1:], strict=False))
    ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    returns = {
        2017: {
            "episodes": episodes(
                f"""
                follows 2016-05-01 S C2 U6 PR1 2016-07-01 X1
                follows 2016-07-01 P C2 U6 PR4
                shares 2016-05-01 S C2 U6 PR1 2016-07-02 X1
                shares 2016-07-01 P C2 U6 PR4
                {moves("nine", LONGEST_TOLD)}
                {moves("ten", LONGEST_TOLD + 1)}
                """
            )
        }
    }
    folder = tmp_path_factory.mktemp("described") / "history"
    with derived(returns, folder) as history:
        yield history


@pytest.fixture(scope="module")
def told(history) -> dict[str, set[tuple[bool, bool]]]:
    """(overlapped, counted_apart) of each child's episodes."""
    rows = pq.read_table(
        history.folder / "episodes.parquet", columns=["child", "overlapped", "counted_apart"]
    ).to_pylist()
    return {
        child: {(row["overlapped"], row["counted_apart"]) for row in rows if row["child"] == child}
        for child in ("follows", "shares", "nine", "ten")
    }


def test_an_episode_that_begins_on_the_day_another_ends_shares_no_day_with_it(told):
    assert told["follows"] == {(False, False)}


def test_a_child_with_two_episodes_on_one_day_has_placements_counted_apart(told):
    assert told["shares"] == {(True, True)}


def test_more_placements_than_an_episode_knows_are_counted_apart(told):
    assert told["nine"] == {(False, False)} and told["ten"] == {(False, True)}


def test_as_many_placements_as_there_were_are_counted_in_the_year_whichever_way(history):
    rows = history.engine.result(history.positions([date(2017, 3, 31)])).to_pylist()
    in_year = {row["child"]: row["placements_in_year"] for row in rows}
    assert (in_year["nine"], in_year["ten"]) == (LONGEST_TOLD, LONGEST_TOLD + 1)
    assert (in_year["follows"], in_year["shares"]) == (2, 2)
