"""Workbooks and lists that lie in a zip: found beside a return or alone, and unpacked in memory, never to the disk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sufficiency.returns.annex_a.workbook import MOST_BYTES
from sufficiency.returns.ssda903.refused import Refused, shown
from sufficiency.returns.ssda903.sources import READABLE, Packed, name_in_zip, opened_zip

MOST_BOOKS = 100  # eleven lists as CSV of the nine quarters an inspection looks at


@dataclass(frozen=True, slots=True)
class InZip:
    """What a zip holds: the files of Annex A, and how many others a return could be read from."""

    books: tuple[Packed, ...]
    others: int


def packed_in(file: Path, is_book: Callable[[str, Callable[[int], bytes]], bool]) -> InZip:
    """The files of Annex A in a zip, told by `is_book` from their name and their first bytes.

    A zip that cannot be read holds none here: whoever reads it as a return says why. Raises Refused for too many.
    """
    books: list[Packed] = []
    others = 0
    try:
        with opened_zip(file, file.name) as members:
            for member in members:
                if not member.is_link and is_book(member.packed.name, member.read):
                    books.append(member.packed)
                elif member.packed.suffix.lower() in READABLE:
                    others += 1
    except Refused:
        return InZip((), 1)
    if len(books) > MOST_BOOKS:
        raise Refused(
            f"The zip holds {len(books):,} workbooks and lists of Annex A; {MOST_BOOKS} at most are read from one."
            " Pack fewer of them.",
            file=shown(file.name, 200),
        )
    return InZip(tuple(dict.fromkeys(books)), others)


def shown_name(packed: Packed) -> str:
    """The name of a packed file as sentences and manifests have it: "returns.zip/2025/annex a.xlsx"."""
    return name_in_zip(packed.zip.name, packed)


def content(packed: Packed) -> bytes:
    """The bytes of a packed file. Raises Refused for one that is too large, locked or damaged, or no longer there."""
    with opened_zip(packed.zip, shown(packed.zip.name, 200)) as members:
        found = next((one for one in members if one.packed == packed), None)
        if found is None:
            raise Refused("The zip does not hold this file any more. Load it again.", file=shown_name(packed))
        if found.size > MOST_BYTES:
            raise Refused(
                f"The file is larger than {MOST_BYTES >> 20} MB, more than any Annex A.",
                file=shown_name(packed),
            )
        return found.read()
