"""Large returns: a region by authority, an edition's tables counted in pandas, how growth is judged, and the page."""

from datetime import date
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from bench.compare import check_same
from bench.run import Claim, Comparison, Run, compare, question
from bench.scale import growth, plot, report

from bench import authorities, data, pandas_groups, pandas_stored, pandas_version, parts, product_version
from sufficiency.measures.definitions import MEASURES
from sufficiency.vocabulary import postcodes
from sufficiency.vocabulary.authorities import find
from sufficiency.vocabulary.groups import BREAKDOWNS

FAIRMERE = "Fairmere"
DAYS = [date(2024, 3, 31), date(2024, 9, 30), date(2025, 3, 31)]
CODES = authorities.codes(3)


@pytest.fixture(scope="module")
def returns(tmp_path_factory):
    """Two years' returns of a region of three authorities."""
    folder = tmp_path_factory.mktemp("region") / "returns"
    assert data.region(folder, 3, 20, range(2024, 2026)) > 60
    return folder


@pytest.fixture(scope="module")
def history(returns, tmp_path_factory):
    return product_version.store_history(returns, tmp_path_factory.mktemp("history"))


@pytest.fixture
def in_a_region(monkeypatch):
    """What a process of the bench is told of a region, forgotten again after the test."""
    for known in (BREAKDOWNS, MEASURES, pandas_groups.GROUPS):
        for name, held in known.items():
            monkeypatch.setitem(known, name, held)
    authorities.tell_product(CODES)
    authorities.tell_pandas(CODES)
    yield
    pandas_groups.SEVEN.remove(authorities.AUTHORITY)
    for known in (BREAKDOWNS, pandas_groups.GROUPS):
        del known[authorities.AUTHORITY]


def test_a_region_counted_by_authority_is_the_same_in_ours_and_in_both_pandas(returns, tmp_path, in_a_region):
    history = product_version.store_history(returns, tmp_path, with_authorities=True)
    population = find(FAIRMERE).populations
    figures = product_version.stored_figures(history, DAYS, FAIRMERE, CODES)
    assert (
        check_same(
            {
                "stored": figures,
                "pandas_stored": as_table(pandas_stored.figures(history, DAYS, population)),
                "pandas": as_table(pandas_version.figures(returns, DAYS, population, postcodes.directory())),
            }
        )
        > 3_000
    )
    number = figures.filter(pc.equal(figures["measure"], "cla_number"))
    by_authority = number.filter(pc.equal(number["breakdown"], "authority"))
    totals = number.filter(pc.equal(number["breakdown"], ""))
    assert set(by_authority["group"].to_pylist()) == set(CODES)
    assert pc.sum(by_authority["value"]) == pc.sum(totals["value"])


def as_table(figures):
    return pa.Table.from_pandas(figures, preserve_index=False)


def test_pandas_on_an_editions_tables_gives_the_figures_of_pandas_on_the_returns(returns, history):
    population = find(FAIRMERE).populations
    stored = as_table(pandas_stored.figures(history, DAYS, population))
    read = as_table(pandas_version.figures(returns, DAYS, population, postcodes.directory()))
    assert check_same({"stored": stored, "read": read}) > 2_000


def test_returns_read_a_year_at_a_time_in_little_memory_give_the_same_figures(
    returns, history, tmp_path, monkeypatch
):
    monkeypatch.setattr(product_version, "LARGE", 0)
    monkeypatch.setattr(product_version, "read", only_one_year(product_version.read))
    in_little = product_version.figures(returns, DAYS, FAIRMERE, memory_limit="150MB")
    assert check_same(
        {"little": in_little, "stored": product_version.stored_figures(history, DAYS, FAIRMERE)}
    )


def only_one_year(read):
    def checked(paths, year=None):
        assert year is not None and len(paths) == 1, "more than a year is read at once"
        return read(paths, year=year)

    return checked


@pytest.mark.slow
def test_a_region_counted_on_spark_by_authority_is_that_of_duckdb(returns, tmp_path):
    history = product_version.store_history(returns, tmp_path / "history", with_authorities=True)
    asked = question(tmp_path, DAYS[-1:], authorities=CODES)
    found = compare("A region", {"stored": history, "spark": history}, asked, tmp_path, rounds=1)
    assert found.figures > 3 * len(MEASURES), "each authority has figures of its own, and all are the same"


def points(*powers_of_time: float) -> list[growth.Point]:
    """Runs of growing sizes whose processor time grows with the given power, one for each step."""
    sizes = (1_000, 10_000, 100_000, 1_000_000)
    return [
        growth.Point(
            size,
            {
                step: Run(size**power / 1e3, size**power / 1e3, 100 + size / 1e3, 100, (1.0,))
                for step, power in zip(growth.STEPS, powers_of_time, strict=True)
            },
        )
        for size in sizes
    ]


def test_growth_is_told_as_the_power_of_the_number_of_children():
    steep = points(1.0, 2.0)
    assert growth.exponent(steep, "store") == pytest.approx(1.0)
    assert growth.exponent(steep, "stored") == pytest.approx(2.0)
    from_a_fixed_start = [*points(0.5, 0.5)[:3], *points(1.2, 1.0)[3:]]
    assert growth.last_exponent(from_a_fixed_start, "store") > growth.exponent(from_a_fixed_start, "store")
    with pytest.raises(ValueError, match="two sizes of 10,000"):
        growth.exponent(steep[:2], "store")


def test_growth_is_drawn_and_told_with_its_table(tmp_path):
    plot.draw(points(1.0, 0.9), tmp_path / "growth.svg")
    drawn = ElementTree.fromstring((tmp_path / "growth.svg").read_text(encoding="utf-8"))  # noqa: S314 - ours
    words = " ".join("".join(drawn.itertext()).split())
    assert "Read and store" in words and "2 GiB" in words and "as many times longer as children" in words
    told = report.growth_part(points(1.0, 0.9), [Claim("no worse than linear", "power 1.00", True)])
    assert "1.00 for *read and store*, 0.90 for *count from an edition*" in told
    assert "| 1,000,000 | 1000.0 s | 1000.0 s | 1,000 |" in told and "power 1.00 | met |" in told


def test_a_want_that_is_missed_is_told_with_how_much():
    from bench.scale.__main__ import claims_of, within_2_gib

    runs = {"stored": (1.0, 300), "product": (9.0, 2100)}
    runs |= {"pandas_stored": (2.9, 1000), "pandas": (10.0, 900), "straightforward": (90.0, 6400)}
    found = Comparison(
        "A nation",
        {
            name: [Run(seconds, seconds, memory, 150, (seconds - 0.5,))]
            for name, (seconds, memory) in runs.items()
        },
    )
    claims = [*claims_of("It", found), within_2_gib("It", "from the returns", "product", found)]
    of_processes, libraries_loaded = claims[:-1:4] + claims[1:-1:4], claims[2:-1:4] + claims[3:-1:4]
    assert [claim.met for claim in of_processes] == [False, True, True, False, True, True, True, False]
    assert [claim.met for claim in libraries_loaded] == [True, True, True, False, True, True, True, False]
    assert not claims[-1].met
    found.runs["stored"] *= 2
    told = report.comparison_part(found, claims, "Made up.", ["spark"])
    assert "Of the 2 rounds some were run in fewer: *Sufficiency* in 1" in told.replace(
        "*pandas, from the edition's tables* in 1, ", ""
    )
    assert "Left out of this run: *Sufficiency on Spark, from an edition*." in told
    table = report.claims_table(claims)
    assert "2.9 times | **not met**" in table and "2.05 GiB | **not met**" in table


def test_a_part_of_the_page_is_written_and_the_others_stay(tmp_path):
    page = tmp_path / "performance.md"
    parts.write_part(page, "growth", "It grows.")
    parts.write_part(page, "first measures", "# How fast")
    parts.write_part(page, "growth", "It grows slowly.\n")
    text = page.read_text(encoding="utf-8")
    assert parts.part_of(text, "first measures") == "# How fast"
    assert parts.part_of(text, "growth") == "It grows slowly."
    assert text.index("# How fast") < text.index("It grows slowly.") and text.count("growth") == 2
    assert parts.part_of(text, "nation") == ""
