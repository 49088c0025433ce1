"""The audit trail at the end of a paper: who leads, who wrote, who was consulted and whether their comments are in."""

from __future__ import annotations

from collections.abc import Iterator

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Cell, Column, Said
from sufficiency.measures import said


def audit_trail(block: composed.AuditTrail, paper: Paper) -> Iterator[Said]:
    """Both tables; where the paper has not been through its workflow, a sentence says so."""
    given = [[Cell(row.name), Cell(row.value)] for row in block.rows]
    if not any(row.name == "Version" for row in block.rows):
        given.insert(0, [Cell("Version"), Cell("Draft, written from the data")])
    given += [[Cell(name), Cell(value)] for name, value in _of_the_data(paper)]
    yield paper.table("Audit trail", [Column("What"), Column("Details")], given, block.key)
    if block.consulted:
        columns = [
            Column("Officer or directorate"),
            Column("Comments sought"),
            Column("Comments included"),
        ]
        rows = [[Cell(one.who), Cell(one.sought), Cell(one.included)] for one in block.consulted]
        yield paper.table(
            "Consultation with other officers, directorates and cabinet member", columns, rows, block.key
        )
        return
    yield paper.note(
        "This paper was written from the data and has not been sent to other officers. Who was consulted, and whether their "
        "comments are in it, is entered when it goes from its author to the director, legal and finance.",
        block.key,
    )


def _of_the_data(paper: Paper) -> list[tuple[str, str]]:
    source = paper.source
    state = "provisional" if source.provisional else "final"
    rows = [("Figures as at", said.day(source.as_at))]
    if source.edition:
        rows.append(("Edition of the returns", f"{source.edition}, {state}"))
    rows.append(
        (
            "For",
            "publication, with small numbers hidden" if source.public else "people who may see small numbers",
        )
    )
    return rows
