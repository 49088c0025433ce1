"""The product, both pandas versions and the SQL version give the same figures."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from bench.compare import AnswersDiffer, check_same, differences

from bench import data, mangled, pandas_straightforward, pandas_version, product_version, sql_version
from sufficiency.vocabulary import postcodes
from sufficiency.vocabulary.authorities import find

AUTHORITY = "Fairmere"
DAYS = [
    date(2015, 9, 30),
    date(2016, 2, 29),
    date(2017, 3, 31),
    date(2018, 3, 31),
    date(2019, 1, 17),
    date(2020, 3, 31),
]


def answers(folder: Path) -> dict[str, pa.Table]:
    """What each implementation says of these returns."""
    population, directory = find(AUTHORITY).populations, postcodes.directory()
    careful = pandas_version.figures(folder, DAYS, population, directory)
    straightforward = pandas_straightforward.figures(folder, DAYS, population, directory)
    return {
        "product": product_version.figures(folder, DAYS, AUTHORITY),
        "pandas": pa.Table.from_pandas(careful, preserve_index=False),
        "straightforward": pa.Table.from_pandas(straightforward, preserve_index=False),
        "sql": sql_version.figures(folder, DAYS, population, directory),
    }


@pytest.mark.parametrize("seed", [1, 4])
def test_all_agree_on_returns_that_are_wrong_in_every_way(tmp_path, seed):
    mangled.write_mangled(tmp_path, seed, children=80)
    assert check_same(answers(tmp_path)) > 5_000


def test_all_agree_on_a_small_made_up_authority(tmp_path):
    data.made_up_authority(tmp_path, children_looked_after=40, years=range(2016, 2021))
    found = answers(tmp_path)
    assert check_same(found) > 5_000
    assert sum(found["pandas"]["numerator"].to_pylist()) > 0


def test_pandas_and_sql_agree_where_only_episodes_were_given(tmp_path):
    mangled.write_mangled(tmp_path, seed=3, children=20)
    for path in tmp_path.glob("*/*.csv"):
        if path.name != "episodes.csv":
            path.unlink()
    from_pandas = pa.Table.from_pandas(pandas_version.figures(tmp_path, DAYS), preserve_index=False)
    assert check_same({"pandas": from_pandas, "sql": sql_version.figures(tmp_path, DAYS)}) > 5_000


def test_a_figure_that_differs_is_shown(tmp_path):
    right = sql_version.figures(small(tmp_path), DAYS)
    column = right.schema.get_field_index("numerator")
    changed = pa.chunked_array([[right["numerator"][0].as_py() + 1, *right["numerator"].to_pylist()[1:]]])
    wrong = right.set_column(column, "numerator", changed)
    assert len(differences(right, wrong)) == 1
    with pytest.raises(AnswersDiffer, match=f"differ in 1 of {right.num_rows} figures"):
        check_same({"one": right, "other": wrong})


def test_a_figure_that_is_missing_or_given_twice_is_refused(tmp_path):
    right = sql_version.figures(small(tmp_path), DAYS)
    with pytest.raises(AnswersDiffer, match="second only|first only"):
        check_same({"one": right, "other": right.slice(1)})
    with pytest.raises(AnswersDiffer, match="more than once"):
        check_same({"one": right, "other": pa.concat_tables([right, right.slice(0, 1)])})


def test_copies_of_an_authority_have_their_own_children(tmp_path):
    source, target = small(tmp_path / "one"), tmp_path / "many"
    once = data.children_in(source)
    assert data.many_times_over(source, target, children=3 * once - 1) == 3 * once
    assert data.children_in(target) == 3 * once


def small(folder: Path) -> Path:
    """Returns of a handful of made-up children."""
    return data.made_up_authority(folder, children_looked_after=20, years=range(2018, 2020))
