"""Two people at one moment, each with a connection of their own, shown without luck: the second begins while the first
is in the middle of it. For PostgreSQL alone, which lets two writers in at a time."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager, suppress
from threading import current_thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from sufficiency.service.audit import chain

A_WHILE = 0.8  # seconds in which the second comes to where it must wait, or is done
LONGEST = 30


def meanwhile(
    first: Callable[[], Any], second: Callable[[], Any], then: Callable[[], Any] | None = None
) -> Any:
    """What the second came to, a refusal being its exception. It begins when the first has written and is not done yet,
    which does ``then`` before it is done."""
    with _somebody_else() as pool:
        with transaction.atomic():
            first()
            begun = _begun(pool, second)
            if then is not None:
                then()
        return begun.result(LONGEST)


def before_the_audit(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """What both came to, where the second begins when the first has locked what it changes and writes to the audit next."""
    here, real, begun = current_thread(), chain.locked_head, []
    with _somebody_else() as pool, pytest.MonkeyPatch.context() as patch:

        def head():
            if current_thread() is here and not begun:
                begun.append(_begun(pool, second))
            return real()

        patch.setattr(chain, "locked_head", head)
        one = first()
        return one, begun[0].result(LONGEST)


@contextmanager
def _somebody_else() -> Iterator[ThreadPoolExecutor]:
    """A thread whose connection is there already, so that it is not late."""
    assert connection.vendor == "postgresql"
    with ThreadPoolExecutor(1) as pool:
        pool.submit(connection.ensure_connection).result(LONGEST)
        yield pool


def _begun(pool: ThreadPoolExecutor, work: Callable[[], Any]) -> Future:
    def alone() -> Any:
        try:
            return work()
        except Exception as refusal:  # noqa: BLE001 (it is what the second came to)
            return refusal
        finally:
            connections.close_all()

    future = pool.submit(alone)
    with suppress(NotYet):
        future.result(A_WHILE)
    return future
