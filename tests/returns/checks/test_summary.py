from pathlib import Path

import pyarrow as pa

from sufficiency.returns.checks import CHECKS, FINDINGS, check
from sufficiency.returns.checks.summary import summary
from tests.returns.checks.clean_return import clean_return
from tests.returns.checks.planted import EXAMPLES
from tests.returns.checks.small_return import typed_tables, write_directory


def test_findings_are_counted_by_check_errors_first_and_the_most_frequent_first(tmp_path: Path):
    returns = []
    for number, code in enumerate(("OC2-SDQ-BOTH", "OC2-SDQ-RANGE", "OC2-SDQ-RANGE", "OC2-HELP-BOTH")):
        small = clean_return(prefix=f"{number}:")
        next(example for example in EXAMPLES if example.code == code).plant(small)
        returns.append(small)

    counts = summary(check(typed_tables(returns), write_directory(tmp_path / "postcodes.parquet")))

    assert [(one.code, one.severity, one.count) for one in counts] == [
        ("OC2-SDQ-RANGE", "error", 2),
        ("OC2-SDQ-BOTH", "error", 1),
        ("OC2-HELP-BOTH", "warning", 1),
    ]
    assert counts[0].title == CHECKS["OC2-SDQ-RANGE"].title
    assert counts[0].measures == ("sdq_pct",)


def test_no_findings_make_an_empty_summary():
    assert summary(FINDINGS.empty_table()) == []


def test_a_finding_of_a_check_since_dropped_keeps_its_code_as_title():
    old = {
        "code": "OLD-CHECK",
        "severity": "note",
        "table": "episodes",
        "year": 2020,
        "file": "2020/episodes.csv",
        "row": 2,
        "child": "1",
        "field": None,
        "message": "Something. Do something.",
        "measures": ["cla_number"],
    }

    counts = summary(pa.Table.from_pylist([old], schema=FINDINGS))

    assert [(one.code, one.title, one.count) for one in counts] == [("OLD-CHECK", "OLD-CHECK", 1)]
