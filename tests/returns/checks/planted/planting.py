"""How an example is planted: one function per check, which changes a clean return into one with that mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.returns.checks.small_return import SmallReturn

Plant = Callable[[SmallReturn], None]


@dataclass(frozen=True)
class Example:
    """A mistake and the check that must find it. `also` are other errors that the mistake cannot help making; `alone`
    says that it concerns whole files or rows of no child, so that it needs a return of its own."""

    code: str
    plant: Plant
    also: frozenset[str]
    alone: bool


EXAMPLES: list[Example] = []


def plants(code: str, *also: str, alone: bool = False) -> Callable[[Plant], Plant]:
    """Declares a function to be the example of a check."""

    def declared(plant: Plant) -> Plant:
        EXAMPLES.append(Example(code, plant, frozenset(also), alone))
        return plant

    return declared
