import json

import pytest

from tests.cli.conftest import CHILDREN, refused, run

DAY = ("--as-at", "2024-03-31")


def test_the_children_of_a_count_are_its_numerator(home):
    result = run("children", "--measure", "cla_number", *DAY, "--format", "json")
    assert json.loads(result.stdout) == [
        {"child": child, "part": "numerator", "amount": 1} for child in sorted(CHILDREN)
    ]


def test_the_children_of_a_share_are_told_apart(home):
    result = run("children", "--measure", "residential_number", *DAY, "--format", "csv")
    assert result.stdout == "child,part,amount\n"
    assert result.stderr == "No child is behind residential_number on 31 March 2024.\n"
    shares = run("children", "--measure", "over_20_miles_pct", *DAY, "--format", "csv").stdout.splitlines()
    assert shares[0] == "child,part,amount"
    assert {line.rsplit(",", 2)[1] for line in shares[1:]} == {"denominator only"}


def test_a_group_narrows_them(home):
    every = run(
        "children", "--measure", "foster_pct", *DAY, "--by", "sex", "--group", "male", "--format", "csv"
    )
    none = run(
        "children", "--measure", "foster_pct", *DAY, "--by", "sex", "--group", "female", "--format", "csv"
    )
    assert len(every.stdout.splitlines()) == 6 and len(none.stdout.splitlines()) == 1
    assert "in sex female" in none.stderr


def test_an_id_that_is_a_formula_is_text_in_csv_and_itself_in_json(home):
    text = run("children", "--measure", "cla_number", *DAY, "--format", "csv").stdout
    assert "\n'=1+2,numerator,1\n" in text and "\n=" not in text
    assert '"child": "=1+2"' in run("children", "--measure", "cla_number", *DAY, "--format", "json").stdout


def test_the_table_lists_them(home):
    lines = run("children", "--measure", "cla_number", *DAY).stdout.splitlines()
    assert lines[0].split() == ["Child", "Part", "Amount"]
    assert len(lines) == 2 + len(CHILDREN)


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--measure", "foster"), ["no measure called 'foster'", "foster_pct"]),
        (("--measure", "foster_pct", "--by", "sex"), ["both a breakdown and a group"]),
        (("--measure", "foster_pct", "--group", "male"), ["both a breakdown and a group"]),
        (("--measure", "foster_pct", "--by", "sexes", "--group", "male"), ["breakdown", "sex"]),
        (("--measure", "foster_pct", "--by", "sex", "--group", "man"), ["no group called 'man'", "male"]),
        (
            ("--measure", "cla_number", "--by", "ceased_reason", "--group", "died"),
            ["not broken down by ceased_reason"],
        ),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(home, arguments, words):
    assert refused(run("children", *DAY, *arguments), *words)


def test_the_measure_and_the_day_must_be_given(home):
    assert run("children", *DAY).exit_code == 2
    assert run("children", "--measure", "cla_number").exit_code == 2
