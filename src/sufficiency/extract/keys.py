"""The key of an extract: with it a child's id becomes a pseudonym, without it nothing leads back.

Each extract has a key of its own, so that the same child has another pseudonym in each and two extracts cannot be
joined, unless the second is asked to use the first one's key. Keys stay in the installation's folder, apart from what
was taken away.
"""

import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sufficiency.editions.durable import write_whole

BYTES = 32
LETTERS = 16  # 80 bits: no two children share a pseudonym


class UnknownExtract(Exception):
    """No key is kept of an extract of that name."""


@dataclass(frozen=True)
class KeyOfExtract:
    """``id`` names the extract: the day it was made, and a part that nobody can guess."""

    id: str
    secret: bytes

    def pseudonym(self, child: str) -> str:
        """16 letters and digits that stand for the child in this extract."""
        digest = hmac.digest(self.secret, b"child:" + child.encode("utf-8", "surrogatepass"), "sha256")
        return b32encode(digest)[:LETTERS].decode("ascii").lower()


def new_key(home: Path) -> KeyOfExtract:
    """A new key, kept in the installation's folder before anything is made with it. Raises OSError."""
    key = KeyOfExtract(f"{datetime.now(UTC):%Y-%m-%d}-{secrets.token_hex(4)}", secrets.token_bytes(BYTES))
    folder = home / "extract-keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / f"{key.id}.key", key.secret.hex().encode() + b"\n", mode=0o600)
    return key


def key_of(home: Path, extract: str) -> KeyOfExtract:
    """The key of an extract made before. Raises UnknownExtract."""
    folder = home / "extract-keys"
    known = {path.stem: path for path in folder.glob("*.key")} if folder.is_dir() else {}
    if extract not in known:
        shown = " ".join(extract.split())[:60]
        raise UnknownExtract(f'No key is kept of an extract "{shown}". There are: {", ".join(sorted(known)) or "none"}.')  # fmt: skip
    return KeyOfExtract(extract, bytes.fromhex(known[extract].read_text("ascii").strip()))
