"""Apache Spark, on this machine alone, gives the same histories and figures as DuckDB."""

from datetime import date

import duckdb
import pyarrow.parquet as pq
import pytest

from sufficiency.history import History, derive
from sufficiency.history.spark import NoSpark, SparkEngine, session
from sufficiency.measures import MEASURES, calculate, children_behind
from tests.countings import typed_tables
from tests.generative.loads import load

# Of every kind of rows that measures count, without going through all of them: that is the long run's.
SOME = ("cla_number", "long_term_stability_pct", "cla_rate_10k", "cla_started", "cla_ceased", "a2_days_3yr", "missing_episodes",
        "cla_reviews_in_time_pct", "sdq_pct", "cl_eet_pct")  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return load(8, 150)


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory):
    """A history that DuckDB derived."""
    place = tmp_path_factory.mktemp("spark") / "history"
    derive(typed_tables(made.returns), place)
    return place


def figures(folder, days, measures, by, engine=None):
    with History(folder, engine) as history:
        return calculate(history, days, measures, by, authority="Southwark")


def test_the_figures_are_those_of_duckdb(made, folder):
    days = [day for day in made.as_at if (day.month, day.day) == (3, 31)][-1:]
    by = ["age_band", "ceased_reason"]
    found = figures(folder, days, SOME, by, SparkEngine())
    assert found.equals(figures(folder, days, SOME, by))
    assert sum(found["numerator"].to_pylist()) > 0


def test_the_children_behind_a_figure_are_those_of_duckdb(made, folder):
    day = made.as_at[-1]
    with History(folder) as history, History(folder, SparkEngine()) as on_spark:
        assert children_behind(on_spark, "cla_started", day).equals(
            children_behind(history, "cla_started", day)
        )


@pytest.mark.slow
def test_every_measure_on_days_stored_and_not_is_that_of_duckdb(made, folder):
    days = sorted({*made.as_at, date(2018, 5, 17)})
    assert figures(folder, days, list(MEASURES), None, SparkEngine()).equals(
        figures(folder, days, list(MEASURES), None)
    )


@pytest.mark.slow
def test_a_history_derived_on_spark_has_the_rows_of_one_derived_on_duckdb(made, folder, tmp_path):
    derive(typed_tables(made.returns), tmp_path, engine=SparkEngine())
    for stored in sorted(folder.glob("*.parquet")):
        ours, theirs = pq.read_table(stored), pq.read_table(tmp_path / stored.name)
        assert theirs.schema.names == ours.schema.names and theirs.schema.types == ours.schema.types
        with duckdb.connect() as connection:
            connection.register("ours", ours)
            connection.register("theirs", theirs)
            for one, other in (("ours", "theirs"), ("theirs", "ours")):
                left = connection.execute(f"SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other}").fetchall()
                assert left == [], f"{stored.name}: only {one} have {left[:3]}"


def test_without_java_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoSpark, match="Java 17"):
        session()
