"""Where children are placed on a day, child by child: the area of an authority and the band of distance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .care import Load, plain_postcode
from .snapshots import GridReference, miles_from_home

AreaOf = Callable[[str], str | None]
Placed = tuple[str, str, str]


def placed_where(
    load: Load, day: date, own: str, area_of: AreaOf, grid_reference: GridReference
) -> list[Placed]:
    """Child, area and band of everybody looked after on `day`; `area_of` a postcode without spaces in capitals."""
    found: list[Placed] = []
    for child in load.children:
        episode = child.episode_on(day)
        if episode is None:
            continue
        area = area_of(plain_postcode(episode.pl_post)) if episode.pl_post else None
        said = (episode.pl_location or "").strip().upper()
        if area is None:
            area = {"IN": own, "OUT": "outside"}.get(said, "unknown")
        found.append((child.id, area, _band(miles_from_home(child, episode, day, grid_reference))))
    return found


def _band(miles: float | None) -> str:
    if miles is None:
        return "unknown"
    if miles < 5:
        return "under-5"
    if miles <= 10:
        return "5-10"
    return "10-20" if miles <= 20 else "over-20"
