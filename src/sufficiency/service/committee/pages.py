"""A paper as its builder shows it, its versions, the desk of papers, and what was published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from sufficiency.documents import document
from sufficiency.documents.document import Document
from sufficiency.documents.moved import Moved
from sufficiency.documents.outline import Block, Outline
from sufficiency.measures import MEASURES
from sufficiency.service.committee.differences import called, told_of
from sufficiency.service.committee.editing import may_take_over
from sufficiency.service.committee.models import Paper, Published, Version
from sufficiency.service.committee.states import TAGS, State
from sufficiency.service.governance.models import DuePaper
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.charts import Chart
from sufficiency.service.ui.words import day

HEADINGS = {2: "govuk-heading-m", 3: "govuk-heading-s"}


@dataclass(frozen=True)
class Piece:
    """Something a block says, as the page draws it: ``kind`` chooses how, ``chart`` is there for a drawing."""

    kind: str
    said: document.Said
    chart: Chart | None = None

    @property
    def drafted(self) -> bool:
        return getattr(self.said, "drafted", False)

    @property
    def rows(self) -> list[list[tuple[document.Cell, document.Column]]]:
        """The cells of a table with their columns."""
        return [list(zip(row, self.said.columns, strict=True)) for row in self.said.rows]


@dataclass(frozen=True)
class ShownBlock:
    """A block of the outline with what it says."""

    block: Block
    pieces: list[Piece]
    may_take_over: bool

    @property
    def called(self) -> str:
        return called(self.block)


@dataclass(frozen=True)
class ShownSection:
    """A section with its blocks and the remarks on it that are not settled."""

    section: document.Section
    blocks: list[ShownBlock]
    remarks: list


def shown_sections(outline: Outline, paper: Document, remarks: Iterable) -> list[ShownSection]:
    """The sections of an outline with what they say in the composed paper."""
    said: dict[str, list[document.Said]] = {}
    for one in paper.said():
        said.setdefault(one.block, []).append(one)
    told = {one.key: one for one in paper.sections}
    by_section: dict[str, list] = {}
    for remark in remarks:
        by_section.setdefault(remark.section, []).append(remark)
    return [
        ShownSection(
            told[section.key],
            [
                ShownBlock(block, pieces_of(said.get(block.key, ())), may_take_over(said.get(block.key, ())))
                for block in section.blocks
            ],
            by_section.get(section.key, []),
        )
        for section in outline.sections
    ]


def pieces_of(said: Iterable[document.Said]) -> list[Piece]:
    """What is said, each with the way it is drawn."""
    pieces = []
    for number, one in enumerate(said, start=1):
        chart = None
        if isinstance(one, document.Drawing):
            key = f"{one.block}-{number}"
            title = f"Figure {one.number}: {one.title}"
            chart = Chart(key, title, one.spec, _chart_table(one.table), [])
        pieces.append(Piece(one.kind, one, chart))
    return pieces


def _chart_table(table: document.Table) -> ui.Table:
    columns = [
        ui.Column(f"c{place}", column.title, number=column.numbers)
        for place, column in enumerate(table.columns)
    ]
    rows = [{f"c{place}": cell.text for place, cell in enumerate(row)} for row in table.rows]
    return ui.Table(table.caption, columns, rows, note=" ".join(table.notes))


def desk_table(papers: Sequence[Paper], due: Mapping[object, DuePaper]) -> ui.Table:
    """Papers that are being written, each with the meeting that waits for it."""
    rows = []
    for one in papers:
        waits = due.get(one.pk)
        rows.append(
            {
                "paper": ui.Cell(one.title, reverse("committee:paper", args=[one.pk])),
                "state": one.get_state_display(),
                "meeting": f"{waits.meeting.board}, {day(waits.meeting.day)}" if waits else "No meeting yet",
                "despatch": day(waits.deadlines.despatch) if waits else "No date yet",
                "figures": day(one.as_at),
                "lead": one.lead_officer,
            }
        )
    columns = [
        ui.Column("paper", "Paper"),
        ui.Column("state", "State", one_line=True),
        ui.Column("meeting", "For"),
        ui.Column("despatch", "To go out by", one_line=True),
        ui.Column("figures", "Figures as at", one_line=True),
        ui.Column("lead", "Lead officer"),
    ]
    return ui.Table("Papers being written", columns, rows, empty="No paper is being written.")


def due_table(due: Sequence[DuePaper], may_write: bool) -> ui.Table:
    """Papers that meetings wait for and nobody began."""
    rows = [
        {
            "paper": ui.Cell(one.title, f"{reverse('committee:begin')}?due={one.pk}")
            if may_write
            else one.title,
            "meeting": f"{one.meeting.board}, {day(one.meeting.day)}",
            "despatch": day(one.deadlines.despatch),
            "lead": one.who,
        }
        for one in due
    ]
    columns = [
        ui.Column("paper", "Paper"),
        ui.Column("meeting", "For"),
        ui.Column("despatch", "To go out by", one_line=True),
        ui.Column("lead", "Lead officer"),
    ]
    return ui.Table(
        "Due, and not begun", columns, rows, empty="No meeting waits for a paper that is not begun."
    )


def archive_table(
    published: Sequence[Published], meetings: Mapping[object, DuePaper], searched: bool = False
) -> ui.Table:
    """What was published, the latest first, by committee and date; ``searched``: only what was found of it."""
    rows = []
    for one in published:
        waits = meetings.get(one.paper_id)
        rows.append(
            {
                "paper": ui.Cell(one.paper.title, reverse("committee:published", args=[one.paper_id])),
                "committee": str(waits.meeting.board) if waits else "Outside a meeting",
                "meeting": day(waits.meeting.day) if waits else "None",
                "published": day(timezone.localtime(one.at).date()),
                "figures": day(one.paper.as_at),
            }
        )
    columns = [
        ui.Column("paper", "Paper"),
        ui.Column("committee", "Committee"),
        ui.Column("meeting", "Meeting", one_line=True),
        ui.Column("published", "Published", one_line=True),
        ui.Column("figures", "Figures as at", one_line=True),
    ]
    empty = "No published paper has these words." if searched else "No paper is published yet."
    return ui.Table("Published papers", columns, rows, empty=empty)


def versions_table(versions: Sequence[Version]) -> ui.Table:
    """Each version with who saved it and all that changed in it."""
    rows = []
    for now, before in zip(versions, [*versions[1:], None], strict=True):
        changes = told_of(Outline.from_json(before.outline), Outline.from_json(now.outline)) if before else []
        rows.append(
            {
                "number": now.number,
                "at": f"{timezone.localtime(now.at):%-d %B %Y, %H:%M}",
                "by": str(now.by),
                "what": ". ".join(changes) or now.why.capitalize(),
            }
        )
    columns = [
        ui.Column("number", "Version", number=True),
        ui.Column("at", "Saved", one_line=True),
        ui.Column("by", "By"),
        ui.Column("what", "What changed"),
    ]
    return ui.Table("Versions", columns, rows)


def figures_table(paper: Document, moved: Sequence[Moved]) -> ui.Table:
    """Every figure a published paper says, with its measure, and what it is now where it moved."""
    now = {id_of(one.figure): one for one in moved}
    rows, told = [], set()
    for figure in paper.figures:
        key = id_of(figure)
        if key in told:
            continue
        told.add(key)
        title = MEASURES[figure.measure].title if figure.measure in MEASURES else figure.measure
        rows.append(
            {
                "measure": ui.Cell(title, reverse("position:measure", args=[figure.measure])),
                "day": day(figure.day),
                "group": figure.group,
                "printed": figure.words,
                "now": now[key].words if key in now else "the same",
                "why": now[key].reason if key in now else "",
            }
        )
    columns = [
        ui.Column("measure", "Measure"),
        ui.Column("day", "Day", one_line=True),
        ui.Column("group", "Group"),
        ui.Column("printed", "Published", number=True),
        ui.Column("now", "Now", number=True),
        ui.Column("why", "Why"),
    ]
    return ui.Table("Figures of this paper", columns, rows)


def id_of(figure: document.Figure) -> tuple:
    """What makes two figures the same one."""
    return figure.source, figure.measure, figure.day, figure.breakdown, figure.group


def tag_of(paper: Paper) -> str:
    return TAGS[State(paper.state)]


def last_day(years: Iterable[int]) -> date:
    """The last day of the newest return."""
    return date(max(years), 3, 31)


def document_sections(paper: Document) -> list[ShownSection]:
    """The sections of a paper that is published, with what they say."""
    return [
        ShownSection(section, [ShownBlock(None, pieces_of(section.said), False)], [])
        for section in paper.sections
    ]
