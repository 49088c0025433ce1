"""The sheets of an Excel workbook, without trusting it: nothing in it is run, fetched or unpacked without end."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sufficiency.returns.ssda903.refused import Refused, shown
from sufficiency.returns.ssda903.xml_safety import refuse_what_is_not_safe

MOST_BYTES = 100 << 20  # of the file
MOST_BYTES_UNPACKED = (
    400 << 20
)  # of everything in it: eleven lists of the largest authority come to a tenth of this
MOST_PARTS = 2_000
MOST_ROWS = 1_048_576  # Excel's own limit
MOST_COLUMNS = 120  # the longest list has 34

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    SyntaxError,  # what the XML parsers raise
    EOFError,
    OSError,
    RuntimeError,
    zlib.error,
    zipfile.BadZipFile,
)

Row = tuple[object, ...]


@contextmanager
def sheets_of(data: bytes, file: str) -> Iterator[tuple[list[tuple[str, Iterator[Row]]], object]]:
    """The sheets of a workbook as (name, rows), a row being the stored values of its cells, and the day from which it
    counts days. Formulas are never worked out: the value saved with them is read.

    Raises Refused for what is no workbook, locked, too large or not safe.
    """
    from openpyxl import load_workbook  # only when a workbook is read: it takes long to import

    refuse_what_is_no_workbook(data, file)
    with _refused_when_broken(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of drawings and rules for typing, which are not read
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        epoch = book.epoch
    try:
        yield [(sheet.title, _rows(sheet, file)) for sheet in book.worksheets], epoch
    finally:
        book.close()


def refuse_what_is_no_workbook(data: bytes, file: str) -> None:
    """Raises Refused unless these are the bytes of an Excel workbook that is safe to unpack."""
    if not data.strip():
        raise Refused("The file is empty. Save the workbook again.", file=file)
    if data.startswith(_OLD_EXCEL):
        if _LOCKED in data:
            raise Refused(
                "The workbook is locked with a password. Take the password off and save it.", file=file
            )
        raise Refused(
            "The file is an old Excel workbook (.xls). Save it as 'Excel workbook (.xlsx)'.", file=file
        )
    if not data.startswith(b"PK"):
        raise Refused(
            "The file is not an Excel workbook, whatever its name. Save it as 'Excel workbook (.xlsx)'.",
            file=file,
        )
    if len(data) > MOST_BYTES:
        raise Refused(f"The workbook is larger than {MOST_BYTES >> 20} MB, more than any Annex A.", file=file)
    with _refused_when_broken(file), zipfile.ZipFile(io.BytesIO(data)) as archive:
        _refuse_what_swells(archive, file)
        for part in archive.infolist():
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                content = archive.read(part)
                if content.strip():
                    refuse_what_is_not_safe(content, f"{file}/{shown(part.filename)}")


def _refuse_what_swells(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
        raise Refused("The file is a zip but not an Excel workbook. Load the workbook itself.", file=file)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise Refused(
            f"The workbook unpacks to more than {MOST_BYTES_UNPACKED >> 20} MB, more than any Annex A."
            " Copy the lists alone into a new workbook.",
            file=file,
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("The workbook is locked with a password. Take the password off and save it.", file=file)


def _rows(sheet, file: str) -> Iterator[Row]:
    with _refused_when_broken(file):
        sheet.reset_dimensions()  # what a sheet says of its own size is not to be trusted
        yield from sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)


@contextmanager
def _refused_when_broken(file: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as broken:
        raise Refused(
            "The workbook is damaged, or not one, and cannot be read. Open it in Excel and save it again.",
            file=file,
        ) from broken


def is_blank(cells: Sequence[object]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
