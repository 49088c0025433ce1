"""What a condition of serving is, and what looking at it may find."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"  # serving can begin; somebody should know
    NOT_OK = "not ok"
    NOT_LOOKED_AT = "not looked at"


@dataclass(frozen=True)
class Found:
    """What was found, never a secret, and what to do about it."""

    state: State
    found: str
    do: str = ""


@dataclass(frozen=True)
class Condition:
    """One thing that must hold, why, and how to look at it. ``of_database``: it cannot be looked at without one."""

    name: str
    why: str
    look: Callable[[], Found]
    of_database: bool = False


@dataclass(frozen=True)
class Told:
    """A line of the answer."""

    name: str
    state: State
    found: str
    do: str


def ok(found: str) -> Found:
    return Found(State.OK, found)


def warning(found: str, do: str) -> Found:
    return Found(State.WARNING, found, do)


def not_ok(found: str, do: str) -> Found:
    return Found(State.NOT_OK, found, do)
