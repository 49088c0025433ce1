"""Where children are placed on a day: the area of which authority, and how far from home.

The area is that of the placement's postcode, by the postcode directory; where the return gives none that is in it,
the return's own word for inside or outside the authority. Short stays in hospital or on holiday are not set aside:
it is the place of the episode that is open on the day. Distances are those of `over_20_miles_pct` (methodology D9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis import _

from sufficiency.history import History
from sufficiency.measures.areas import area_of, names
from sufficiency.measures.disclosure import hidden_groups
from sufficiency.vocabulary.postcodes import directory

PLACED = pa.schema([("child", pa.string()), ("area", pa.string()), ("distance", pa.string())])
INSIDE, OUTSIDE, NOT_KNOWN = "inside", "outside", "unknown"
WITHOUT_AREA = {
    INSIDE: "Inside the authority",
    OUTSIDE: "Outside the authority, area not known",
    NOT_KNOWN: "Not known",
}
DISTANCES = {
    "under-5": "Under 5 miles",
    "5-10": "5 to 10 miles",
    "10-20": "Over 10, up to 20 miles",
    "over-20": "Over 20 miles",
    NOT_KNOWN: "Not known",
}


def placed_where(history: History, as_at: date, own: str | None = None) -> pa.Table:
    """Every child looked after on the day with the area and the band of distance (columns as PLACED).

    `own` is the ONS code of the authority whose returns these are: where it has an outline, a child who is inside by
    the return's own word is in its area.
    """
    on_day = history.positions([as_at]).filter(_.as_at == as_at).select("child", "distance_miles")
    episodes = history.table("episodes")
    open_then = episodes.filter(
        ~episodes.short_break & (episodes.decom <= as_at) & (episodes.dec.isnull() | (episodes.dec > as_at))
    ).mutate(
        post=_.pl_post.upper().replace(" ", "").fill_null(""),
        word=_.outside_area.cast("string").lower().fill_null(""),
    )
    latest = open_then.group_by("child").agg(post=_.post.argmax(_.decom), word=_.word.argmax(_.decom))
    joined = on_day.left_join(latest, "child").drop("child_right")
    miles = joined.distance_miles
    rows = joined.select(
        "child",
        post=_.post.fill_null(""),
        word=_.word.fill_null(""),
        distance=ibis.cases(
            (miles.isnull(), NOT_KNOWN),
            (miles < 5, "under-5"),
            (miles <= 10, "5-10"),
            (miles <= 20, "10-20"),
            else_="over-20",
        ),
    ).order_by("child")
    found = history.engine.result(rows).to_pylist()
    areas = _areas_of({row["post"] for row in found if row["post"]})
    told = [
        {
            "child": row["child"],
            "area": areas.get(row["post"]) or _by_word(row["word"], own),
            "distance": row["distance"],
        }
        for row in found
    ]
    return pa.Table.from_pylist(told, PLACED)


def _areas_of(posts: set[str]) -> dict[str, str]:
    """The area of those of the postcodes that the directory has."""
    if not posts:
        return {}
    found = pq.read_table(
        directory(), columns=["postcode", "local_authority"], filters=[("postcode", "in", sorted(posts))]
    )
    told = ((row["postcode"], area_of(row["local_authority"])) for row in found.to_pylist())
    return {postcode: area for postcode, area in told if area}


def _by_word(outside: str, own: str | None) -> str:
    """The area by the return's own word, where the postcode does not tell."""
    if outside == "false":
        return own if own in names() else INSIDE
    return OUTSIDE if outside == "true" else NOT_KNOWN


def name_of(area: str) -> str:
    """The area as a page says it."""
    return WITHOUT_AREA.get(area) or names()[area]


def areas_in_order(rows: pa.Table) -> dict[str, int]:
    """Children by area in the order of names, those without an area last: an order that tells nothing of numbers."""
    counts = Counter(rows["area"].to_pylist())
    order = list(WITHOUT_AREA)
    return dict(
        sorted(counts.items(), key=lambda one: (one[0] in order and order.index(one[0]) + 1, name_of(one[0])))
    )


def distances_in_order(rows: pa.Table) -> dict[str, int]:
    """Children by band of distance, nearest first, with bands that nobody is in."""
    counts = Counter(rows["distance"].to_pylist())
    return {band: counts[band] for band in DISTANCES}


def without_small(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts with 1 to 5 hidden (None), and as many others that none can be worked back from the total."""
    hidden = hidden_groups(list(counts.values()))
    return {key: None if place in hidden else count for place, (key, count) in enumerate(counts.items())}
