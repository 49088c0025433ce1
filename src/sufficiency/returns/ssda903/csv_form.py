"""The CSV form: one file for each table."""

import csv
import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from sufficiency.returns.ssda903.cells import LONGEST_CELL, RawTable
from sufficiency.returns.ssda903.declaration import Table
from sufficiency.returns.ssda903.encoding import as_utf8
from sufficiency.returns.ssda903.recognising import recognise, tidy_name
from sufficiency.returns.ssda903.refused import Refused

_LONGEST_HEADING = 64 * 1024
_BLOCK = 8 * 1024 * 1024
_OPEN_QUOTE = "A quotation mark is probably left open here: close it or take it out."


def read_csv(data: bytes, file: str) -> tuple[Table, RawTable, str | None]:
    """The table a CSV file is, its cells as they were written, and a note on its alphabet.

    Raises Refused when it is not text, not a table of the return, or not a whole one.
    """
    text, note = as_utf8(data, file)
    if not text.endswith((b"\n", b"\r")):
        text += b"\n"
    headings = _headings(text, file)
    table = recognise(headings, file)
    names = [tidy_name(heading) or f" {place}" for place, heading in enumerate(headings)]
    cells, rows = _cells(text, names, file)
    for name in names:
        _refuse_strange_cells(cells[name], rows, text, len(names), file)
        if name.startswith(" "):
            _refuse_values_without_a_name(cells.pop(name), rows, int(name), file)
    return table, RawTable(cells, rows), note


def _headings(text: bytes, file: str) -> list[str]:
    start = text[:_LONGEST_HEADING].decode("utf-8", errors="ignore")
    headings = next(csv.reader(io.StringIO(start, newline="")))
    if sum(map(len, headings)) > LONGEST_CELL:
        raise Refused(f"The heading row is too long. {_OPEN_QUOTE}", file=file, line=1)
    return headings


def _cells(
    text: bytes, names: Sequence[str], file: str
) -> tuple[dict[str, pa.DictionaryArray], pa.Int32Array]:
    """The columns of the file and the record number of each row. Lines that hold nothing still count."""
    table, wrong = _parse(text, names, file, threads=True)
    if wrong:
        # Only a reading in one go knows the numbers of the records it left out.
        table, wrong = _parse(text, names, file, threads=False)
    rows = pa.arange(2, table.num_rows + len(wrong) + 2).cast(pa.int32())
    if wrong:
        rows = rows.filter(pc.invert(pc.is_in(rows, pa.array(wrong, pa.int32()))))
    columns = {name: _combined(table.column(name)) for name in names}
    return columns, rows


def _parse(
    text: bytes, names: Sequence[str], file: str, *, threads: bool
) -> tuple[pa.Table, list[int | None]]:
    """The cells, and the numbers of the lines with nothing but blanks and commas, too few or too many."""
    wrong: list[int | None] = []

    def leave_out(row: arrow_csv.InvalidRow) -> str:
        if row.text.strip(" \t,"):
            return "error"
        wrong.append(row.number)
        return "skip"

    words = pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(
                column_names=names, skip_rows_after_names=1, use_threads=threads, block_size=_BLOCK
            ),
            parse_options=arrow_csv.ParseOptions(
                newlines_in_values=b'"' in text, ignore_empty_lines=False, invalid_row_handler=leave_out
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, words), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise _wrong_number_of_cells(text, len(names), file) from error
    return table, wrong


def _combined(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if column.num_chunks == 0:
        return pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), pa.array([], pa.string()))
    return column.unify_dictionaries().combine_chunks()


def _wrong_number_of_cells(text: bytes, width: int, file: str) -> Refused:
    """Says where the first row is whose cells do not match the heading; read slowly, once something is wrong."""
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            if len(record) != width and any(cell.strip() for cell in record):
                cells = "1 cell" if len(record) == 1 else f"{len(record)} cells"
                return Refused(
                    f"The row has {cells} where the heading has {width}."
                    " Look for a comma or a quotation mark too many or too few.",
                    file=file,
                    line=line,
                )
            line = reader.line_num + 1
    except csv.Error:
        return Refused(f"The row cannot be told apart into cells. {_OPEN_QUOTE}", file=file, line=line)
    return Refused("The rows cannot be told apart into cells. Export the file again.", file=file)


def _refuse_strange_cells(
    cells: pa.DictionaryArray, rows: pa.Int32Array, text: bytes, width: int, file: str
) -> None:
    """No field of the return is long or runs over several lines: such a cell has swallowed what follows it."""
    values = pc.utf8_trim_whitespace(cells.dictionary)
    strange = pc.or_(
        pc.greater(pc.binary_length(values), LONGEST_CELL), pc.match_substring_regex(values, "[\r\n]")
    )
    if not pc.any(strange, min_count=0).as_py():
        return
    where = pc.indices_nonzero(strange.take(cells.indices))
    if len(where):
        record = rows[where[0].as_py()].as_py()
        raise Refused(
            f"A cell runs over several lines or is longer than {LONGEST_CELL:,} letters. {_OPEN_QUOTE}",
            file=file,
            line=_line_of_record(text, record),
        )


def _line_of_record(text: bytes, record: int) -> int:
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
    line = 1
    for _ in range(1, record):
        next(reader, None)
        line = reader.line_num + 1
    return line


def _refuse_values_without_a_name(
    cells: pa.DictionaryArray, rows: pa.Int32Array, place: int, file: str
) -> None:
    """Spreadsheets write empty columns beside a table; they are passed over as long as nothing is in them."""
    filled = pc.not_equal(pc.utf8_trim_whitespace(cells.dictionary), "")
    where = pc.indices_nonzero(filled.take(cells.indices))
    if len(where):
        raise Refused(
            f"Column {place + 1} has no name but holds values. Name it in the heading row, or take it out.",
            file=file,
            line=rows[where[0].as_py()].as_py(),
        )
