"""All addresses of the site, with an example for each argument an address may have."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

# An address with an argument that is not here fails the suite: give it an example.
EXAMPLES: dict[str, Any] = {
    "arising": 1,
    "board": 1,
    "cycle": 1,
    "item": 1,
    "meeting": 1,
    "paper": 1,
    "seat": 1,
    "action": 1,
    "child": "A" * 20,
    "block": "words-1",
    "comment": "00000000-0000-4000-8000-000000000001",
    "consultation": 1,
    "decision": 1,
    "edition": "2025-04-05-001",
    "form": "docx",
    "hold": 1,
    "indicator": 1,
    "key": "no-such-link",
    "kind": "edition",
    "link": 1,
    "measure": "cla_number",
    "milestone": 1,
    "opening": 1,
    "person": 9_000_001,
    "pk": 9_000_001,
    "priority": 1,
    "population": 1,
    "recorded": 1,
    "remark": 1,
    "rest": "nowhere",
    "round": 1,
    "section": "section-1",
    "series": "spend_residential",
    "state": "director",
    "strategy": 1,
    "thing": "2025-04-05-001",
    "token": "0123456789abcdef",
    "version": "public",
    "what": "up",
    "written": "00000000-0000-4000-8000-000000000002",
}


@dataclass(frozen=True)
class Address:
    """One address: its name with the room's, the address with examples, its view, and the arguments given."""

    name: str
    path: str
    view: Any
    arguments: dict[str, Any]


def all_addresses() -> list[Address]:
    """Every address of the site, room by room."""
    return list(_within(get_resolver(), ""))


def _within(resolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}"
            assert pattern.name, f"{pattern.pattern} has no name: give it one in its urls.py."
            arguments = {one: EXAMPLES[one] for one in pattern.pattern.regex.groupindex}
            yield Address(name, reverse(name, kwargs=arguments), pattern.callback, arguments)
        else:
            room = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _within(pattern, namespace + room)
