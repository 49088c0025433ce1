"""What the checks of this folder share: a client that everything is open to, and hostile texts."""

from collections.abc import Callable

import pytest

from sufficiency.service.access.roles import Role
from tests.service.addresses import Address, all_addresses
from tests.service.conftest import *  # noqa: F403 (fixtures)
from tests.service.made_up import *  # noqa: F403 (fixtures)

STAFF = [role for role in Role if role is not Role.PROVIDER]
ENDS_THE_SESSION = {"account_logout"}

# One of each kind of harm; every address gets each of them in its arguments and its query.
HOSTILE = {
    "a NUL": "x\x00y",
    "half a character": "x\udcff",
    "not UTF-8": "%ff%fe%80",
    "a hundred thousand letters": "A" * 100_000,
    "a template": "{{ 1337133713|add:1 }}{% debug %}${{1337133713+1}}#{1337133713+1}",
    "a script": "<script>alert(1337)</script>'\"><svg onload=alert(1)>",
    "a query": "1' OR '1'='1'; DROP TABLE access_person; --",
    "a path": "../../../../etc/passwd",
    "an encoded path": "..%2f..%2f..%5cetc%252fpasswd",
    "a header": "x\r\nSet-Cookie: evil=1\r\n\r\n<html>",
    "a command": "$(sleep 9)`id`|id;id",
    "a formula": "=cmd|' /C calc'!A1",
    "a number beyond all numbers": "9" * 400,
    "a negative number": "-1",
    "digits of another alphabet": "١٢٣",
    "a list": "[1,2,{}]",
    "a name of Python": "__class__.__init__.__globals__",
    "a pattern that takes for ever": "(a+)+$" + "a" * 3000 + "!",
    "right to left": "\u202egnp.exe",
}


@pytest.fixture
def everybody(signed_in, made_up):
    """A client signed in with every role of the council, on the made-up authority."""
    return signed_in(*STAFF)


def addresses() -> list[Address]:
    return [one for one in all_addresses() if one.name not in ENDS_THE_SESSION]


@pytest.fixture(params=[4, pytest.param(1, marks=pytest.mark.slow)], ids=["some addresses", "every address"])
def addresses_for(request) -> Callable[[int], list[Address]]:
    """The addresses that the text at a place of its list is tried at: all of them in the long runs (`make test-slow`).

    In the suite one of four, beginning at another for each text, so that each address meets several texts and each text
    meets addresses of every room.
    """
    every = request.param
    return lambda place: addresses()[place % every :: every]
