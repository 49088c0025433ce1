"""The XML form (EXPSSDA903): one file for the whole return, a CHILD element for each child.

The facts of the header, adoption, care leaver and asylum tables stand in HEADER; reviews, missing
incidents and the like are groups inside it, episodes are groups beside it. A group is known by its name, or
by its fields where its name is another (social workers and deprivation of liberty orders came later).
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow as pa
from lxml import etree

from sufficiency.returns.ssda903.cells import LONGEST_CELL, RawTable
from sufficiency.returns.ssda903.declaration import AD1, HEADER, OC3, TABLES, UASC, Table
from sufficiency.returns.ssda903.refused import Refused, shown
from sufficiency.returns.ssda903.xml_safety import refuse_what_is_not_safe

_MOST_ELEMENTS = 100_000  # in one child, which is held in memory whole; a full one has a few thousand
_OTHER_SPELLINGS = {"PL": "PLACE", "CHILDID": "CHILD", "CHILD_ID": "CHILD"}
_GROUPS = {
    "AMISSING": "missing",
    "AREVIEW": "reviews",
    "PERMANENCE": "previous_permanence",
    "OC2": "oc2",
    "AD_PLACED": "placed_for_adoption",
    "EPISODE": "episodes",
}
_OF_EVERY_TABLE = frozenset({"CHILD", "DOB", "SEX"})
_FLAG_SET = frozenset({"1", "1.0", "Y", "YES", "TRUE"})
_FLAG_NOT_SET = frozenset({"", "0", "0.0", "N", "NO", "FALSE"})


@dataclass(frozen=True, slots=True)
class XmlReturn:
    """What an XML file holds: its tables, the year it states, and cells that no typed column takes."""

    tables: Mapping[str, RawTable]
    stated_year: int | None
    unreadable: tuple[tuple[int, str | None, str, str], ...]  # line, child, field, value


def read_xml(data: bytes, file: str) -> XmlReturn:
    """The tables of a return in the XML form.

    Raises Refused when the file is not safe, not well formed, not this return, or holds a field that the
    return does not have.
    """
    refuse_what_is_not_safe(data, file)
    gathered = _Gathered(file)
    try:
        _read_all(data, gathered)
    except etree.XMLSyntaxError as error:
        raise Refused(
            f"The XML is not well formed: {shown(_in_words(error), 120)}."
            " Export the file again, or put this line right.",
            file=file,
            line=error.lineno or None,
        ) from error
    return XmlReturn(gathered.tables(), gathered.stated_year, tuple(gathered.unreadable))


def _read_all(data: bytes, gathered: "_Gathered") -> None:
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    elements = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        elements += 1
        if elements > 2 * _MOST_ELEMENTS:
            raise Refused(
                f"One child holds more than {_MOST_ELEMENTS:,} tags. Check that this is the return.",
                file=gathered.file,
                line=element.sourceline,
            )
        if event == "start" and depth == 1:
            gathered.take_root(element)
        elif event == "end" and depth == 1:
            gathered.take_child_of_root(element)
            elements = 0
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


@dataclass
class _Rows:
    """The rows of one table as they come: a list for each column, and the line of each row."""

    table: Table
    values: dict[str, list[str | None]] = field(init=False)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = {column.name: [] for column in self.table.columns}

    def add(self, fields: Mapping[str, str], line: int) -> None:
        for name, cells in self.values.items():
            cells.append(fields.get(name))
        self.lines.append(line)

    def raw(self) -> RawTable:
        columns = {
            name: pa.array(cells, pa.string()).dictionary_encode() for name, cells in self.values.items()
        }
        return RawTable(columns, pa.array(self.lines, pa.int32()))


class _Gathered:
    """What has been read of a file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows = {name: _Rows(table) for name, table in TABLES.items()}
        self.stated_year: int | None = None
        self.unreadable: list[tuple[int, str | None, str, str]] = []

    def tables(self) -> dict[str, RawTable]:
        """The tables with a row in them; the header always."""
        return {name: rows.raw() for name, rows in self.rows.items() if rows.lines or name == "header"}

    def take_root(self, root: etree._Element) -> None:
        if _tag(root) != "EXPSSDA903":
            raise Refused(
                f"The outermost tag is <{shown(_tag(root), 30)}>, where a return has <EXPSSDA903>."
                " Give the XML file of the SSDA903 return.",
                file=self.file,
                line=root.sourceline,
            )
        for name, value in root.attrib.items():
            self._take_year(_plain(name), value)

    def take_child_of_root(self, element: etree._Element) -> None:
        if _tag(element) == "CHILD":
            self._take_child(element)
            return
        for leaf in element.iter():  # a block about the file, not about a child
            if not len(leaf):
                self._take_year(_tag(leaf), leaf.text or "")

    def _take_year(self, name: str, text: str) -> None:
        if "YEAR" in name and (match := re.fullmatch(r"\s*((?:19|20)\d\d)\s*", text)):
            self.stated_year = int(match[1])

    def _take_child(self, child: etree._Element) -> None:
        facts, groups = self._sorted_out(child)
        line = child.sourceline or 0
        headers = [group for group in groups if _tag(group) == "HEADER"]
        others = [group for group in groups if _tag(group) != "HEADER"]
        for header in headers:
            more, inside = self._sorted_out(header)
            line = header.sourceline or line
            for name in facts.keys() & more.keys():
                raise self._refusal(
                    f"<{shown(name, 30)}> is there twice. Take the wrong one out.", more[name]
                )
            facts |= more
            others += inside
        self._refuse_unknown(facts, _FACTS, child)
        values = {name: leaf.text or "" for name, leaf in facts.items()}
        self._take_facts(values, line)
        shared = {name: values[name] for name in _OF_EVERY_TABLE & values.keys()}
        for group in others:
            self._take_group(group, shared)

    def _take_facts(self, values: dict[str, str], line: int) -> None:
        self.rows["header"].add(values, line)
        flag = values.get("UASC", "").strip()
        if flag.upper() not in _FLAG_SET | _FLAG_NOT_SET:
            self.unreadable.append((line, values.get("CHILD", "").strip() or None, "UASC", flag))
        if flag.upper() in _FLAG_SET or values.get("DUC", "").strip():
            self.rows["uasc"].add(values, line)
        for table in (AD1, OC3):
            if any(values.get(name, "").strip() for name in _own_fields(table)):
                self.rows[table.name].add(values, line)

    def _take_group(self, group: etree._Element, shared: Mapping[str, str]) -> None:
        facts, inside = self._sorted_out(group)
        for deeper in inside:
            self._take_group(deeper, shared)
        values = {name: leaf.text or "" for name, leaf in facts.items()}
        if not any(value.strip() for value in values.values()):
            return
        table = self._table_of(group, facts)
        known = frozenset(column.name for column in table.columns)
        self._refuse_unknown(facts, known, group)
        self.rows[table.name].add({**shared, **values}, group.sourceline or 0)

    def _table_of(self, group: etree._Element, facts: Mapping[str, etree._Element]) -> Table:
        if _tag(group) in _GROUPS:
            return TABLES[_GROUPS[_tag(group)]]
        for table in TABLES.values():
            if table not in (HEADER, UASC, AD1, OC3) and _own_fields(table) & facts.keys():
                return table
        raise Refused(
            f"The group <{shown(_tag(group), 30)}> is not one of the return."
            " Take it out, or give it the name it has in the return.",
            file=self.file,
            line=group.sourceline,
        )

    def _sorted_out(self, element: etree._Element) -> tuple[dict[str, etree._Element], list[etree._Element]]:
        """An element's facts by field, and the groups inside it."""
        facts: dict[str, etree._Element] = {}
        groups: list[etree._Element] = []
        for inner in element:
            if len(inner):
                groups.append(inner)
                continue
            name = _OTHER_SPELLINGS.get(_tag(inner), _tag(inner))
            if name in facts:
                raise self._refusal(f"<{shown(name, 30)}> is there twice. Take the wrong one out.", inner)
            if len(inner.text or "") > LONGEST_CELL:
                raise self._refusal(
                    f"<{shown(name, 30)}> holds more than {LONGEST_CELL:,} letters. Put it right.", inner
                )
            facts[name] = inner
        return facts, groups

    def _refuse_unknown(
        self, facts: Mapping[str, etree._Element], known: frozenset[str], element: etree._Element
    ) -> None:
        for name, leaf in facts.items():
            if name not in known and (leaf.text or "").strip():
                raise self._refusal(
                    f"<{shown(name, 30)}> is not a field of <{shown(_tag(element), 30)}>."
                    " Take it out, or give it the name it has in the return.",
                    leaf,
                )

    def _refusal(self, cause: str, element: etree._Element) -> Refused:
        return Refused(cause, file=self.file, line=element.sourceline)


def _tag(element: etree._Element) -> str:
    return _plain(element.tag)


@lru_cache(maxsize=1_000)
def _plain(tag: str) -> str:
    """A tag without its namespace, in upper case."""
    return tag.rpartition("}")[2].upper()


def _in_words(error: etree.XMLSyntaxError) -> str:
    """What the parser found, without the name of its own function or the place, which is told apart."""
    found = re.sub(r"^xml\w+: |, line \d+, column \d+.*$|, use XML_\w+ option", "", error.msg or "")
    return found or "it ends too early"


def _own_fields(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns) - _OF_EVERY_TABLE


_FACTS = frozenset({"UASC"}).union(*({c.name for c in table.columns} for table in (HEADER, UASC, AD1, OC3)))
