"""Everything held about one child, table by table, each value in words; and what is left out because it is others'.

Three kinds of table: those of the return, in every edition there is; those derived from them, in the newest edition
that tells of the child; and the service's own, such as who looked. A table or column that is in none of the lists
below fails the suite, so that a copy given to a child is never silently short.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow.compute as pc
from django.apps import apps

from sufficiency.editions import Edition, Home
from sufficiency.history.columns import KINDS_OF_EVENT, STORED
from sufficiency.measures import BREAKDOWNS
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.ssda903.declaration import TABLES
from sufficiency.service.access.doors import FIELDS
from sufficiency.service.records.confidential import without_places
from sufficiency.service.records.meanings import with_code
from sufficiency.service.records.models import kept_id
from sufficiency.service.ui.words import day as in_words

NOT_GIVEN = "not given"
PROVENANCE = ("year", "file", "row")

# Left out by default: where carers, adopters and homes are, and who the adopters are.
ADOPTERS = ("nb_adoptr", "sex_adoptr", "ls_adoptr")
OTHERS = (*FIELDS, *ADOPTERS)
OF_WORKERS = ("team", "worker", "adviser")  # people who work for the authority, not the child
# The lists of Annex A that are about children, by the name of their table.
OF_LISTS = {f"annex_a/{name}": one for name, one in LISTS.items() if one.columns[0].field == "child"}
DISTANCES = ("pl_distance", "distance_miles")  # left out too where the record is sealed

LEFT_OUT = (
    "Where foster carers, adopters and homes are (postcodes, numbers of homes, the area they are in), and who the "
    "adopters are, is left out: it is confidential to them. The council can be asked for it, and decides case by case."
)
LEFT_OUT_SEALED = "Distances between homes are left out as well, because the record is sealed."

RETURNED = (
    "header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption", "previous_permanence",
    "missing", "sw_episodes", "dolo",
)  # fmt: skip

# Derived tables: what the copy calls them, and the columns whose codes have words.
DERIVED: dict[str, str] = {
    "periods": "Periods of care",
    "placements": "Homes, one after the other",
    "events": "What happened, day by day",
    "positions": "Where things stood at the end of each month",
    "care_leavers": "After care",
    "children": "Who the child is, as put together from the returns",
    "episodes": "Episodes of care, as put together from the returns",
    "oc2": "Health, as put together from the returns",
    "adoption_decisions": "Decisions that adoption was the plan",
}
# What the document shows of them, each with a short label; the data has every column.
BRIEF: dict[str, dict[str, str]] = {
    "periods": {"start": "From", "end": "Until", "rec": "Why it ended"},
    "placements": {"start": "From", "end": "Until", "place": "Kind of home", "provider": "Provided by"},
    "events": {"date": "Day", "kind": "What happened", "age": "Age", "ceased_reason": "Reason for leaving"},
    "positions": {
        "as_at": "Day", "age": "Age", "ls": "Legal status", "place": "Kind of home", "provider": "Provided by",
        "placements_in_year": "Homes in a year",
    },
    "care_leavers": {
        "as_at": "Day", "age": "Age", "in_touch": "In touch", "activ": "Activity", "accom": "Where they live",
    },
}  # fmt: skip
RULE = re.compile(r" \(D[0-9]+\)|, D[0-9]+(?=\))")  # numbers of rules of counting, which tell a child nothing
CODED = {
    "rne": "RNE", "rec": "REC", "ls": "LS", "cin": "CIN", "place": "PLACE", "last_place": "PLACE",
    "settled_place": "PLACE", "placement_first_place": "PLACE", "moved_in_place": "PLACE",
    "place_provider": "PLACE_PROVIDER", "provider": "PLACE_PROVIDER", "settled_provider": "PLACE_PROVIDER",
    "reason_place_change": "REASON_PLACE_CHANGE", "in_touch": "IN_TOUCH", "activ": "ACTIV", "accom": "ACCOM",
}  # fmt: skip
EVENTS = {
    "started": "Began to be looked after",
    "ceased": "Left care",
    "adopted": "Adopted",
    "placement_order": "Placement order made",
    "long_term_fostered": "Placed for long-term fostering",
    "early_permanence": "Placed with carers who might adopt",
    "matched": "Matched with adopters",
    "special_guardianship": "Special guardianship order made",
    "review_due": "Review due",
    "review_held": "Review held",
    "missing": "Missing from care",
}

# The service's own tables that tell of a child: title, and the label of each column shown.
OWN: dict[str, tuple[str, dict[str, str]]] = {
    "records.Caseload": (
        "Who has worked for the child",
        {"person": "Who", "part": "As", "since": "From", "until": "Until"},
    ),
    "records.Seal": ("Seals put on the record", {"reason": "Reason", "person": "By", "at": "When"}),
    "records.Opening": (
        "Times the closed record was opened",
        {
            "kind": "How", "person": "By", "reason": "Reason", "at": "When", "until": "Open until",
            "closed_at": "Closed", "was_right": "Found to be right", "note": "Remark", "answered_by": "Answered by",
            "answered_at": "Answered",
        },
    ),
    "audit.Line": (
        "Who looked at the record, and what was done with it",
        {"at": "When", "name": "Who", "what": "What", "page": "Where", "thing": "With what", "reason": "Reason"},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row: values in words by label, the values as they are stored by name, and where it comes from.

    ``brief`` is what the document shows of it, where that is not all.
    """

    words: dict[str, str]
    stored: dict[str, Any]
    source: str = ""
    brief: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, str]:
        return self.brief or self.words


@dataclass(frozen=True)
class Section:
    """One table of the copy. ``about`` says what a row is."""

    name: str
    title: str
    about: str
    rows: list[Row] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return list(self.rows[0].shown) if self.rows else []

    @property
    def has_sources(self) -> bool:
        return any(row.source for row in self.rows)

    @property
    def as_table(self) -> bool:
        """Whether rows are few enough columns wide to be read beside each other."""
        return len(self.labels) <= (4 if self.has_sources else 6)


@dataclass(frozen=True)
class Held:
    """Everything held about a child."""

    child: str
    editions: list[str]
    returned: list[Section]
    derived: list[Section]
    own: list[Section]
    sealed: bool

    @property
    def left_out(self) -> list[str]:
        return [LEFT_OUT, *([LEFT_OUT_SEALED] if self.sealed else [])]

    @property
    def rows(self) -> int:
        return sum(len(section.rows) for section in (*self.returned, *self.derived, *self.own))


def editions_with(home: Home, child: str) -> list[Edition]:
    """The editions that tell of the child, newest first."""
    found = (home.edition(one.id) for one in home.editions())
    return [one for one in found if _holds(one, child)]


def gather(home: Home, child: str, *, sealed: bool) -> Held:
    """Read everything held. Raises EditionProblem where an edition cannot be read: a copy is whole or not made."""
    editions = editions_with(home, child)
    hidden = {*OTHERS, *(DISTANCES if sealed else ())}
    newest = editions[0] if editions else None
    derived = [_derived(newest, name, child, hidden) for name in DERIVED] if newest else []
    findings = [_findings(newest, child)] if newest else []
    return Held(
        child,
        [one.id for one in editions],
        [
            *_returned(editions, child, hidden),
            *_listed(editions, child, hidden),
            _unreadable(editions, child),
            *findings,
        ],
        derived,
        [_own(label, child) for label in OWN],
        sealed,
    )


def _holds(edition: Edition, child: str) -> bool:
    held = [name for name in edition.manifest.tables if name.startswith("returns/")]
    return any(_rows(edition, name, child) for name in (*held, *OF_LISTS))


def _rows(edition: Edition, name: str, child: str) -> list[dict[str, Any]]:
    if name not in edition.manifest.tables:
        return []
    stored = edition.table(name)
    return stored.filter(pc.equal(stored["child"], child)).to_pylist()


def _returned(editions: Iterable[Edition], child: str, hidden: set[str]) -> list[Section]:
    """Rows of the return, each once, with every edition and year it stands in."""
    sections = []
    for name in RETURNED:
        table = TABLES[name]
        columns = [one for one in table.columns if one.field not in hidden and one.field != "child"]
        together: dict[tuple, list[tuple[str, dict]]] = {}
        for edition in editions:
            for row in _rows(edition, f"returns/{name}", child):
                key = tuple(row[one.field] for one in columns)
                together.setdefault(key, []).append((edition.id, row))
        rows = [
            Row(
                {one.meaning: in_plain_words(row[one.field], one.codes) for one in columns},
                {one.name: row[one.field] for one in columns},
                _source(found),
            )
            for found in together.values()
            for row in [found[0][1]]
        ]
        sections.append(Section(f"returns/{name}", table.title, table.meaning, rows))
    return sections


def _listed(editions: Iterable[Edition], child: str, hidden: set[str]) -> list[Section]:
    """Rows of Annex A, each once, with every workbook it stands in; only lists that tell of the child."""
    sections = []
    for name, one in OF_LISTS.items():
        columns = [c for c in one.columns if c.field not in {*hidden, *OF_WORKERS, "child"}]
        together: dict[tuple, list[dict]] = {}
        for edition in editions:
            for row in _rows(edition, name, child):
                together.setdefault(tuple(row[c.field] for c in columns), []).append(row)
        rows = [
            Row(
                {c.name: in_plain_words(found[0][c.field]) for c in columns},
                {c.field: found[0][c.field] for c in columns},
                "; ".join(
                    dict.fromkeys(
                        f"Annex A of {in_words(row['as_at'])}, {row['file']} row {row['row']}"
                        for row in found
                    )
                ),
            )
            for found in together.values()
        ]
        if rows:
            sections.append(Section(name, f"Annex A, {one.sheet}: {one.title}", one.holds, rows))
    return sections


def _source(found: list[tuple[str, dict]]) -> str:
    """ "Return of 2024, episodes.csv row 12; return of 2025, ...": each place once."""
    places = dict.fromkeys((row["year"], row["file"], row["row"]) for _edition, row in found)
    return "; ".join(f"return of {year}, {file} row {row}" for year, file, row in places)


def _unreadable(editions: Iterable[Edition], child: str) -> Section:
    """What stood in a cell that could not be read, without what could be a place."""
    rows = {}
    for edition in editions:
        for row in _rows(edition, "returns/unreadable", child):
            shown = (
                NOT_GIVEN
                if row["field"].lower() in OTHERS
                else without_places(row["value"] or "", row["field"])
            )
            words = {"Table": row["table"], "Column": row["field"].upper(), "What stood there": shown}
            rows[tuple(words.values())] = Row(words, words, _source([(edition.id, row)]))
    about = "What the returns said that is no date, number or code, and counts in nothing."
    return Section("returns/unreadable", "Values that could not be read", about, list(rows.values()))


def _findings(edition: Edition, child: str) -> Section:
    rows = []
    for row in _rows(edition, "findings", child):
        message = without_places(row["message"], row["field"])
        words = {"Check": row["code"], "Severity": row["severity"], "What is wrong": message}
        rows.append(Row(words, words, f"return of {row['year']}" if row["year"] else ""))
    about = "What checks found in the rows about the child."
    return Section("findings", "Findings", about, rows)


def _derived(edition: Edition, name: str, child: str, hidden: set[str]) -> Section:
    columns = {
        key: label for key, label in STORED[name].columns.items() if key not in hidden and key != "child"
    }
    rows = [
        Row(
            {columns[key]: _derived_words(key, row[key]) for key in columns if key in row},
            {key: row[key] for key in columns if key in row},
            brief={
                label: _derived_words(key, row[key])
                for key, label in BRIEF.get(name, {}).items()
                if key in row
            },
        )
        for row in sorted(_rows(edition, f"history/{name}", child), key=_when)
    ]
    return Section(f"history/{name}", DERIVED[name], RULE.sub("", STORED[name].row), rows)


def _when(row: dict[str, Any]) -> tuple:
    """Rows of a table in the order of their days."""
    day = next((row[key] for key in ("as_at", "date", "start", "decom") if key in row), None)
    return day is None, day or date.min


def _derived_words(key: str, value: Any) -> str:
    if key == "end" and value is None:
        return "has not ended"
    if key == "kind" and value in KINDS_OF_EVENT:
        return EVENTS[value]
    if key in BREAKDOWNS and value is not None:
        return BREAKDOWNS[key].groups.get(value, str(value))
    return in_plain_words(value, CODED.get(key))


def _own(label: str, child: str) -> Section:
    title, columns = OWN[label]
    model = apps.get_model(label)
    rows = []
    for one in model.objects.filter(child=kept_id(child)).order_by("pk"):
        words = {text: in_plain_words(_shown(one, name)) for name, text in columns.items()}
        rows.append(Row(words, {text: words[text] for text in columns.values()}))
    return Section(label, title, "", rows)


def _shown(one: Any, name: str) -> Any:
    display = getattr(one, f"get_{name}_display", None)
    return display() if display else getattr(one, name)


def in_plain_words(value: Any, codes: str | None = None) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "":
        return NOT_GIVEN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return in_words(value)
    if codes and isinstance(value, str):
        return with_code(codes, value) or value
    return f"{value:g}" if isinstance(value, float) else str(value)
