"""The trial of many readers says plainly which targets were met."""

import pytest
from bench.load import report

HEAD = "Type,Name,Request Count,Failure Count,50%,95%,99%,Requests/s\n"


def trial(tmp_path, *rows: str, beside: float = 0.1) -> report.Trial:
    path = tmp_path / "found_stats.csv"
    path.write_text(HEAD + "".join(f"GET,{row},1.0\n" for row in (*rows, "Aggregated,200,0,50,200,300")))
    return report.read(path, 100, 60, spent=4.0, beside=beside)


@pytest.mark.parametrize(
    ("row", "met"),
    [
        ("A child,100,0,50,300,900", True),
        ("A child,100,0,50,301,900", False),
        ("A child,100,1,50,100,200", False),
        ("Home,100,0,50,1000,2000", True),
        ("Home,100,0,50,1001,2000", False),
    ],
)
def test_a_page_meets_its_target_by_its_95th_percentile_and_without_a_failure(tmp_path, row, met):
    found = trial(tmp_path, row)
    assert found.met is met
    assert ("missed" in report.as_table(found)) is not met
    assert ("Every target is met" in report.as_page(found)) is met


def test_the_page_tells_what_a_page_costs_and_what_else_ran(tmp_path):
    alone, beside = trial(tmp_path), trial(tmp_path, beside=4.2)
    assert "20 ms of a processor" in report.as_page(alone) and "Nothing else ran" in report.as_page(alone)
    assert "load average was 4.2" in report.as_page(beside)


def test_the_slowest_page_comes_first(tmp_path):
    found = trial(tmp_path, "Home,10,0,1,20,30", "A child,10,0,1,200,300")
    assert [page.name for page in found.pages] == ["A child", "Home"]
