"""The catalogue, the record of a value, and a file looked through, as tables and facts."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from sufficiency.editions import DamagedEdition, Home, Manifest
from sufficiency.measures.catalogue import Entry, State, catalogue, state_of
from sufficiency.measures.recorded import BASES, value_in_words
from sufficiency.service.recorded import queries, wording
from sufficiency.service.recorded.actions import Looked
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words

MOST_LOOKED_AT = 300
STATES = ("loaded", "not loaded")


@dataclass(frozen=True)
class Catalogue:
    """The entries asked for, each with its state, and how many of all have figures."""

    entries: list[tuple[Entry, State]]
    loaded: int
    all: int


def catalogue_for(words: str, area: str, fed_by: str, state: str) -> Catalogue:
    """The entries with all the words in id, name, area, definition or source, of an area, a feed and a state."""
    every = every_entry()
    wanted = words.casefold().split()
    found = [
        (entry, standing)
        for entry, standing in every
        if (not area or entry.area == area)
        and (not fed_by or entry.fed_by == fed_by)
        and (not state or standing.word == state)
        and all(word in _words_of(entry) for word in wanted)
    ]
    return Catalogue(found, sum(standing.loaded for _entry, standing in every), len(every))


def every_entry() -> list[tuple[Entry, State]]:
    """Every entry with whether it has figures."""
    manifest, held = manifest_in_use(), queries.held(queries.authority_in_use())
    return [(entry, state_of(entry, manifest, held)) for entry in catalogue().values()]


def manifest_in_use() -> Manifest | None:
    try:
        current = Home(settings.HOME).current()
    except DamagedEdition:
        return None
    return current.manifest if current else None


def catalogue_table(found: list[tuple[Entry, State]], query) -> ui.Table:
    rows = [
        {
            "name": ui.Cell(
                entry.name, href=reverse("position:measure", args=[entry.id]), hint=entry.id, sort=entry.name
            ),
            "area": entry.area.capitalize(),
            "unit": entry.unit,
            "fed_by": ui.Cell("Recorded" if entry.is_recorded else entry.fed_by, hint=entry.sources),
            "state": ui.Cell(state.word.capitalize(), hint=_capital(state.reason.split(":")[0])),
        }
        for entry, state in found
    ]
    columns = [
        ui.Column("name", "Measure", sort=True),
        ui.Column("state", "State", sort=True),
        ui.Column("fed_by", "Fed by", sort=True),
        ui.Column("unit", "Unit", sort=True),
        ui.Column("area", "Area", sort=True),
    ]
    return ui.Table(
        "Measures",
        columns,
        rows,
        query=query,
        caption_hidden=True,
        empty="No measure is like that. Take a word or a filter away.",
    )


def _words_of(entry: Entry) -> str:
    return f"{entry.id} {entry.name} {entry.area} {entry.definition} {entry.sources}".casefold()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def recorded_table(areas_only: str = "") -> ui.Table:
    """The series that have values, with their latest day."""
    held = queries.held(queries.authority_in_use())
    rows = [
        {
            "name": ui.Cell(entry.name, href=reverse("position:measure", args=[entry.id])),
            "area": entry.area.capitalize(),
            "values": held[entry.id].values,
            "newest": ui.Cell(in_words(held[entry.id].newest), sort=held[entry.id].newest.toordinal()),
        }
        for entry in catalogue().values()
        if entry.id in held and entry.is_recorded
    ]
    columns = [
        ui.Column("name", "Measure"),
        ui.Column("area", "Area"),
        ui.Column("values", "Values", number=True),
        ui.Column("newest", "Latest", one_line=True),
    ]
    return ui.Table(
        "Series with values", columns, rows, caption_hidden=True, empty="Nothing is recorded yet."
    )


def record_facts(entry: Entry, one: RecordedValue, hidden: bool) -> ui.SummaryList:
    """One version: what it says, where it is from, who recorded it, when, from which file."""
    number = queries.as_number(one)
    figure = wording.HIDDEN if hidden else wording.figure(entry, number)
    parts = "" if hidden else wording.out_of(entry, number)
    rows = [
        ("Value", "taken back" if one.withdrawn else f"{figure}{f' ({parts})' if parts else ''}"),
        ("When", _capital(wording.when(number))),
        ("Group", f"{one.breakdown.replace('_', ' ')}: {one.group}" if one.group else "Everyone"),
        ("Source", one.source),
        ("Basis", BASES.get(one.basis, one.basis)),
        *([("Note", one.note)] if one.note and not hidden else []),
        ("Recorded by", f"{who(one)}, {moment(one.at)}"),
    ]
    if one.file is not None:
        rows.append(("File", f"{one.file.name}, row {one.row}. SHA-256 {one.file.sha256}"))
    return ui.SummaryList(rows)


def versions_table(entry: Entry, versions: list[RecordedValue], hidden: set[int]) -> ui.Table:
    """Every version, the last first, with why it was corrected."""
    rows = [
        {
            "version": ui.Cell(str(one.version), hint="in force" if place == 0 and not one.withdrawn else ""),
            "value": "taken back"
            if one.withdrawn
            else wording.HIDDEN
            if one.pk in hidden
            else value_in_words(one.value, entry.unit, one.denominator),
            "source": f"{one.source} ({one.basis})",
            "who": f"{who(one)}, {moment(one.at)}",
            "reason": one.reason or "–",
        }
        for place, one in enumerate(versions)
    ]
    columns = [
        ui.Column("version", "Version", one_line=True),
        ui.Column("value", "Value"),
        ui.Column("source", "Source and basis"),
        ui.Column("who", "Recorded"),
        ui.Column("reason", "Why corrected"),
    ]
    return ui.Table("Every version", columns, rows, caption_hidden=True)


def looked_table(found: Looked) -> ui.Table:
    """What a file would change, value by value."""
    lines = [(one, "new", None) for one in found.new]
    lines += [(one, "correction", held) for one, held in found.corrected]
    lines += [(one, "as recorded", None) for one in found.same]
    rows = []
    for one, what, held in sorted(lines, key=lambda line: line[0].row)[:MOST_LOOKED_AT]:
        entry = catalogue()[one.measure]
        was = ""
        if held is not None:
            was = (
                "was taken back"
                if held.withdrawn
                else f"was {value_in_words(held.value, entry.unit, held.denominator)}, {held.source}, {held.basis}"
            )
        rows.append(
            {
                "row": ui.Cell(str(one.row), sort=one.row),
                "what": what.capitalize(),
                "measure": ui.Cell(entry.name, hint=entry.id),
                "day": ui.Cell(in_words(one.as_at), hint=f"from {in_words(one.period_start)}" if one.period_start else ""),
                "group": one.group or "everyone",
                "value": ui.Cell(value_in_words(one.value, entry.unit, one.denominator), hint=was),
                "source": ui.Cell(one.source, hint=one.basis),
            }
        )  # fmt: skip
    columns = [
        ui.Column("row", "Row"),
        ui.Column("what", "It is"),
        ui.Column("measure", "Measure"),
        ui.Column("day", "Day", one_line=True),
        ui.Column("group", "Group"),
        ui.Column("value", "Value", number=True),
        ui.Column("source", "Source"),
    ]
    more = len(lines) - len(rows)
    note = f"And {count(more)} more rows, which are not shown here." if more > 0 else ""
    return ui.Table("What the file says", columns, rows, caption_hidden=True, note=note)


def who(one: RecordedValue) -> str:
    return str(one.person) if one.person else "The machine itself"


def moment(at) -> str:
    return f"{in_words(at)} {at:%H:%M} UTC"
