"""The installation's folder: editions, the database when it is SQLite, and the keys that are kept."""

import os
import secrets
from pathlib import Path


class BadSetting(ValueError):
    """A setting cannot be read; the text names it, what was found and what is allowed."""


def whole_number(environment: dict[str, str], name: str, otherwise: int, least: int) -> int:
    """A setting that is a whole number, or what holds where it is not given. Raises BadSetting."""
    text = (environment.get(name) or "").strip()
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or int(text) < least:
        raise BadSetting(f"{name} is “{text[:40]}”. Give a whole number of {least} or more, or leave it out.")
    return int(text)


def home_folder(environment: dict[str, str]) -> Path:
    """The installation's folder: ``SUFFICIENCY_HOME``, else ``./sufficiency-home``; made when missing."""
    folder = Path(environment.get("SUFFICIENCY_HOME") or "sufficiency-home").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(home: Path, environment: dict[str, str]) -> str:
    """The key that signs sessions: ``SUFFICIENCY_SECRET_KEY``, else one made on first start and kept.

    The kept key can be read by its owner alone. Two processes starting at once agree on one key: the file
    is linked into place only when there is none.
    """
    return _given_or_kept(environment.get("SUFFICIENCY_SECRET_KEY"), home / "secret-key")


def audit_key(home: Path, environment: dict[str, str]) -> str:
    """The key that seals the audit: ``SUFFICIENCY_AUDIT_KEY``, else one made on first start and kept.

    Never in the database: who can write there alone must not be able to seal. Lost, the lines that it sealed can
    no longer be verified and none can be added, so it is kept with the backups.
    """
    return _given_or_kept(environment.get("SUFFICIENCY_AUDIT_KEY"), home / "audit-key")


def _given_or_kept(given: str | None, kept: Path) -> str:
    if given:
        return given
    if not kept.exists():
        write_private(kept, secrets.token_urlsafe(50))
    return kept.read_text(encoding="ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to a file its owner alone can read, whole or not at all; an existing file stays as it is."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)
    except FileExistsError:
        return  # another process was first: its file stands
    finally:
        half.unlink()
