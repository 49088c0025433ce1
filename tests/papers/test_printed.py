"""The papers' printed figures as data: all their tables, places that exist once, and the checks of recorded series."""

from datetime import date

import pytest

from sufficiency.measures.catalogue import catalogue
from sufficiency.service.recorded.checking import check
from tests.papers.printed import OWN, WHOM, figures, papers

TODAY = date(2026, 1, 1)
CHARTS_AND_WORDS = {  # tables of plans, statements and pictures, which print no figure of their own
    "southwark_2017": {1, 2, 3, 11, 12},
    "southwark_2018": set(),
    "southend_2017": set(),
}
LAST_TABLE = {"southwark_2017": 12, "southwark_2018": 4, "southend_2017": 35}


@pytest.mark.parametrize("paper", LAST_TABLE)
def test_every_table_with_figures_is_there(paper):
    there = {
        int(one.table.rsplit("_", 1)[1]) for one in figures().values() if one.paper == paper and one.table
    }
    assert there == set(range(1, LAST_TABLE[paper] + 1)) - CHARTS_AND_WORDS[paper]


def test_a_figure_says_where_it_stands_of_whom_and_of_when():
    for figure in figures().values():
        assert figure.paper in papers() and figure.line > 0 and figure.whom in WHOM, figure.id
        assert figure.as_at <= papers()[figure.paper].day or figure.basis == "budget", figure.id
        assert figure.printed and bool(figure.table) == bool(figure.heading), figure.id
        assert figure.measure in catalogue() or figure.note, figure.id


def test_a_figure_that_fits_its_measure_passes_the_checks_of_recorded_series():
    for figure in figures().values():
        if figure.fits:
            checked, wrong = check(figure.cells, TODAY, counted=True)
            assert not wrong and checked.value == float(figure.value), (
                figure.id,
                [str(one) for one in wrong],
            )


def test_a_counted_measure_is_looked_at_but_not_recorded():
    figure = next(one for one in figures().values() if one.measure == "cla_number" and one.whom == OWN)
    _checked, (wrong,) = check(figure.cells, TODAY)
    assert "counted from the children's own records" in str(wrong)


def test_most_measures_of_the_papers_have_a_figure():
    there = {figure.measure for figure in figures().values()} - {""}
    assert len(there) > 190 and there <= set(catalogue())


# Lines of the self-evaluation's rows that make a claim with a number.
CLAIMS = {
    33,
    39,
    54,
    62,
    71,
    83,
    84,
    90,
    97,
    105,
    111,
    117,
    124,
    130,
    136,
    143,
    150,
    157,
    163,
    169,
    170,
    176,
    182,
}


def test_every_row_of_the_self_evaluation_that_claims_a_number_is_there():
    assert {one.line for one in figures().values() if one.paper == "southwark_2021"} == CLAIMS
