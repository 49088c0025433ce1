"""Findings, of which what points to a child is told only to tokens that may."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.returns.checks import CHECKS
from sufficiency.service.api import edition_shapes
from sufficiency.service.api.asked import Part
from sufficiency.service.audit.actions import record_export
from sufficiency.service.data.findings import narrowed
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.confidential import finding_for
from sufficiency.service.records.need_to_know import Sight

OF_A_CHILD = ("file", "row", "child", "child_token", "message")


def narrowed_to(findings: pa.Table, wanted: dict[str, Any], edition: Edition, sight: Sight) -> pa.Table:
    """Those of the severity, check, year, child and measure asked for. Raises AskedWrongly."""
    asked = {name: str(value) for name, value in wanted.items() if value and name != "measure"}
    found = narrowed(findings, asked, edition, sight)
    measure = wanted.get("measure")
    if not measure:
        return found
    inside = [measure in (measures or ()) for measures in found["measures"].to_pylist()]
    return found.filter(pa.array(inside, pa.bool_()))


def told(
    sight: Sight, rows: pa.Table, part: Part, edition_id: str, with_children: bool
) -> list[edition_shapes.FindingTold]:
    """A part of the findings. Where children are named, that they are taken away is recorded before."""
    shown = rows.slice(part.offset, part.limit).to_pylist()
    if not with_children:
        return [_told(one | dict.fromkeys(OF_A_CHILD)) for one in shown]
    named = [one["child"] for one in shown if one["child"] and not sight.is_sealed(one["child"])]
    record_export(sight.person, named, f"findings of edition {edition_id}, API")
    return [_told(_of_child(sight, one)) for one in shown]


def _of_child(sight: Sight, finding: dict[str, Any]) -> dict[str, Any]:
    seen = finding_for(sight, finding)
    sealed = finding["child"] and sight.is_sealed(finding["child"])
    return seen | {"child_token": child_token(finding["child"]) if finding["child"] and not sealed else None}


def _told(finding: dict[str, Any]) -> edition_shapes.FindingTold:
    code = finding["code"]
    title = CHECKS[code].title if code in CHECKS else code
    return edition_shapes.FindingTold(
        **finding | {"title": title, "measures": list(finding["measures"] or ())}
    )


def codes_in(findings: pa.Table) -> list[str]:
    return sorted(pc.unique(findings["code"]).to_pylist())
