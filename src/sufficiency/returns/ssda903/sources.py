"""Where a return comes from: files, folders and zips, one after another, without trusting any of them."""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sufficiency.returns.ssda903.refused import Refused, shown

READABLE = (".csv", ".xml", ".zip")
MOST_FILES = 20_000
MOST_ENTRIES = 5_000
MOST_BYTES = 1 << 30  # of one file, once unpacked
MOST_BYTES_OF_A_ZIP = 2 << 30
MOST_RATIO = 200  # text of a return packs 5 to 30 times
_RATIO_COUNTS_FROM = 1 << 20
_LONGEST_END = 22 + 65_535  # of a zip: its last record and the comment after it
_LONGEST_LIST = 4 << 20

_HIDDEN = (".", "~$", "__MACOSX")


@dataclass(frozen=True, slots=True)
class Source:
    """One CSV or XML file. `name` is for people; `names` are the names that may give its year, nearest first."""

    name: str
    names: tuple[str, ...]
    is_xml: bool
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside a zip, which another room may read: the zip, and the file's path in it as the zip has it."""

    zip: Path
    inside: str

    @property
    def parts(self) -> tuple[str, ...]:
        return _parts(self.inside)

    @property
    def name(self) -> str:
        return self.parts[-1] if self.parts else ""

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip that is open: its size once unpacked, and how its first bytes, or all of them, are read."""

    packed: Packed
    size: int
    is_link: bool
    read: Callable[..., bytes]


def sources(
    paths: Sequence[Path], note: Callable[[str], None], leave_out: Collection[Path | Packed] = ()
) -> Iterator[Source]:
    """Every CSV and XML file in these files, folders and zips, in order of name.

    What is hidden or of another kind is left out with a note; `leave_out` names files that somebody else reads. Raises
    Refused for a path that is not there, a zip that is not safe, or when there is nothing to read.
    """
    found = 0
    seen: set[Path] = set()
    named: set[str] = set()
    left_out: list[str] = []
    for path in paths:
        for file, name, names in _files(Path(path)):
            if file in leave_out:
                continue
            if file.resolve() in seen:
                note(f"{name} was given twice and was read once")
                continue
            seen.add(file.resolve())
            if name in named:  # two folders of one name: tell them apart by the whole path
                name = shown(str(file), 300)
            named.add(name)
            ending = file.suffix.lower()
            if ending not in READABLE:
                left_out.append(name)
                note(f"{name} was left out: it is not a CSV, XML or zip file")
            elif ending == ".zip":
                for source in _in_zip(file, name, names, note, leave_out):
                    found += 1
                    yield source
            else:
                found += 1
                yield Source(name, names, ending == ".xml", _reader(file, name))
    if not found:
        given = ", ".join(f"'{shown(str(path))}'" for path in paths) or "no files"
        other = f" (it holds {shown(', '.join(left_out))})" if left_out else ""
        raise Refused(
            f"There is nothing to read in {given}{other}."
            " Give the CSV or XML files of the return, or a folder or zip that holds them."
        )


def _files(path: Path) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """The files of a path the user gave, each with its shown name and the names that may give its year."""
    given = shown(str(path), 200)
    try:
        absolute = path.absolute()
        if path.is_dir():
            top = absolute.parent
            for file in sorted(files_in(path.absolute())):
                inner = file.relative_to(top)
                yield file, shown(inner.as_posix(), 300), (*_outwards(inner.parts), top.name)
        elif path.is_file():
            near = absolute.parts[1:][-3:]
            yield absolute, shown("/".join(near[-2:]), 300), _outwards(near)
        elif path.exists():
            raise Refused("This is neither a file nor a folder.", file=given)
        else:
            raise Refused(
                "There is no file or folder of this name. Check the spelling and the folder.", file=given
            )
    except (OSError, ValueError) as error:
        raise _cannot_be_opened(error, given) from error


def files_in(folder: Path) -> Iterator[Path]:
    """Every file in a folder and the folders in it that is not hidden; links to folders are not followed.

    Raises Refused for too many, OSError for one that may not be looked into.
    """
    count = 0
    for where, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        for name in names:
            file = Path(where, name)
            if name.startswith(_HIDDEN) or not file.is_file():
                continue
            count += 1
            if count > MOST_FILES:
                raise Refused(
                    f"There are more than {MOST_FILES:,} files in this folder. Give the folder of the returns.",
                    file=shown(str(folder), 200),
                )
            yield file


def _raise(error: OSError) -> None:
    raise error


def _outwards(parts: Sequence[str]) -> tuple[str, ...]:
    """The names of a path from the file's own outwards; the file's without its ending."""
    *folders, file = parts
    return (PurePosixPath(file).stem, *reversed(folders))


def _reader(file: Path, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            if file.stat().st_size > MOST_BYTES:
                raise _too_big(name)
            return file.read_bytes()
        except OSError as error:
            raise _cannot_be_opened(error, name) from error

    return read


@contextmanager
def opened_zip(file: Path, zip_name: str) -> Iterator[list[Member]]:
    """The files in a zip that are not hidden, in order of name. Raises Refused for a zip that is not safe."""
    try:
        _refuse_a_huge_list(file, zip_name)
        archive = zipfile.ZipFile(file)
    except (PermissionError, FileNotFoundError) as error:
        raise _cannot_be_opened(error, zip_name) from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(zip_name) from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _refuse_a_bomb(entries, zip_name)
        found = []
        for entry in sorted(entries, key=lambda entry: entry.filename):
            packed = Packed(file.absolute(), entry.filename)
            if any(part.startswith(_HIDDEN) for part in packed.parts):
                continue
            read = _entry_reader(archive, entry, name_in_zip(zip_name, packed))
            found.append(Member(packed, entry.file_size, stat.S_ISLNK(entry.external_attr >> 16), read))
        yield found


def name_in_zip(zip_name: str, packed: Packed) -> str:
    """The name of a file in a zip as sentences have it."""
    return shown("/".join((zip_name, *packed.parts)), 300)


def _in_zip(
    file: Path,
    zip_name: str,
    names: tuple[str, ...],
    note: Callable[[str], None],
    leave_out: Collection[Path | Packed],
) -> Iterator[Source]:
    with opened_zip(file, zip_name) as members:
        for member in members:
            packed = member.packed
            if packed in leave_out:
                continue
            name, ending = name_in_zip(zip_name, packed), packed.suffix.lower()
            if ending == ".zip":
                raise Refused("There is a zip inside the zip. Unpack it first.", file=name)
            if ending not in READABLE or member.is_link:
                note(f"{name} was left out: it is not a CSV or XML file")
                continue
            yield Source(name, (*_outwards(packed.parts), *names), ending == ".xml", member.read)


def _refuse_a_huge_list(file: Path, zip_name: str) -> None:
    """Opening a zip reads its whole list of files; one that is made to be endless is refused before that."""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - _LONGEST_END))
        end = opened.read()
    mark = end.rfind(b"PK\x05\x06")
    length_of_list = int.from_bytes(end[mark + 12 : mark + 16], "little") if mark >= 0 else 0
    if length_of_list > _LONGEST_LIST or b"PK\x06\x07" in end[max(0, mark - 20) : max(0, mark)]:
        raise _too_many(zip_name)


def _too_many(zip_name: str) -> Refused:
    return Refused(
        f"The zip holds more than {MOST_ENTRIES:,} files, or is larger than any return."
        " Pack only the files of the return.",
        file=zip_name,
    )


def _parts(entry_name: str) -> tuple[str, ...]:
    """The names in an entry's path. They are only shown and looked at for a year; nothing is written there."""
    return tuple(part for part in entry_name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _refuse_a_bomb(entries: Sequence[zipfile.ZipInfo], zip_name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _too_many(zip_name)
    if sum(entry.file_size for entry in entries) > MOST_BYTES_OF_A_ZIP:
        raise Refused("The zip unpacks to more than 2 GB. Load its years one by one.", file=zip_name)
    for entry in entries:
        if entry.file_size > max(_RATIO_COUNTS_FROM, MOST_RATIO * entry.compress_size):
            raise Refused(
                f"The file in it unpacks to more than {MOST_RATIO} times its size, as no return does."
                " Unpack the zip yourself and load the files.",
                file=shown(f"{zip_name}/{entry.filename}", 300),
            )


def _entry_reader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Callable[..., bytes]:
    def read(most: int | None = None) -> bytes:
        if entry.flag_bits & 0x1:
            raise Refused("The zip is locked with a password. Unpack it first.", file=name)
        if entry.file_size > MOST_BYTES:
            raise _too_big(name)
        try:
            with archive.open(entry) as unpacked:
                return unpacked.read(entry.file_size + 1 if most is None else most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(name) from error

    return read


def _too_big(name: str) -> Refused:
    return Refused(
        "The file is larger than 1 GB, more than any return. Check that it is the right one.", file=name
    )


def _damaged(name: str) -> Refused:
    return Refused("The zip is damaged or not a zip, and cannot be unpacked. Pack it again.", file=name)


def _cannot_be_opened(error: OSError | ValueError, name: str) -> Refused:
    reason = (error.strerror if isinstance(error, OSError) else None) or "its name or contents are not usual"
    return Refused(f"It cannot be opened: {reason.lower()}. Check that you may read it.", file=name)
