"""What an XML file may not have: a document type, entities, or an alphabet that could hide them."""

import codecs
import re

from sufficiency.returns.ssda903.refused import Refused

_ALPHABETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']", re.I)
_DOCUMENT_TYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)


def refuse_what_is_not_safe(data: bytes, file: str) -> None:
    """Raises Refused for an empty file, UTF-16, an unusual alphabet, or a document type declaration.

    Document types and entities are how an XML file reaches for other files or swells without end; a return
    needs none. The alphabets allowed all spell them in plain letters, so that looking at the bytes is enough.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    if not data.strip():
        raise Refused("The file is empty. Export it again.", file=file)
    if b"\0" in data:
        raise Refused(
            "There are empty (NUL) characters: the file is UTF-16, damaged or not XML. Save it as UTF-8.",
            file=file,
        )
    declared = _DECLARED.match(data)
    if declared and declared[1].decode("ascii").lower() not in _ALPHABETS:
        raise Refused(
            f"The file is in the alphabet {declared[1].decode('ascii')[:30]}. Save it as UTF-8.",
            file=file,
            line=1,
        )
    match = _DOCUMENT_TYPE.search(data)
    if match:
        raise Refused(
            "There is a document type or entity declaration, which a return never needs and which is not safe."
            " Take it out.",
            file=file,
            line=1 + data.count(b"\n", 0, match.start()),
        )
