"""What Annex A is declared to be: eleven lists whose names tell them apart."""

import pytest

from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.annex_a.codes import spellings, tidy


def test_there_are_eleven_lists_named_by_their_number():
    assert list(LISTS) == [f"list_{number}" for number in range(1, 12)]
    assert [one.sheet for one in LISTS.values()] == [f"List {number}" for number in range(1, 12)]


@pytest.mark.parametrize("name", LISTS)
def test_no_two_columns_of_a_list_can_be_taken_for_each_other(name):
    names = [tidy(name) for column in LISTS[name].columns for name in (column.name, *column.also)]
    fields = [column.field for column in LISTS[name].columns]
    assert len(names) == len(set(names))
    assert len(fields) == len(set(fields))


def test_a_code_is_known_with_its_letter_and_without_in_any_case():
    known = spellings(("a) White", "c) Asian or Asian British", "f) Not stated"))
    assert known[tidy("A)  WHITE")] == "a) White"
    assert known[tidy("white")] == "a) White"
    assert known[tidy("c) Unknown")] == "f) Not stated"  # two codes of that letter are in use


def test_only_where_a_child_lives_is_confidential():
    confidential = {column.field for one in LISTS.values() for column in one.columns if column.confidential}
    assert confidential == {"placement_postcode", "placement_urn", "placement_location", "placement_la"}
