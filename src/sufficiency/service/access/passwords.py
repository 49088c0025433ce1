"""Passwords that are refused: those easily guessed, and those known from a breach.

Both come after Django's own checks (twelve characters at least, not like the person's name, not one of the twenty
thousand most common). NIST SP 800-63B asks for length and for a list of known passwords, and against rules about
digits and signs, so there are none.
"""

import hashlib
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

MOST_LOOKED_AT = 72  # zxcvbn reads no more; what is hard to guess after so many letters stays hard
WITHIN_REACH = 2  # its score for what a hundred million tries find

WHY = {
    "dictionary": "it is made of common words or passwords",
    "repeat": "it repeats itself",
    "sequence": "it holds a sequence such as abc or 6543",
    "spatial": "its letters lie beside each other on the keyboard",
    "regex": "it holds a recent year",
    "date": "it holds a date",
}
ADVICE = "Use four words that do not belong together, or let your browser make a password."


class NotEasilyGuessed:
    """Refuses what zxcvbn finds within reach of guessing, knowing the person's own names too."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with why it is easily guessed."""
        told = zxcvbn(password[:MOST_LOOKED_AT], user_inputs=_own_words(user))
        if told["score"] > WITHIN_REACH:
            return
        raise ValidationError(
            f"This password is easily guessed: {_why(told['sequence'])}. {ADVICE}", code="guessed"
        )

    def get_help_text(self) -> str:
        return "Your password cannot be one that is easily guessed."


class NotBreached:
    """Refuses a password in the council's own copy of the list of breached ones; without a list, none.

    ``list_path`` is a file of the Pwned Passwords kind, SHA-1 ordered by hash: a line for each password, its SHA-1
    in hexadecimal, a colon, and how often it was seen. The file may hold a thousand million lines: it is searched on
    disk in some thirty reads. No password or part of its hash leaves this machine.
    """

    def __init__(self, list_path: str = "") -> None:
        self.list_path = list_path

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a breached password, and where the list is named but cannot be read."""
        if not self.list_path:
            return
        digest = hashlib.sha1(password.encode("utf-8", "replace"), usedforsecurity=False).hexdigest().upper()
        try:
            found = is_listed(Path(self.list_path), digest)
        except OSError as cause:
            raise ValidationError(
                "No password can be set now: the list of breached passwords cannot be read. "
                "Tell whoever keeps the system.",
                code="list",
            ) from cause
        if found:
            raise ValidationError(
                f"This password is known from a breach of another site, so others try it first. {ADVICE}",
                code="breached",
            )

    def get_help_text(self) -> str:
        return "Your password cannot be one that is known from a breach."


def is_listed(path: Path, digest: str) -> bool:
    """Whether the file, ordered by hash, has a line that begins with ``digest`` (hexadecimal, upper case)."""
    wanted = digest.encode("ascii")
    with path.open("rb") as file:
        low, high = 0, path.stat().st_size  # the line sought begins in [low, high)
        while low < high:
            middle = (low + high) // 2
            begins, line = _line_from(file, middle)
            if not line or begins >= high or line[: len(wanted)].upper() >= wanted:
                high = middle
            else:
                low = middle + 1
        _, line = _line_from(file, low)
        return line[: len(wanted)].upper() == wanted


def _line_from(file: BinaryIO, place: int) -> tuple[int, bytes]:
    """The first line that begins at ``place`` or after it, with where it begins."""
    if place:
        file.seek(place - 1)
        file.readline()  # to the end of the line that holds the byte before
    else:
        file.seek(0)
    return file.tell(), file.readline()


def _own_words(person: Any) -> list[str]:
    known = [getattr(person, name, "") or "" for name in ("username", "name", "email")]
    parts = [
        part for one in known for part in one.replace("@", " ").replace(".", " ").replace("_", " ").split()
    ]
    return [*known, *parts, "sufficiency", "council", "placement"]


def _why(sequence: list[dict]) -> str:
    kinds = [one["pattern"] for one in sequence]
    if any(one.get("dictionary_name") == "user_inputs" for one in sequence):
        return "it holds your own name, or a word of this service"
    return next((sentence for kind, sentence in WHY.items() if kind in kinds), "it is too simple")
