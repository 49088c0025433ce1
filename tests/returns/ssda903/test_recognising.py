import pytest

from sufficiency.returns.ssda903 import Refused
from sufficiency.returns.ssda903.recognising import recognise

from .a_return import columns_of


def why_not(columns: list[str]) -> str:
    with pytest.raises(Refused) as refused:
        recognise(columns, "a.csv")
    return str(refused.value)


def test_a_missing_and_an_unknown_column_are_told_with_the_likeliest_table():
    columns = [name for name in columns_of("episodes") if name != "REC"] + ["Foo"]

    assert why_not(columns) == (
        "a.csv, line 1: The file has all the columns of Episodes except 'REC', and one we do not know: 'FOO'."
        " Add the first, even if it is blank, and take out the second."
    )


def test_a_misspelt_column_is_told_with_what_it_may_be():
    columns = ["REVEIW_CODE" if name == "REVIEW_CODE" else name for name in columns_of("reviews")]

    assert why_not(columns).endswith("If REVEIW_CODE is REVIEW_CODE, rename it.")


def test_a_column_too_few_or_too_many_is_told():
    assert "except 'UPN'. Add what is missing" in why_not([n for n in columns_of("header") if n != "UPN"])
    assert "Take out what is not in the return" in why_not([*columns_of("header"), "NAME"])


def test_a_column_there_twice_is_told():
    assert "The column is there more than once: 'CHILD'." in why_not([*columns_of("header"), "child "])


def test_a_table_with_little_of_its_own_is_told_as_what_it_looks_like():
    assert why_not(columns_of("episodes")[:4]).startswith(
        "a.csv, line 1: The file looks most like Episodes, but has no 'CIN', 'PLACE', "
    )


def test_columns_of_something_else_are_told():
    assert why_not(["Name", "Address"]).startswith(
        "a.csv, line 1: These are not the columns of an SSDA903 table; the first line is 'Name,Address'."
    )


def test_a_blank_first_line_is_told():
    assert "The first line is blank" in why_not(["", " "])


@pytest.mark.parametrize(
    ("separator", "words"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")]
)
def test_another_separator_is_told(separator: str, words: str):
    assert f"separated by {words}" in why_not([separator.join(columns_of("header"))])


def test_many_unknown_columns_are_told_shortly():
    message = why_not([*columns_of("header"), *(f"EXTRA{n}" for n in range(50))])

    assert "50 we do not know" in message
    assert "and 44 more" in message
    assert len(message) < 400
