"""Disproportionality: worked by hand, and how often its interval holds."""

from datetime import date
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sufficiency.measures.disproportionality import (
    GROUPS,
    Population,
    PopulationRefused,
    beside_estimate,
    compared,
    disproportionality,
    in_a_sentence,
    in_public,
    in_short,
    population_of,
)
from sufficiency.measures.intervals import wilson_interval
from sufficiency.vocabulary.authorities import FAIRMERE, population
from tests.countings import derived
from tests.golden.rows import day, episodes, header

DAY = date(2024, 3, 31)
LIVING = Population(
    {"white": 6000, "mixed": 1000, "asian": 2000, "black": 1000, "other": 0}, "A census", date(2021, 3, 21)
)
NUMBERS = st.integers(min_value=0, max_value=2000)


def csv_of(rows, first="group,children,source,day"):
    return "\n".join([first, *rows])


WHOLE = [f"{group},100,A census,2021-03-21" for group in GROUPS]


def test_an_index_is_the_share_in_care_over_the_share_of_local_children():
    found = compared(DAY, {"white": 50, "mixed": 20, "asian": 10, "black": 20, "unknown": 7}, LIVING)
    by_group = {one.group: one for one in found.groups}
    assert [round(one.index, 3) for one in found.groups[:4]] == [0.833, 2.0, 0.5, 2.0]
    assert found.known == 100 and found.not_known == 7, "of children not known no share is taken"
    assert by_group["black"].rate == 200 and by_group["white"].rate == pytest.approx(83.333, abs=0.001)
    low, high = wilson_interval(20, 100)
    assert (by_group["mixed"].low, by_group["mixed"].high) == pytest.approx((low / 10, high / 10))
    assert by_group["other"].index is None and by_group["other"].rate is None, "none of them live here"


def test_a_sentence_calls_a_difference_clear_only_where_the_interval_leaves_1_out():
    groups = {one.group: in_a_sentence(one) for one in compared(DAY, {"white": 55, "asian": 5, "black": 40}, LIVING).groups}  # fmt: skip
    assert groups["white"].endswith("no clear difference from proportionate.")
    assert groups["black"].startswith("Black or Black British: 4.00 times")
    assert groups["black"].endswith("over-represented.") and groups["asian"].endswith("under-represented.")
    assert groups["other"].endswith("nobody to compare was counted.")


def test_of_nobody_in_care_there_is_no_index_and_a_rate_of_0():
    found = compared(DAY, {"unknown": 3}, LIVING)
    assert [one.index for one in found.groups] == [None] * 5
    assert found.groups[0].rate == 0 and found.groups[0].share_in_care is None


@given(st.fixed_dictionaries(dict.fromkeys((*GROUPS, "unknown"), NUMBERS)))
def test_indices_weighted_by_the_population_come_to_1_and_lie_in_their_intervals(in_care):
    living = Population(dict.fromkeys(GROUPS, 500), "A census", DAY)
    found = compared(DAY, in_care, living)
    assert found.known + found.not_known == sum(in_care.values())
    if found.known:
        assert sum(one.index * one.share_of_population for one in found.groups) == pytest.approx(100)
        assert all(one.low - 1e-9 <= one.index <= one.high + 1e-9 for one in found.groups)


@pytest.mark.parametrize("share", [0.02, 0.05, 0.2, 0.5])
@pytest.mark.parametrize("in_care", [100, 400])
def test_the_interval_holds_the_true_index_about_nineteen_times_in_twenty(in_care, share):
    """Exactly, over every number that chance could give; the interval of the index is that of the share, scaled."""
    held = sum(
        comb(in_care, count) * share**count * (1 - share) ** (in_care - count)
        for count in range(in_care + 1)
        if wilson_interval(count, in_care)[0] <= 100 * share <= wilson_interval(count, in_care)[1]
    )
    assert 0.93 <= held <= 0.985


def test_the_children_of_the_day_are_those_of_the_number_looked_after(tmp_path):
    returns = {
        2024: {
            "header": header("""
                A 2010-01-01 F WBRI
                B 2010-01-01 M BCRB
                C 2010-01-01 M NOBT
                D 2010-01-01 M BCRB
                E 2010-01-01 M ABAN
            """),
            "episodes": episodes("""
                A 2023-05-01 S C2 U6 PR1
                B 2023-05-01 S C2 U6 PR1
                C 2023-05-01 S C2 U6 PR1
                D 2023-05-01 S C2 U6 PR1 2023-09-01 E4A
                E 2023-05-01 S V3 U6 PR1
            """),
        }
    }
    with derived(returns, tmp_path / "history") as history:
        found = disproportionality(history, day("2024-03-31"), LIVING)
    assert {one.group: one.in_care for one in found.groups if one.in_care} == {"white": 1, "black": 1}
    assert found.not_known == 1


def test_a_population_is_read_from_a_small_file():
    found = population_of("\ufeff" + csv_of(WHOLE))
    assert found.total == 500 and found.source == "A census" and found.day == date(2021, 3, 21)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (csv_of(WHOLE, "group,number"), "should be group,children,source,day"),
        ("", "should be group,children,source,day"),
        (csv_of(WHOLE[:4]), "no row for other"),
        (csv_of([*WHOLE, WHOLE[0]]), "there twice"),
        (csv_of(["gypsy,1,A,2021-03-21"]), "is no group"),
        (csv_of([WHOLE[0].replace("100", "1e3")]), "no number of children"),
        (csv_of([WHOLE[0].replace("100", "٣")]), "no number of children"),
        (csv_of([WHOLE[0].replace("100", "9" * 5000)]), "no number of children"),
        (csv_of(["white,1"]), "has not four cells"),
        (csv_of([*WHOLE[:4], "other,1,Another,2021-03-21"]), "one source"),
        (csv_of([row.replace("2021-03-21", "21/03/2021") for row in WHOLE]), "is not a day"),
        (csv_of([row.replace("100", "0") for row in WHOLE]), "No group has any children"),
        ('group,children,source,day\n"', "not a CSV"),
    ],
)
def test_a_population_that_cannot_be_used_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(PopulationRefused, match=sentence):
        population_of(text)


@pytest.mark.parametrize("unknown", [{}, {"unknown": 0}])
def test_in_public_nobody_whose_group_is_not_known_is_no_small_number(unknown):
    found = compared(DAY, {"white": 50, "mixed": 20, "asian": 30, "black": 20, **unknown}, LIVING)
    assert in_public(found) == found and not in_public(found).hides


def test_in_public_a_small_group_takes_a_neighbour_with_it_and_all_that_leads_back_to_either():
    found = in_public(
        compared(DAY, {"white": 50, "mixed": 20, "asian": 3, "black": 20, "unknown": 9}, LIVING)
    )
    hidden = [one.group for one in found.groups if one.hidden]
    assert len(hidden) == 2 and "asian" in hidden and found.hides and found.not_known == 9
    for one in found.groups:
        told = (one.in_care, one.share_in_care, one.index, one.low, one.high, one.rate)
        assert all(number is None for number in told) is one.hidden, "the index would tell the number"
    assert "not shown" in in_a_sentence(next(one for one in found.groups if one.hidden))


@given(st.lists(st.integers(min_value=0, max_value=40), min_size=6, max_size=6))
def test_in_public_nothing_shown_tells_how_many_are_hidden(counts):
    """The attacker takes every number shown, and asks which counts fit: of a hidden one several always do."""
    groups = [*GROUPS, "unknown"]
    living = Population(dict.fromkeys(GROUPS, 1000), "A census", date(2021, 3, 21))
    found = in_public(compared(DAY, dict(zip(groups, counts, strict=True)), living))
    hidden = [place for place in range(5) if found.groups[place].hidden] + (
        [5] if found.not_known is None else []
    )
    if not hidden:
        assert not any(0 < count <= 5 for count in counts)
        return
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count <= 5)
    for one in found.groups:
        if one.share_in_care:
            of = one.in_care / one.share_in_care * 100
            totals = sum(counts) if 5 in hidden else sum(counts) - counts[5]
            assert of == pytest.approx(totals), "no more than what is shown tells anyway"
    together = sum(counts[place] for place in hidden)
    assert len(hidden) == 6 or (len(hidden) > 1 and together > len(hidden)), (
        "a hidden number could be several"
    )


def test_the_answer_names_the_groups_that_differ_clearly_those_most_over_first():
    found = compared(DAY, {"white": 100, "mixed": 60, "asian": 5, "black": 80}, LIVING)
    assert in_short(found) == (
        "More than their share of local children: Black or Black British (3.3 times) and Mixed (2.4 times); "
        "less than their share of local children: Asian or Asian British (0.1 times) and White (0.7 times)."
    )
    one = compared(DAY, {"white": 580, "mixed": 100, "asian": 200, "black": 200}, LIVING)
    assert in_short(one) == (
        "More than their share of local children: Black or Black British (1.9 times); "
        "less than their share of local children: White (0.9 times)."
    )
    assert in_short(compared(DAY, {"white": 6, "mixed": 1}, LIVING)).startswith("No group differs clearly")
    assert in_short(compared(DAY, {"unknown": 9}, LIVING)).startswith("Nothing can be compared")


def test_a_population_is_set_beside_the_estimate_of_the_authority():
    def of(total):
        return Population(
            {"white": total} | dict.fromkeys(list(GROUPS)[1:], 0), "A census", date(2021, 6, 30)
        )

    _year, residents = population(FAIRMERE, date(2021, 6, 30))
    assert "the same within half a per cent" in beside_estimate(of(residents), FAIRMERE.code)
    assert "10% fewer" in beside_estimate(of(round(residents * 0.9)), FAIRMERE.code)
    assert "they are 100% more. Check that they are children aged 0 to 17" in beside_estimate(
        of(residents * 2), FAIRMERE.code
    )
    assert beside_estimate(of(50), None) == "The groups come to 50 children."


@pytest.mark.parametrize(("letters", "quoted"), [(60, "“" + "x" * 60 + "”"), (61, "“" + "x" * 60 + "…”")])
def test_what_was_written_is_quoted_whole_up_to_sixty_letters(letters, quoted):
    with pytest.raises(PopulationRefused, match=quoted):
        population_of(csv_of([f"{'x' * letters},1,A,2021-03-21"]))
