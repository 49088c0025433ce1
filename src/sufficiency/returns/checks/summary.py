"""How many findings there are of each check: what a page or a command shows first."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.returns.checks import CHECKS
from sufficiency.returns.checks.declaration import SEVERITIES


@dataclass(frozen=True)
class CheckCount:
    """The number of findings of one check. `measures` are the ids that they can change."""

    code: str
    title: str
    severity: str
    count: int
    measures: tuple[str, ...]


def summary(findings: pa.Table) -> list[CheckCount]:
    """One entry per check that found something: errors first, and within a severity the most frequent first.

    `findings` is what `check` gave, perhaps years ago: a check that has since been dropped keeps its code as title.
    """
    counted = pc.value_counts(findings.column("code")).to_pylist()
    of_code = {row["code"]: row for row in _first_rows(findings)}
    counts = [
        CheckCount(
            code=entry["values"],
            title=CHECKS[entry["values"]].title if entry["values"] in CHECKS else entry["values"],
            severity=of_code[entry["values"]]["severity"],
            count=entry["counts"],
            measures=tuple(of_code[entry["values"]]["measures"]),
        )
        for entry in counted
    ]
    return sorted(counts, key=lambda entry: (SEVERITIES.index(entry.severity), -entry.count, entry.code))


def _first_rows(findings: pa.Table) -> list[dict[str, object]]:
    """The first finding of each code."""
    numbered = findings.select(["code"]).append_column("at", pa.array(range(findings.num_rows), pa.int64()))
    firsts = numbered.group_by("code").aggregate([("at", "min")]).column("at_min")
    return findings.select(["code", "severity", "measures"]).take(firsts).to_pylist()
