"""Breakdowns two at a time, and figures of some children only: held to the figures one breakdown gives."""

from collections import defaultdict
from itertools import pairwise

import pytest

from sufficiency.history import derive
from sufficiency.history.opened import History
from sufficiency.measures import MEASURES, calculate
from sufficiency.measures.asked import UnknownBreakdown
from sufficiency.measures.crossed import groups_of, label_of
from sufficiency.measures.publishing import published
from tests.countings import typed_tables
from tests.generative.loads import load
from tests.golden.rows import day, episodes, header

PAIRS = ("age_band:sex", "placement_type:uasc")
WHOLE = [measure.id for measure in MEASURES.values() if not (measure.of_population or measure.of_whole)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    made = load(5, 250)
    folder = tmp_path_factory.mktemp("crossed") / "history"
    derive(typed_tables(made.returns), folder)
    with History(folder) as history:
        yield history, [one for one in made.as_at if (one.month, one.day) == (3, 31)][:2]


def counts(table, breakdown) -> dict[tuple, tuple]:
    """(measure, day, group) to numerator and denominator."""
    return {
        (row["measure"], row["as_at"], row["group"]): (row["numerator"], row["denominator"] or 0)
        for row in table.to_pylist()
        if row["breakdown"] == breakdown
    }


@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_add_up_to_the_groups_of_either_breakdown(made, pair):
    history, days = made
    crossed = counts(calculate(history, days, WHOLE, [pair]), pair)
    for place, single in enumerate(pair.split(":")):
        added = defaultdict(lambda: (0, 0))
        for (measure, on, group), (top, bottom) in crossed.items():
            key = (measure, on, group.split(":")[place])
            added[key] = (added[key][0] + top, added[key][1] + bottom)
        alone = counts(calculate(history, days, sorted({key[0] for key in crossed}), [single]), single)
        assert {key: both for key, both in alone.items() if any(both)} == {
            key: both for key, both in added.items() if any(both)
        }
    assert crossed


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_the_group_of_one_of_those_of_the_other_only(made, pair):
    history, days = made
    first, second = pair.split(":")
    crossed = counts(calculate(history, days, WHOLE, [pair]), pair)
    for group in groups_of(first):
        of_group = calculate(history, days, WHOLE, [second], only={first: [group]})
        for (measure, on, other), both in counts(of_group, second).items():
            if (measure, on, f"{group}:{other}") in crossed:
                assert crossed[measure, on, f"{group}:{other}"] == both


def test_those_of_a_group_only_are_the_group(made):
    history, days = made
    for breakdown in ("uasc", "age_band", "provider_group"):
        groups = counts(calculate(history, days, WHOLE, [breakdown]), breakdown)
        for group in groups_of(breakdown):
            found = counts(calculate(history, days, WHOLE, [], only={breakdown: [group]}), "")
            for (measure, on, _), both in found.items():
                assert groups.get((measure, on, group), (0, 0)) == both


def test_several_groups_are_those_of_each_together(made):
    history, days = made
    under_16 = ["0", "1-4", "5-9", "10-15"]
    each = [counts(calculate(history, days, WHOLE, [], only={"age_band": [group]}), "") for group in under_16]
    together = counts(calculate(history, days, WHOLE, [], only={"age_band": under_16}), "")
    assert together == {
        key: tuple(sum(parts) for parts in zip(*(one[key] for one in each), strict=True)) for key in together
    }


def test_a_worked_case(tmp_path):
    returns = {
        2017: {
            "header": header("""
                A 2015-01-01 F WBRI
                B 2015-06-01 M WBRI
                C 2001-01-01 F WBRI
            """),
            "episodes": episodes("""
                A 2016-05-01 S C2 U6 PR1
                B 2016-05-01 S C2 U6 PR1
                C 2016-05-01 S C2 K2 PR4
            """),
        }
    }
    derive(typed_tables(returns), tmp_path / "history")
    with History(tmp_path / "history") as history:
        table = calculate(
            history, [day("2017-03-31")], ["foster_pct"], ["age_band:sex"], only={"sex": ["female"]}
        )
    found = counts(table, "age_band:sex")
    assert {key[2]: both for key, both in found.items() if any(both)} == {
        "1-4:female": (1, 1),
        "16+:female": (0, 1),
    }
    assert counts(table, "")["foster_pct", day("2017-03-31"), ""] == (1, 2)


def test_a_measure_of_the_whole_population_is_not_of_some_children_only(made):
    history, days = made
    table = calculate(history, days, ["cla_rate_10k"], [], "Southwark", only={"uasc": ["not-uasc"]})
    assert table.num_rows == 0
    assert calculate(history, days, ["cla_rate_10k"], [], "Southwark").num_rows > 0


def test_groups_of_a_pair_have_words():
    assert label_of("age_band:sex", "10-15:female") == "10 to 15, Female"
    assert len(groups_of("age_band:sex")) == len(groups_of("age_band")) * len(groups_of("sex"))
    assert all(one != other for one, other in pairwise(groups_of("age_band:sex")))


@pytest.mark.parametrize(
    ("by", "only", "words"),
    [
        (["age_band:sexx"], None, "no breakdown called 'sexx'"),
        (["age_band:age_band"], None, "two different ones"),
        (["age_band:sex:uasc"], None, "two different ones"),
        (["age_band:"], None, "no breakdown called ''"),
        ([], {"uasc": ["no"]}, "uasc has no group called 'no'"),
        ([], {"uasc": []}, "some of its groups"),
        ([], {"age_band:sex": ["0:male"]}, "Give one breakdown"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(made, by, only, words):
    history, days = made
    with pytest.raises(UnknownBreakdown, match=words):
        calculate(history, days, ["cla_number"], by, only=only)


def test_a_two_way_table_for_the_public_hides_its_own_few_and_what_would_tell_them(made):
    """Decided from the table itself, which single breakdowns do not tell: each cell of one to five is hidden, and no row
    has one hidden cell alone."""
    history, days = made
    table = published(history, days[:1], ["cla_number"], ["age_band:sex"])
    true = {row["group"]: row["numerator"] for row in calculate(history, days[:1], ["cla_number"], ["age_band:sex"]).to_pylist()}  # fmt: skip
    cells = {row["group"]: row for row in table.to_pylist() if row["breakdown"]}
    few = {group for group in cells if 1 <= true[group] <= 5}
    hidden = {group for group, row in cells.items() if row["hidden"]}
    assert few and few <= hidden and hidden < set(cells)
    assert all(cells[group]["value"] is cells[group]["numerator"] is None for group in hidden)
    for place in (0, 1):
        rows = defaultdict(set)
        for group in cells:
            rows[group.split(":")[place]].add(group)
        assert all(len(row & hidden) != 1 for row in rows.values())


def test_totals_asked_for_alone_hide_as_they_do_beside_their_groups(made):
    history, days = made
    alone = published(history, days, None, []).to_pylist()
    beside = [row for row in published(history, days).to_pylist() if not row["breakdown"]]
    assert {row["hidden"] for row in alone} == {True, False}
    assert alone == beside
