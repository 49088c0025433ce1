"""Lines of the audit for the screen and for a file, as the person who reads them may see them.

A system administrator sees that somebody looked at a record and on which page, not at which: where a line is about a
child, neither the child nor what was typed about it is shown.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_see_who_looked, may
from sufficiency.service.audit.models import Line
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.need_to_know import SEALED, Sight
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words

COLUMNS = ("line", "when", "who", "what", "child", "done_to", "thing", "page", "reason", "details", "hash")
A_CHILD = "A child"


class Reader:
    """What one person may see of a line."""

    def __init__(self, person: Person) -> None:
        self.sees_children = may(person, check_can_see_who_looked)
        self.sight = Sight(person)

    def child(self, line: Line) -> str:
        """The child's id; "Sealed record" for one that is sealed and not open, "A child" where none may be seen."""
        if not line.child:
            return ""
        if not self.sees_children:
            return A_CHILD
        return self.name_of(line.child)

    def name_of(self, child: str) -> str:
        """A child that was asked for: its id, unless the record is sealed and not open to the person."""
        return SEALED if self.sight.is_sealed(child) and not self.sight.sees(child) else child

    def may_read(self, line: Line) -> bool:
        """Whether what was typed and noted may be read, which could tell which child the line is about."""
        return self.sees_children or not line.child

    def address(self, line: Line) -> str:
        """The page of who looked at the child, where the child is named."""
        if not line.child or self.child(line) != line.child:
            return ""
        return reverse("audit:child", args=[child_token(line.child)])


def as_table(lines: Iterable[Line], reader: Reader, *, of_child: bool = False) -> ui.Table:
    """A page of lines; the child is left out where the whole page is of one."""
    rows = [
        {
            "at": ui.Cell(moment(line), hint=f"Line {line.number}"),
            "who": ui.Cell(line.who, href=_person(line)),
            "what": ui.Cell(line.get_what_display(), hint=_thing(line, reader)),
            "child": ui.Cell(reader.child(line) or "–", href=reader.address(line)),
            "page": line.page or "–",
            "reason": (line.reason if reader.may_read(line) else "") or "–",
        }
        for line in lines
    ]
    columns = [
        ui.Column("at", "When", one_line=True),
        ui.Column("who", "Who"),
        ui.Column("what", "What"),
        *([] if of_child else [ui.Column("child", "Child")]),
        ui.Column("page", "Where"),
        ui.Column("reason", "Why"),
    ]
    return ui.Table("Lines of the audit", columns, rows, keep_order=True, caption_hidden=True, empty="There is no such line. Take a filter away to see others.")  # fmt: skip


def as_rows(lines: Iterable[Line], reader: Reader) -> Iterable[list[object]]:
    """The same for a file, with the hash that ties each line to the chain."""
    for line in lines:
        readable = reader.may_read(line)
        yield [
            line.number,
            timezone.localtime(line.at).isoformat(timespec="seconds"),
            line.who,
            line.get_what_display(),
            reader.child(line),
            line.about.name if line.about else "",
            line.thing if readable else "",
            line.page,
            line.reason if readable else "",
            line.details if readable and line.details != "{}" else "",
            line.hash,
        ]


def moment(line: Line) -> str:
    """ "5 April 2025, 14:05:09"."""
    local = timezone.localtime(line.at)
    return f"{in_words(local)}, {local:%H:%M:%S}"


def _person(line: Line) -> str:
    return reverse("audit:person", args=[line.person_id]) if line.person_id else ""


def _thing(line: Line, reader: Reader) -> str:
    """What it was done to: the thing, else the person where that is somebody else."""
    if line.thing and reader.may_read(line):
        return line.thing
    return str(line.about) if line.about and line.about_id != line.person_id else ""
