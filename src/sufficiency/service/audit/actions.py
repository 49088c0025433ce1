"""Writing a line of the audit, in the transaction of what it tells of.

Whatever these raise, the caller must not go on: a page that cannot record the look is not shown, a change whose line
cannot be written is undone with it. This is the one case in which a GET writes.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.audit import chain
from sufficiency.service.audit.models import LONGEST_TEXT, Line, What
from sufficiency.service.records.models import kept_id


@transaction.atomic
def record(
    *,
    by: Person | None,
    what: What,
    child: str | None = None,
    children: Iterable[str] = (),
    person: Person | None = None,
    thing: str = "",
    page: str = "",
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> list[Line]:
    """Add what ``by`` did (None: the machine itself) to the audit: a line for each child, or one where there is none.

    ``person`` is whom it was done to, ``thing`` what it was done to and ``page`` where, in words; of these two 200
    letters are kept. ``reason`` is what the person typed.

    Raises BrokenChain, or whatever the database raises.
    """
    ids = dict.fromkeys(kept_id(one) for one in ([child] if child is not None else children))
    common = {
        "person": by,
        "name": _plain(str(by))[:LONGEST_TEXT] if by else "",
        "what": What(what).value,
        "about": person,
        "thing": _plain(thing)[:LONGEST_TEXT],
        "page": _plain(page)[:LONGEST_TEXT],
        "reason": _plain(reason),
        "details": chain.as_text(details),
    }
    head = chain.locked_head()
    now = timezone.now()  # taken while nobody else can write, so that times follow each other as the lines do
    return chain.append(head, (Line(at=now, child=one, **common) for one in ids or [""]))


def wait_for_other_writers() -> None:
    """Let nobody else write until this transaction ends: every change ends with a line, and lines wait for each other.

    For what is looked at first and written after, where no row is there to be locked. Rows that are to be locked are
    locked before, as all other changes do: two that lock them the other way round would wait for each other for ever.
    """
    chain.locked_head()


def record_look(person: Person, children: str | Iterable[str], page: str, reason: str = "") -> None:
    """Record that a person is shown the record of each of ``children`` (one id, or those listed on the page).

    A page that lists nobody records nothing.
    """
    ids = [children] if isinstance(children, str) else list(children)
    if ids:
        record(by=person, what=What.LOOKED, children=ids, page=page, reason=reason)


def record_export(person: Person, children: str | Iterable[str], page: str, reason: str = "") -> None:
    """Record that a person takes away a file that tells of each of ``children``; also one that tells of nobody."""
    ids = [children] if isinstance(children, str) else children
    record(by=person, what=What.EXPORTED, children=ids, page=page, reason=reason)


def _plain(text: str) -> str:
    """Text that both databases can keep."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
