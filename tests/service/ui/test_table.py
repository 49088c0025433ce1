import pytest
from django.http import QueryDict

from sufficiency.service.ui.components import Cell, Column, Pages, Table

COLUMNS = [Column("place", "Kind of home", sort=True), Column("children", "Children", number=True, sort=True)]
ROWS = [
    {"place": "foster care", "children": 12},
    {"place": "Adoption", "children": Cell("c")},
    {"place": "Children's homes", "children": 1394},
    {"place": "Parents", "children": None},
]


def _table(query: str = "", **more) -> Table:
    return Table(caption="Where children live", columns=COLUMNS, rows=ROWS, query=QueryDict(query), **more)


def _order(table: Table) -> list[str]:
    return [row[0][1].text for row in table.body]


def test_rows_keep_their_order_until_a_heading_is_pressed():
    assert _order(_table()) == [row["place"] for row in ROWS]


def test_words_sort_whatever_their_case():
    assert _order(_table("sort=place&order=asc")) == [
        "Adoption",
        "Children's homes",
        "foster care",
        "Parents",
    ]


def test_numbers_sort_by_size_and_what_is_not_known_comes_last_both_ways():
    assert _order(_table("sort=children&order=desc"))[-1] == "Parents"
    assert _order(_table("sort=children&order=asc"))[-1] == "Parents"
    assert [
        one for one in _order(_table("sort=children&order=asc")) if one in ("foster care", "Children's homes")
    ] == [
        "foster care",
        "Children's homes",
    ]


@pytest.mark.parametrize("query", ["sort=child", "sort=__class__&order=desc", "sort=&order=", "order=desc"])
def test_an_order_nobody_offered_is_ignored(query):
    assert _order(_table(query)) == [row["place"] for row in ROWS]


def test_a_heading_turns_the_order_and_keeps_the_rest_of_the_address():
    [words, numbers] = _table("sex=female&sort=children&order=desc&page=3").headings
    assert numbers.sorted == "descending"
    assert numbers.href == "?sex=female&sort=children&order=asc"
    assert words.href == "?sex=female&sort=place&order=asc"


def test_numbers_have_thousands_and_missing_ones_say_so():
    page = str(_table())
    assert "1,394" in page and "not known" in page
    assert 'aria-sort="none"' in page and "<caption" in page and 'scope="row"' in page


def test_an_empty_table_says_what_to_do():
    page = str(Table("Editions", COLUMNS, [], empty="Load a return."))
    assert "Load a return." in page and "<table" not in page


def test_what_was_typed_cannot_become_part_of_the_page():
    page = str(
        Table("<b>", COLUMNS, [{"place": "<script>alert(1)</script>", "children": Cell("x", href='"><b>')}])
    )
    assert "<script>" not in page and "<b>" not in page


def test_pages_keep_the_filters_and_forgive_any_number():
    from django.core.paginator import Paginator

    page = Paginator(range(100), 10).get_page("no number")
    pages = Pages(page, QueryDict("code=101&page=7"), "findings")
    assert pages.next == "?code=101&page=2"
    assert pages.previous == ""
    assert "1 to 10 of 100 findings" in str(pages)
