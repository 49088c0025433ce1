"""Breakdowns two at a time, and figures of some children only.

`age_band:sex` is a breakdown whose groups are every pair (`10-15:female`). `only` keeps the rows of some groups:
`{"uasc": ("not-uasc",)}` leaves out unaccompanied children, `{"age_band": ("0", "1-4", "5-9", "10-15")}` those of 16 and
over. Both are for local working: what a filtered figure leaves out could be reckoned from the whole one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from types import MappingProxyType

from sufficiency.measures.language import Measure
from sufficiency.vocabulary.groups import BREAKDOWNS, SHOWN_ONLY_WHEN_USED

Only = Mapping[str, Sequence[str]]
BETWEEN = ":"


def parts_of(by: str) -> tuple[str, ...]:
    """The breakdowns in a breakdown: one, or the two of a pair."""
    return tuple(by.split(BETWEEN))


def in_order(pair: str) -> str:
    """A pair with the breakdown first that stands first among all."""
    return BETWEEN.join(sorted(parts_of(pair), key=list(BREAKDOWNS).index))


def groups_of(by: str) -> list[str]:
    """The groups of a breakdown in the order they are shown; of a pair, each of the first with each of the second."""
    return [BETWEEN.join(pair) for pair in product(*(BREAKDOWNS[part].groups for part in parts_of(by)))]


def label_of(by: str, group: str) -> str:
    """A group in words, for example "10 to 15, Female"."""
    return ", ".join(
        BREAKDOWNS[part].groups[one] for part, one in zip(parts_of(by), group.split(BETWEEN), strict=True)
    )


def title_of(by: str) -> str:
    """A breakdown in words, for example "Age and sex"."""
    first, *others = (BREAKDOWNS[part].title for part in parts_of(by))
    return " and ".join([first, *(other[:1].lower() + other[1:] for other in others)])


def group_by_breakdown(by: str, group: str) -> dict[str, str]:
    """The single breakdowns of a breakdown or pair, each with its group."""
    return dict(zip(parts_of(by), group.split(BETWEEN), strict=True))


def is_rare(by: str, group: str) -> bool:
    """Whether the group is shown only where somebody is in it."""
    return any(pair in SHOWN_ONLY_WHEN_USED for pair in zip(parts_of(by), group.split(BETWEEN), strict=True))


def applies(measure: Measure, by: str, only: Only = MappingProxyType({})) -> bool:
    """Whether a measure can be broken down this way, of these children only."""
    return set(parts_of(by)) <= set(measure.breakdowns) and can_be_of(measure, only)


def can_be_of(measure: Measure, only: Only) -> bool:
    """Whether a measure can be of some children only: it knows their group, and is not over the whole population."""
    return not only or (set(only) <= set(measure.breakdowns) and not measure.of_population)


def columns_needed(breakdowns: Iterable[str], only: Only) -> tuple[str, ...]:
    """The single breakdowns that rows must have for these, in the order of all breakdowns."""
    needed = {part for by in breakdowns for part in parts_of(by)} | set(only)
    return tuple(breakdown for breakdown in BREAKDOWNS if breakdown in needed)
