"""How often one may call: by token, and by the address calls come from, counted for all processes together.

A call is counted in one statement that inserts or adds, in the table ``api_calls``. Django's cache is not used for
it: its database backend reads and then writes, so that calls made at the same moment are counted as one. The count is
no record of anything: it says how many calls a hash made in the running minute, is overwritten by the next minute,
and is swept when the caller begins another.
"""

import hmac
import time

from django.conf import settings
from django.db import connection

PER_TOKEN = 120  # calls in a minute
PER_ADDRESS = 600
MINUTE = 60
KEPT_MINUTES = 60

COUNT = """
INSERT INTO api_calls (caller, minute, number) VALUES (%s, %s, 1)
ON CONFLICT (caller) DO UPDATE SET
    number = CASE WHEN api_calls.minute = EXCLUDED.minute THEN api_calls.number + 1 ELSE 1 END,
    minute = EXCLUDED.minute
RETURNING number
"""
SWEEP = "DELETE FROM api_calls WHERE minute < %s"


class TooManyCalls(Exception):
    """Called too often; ``wait`` is in how many seconds the next minute begins."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"Too many calls in this minute. Call again in {wait} seconds.")


def count_call(kind: str, who: str, most: int) -> None:
    """Count a call of a ``kind`` of caller ("token", "address"). Raises TooManyCalls beyond the most in a minute."""
    now = time.time()
    minute = int(now // MINUTE)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_hash(f"{kind} {who}"), minute])
        (number,) = cursor.fetchone()
        if number == 1:
            cursor.execute(SWEEP, [minute - KEPT_MINUTES])
    if number > most:
        raise TooManyCalls(max(1, MINUTE - int(now % MINUTE)))


def _hash(text: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode("utf-8", "replace"), "sha256").hex()[:32]
