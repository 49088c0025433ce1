"""Who keeps an earlier publication beside a later one learns nothing of a few children from the difference."""

from datetime import date

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from sufficiency.measures import BREAKDOWNS, FIGURES, MEASURES
from sufficiency.measures.disclosure import Style, disclosed, is_small
from sufficiency.measures.earlier import Before, HeldDays, Publication, ordered, printed
from sufficiency.measures.linked import counts_told
from sufficiency.measures.reckoned import reckoned
from sufficiency.vocabulary.months import years_before

DAY = date(2025, 3, 31)
REASONS = tuple(BREAKDOWNS["legal_status_group"].groups)


def table_of(*counts, measure="cla_number", by="legal_status_group", groups=REASONS):
    """The total and the groups of one count, by group; of groups not told there is nobody."""
    numbers = dict(zip(groups, [*counts, *[0] * (len(groups) - len(counts))], strict=True))
    rows = [("", "", sum(counts)), *((by, group, number) for group, number in numbers.items())]
    return pa.Table.from_pylist(
        [{"measure": measure, "as_at": DAY, "period_start": None, "breakdown": one, "group": group,
          "numerator": float(number), "denominator": None, "value": float(number)} for one, group, number in rows],
        schema=FIGURES,
    )  # fmt: skip


def after(first: pa.Table, second: pa.Table) -> list[dict]:
    earlier = [printed("first", disclosed(first, Style.PUBLIC))]
    return disclosed(second, Style.PUBLIC, earlier=earlier).to_pylist()


def values(rows):
    return ["c" if row["hidden"] else int(row["value"]) for row in rows]


def test_one_child_more_is_given_as_it_was_published():
    assert values(after(table_of(40, 20, 30), table_of(41, 20, 30)))[:4] == [90, 40, 20, 30]


def test_a_large_correction_is_given():
    assert values(after(table_of(40, 20, 30), table_of(52, 20, 30)))[:4] == [102, 52, 20, 30]


def test_what_was_hidden_once_stays_hidden():
    first, second = table_of(40, 3, 20, 30), table_of(40, 13, 20, 30)
    assert values(disclosed(first, Style.PUBLIC).to_pylist())[:5] == [93, 40, "c", "c", 30]
    assert values(after(first, second))[:5] == [103, 40, "c", "c", 30], "13 and 20 would give the 3 away"


def test_what_is_hidden_together_may_not_move_by_a_few_either():
    first, second = table_of(40, 3, 20, 40), table_of(30, 3, 22, 48)
    assert values(after(first, second))[:5] == [103, 40, "c", "c", 40]


def test_a_figure_that_was_not_published_is_hidden_while_its_measure_is_as_it_was():
    first = table_of(40, 20, 30).slice(0, 1)
    assert values(after(first, table_of(42, 20, 30)))[:4] == [90, "c", "c", "c"]
    assert values(after(first, table_of(52, 20, 30)))[:4] == [102, 52, 20, 30]


def test_a_count_is_held_back_in_every_measure_that_tells_it():
    share = {"measure": "foster_pct", "as_at": DAY, "period_start": None, "breakdown": "", "group": "",
             "numerator": 60.0, "denominator": 92.0, "value": 100 * 60 / 92}  # fmt: skip
    now = pa.Table.from_pylist([share], schema=FIGURES)
    earlier = [printed("first", disclosed(table_of(40, 20, 30), Style.PUBLIC))]
    assert disclosed(now, Style.PUBLIC, earlier=earlier)["hidden"].to_pylist() == [True], "90 became 92"
    whole = pa.Table.from_pylist([share | {"denominator": 90.0}], schema=FIGURES)
    assert disclosed(whole, Style.PUBLIC, earlier=earlier)["hidden"].to_pylist() == [False]


def test_local_working_has_the_figures_as_they_are():
    earlier = [printed("first", disclosed(table_of(40, 20, 30), Style.PUBLIC))]
    left = disclosed(table_of(41, 20, 30), Style.LOCAL, earlier=earlier)
    assert left["value"].to_pylist()[:2] == [91.0, 41.0]


COUNTS = st.lists(st.sampled_from([0, 0, 1, 2, 5, 6, 7, 9, 14, 30]), min_size=2, max_size=5)


@settings(max_examples=200, deadline=None)
@given(COUNTS, st.lists(st.sampled_from([0, 0, 0, 1, -1, 3, 7, 12]), min_size=5, max_size=5))
def test_the_difference_of_two_publications_tells_of_no_few_children(counts, moves):
    """The reader subtracts figure from figure and total from groups, and is told which hidden groups did not move."""
    corrected = [max(0, count + move) for count, move in zip(counts, moves, strict=False)]
    first = disclosed(table_of(*counts), Style.PUBLIC).to_pylist()
    second = after(table_of(*counts), table_of(*corrected))
    then, now = ([None if row["hidden"] else row["value"] for row in rows] for rows in (first, second))
    for before, later in zip(then, now, strict=True):
        assert before is not None or later is None, "shown once it was hidden"
        if before is not None and later is not None:
            assert not is_small(abs(later - before))
    for told in (then, now):
        if told[0] is not None and None in told[1:]:
            assert sum(one is None for one in told[1:]) > 1, "one hidden group alone follows from the total"
    if then[0] is not None and now[0] is not None:
        hidden = [place for place in range(1, len(then)) if now[place] is None]
        still = [counts[place - 1] == corrected[place - 1] for place in hidden if place <= len(counts)]
        moved = (now[0] - then[0]) - sum(
            now[place] - then[place]
            for place in range(1, len(then))
            if place not in hidden and then[place] is not None
        )
        known = {place for place in hidden if then[place] is not None}
        if not known and hidden:
            assert not is_small(abs(moved)) or all(still), (then, now)


def test_of_several_publications_the_last_printed_numbers_stand():
    one = printed("first", disclosed(table_of(40, 20, 30), Style.PUBLIC))
    two = printed("second", disclosed(table_of(60, 20, 30), Style.PUBLIC))
    left = disclosed(table_of(61, 20, 30), Style.PUBLIC, earlier=[one, two]).to_pylist()
    assert values(left)[:4] == [110, 60, 20, 30]


def test_a_count_near_to_any_publication_is_held_and_not_only_near_to_the_last():
    one = printed("first", disclosed(table_of(40, 20, 30), Style.PUBLIC))
    two = printed("second", disclosed(table_of(60, 20, 30), Style.PUBLIC))
    left = disclosed(table_of(42, 20, 30), Style.PUBLIC, earlier=[one, two]).to_pylist()
    assert values(left)[:4] == [110, 60, 20, 30], "the first said 90, and now there are 92"
    left = disclosed(table_of(40, 20, 30), Style.PUBLIC, earlier=[one, two]).to_pylist()
    assert values(left)[:4] == [90, 40, 20, 30], "what was said before tells nothing new"


def test_what_a_publication_itself_held_is_no_count_of_its_own():
    one = printed("first", disclosed(table_of(40, 20, 30), Style.PUBLIC))
    held = disclosed(table_of(42, 20, 30), Style.PUBLIC, earlier=[one])
    two = printed("second", held)
    assert {key[3] for key in two.held} >= {"", REASONS[0]} and not one.held
    left = disclosed(table_of(52, 20, 30), Style.PUBLIC, earlier=[one, two]).to_pylist()
    assert values(left)[:4] == [102, 52, 20, 30]


def test_a_change_is_kept_back_with_a_number_that_was_hidden_now_or_a_year_before():
    number, change = "residential_number", "residential_reduction_pct"
    now = {DAY: {(number, "", ""): (40.0, None), (change, "", ""): (-10.0, 30.0)}}
    for hid, held in ((DAY, True), (date(2024, 3, 31), True), (date(2023, 3, 31), False)):
        days = HeldDays(
            Before([Publication("first", {(number, hid, "", ""): None})]), lambda day: now.get(day, {})
        )
        assert days.holds((change, DAY, "", "")) is held


def test_two_breakdowns_are_one_table_whichever_stands_first():
    key = ("cla_number", DAY, "uasc:sex", "uasc:male")
    assert ordered(key) == ("cla_number", DAY, "sex:uasc", "male:uasc")
    assert Before([Publication("first", {key: None})]).hid(ordered(key))


def test_what_follows_from_a_publication_moves_as_its_parts_do():
    name = counts_told(MEASURES["cla_number"])["numerator"]
    started, ceased = (
        counts_told(MEASURES[one])["numerator"] for one in ("cla_started_events", "cla_ceased_events")
    )
    found = reckoned({(DAY, name): 3, (DAY, started): 1, (DAY, ceased): -4})
    assert found[date(2024, 3, 31), name] == 3 - 1 - 4


def test_what_a_year_before_follows_from_the_year_after_leads_on_there():
    """Three fewer ceased than was printed, so three fewer were in care a year before; of them every kind of home but
    children's homes was printed, and has not moved."""
    then = years_before(DAY, 1)
    number, started, ceased = (counts_told(MEASURES[one])["numerator"] for one in ("cla_number", "cla_started_events", "cla_ceased_events"))  # fmt: skip
    homes = {
        group: counts_told(MEASURES["cla_number"], "placement_type", group)["numerator"]
        for group in BREAKDOWNS["placement_type"].groups
    }
    last = homes.pop("childrens-home")
    still = {(then, one): 0.0 for one in homes.values()}
    found = reckoned({(DAY, number): 0.0, (DAY, started): 0.0, (DAY, ceased): -3.0} | still)
    assert found[then, number] == found[then, last] == -3.0


def test_the_departments_style_rounds_and_marks():
    rows = [("cla_number", 40.0, None, 40.0), ("foster_pct", 25.0, 40.0, 62.5), ("dental_pct", 0.0, 0.0, None),
            ("cla_pct_child_population", 60.0, 64000.0, 0.09), ("residential_number", 3.0, None, 3.0),
            ("secure_number", 0.0, None, 0.0)]  # fmt: skip
    table = pa.Table.from_pylist(
        [{"measure": measure, "as_at": DAY, "breakdown": "", "group": "", "numerator": top, "denominator": bottom,
          "value": value} for measure, top, bottom, value in rows],
        schema=FIGURES,
    )  # fmt: skip
    left = disclosed(table, Style.DFE).to_pylist()
    assert [row["value"] for row in left] == [40, 63, None, None, None, 0]
    assert [row["mark"] for row in left] == [None, None, "z", "low", "c", None]
