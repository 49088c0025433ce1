"""Reading a return whole: many files, several years, one set of typed tables."""

import hashlib
import os
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from sufficiency.returns.ssda903.cells import typed
from sufficiency.returns.ssda903.csv_form import read_csv
from sufficiency.returns.ssda903.declaration import TABLES, UNREADABLE
from sufficiency.returns.ssda903.refused import Refused
from sufficiency.returns.ssda903.sources import Packed, Source, sources
from sufficiency.returns.ssda903.xml_form import XmlReturn, read_xml
from sufficiency.returns.ssda903.years import FIRST, LAST, year_from_names


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One table that one file brought: `sha256` is of the file's bytes, `rows` are those with something in them."""

    name: str
    sha256: str
    table: str
    year: int
    rows: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A return read whole.

    `tables` are the twelve typed tables and `unreadable`, sorted by year, file and row; `years` the collection
    years they cover; `notes` sentences on what was left out, read twice or read as another alphabet.
    """

    tables: dict[str, pa.Table]
    years: tuple[int, ...]
    files: tuple[SourceFile, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    source: SourceFile
    rows: pa.Table
    unreadable: pa.Table


def read(
    paths: Sequence[Path],
    year: int | None = None,
    progress: Callable[[str], None] | None = None,
    leave_out: Collection[Path | Packed] = (),
) -> Reading:
    """Read a return from files, folders and zips, in the CSV or the XML form.

    `year` is the collection year of every file, named by the year in which it ends; without it the names of
    files and folders give it. `progress` is told a sentence for every file. `leave_out` are files in those folders that
    are no part of the return. Raises Refused, and then nothing
    has been read.
    """
    if year is not None and not FIRST <= year <= LAST:
        raise Refused(f"{year} is not a collection year; those from {FIRST} to {LAST} are.")
    tell = progress or (lambda sentence: None)
    notes: list[str] = []

    def note(sentence: str) -> None:
        notes.append(sentence)
        tell(sentence)

    parts: list[_Part] = []
    seen: dict[tuple[str, str, int], str] = {}
    for found, remarks in _in_order(sources(paths, note, leave_out), year):
        for remark in remarks:
            note(remark)
        for part in found:
            file = part.source
            key = (file.sha256, file.table, file.year)
            if key in seen:
                note(f"{file.name} holds the same as {seen[key]} and was read once")
                continue
            seen[key] = file.name
            parts.append(part)
            tell(f"{file.name}: {TABLES[file.table].title}, collection year {file.year}, {file.rows:,} rows")
    return _together(parts, tuple(notes))


def _in_order(files: Iterator[Source], year: int | None) -> Iterator[tuple[list[_Part], list[str]]]:
    """The parts of each file and the notes on it, in the order of the files, though a few are worked at at once.

    The bytes are fetched here, one file after another (a zip is open only while its files are asked for); no more
    files wait than keep the processors busy, so that a folder of any size fits in memory.
    """
    at_once = os.cpu_count() or 1
    with ThreadPoolExecutor(at_once) as pool:
        waiting: deque[Future[tuple[list[_Part], list[str]]]] = deque()
        try:
            for source in files:
                waiting.append(_begun(pool, source, year))
                if len(waiting) > at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def _begun(
    pool: ThreadPoolExecutor, source: Source, year: int | None
) -> Future[tuple[list[_Part], list[str]]]:
    """The reading of one file, under way; a file that cannot be had is refused in its turn."""
    try:
        data = source.read()
    except Refused as refused:
        failed: Future[tuple[list[_Part], list[str]]] = Future()
        failed.set_exception(refused)
        return failed

    def read_one() -> tuple[list[_Part], list[str]]:
        remarks: list[str] = []
        return list(_parts(source, data, year, remarks.append)), remarks

    return pool.submit(read_one)


def _parts(source: Source, data: bytes, year: int | None, note: Callable[[str], None]) -> Iterator[_Part]:
    sha256 = hashlib.sha256(data).hexdigest()
    if source.is_xml:
        whole = read_xml(data, source.name)
        its_year = _year(source, year, whole.stated_year, note)
        raw_tables = whole.tables
        extra = _beyond_the_tables(whole, its_year, source.name)
    else:
        table, raw, remark = read_csv(data, source.name)
        if remark:
            note(f"{source.name} {remark}")
        its_year = _year(source, year, None, note)
        raw_tables = {table.name: raw}
        extra = UNREADABLE.empty_table()
    for name, raw in raw_tables.items():
        rows, unreadable = typed(TABLES[name], raw, its_year, source.name)
        if name == "header":
            unreadable = pa.concat_tables([unreadable, extra])
        yield _Part(SourceFile(source.name, sha256, name, its_year, rows.num_rows), rows, unreadable)


def _beyond_the_tables(whole: XmlReturn, year: int, file: str) -> pa.Table:
    """Cells of the XML form that have no column, and could not be read."""
    return pa.Table.from_pylist(
        [
            {
                "year": year,
                "file": file,
                "row": line,
                "child": child,
                "table": "header",
                "field": name,
                "value": text,
            }
            for line, child, name, text in whole.unreadable
        ],
        schema=UNREADABLE,
    )


def _year(source: Source, given: int | None, stated: int | None, note: Callable[[str], None]) -> int:
    """The file's collection year: the one given; else what its names or it itself say, which must agree."""
    if given is not None:
        try:
            named = year_from_names(source.names, source.name)
        except Refused:
            named = None
        for other in {named, stated} - {None, given}:
            note(f"{source.name} was read as collection year {given}, as asked, though it says {other}")
        return given
    named = year_from_names(source.names, source.name)
    if named and stated and named != stated:
        raise Refused(
            f"The name says collection year {named}, but the file says {stated}. Give the right one with --year.",
            file=source.name,
        )
    found = named or stated
    if found is None:
        raise Refused(
            "Nothing says which collection year this is. Put it in a folder named by the year in which the"
            " collection ends, such as 2024, or give --year 2024.",
            file=source.name,
        )
    return found


def _together(parts: Sequence[_Part], notes: tuple[str, ...]) -> Reading:
    ordered = sorted(parts, key=lambda part: (part.source.year, part.source.name))
    by_table: dict[str, list[pa.Table]] = defaultdict(list)
    for part in ordered:
        by_table[part.source.table].append(part.rows)
    tables = {
        name: pa.concat_tables([table.schema.empty_table(), *by_table[name]])
        for name, table in TABLES.items()
    }
    tables["unreadable"] = pa.concat_tables(
        [UNREADABLE.empty_table(), *(part.unreadable for part in ordered)]
    )
    files = tuple(part.source for part in ordered)
    return Reading(tables, tuple(sorted({file.year for file in files})), files, notes)
