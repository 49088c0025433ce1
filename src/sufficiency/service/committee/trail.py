"""The table at the end of a paper: who wrote it and led on it, its version, who was consulted and when it was cleared;
made of what really happened."""

from dataclasses import replace

from django.utils import timezone

from sufficiency.documents.document import Row
from sufficiency.documents.outline import AuditTrail, Consulted, Outline, Section
from sufficiency.measures.said import day
from sufficiency.service.committee.models import Paper
from sufficiency.service.committee.states import State

KEY, TITLE = "audit-trail", "Audit trail"


def with_trail(outline: Outline, paper: Paper) -> Outline:
    """The outline with its audit trail as it is now; put at the end where the paper has none."""
    made = trail_of(paper)
    there = any(isinstance(block, AuditTrail) for block in outline.blocks())
    if not there:
        last = Section(key=f"{KEY}-section", title=TITLE, blocks=(made,), numbered=False)
        return replace(outline, sections=(*outline.sections, last))
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(made, key=block.key) if isinstance(block, AuditTrail) else block
                for block in section.blocks
            ),
        )
        for section in outline.sections
    )
    return replace(outline, sections=sections)


def trail_of(paper: Paper) -> AuditTrail:
    """What happened so far."""
    version = paper.versions.first()
    rows = [
        Row("Lead officer", paper.lead_officer),
        Row("Report author", str(paper.author)),
        Row("Version", f"{version.number}, of {day(timezone.localtime(version.at).date())}"),
    ]
    for step in paper.steps.select_related("by"):
        if step.state in (State.CLEARED, State.PUBLISHED):
            rows.append(
                Row(step.get_state_display(), f"{day(timezone.localtime(step.at).date())}, {step.by}")
            )
    consulted = tuple(
        Consulted(f"{one.get_who_display()}: {one.name}", "Yes", _included(one))
        for one in paper.consultations.all()
    )
    return AuditTrail(key=KEY, rows=tuple(rows), consulted=consulted)


def _included(one) -> str:
    if not one.answer:
        return "Not answered yet"
    return "Yes" if one.included else "No"
