"""Reading Annex A whole: one workbook, or a CSV file for each list, of one day or several."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from sufficiency.returns.annex_a.cells import UNREAD, plain, read_cell
from sufficiency.returns.annex_a.days import EARLIEST, day_of, days_in
from sufficiency.returns.annex_a.declaration import LISTS, UNREADABLE, Column, List
from sufficiency.returns.annex_a.packed import InZip, content, packed_in, shown_name
from sufficiency.returns.annex_a.recognising import LOOKED_THROUGH, Headings, headings_in, named, needed
from sufficiency.returns.annex_a.workbook import MOST_BYTES, Row, is_blank, sheets_of
from sufficiency.returns.ssda903.encoding import as_utf8
from sufficiency.returns.ssda903.refused import Refused, shown
from sufficiency.returns.ssda903.sources import Packed

ENDINGS = (".xlsx", ".xlsm", ".xls")
LONGEST_VALUE_KEPT = 80
_HEADING_OF_A_CSV = 64 * 1024

# Which lists were given for which day, and which columns they had: a figure that lacks one is not given, not 0.
GIVEN = pa.schema(
    [
        pa.field("as_at", pa.date32()),
        pa.field("file", pa.string()),
        pa.field("list", pa.string()),
        pa.field("column", pa.string()),
        pa.field("there", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One list that one file brought: `sha256` is of the file's bytes, `rows` are those with something in them."""

    name: str
    sha256: str
    table: str
    as_at: date
    rows: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Workbooks read whole.

    `tables` are the eleven typed lists, `unreadable` and `given`; `days` the days they describe; `notes` sentences on
    what was passed over.
    """

    tables: dict[str, pa.Table]
    days: tuple[date, ...]
    files: tuple[SourceFile, ...]
    notes: tuple[str, ...]


@dataclass
class _Part:
    """One list of one file while it is being read: its cells by field, and those that could not be read."""

    headings: Headings
    cells: dict[str, list[object]]
    rows: list[int] = field(default_factory=list)
    unread: list[dict[str, object]] = field(default_factory=list)


def is_workbook(path: Path) -> bool:
    """Whether a file is for this room: an Excel workbook, or a CSV file with the headings of one of the lists."""

    def beginning(most: int) -> bytes:
        with path.open("rb") as file:
            return file.read(most)

    return _is_ours(path.name, beginning)


def workbooks_in(zip_file: Path) -> InZip:
    """The files in a zip that are for this room, and how many others may be of a return."""
    return packed_in(zip_file, _is_ours)


def _is_ours(name: str, beginning: Callable[[int], bytes]) -> bool:
    ending = Path(name).suffix.lower()
    if ending != ".csv":
        return ending in ENDINGS
    try:
        start = beginning(_HEADING_OF_A_CSV).decode("utf-8-sig", errors="replace")
        first = next(csv.reader(io.StringIO(start, newline="")), [])
        return headings_in(first, "", name) is not None
    except (OSError, csv.Error, Refused):
        return False


def read(
    paths: Sequence[Path | Packed],
    as_at: date | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    pass_over: Iterable[Path | Packed] = (),
) -> Reading:
    """Read workbooks, or one CSV file for each list.

    `as_at` is the day all of them describe; without it each tells its own. Those in `pass_over` are left out with a note
    when they are not Annex A (they were found in a folder, not asked for). Raises Refused, and then nothing is read.
    """
    if as_at is not None and not as_at >= EARLIEST:
        raise Refused(f"{as_at} is before there was an Annex A; days from {EARLIEST} can be given.")
    tell = progress or (lambda sentence: None)
    notes: list[str] = []

    def note(sentence: str) -> None:
        notes.append(sentence)
        tell(sentence)

    may_pass = set(pass_over)
    tables: dict[str, list[pa.Table]] = {name: [] for name in (*LISTS, "unreadable", "given")}
    files: list[SourceFile] = []
    seen: dict[tuple[date, str], SourceFile] = {}
    for path in paths:
        try:
            found = _read_one(path, as_at, note)
        except Refused as refused:
            if path in may_pass:
                note(f"{_name(path)} was left out: it is not a workbook of Annex A ({refused.cause})")
                continue
            raise
        for source, rows, unread, given in found:
            other = seen.get((source.as_at, source.table))
            if other is not None and other.sha256 == source.sha256:
                note(f"{source.name} holds the same as {other.name} and was read once")
                continue
            if other is not None:
                raise Refused(
                    f"{LISTS[source.table].sheet} of {source.as_at} is in {other.name} too. Load one of them.",
                    file=source.name,
                )
            seen[(source.as_at, source.table)] = source
            files.append(source)
            tables[source.table].append(rows)
            tables["unreadable"].append(unread)
            tables["given"].append(given)
            of = LISTS[source.table]
            tell(f"{source.name}: {of.sheet}, {of.title}, on {source.as_at}, {source.rows:,} rows")
    schemas = {name: one.schema for name, one in LISTS.items()} | {"unreadable": UNREADABLE, "given": GIVEN}
    together = {name: pa.concat_tables([schemas[name].empty_table(), *tables[name]]) for name in schemas}
    return Reading(together, tuple(sorted({file.as_at for file in files})), tuple(files), tuple(notes))


def _read_one(
    path: Path | Packed, as_at: date | None, note: Callable[[str], None]
) -> list[tuple[SourceFile, pa.Table, pa.Table, pa.Table]]:
    name = _name(path)
    data = content(path) if isinstance(path, Packed) else _bytes(path, name)
    parts: list[_Part] = []
    above: list[Sequence[object]] = []
    if path.suffix.lower() == ".csv":
        text, remark = as_utf8(data, name)
        if remark:
            note(f"{name} {remark}")
        rows = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
        parts += _lists(name, [(path.stem, (tuple(row) for row in rows))], None, above, note)
    else:
        with sheets_of(data, name) as (sheets, epoch):
            parts += _lists(name, sheets, epoch, above, note)
    if not parts:
        raise Refused(
            "None of its sheets has the headings of a list of Annex A. Give the workbook with the sheets List 1 to"
            " List 11 and their heading rows.",
            file=name,
        )
    day = day_of(_name_with_day(path), above, as_at, name)
    sha256 = hashlib.sha256(data).hexdigest()
    return [_typed(part, name, sha256, day) for part in parts]


def _name(path: Path | Packed) -> str:
    return shown_name(path) if isinstance(path, Packed) else shown(path.name, 200)


def _name_with_day(path: Path | Packed) -> str:
    """The name that may tell the day: the file's own; of one in a zip the nearest around it that has a day."""
    if not isinstance(path, Packed):
        return path.stem
    outwards = (path.stem, *reversed(path.parts[:-1]), path.zip.stem)
    return next((name for name in outwards if days_in(name)), path.stem)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"The file is larger than {MOST_BYTES >> 20} MB, more than any Annex A.", file=name)
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "its name is not usual").lower()
        raise Refused(f"It cannot be opened: {reason}. Check that you may read it.", file=name) from error


def _lists(
    file: str,
    sheets: Sequence[tuple[str, Iterator[Row]]],
    epoch: object,
    above: list[Sequence[object]],
    note: Callable[[str], None],
) -> Iterator[_Part]:
    """Every sheet that is a list; what stands above a list, or on another sheet, goes to `above`."""
    seen: dict[str, str] = {}
    for sheet, rows in sheets:
        part = _list(file, sheet, rows, epoch, above)
        shown_sheet = shown(sheet)
        if part is None:
            expected = named(sheet)
            if expected is not None:
                raise Refused(
                    f"The sheet '{shown_sheet}' has no heading row of {expected.title} in its first {LOOKED_THROUGH}"
                    f" rows. It should begin with {_listed(expected.columns[:3])}.",
                    file=file,
                )
            note(f"{file}: the sheet '{shown_sheet}' was passed over; it is not a list of Annex A")
            continue
        of = part.headings.of
        if of.name in seen:
            raise Refused(
                f"The sheets '{seen[of.name]}' and '{shown_sheet}' are both {of.title}. Take one out.",
                file=file,
            )
        seen[of.name] = shown_sheet
        _note_absent(file, part, note)
        yield part


def _list(
    file: str, sheet: str, rows: Iterator[Row], epoch: object, above: list[Sequence[object]]
) -> _Part | None:
    part = None
    for number, cells in enumerate(rows, 1):
        if part is None:
            if number > LOOKED_THROUGH:
                return None
            found = headings_in(cells, sheet, file)
            if found is None:
                above.append(cells)
                continue
            _refuse_without(found, sheet, file)
            part = _Part(found, {column.field: [] for column in found.of.columns})
        elif not is_blank(cells):
            _take(part, number, cells, epoch)
    return part


def _refuse_without(found: Headings, sheet: str, file: str) -> None:
    lacking = [column for column in needed(found.of) if column in found.absent]
    if lacking:
        raise Refused(
            f"The sheet '{shown(sheet)}' looks like {found.of.title}, but has no {_listed(lacking)}. Add it.",
            file=file,
        )


def _take(part: _Part, number: int, cells: Row, epoch: object) -> None:
    values: dict[str, object] = {}
    more = {} if epoch is None else {"epoch": epoch}
    unread: list[tuple[Column, str]] = []
    for place, column in part.headings.places.items():
        value = cells[place] if place < len(cells) else None
        read_value = read_cell(column, value, **more)
        if read_value is UNREAD:
            unread.append((column, plain(value)[:LONGEST_VALUE_KEPT]))
            read_value = None
        values[column.field] = read_value
    if all(value is None for value in values.values()) and not unread:
        return  # only columns we do not know, such as a running number
    part.rows.append(number)
    for of, column in part.cells.items():
        column.append(values.get(of))
    who = values.get(part.headings.of.columns[0].field)
    for column, text in unread:
        part.unread.append(
            {
                "row": number,
                "child": who,
                "list": part.headings.of.name,
                "field": column.field,
                "column": column.name,
                # What says where a child lives is not repeated in a finding.
                "value": None if column.confidential else text,
            }
        )


def _note_absent(file: str, part: _Part, note: Callable[[str], None]) -> None:
    if absent := part.headings.absent:
        note(
            f"{file}: {part.headings.of.sheet} has no {_listed(absent)};"
            " what is counted from that is not given"
        )


def _typed(part: _Part, file: str, sha256: str, day: date) -> tuple[SourceFile, pa.Table, pa.Table, pa.Table]:
    of: List = part.headings.of
    count = len(part.rows)
    rows = pa.table(
        {
            "as_at": pa.array([day] * count, pa.date32()),
            "file": pa.array([file] * count, pa.string()),
            "row": pa.array(part.rows, pa.int32()),
        }
        | {name: pa.array(values, of.schema.field(name).type) for name, values in part.cells.items()},
        schema=of.schema,
    )
    unread = pa.Table.from_pylist(
        [{"as_at": day, "file": file} | one for one in part.unread], schema=UNREADABLE
    )
    absent = {column.field for column in part.headings.absent}
    given = pa.Table.from_pylist(
        [
            {"as_at": day, "file": file, "list": of.name, "column": c.field, "there": c.field not in absent}
            for c in of.columns
        ],
        schema=GIVEN,
    )
    return SourceFile(file, sha256, of.name, day, count), rows, unread, given


def _listed(columns: Sequence[Column]) -> str:
    names = [f"'{shown(column.name)}'" for column in columns[:4]]
    if len(columns) > 4:
        return ", ".join(names) + f" and {len(columns) - 4} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
