"""Spoils good files of a return, as a careless export, a broken disk or an enemy would: one file for each seed."""

import io
import random
import zipfile
from collections.abc import Callable

from .a_return import ROWS, XML, as_csv

Mangler = Callable[[random.Random, bytes], bytes]


def mangled(seed: int) -> tuple[str, bytes]:
    """The name and the bytes of a spoilt file; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (spoils files, keeps no secret)
    form = chance.choice(("csv", "csv", "csv", "xml", "zip"))
    if form == "zip":
        return _name(chance, "zip"), _spoilt(chance, _zip(chance), (_truncated, _bytes_changed, _unchanged))
    return _name(chance, form), _spoilt(chance, *_good(chance, form))


def _good(chance: random.Random, form: str) -> tuple[bytes, tuple[Mangler, ...]]:
    if form == "xml":
        return XML.encode(), _XML_MANGLERS
    return as_csv(chance.choice(list(ROWS))).encode(), _CSV_MANGLERS


def _spoilt(chance: random.Random, data: bytes, manglers: tuple[Mangler, ...]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(manglers)(chance, data)
    return data


def _name(chance: random.Random, ending: str) -> str:
    usual = ("2023", "2023-24", "episodes 2023", "Zoë 2023", "SSDA903_202324")
    unusual = ("return", "2019-2023", "2023-06-01", "..2023", "20233", "2023 .. 2023")
    stem = chance.choice(usual if chance.random() < 0.85 else unusual)
    return f"{stem}.{chance.choice((ending, ending.upper()))}"


def _unchanged(chance: random.Random, data: bytes) -> bytes:
    return data


def _truncated(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _bytes_changed(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        if changed:
            anything = range(256) if chance.random() < 0.3 else b"019,/ \nAUX"
            changed[chance.randrange(len(changed))] = chance.choice(anything)
    return bytes(changed)


def _random_bytes(chance: random.Random, data: bytes) -> bytes:
    return chance.randbytes(chance.randrange(400))


def _inserted(chance: random.Random, data: bytes) -> bytes:
    piece = chance.choice(
        (
            b"\0",
            b'"',
            b'""',
            b",",
            b"\n",
            b"\r",
            b"\r\n\r\n",
            b"\x1a",
            b"\xff\xfe",
            b"\xc3\xa9",
            b"\xe9",
            b"\x81",
            b"'",
            b"\\",
            "\u2028\u00a0\u200b\U0001f600".encode(),
            b"=cmd|' /C calc'!A0",
            b"@SUM(1+1)*cmd",
            b"x" * 20_000,
            b"<![CDATA[x]]>",
            b"&amp;&#0;&#x110000;",
            b"31/02/2020",
            b"<script>alert(1)</script>",
        )
    )
    place = chance.randrange(len(data) + 1)
    return data[:place] + piece * chance.choice((1, 1, 1, 40)) + data[place:]


def _another_alphabet(chance: random.Random, data: bytes) -> bytes:
    alphabet = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp037", "utf-7"))
    return data.decode("utf-8", errors="replace").encode(alphabet, errors="replace")


def _columns_changed(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    columns = lines[0].split(b",")
    place = chance.randrange(len(columns))
    change = chance.randrange(6)
    if change == 0:
        del columns[place]
    elif change == 1:
        columns.insert(place, columns[place])
    elif change == 2:
        columns[place] = columns[place].lower() + b" "
    elif change == 3:
        columns[place] = chance.choice((b"", b"FOO", b"=1+1", b'"', b"\xff", b"x" * 30_000))
    elif change == 4:
        chance.shuffle(columns)
    else:
        columns = columns * chance.choice((2, 500))
    return b"\n".join([b",".join(columns), *lines[1:]])


def _cell_changed(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    row = chance.randrange(len(lines))
    cells = lines[row].split(b",")
    strange = (
        b"",
        b"1.0",
        b"-1",
        b"99999999999999",
        b"nan",
        b"1e308",
        b"00/00/0000",
        b"29/02/2023",
        b"9999-12-31",
    )
    cells[chance.randrange(len(cells))] = chance.choice((*strange, b'"a\nb"', b'"', b"x" * 10_001, b"a,b"))
    lines[row] = b",".join(cells)
    return b"\n".join(lines)


def _lines_changed(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    change = chance.randrange(5)
    if change == 0:
        chance.shuffle(lines)
    elif change == 1:
        lines = lines[chance.randrange(len(lines)) :]
    elif change == 2:
        lines = lines * chance.choice((2, 200))
    elif change == 3:
        lines.insert(
            chance.randrange(len(lines) + 1), chance.choice((b"", b",,,,", b"   ", b'"', b"total: 3"))
        )
    ending = chance.choice((b"\n", b"\r\n", b"\r", b"\n\r"))
    return b"".join(line + chance.choice((ending, b"\n")) for line in lines)


def _another_separator(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b",", chance.choice((b";", b"\t", b"|", b", ")))


def _tags_changed(chance: random.Random, data: bytes) -> bytes:
    tag = chance.choice(
        (b"CHILD", b"HEADER", b"EPISODE", b"AREVIEW", b"PL", b"DOB", b"EXPSSDA903", b"UPN", b"UASC")
    )
    new = chance.choice((b"", b"FOO", b"EPISODE", b"HEADER", b"!--", b"x:y", tag.lower(), b"DOB", b"?pi"))
    return data.replace(b"<" + tag + b">", b"<" + new + b">", chance.choice((1, -1)))


def _closing_tags_too(chance: random.Random, data: bytes) -> bytes:
    tag = chance.choice((b"CHILD", b"HEADER", b"EPISODE", b"AREVIEW", b"OC2", b"DOB", b"EXPSSDA903", b"LS"))
    new = chance.choice((b"FOO", b"episode", b"HEADER", b"CHILD", b"DOB", b"A" * 20_000))
    return data.replace(b"<" + tag + b">", b"<" + new + b">").replace(b"</" + tag + b">", b"</" + new + b">")


def _document_type(chance: random.Random, data: bytes) -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    kind = chance.choice(
        (
            b'<!DOCTYPE EXPSSDA903 [<!ENTITY l0 "ha">' + laughs + b"]>",
            b'<!DOCTYPE EXPSSDA903 [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            b'<!DOCTYPE EXPSSDA903 SYSTEM "http://example.invalid/a.dtd">',
        )
    )
    spoilt = data.replace(b"<EXPSSDA903>", kind + b"<EXPSSDA903>", 1)
    return spoilt.replace(b"UN4", chance.choice((b"&l9;", b"&x;", b"UN4")))


def _deeply_nested(chance: random.Random, data: bytes) -> bytes:
    depth = chance.choice((10, 200, 300, 5_000))
    return data.replace(b"<MOTHER>0</MOTHER>", b"<G>" * depth + b"<DOB>1</DOB>" + b"</G>" * depth)


def _zip(chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for number in range(chance.randrange(1, 4)):
            folder = chance.choice(
                ("2023", "../2023", "/etc/2022", "..\\..\\2021", "", ".", "C:\\2023", "2023\x1b[31m")
            )
            form = chance.choice(("csv", "csv", "xml", "xml", "txt", "zip"))
            content = _zip_bomb() if chance.random() < 0.05 else _entry(chance, form)
            entry = zipfile.ZipInfo(f"{folder}/{number}.{form}")
            entry.external_attr = chance.choice((0o100644, 0o100644, 0o120777)) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _zip_bomb() -> bytes:
    return b"0" * (2 << 20)


def _entry(chance: random.Random, form: str) -> bytes:
    if form not in ("csv", "xml"):
        return chance.randbytes(20)
    data, manglers = _good(chance, form)
    return _spoilt(chance, data, manglers) if chance.random() < 0.5 else data


_CSV_MANGLERS: tuple[Mangler, ...] = (
    _unchanged,
    _unchanged,
    _truncated,
    _bytes_changed,
    _random_bytes,
    _inserted,
    _another_alphabet,
    _columns_changed,
    _cell_changed,
    _cell_changed,
    _cell_changed,
    _lines_changed,
    _another_separator,
)
_XML_MANGLERS: tuple[Mangler, ...] = (
    _unchanged,
    _unchanged,
    _truncated,
    _bytes_changed,
    _random_bytes,
    _inserted,
    _another_alphabet,
    _tags_changed,
    _closing_tags_too,
    _document_type,
    _deeply_nested,
)
