"""Which alphabet a CSV file was saved in: UTF-8 with or without its mark, else Windows-1252."""

import codecs

from sufficiency.returns.ssda903.refused import Refused

WINDOWS_NOTE = "was not UTF-8 and was read as Windows-1252"

_NOT_TEXT = (
    (b"PK\x03\x04", "a zip or an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip file"),
)
_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CONTROL = bytes(code for code in (*range(0x20), 0x7F) if code not in (0x09, 0x0A, 0x0D))


def as_utf8(data: bytes, file: str) -> tuple[bytes, str | None]:
    """The text of a CSV file as UTF-8 bytes without a mark, and a note when it had to be turned into it.

    Raises Refused for an empty file, UTF-16, another kind of file, or one with characters that no text has.
    """
    _refuse_what_is_not_text(data, file)
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    data = data.rstrip(b"\x1a")  # the mark old programs put at the end of a file
    if not data.strip():
        raise Refused("The file is empty. Export it again, with its heading row.", file=file)
    if len(data.translate(None, _CONTROL)) != len(data):
        position = next(place for place, code in enumerate(data) if code in _CONTROL)
        raise Refused(
            f"There is a character that no text has (code {data[position]})."
            " The file is damaged or not a CSV; export it again as 'CSV UTF-8'.",
            file=file,
            line=_line_of(data, position),
        )
    if data.isascii():
        return data, None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_windows(data, file), WINDOWS_NOTE
    return data, None


def _refuse_what_is_not_text(data: bytes, file: str) -> None:
    if not data:
        raise Refused("The file is empty. Export it again, with its heading row.", file=file)
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            raise Refused(f"The file is {kind}, not a CSV. Save it as 'CSV UTF-8' and load that.", file=file)
    if data.startswith(_UTF_16_OR_32):
        raise Refused("The file is saved as UTF-16 ('Unicode text'). Save it as 'CSV UTF-8'.", file=file)
    if b"\0" in data:
        raise Refused(
            "There are empty (NUL) characters: the file is UTF-16, damaged or not a CSV."
            " Export it again as 'CSV UTF-8'.",
            file=file,
            line=_line_of(data, data.index(b"\0")),
        )


def _from_windows(data: bytes, file: str) -> bytes:
    try:
        return data.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            f"There is a character that is neither UTF-8 nor Windows-1252 (code {data[error.start]})."
            " Save the file as 'CSV UTF-8'.",
            file=file,
            line=_line_of(data, error.start),
        ) from error


def _line_of(data: bytes, position: int) -> int:
    before = data[:position]
    return 1 + (before.count(b"\n") or before.count(b"\r"))
