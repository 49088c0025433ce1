"""What is in a backup: the last part of it, which the others are held against."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sufficiency.service.operations.backup.archive import BadBackup

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Part:
    """A file of the backup."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """``database`` is what restoring needs to know of it; ``keys_not_in`` names the keys that came from the environment
    and must be kept elsewhere; ``left_out`` is what of the installation's folder is not here."""

    made_at: str
    software: str
    database: dict[str, Any]
    editions: list[str]
    keys_in: list[str]
    keys_not_in: list[str]
    left_out: list[str]
    files: dict[str, Part] = field(default_factory=dict)

    def to_json(self) -> bytes:
        return json.dumps({"format": FORMAT} | asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises BadBackup."""
        try:
            stored = json.loads(text)
            if stored.pop("format") != FORMAT:
                raise BadBackup(
                    "This backup was made by a newer Sufficiency. Install that one, and try again."
                )
            files = {name: Part(**part) for name, part in stored.pop("files").items()}
            return cls(**stored, files=files)
        except (ValueError, TypeError, KeyError, AttributeError) as cause:
            raise BadBackup("The backup's list of its files cannot be understood.") from cause


class Counting:
    """A file that is read: how much of it, and its SHA-256 so far."""

    def __init__(self, file) -> None:
        self._file, self._hash, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._hash.update(piece)
        self.size += len(piece)
        return piece

    @property
    def part(self) -> Part:
        return Part(self.size, self._hash.hexdigest())


def part_of(path: Path) -> Part:
    """The size and SHA-256 of a file on the disk."""
    with path.open("rb") as file:
        return Part(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
