"""How a line is sealed to the line before it.

``hash = HMAC-SHA256(key, hash of the line before + everything the line says)``. The key is not in the database
(``SUFFICIENCY_AUDIT_KEY``, or the private file ``audit-key`` of the installation's folder): who can write to the
database alone can destroy lines, but cannot make the chain whole again.
"""

import hmac
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.conf import settings

from sufficiency.service.audit.heads import FIRST
from sufficiency.service.audit.models import Head, Line

# All that a line says, in the order it is sealed in. What is not here would not be protected.
SEALED = (
    "number",
    "at",
    "person_id",
    "name",
    "what",
    "child",
    "about_id",
    "thing",
    "page",
    "reason",
    "details",
)


class BrokenChain(RuntimeError):
    """Nothing can be added to the audit, so nothing may be done; the text says what is wrong."""


def as_text(details: dict[str, Any] | None) -> str:
    """Details as the text that is kept and sealed."""
    return json.dumps(details or {}, sort_keys=True, separators=(",", ":"), default=str)


def hash_of(line: Line) -> str:
    """The line's hash as it must be, from what the line says."""
    said = [
        line.at.astimezone(UTC).isoformat(timespec="microseconds") if name == "at" else getattr(line, name)
        for name in SEALED
    ]
    return _sealed(line.previous, json.dumps(said, separators=(",", ":")))


def seal_of(count: int, last: str) -> str:
    """The head's seal, from the number of lines and the hash of the last."""
    return _sealed("head", f"{count}:{last}")


def fingerprint() -> str:
    """Which key is in use: tells two keys apart, and nothing of the key."""
    return _sealed("which key", "")[:16]


def locked_head() -> Head:
    """The head, held by this transaction until its end. Raises BrokenChain."""
    head = Head.objects.select_for_update().first()
    if head is None:
        if Line.objects.exists():
            raise BrokenChain("The audit has lines and no head. Run `sufficiency audit verify`.")
        start = Head(id=1, count=0, hash=FIRST, seal=seal_of(0, FIRST), key=fingerprint())
        Head.objects.bulk_create([start], ignore_conflicts=True)  # waits for another who begins the chain too
        head = Head.objects.select_for_update().get()
    if head.key != fingerprint():
        raise BrokenChain(
            "The audit was written with another key. Give SUFFICIENCY_AUDIT_KEY, or the file audit-key, back its value."
        )
    return head


def append(head: Head, lines: Iterable[Line]) -> list[Line]:
    """Number, seal and keep lines at the end of the chain, within the transaction that holds the head.

    Writers wait for each other at the head, so the chain never forks.
    """
    number, last, sealed = head.count, head.hash, []
    for line in lines:
        number += 1
        line.number, line.previous = number, last
        line.hash = last = hash_of(line)
        sealed.append(line)
    Line.objects.bulk_create(sealed, batch_size=500)
    head.count, head.hash, head.seal = number, last, seal_of(number, last)
    head.save(force_update=True)
    return sealed


def _sealed(before: str, said: str) -> str:
    return hmac.digest(settings.AUDIT_KEY.encode(), f"{before}\n{said}".encode(), "sha256").hex()
