"""An outline and where its figures come from, into a paper.

    compose(outline, source)

The figures of all blocks are asked for together and hidden where they must be before any block sees one, so that no
sentence, table, chart or workbook of a paper can tell what another of its parts hides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sufficiency.documents.blocks import asks, says
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Document, Row, Section
from sufficiency.documents.figures import Figures, Wanted
from sufficiency.documents.outline import Outline
from sufficiency.documents.plan import Plan, PlannedAction
from sufficiency.documents.source import Source
from sufficiency.measures import comparators, said

__all__ = ["Source", "compose"]


def compose(outline: Outline, source: Source) -> Document:
    """The paper as it stands today: numbers of `source`'s edition, day and style. What is not loaded or not kept is said
    in a sentence where it would have stood. Raises OlderRules where the edition cannot give a day."""
    if source.plan is not None:
        source = replace(source, plan=as_it_stood(source.plan))
    wanted = Wanted(source)
    for block in outline.blocks():
        asks(block, wanted)
    paper = Paper(source, Figures(wanted))
    sections = tuple(_sections(outline, paper))
    return Document(
        template=outline.template,
        title=outline.title,
        authority=source.authority_name,
        as_at=source.as_at,
        edition=source.edition,
        public=source.public,
        front=front_rows(outline, source),
        sections=sections,
        figures=tuple(paper.figures),
        attributions=_attributions(paper),
        baseline=source.baseline,
    )


def _sections(outline: Outline, paper: Paper) -> Iterable[Section]:
    number = 0
    for section in outline.sections:
        if section.level == 1:
            number += section.numbered
            paper.begin(str(number) if section.numbered else "")
        told = tuple(one for block in section.blocks for one in says(block, paper))
        shown = str(number) if section.level == 1 and section.numbered else ""
        yield Section(section.key, section.title, shown, section.level, told)


def front_rows(outline: Outline, source: Source) -> tuple[Row, ...]:
    """The lines above a paper: those of its author, then those that the data give."""
    own = []
    if source.authority_name:
        own.append(Row("Authority", source.authority_name))
    own.append(Row("Figures as at", said.day(source.as_at)))
    if source.baseline:
        own.append(Row("Baseline", said.day(source.baseline)))
    if source.plan is not None and source.plan.on != source.as_at:
        own.append(Row("Action plan as at", said.day(source.plan.on)))
    state = "provisional: they may still change" if source.provisional else "final"
    if source.edition:
        own.append(Row("Figures from", f"Edition {source.edition}, {state}"))
    if source.public:
        own.append(Row("Version", "For publication: numbers of one to five children are hidden"))
    given = {row.name for row in outline.front}
    return (*outline.front, *(row for row in own if row.name not in given))


def as_it_stood(plan: Plan) -> Plan:
    """The plan without what came after its day: a milestone done later was open then."""

    def stood(action: PlannedAction) -> PlannedAction:
        steps = tuple(
            replace(one, done=None) if one.done and one.done > plan.on else one for one in action.milestones
        )
        told = {
            name: tuple(one for one in getattr(action, name) if one.on <= plan.on)
            for name in ("ratings", "notes", "evidence")
        }
        return replace(action, milestones=steps, **told)

    return replace(plan, actions=tuple(stood(one) for one in plan.actions))


def _attributions(paper: Paper) -> tuple[str, ...]:
    """Whom the paper owes what it has not counted itself."""
    if any(one.source == "published" for one in paper.figures):
        return (
            f"Published figures: {comparators.SOURCE}. Published percentages and rates are whole numbers.",
        )
    return ()
