"""Placements, periods of care, and episodes that know all that was true of the child (D3-D5, D9, D11)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.history.merge import OPEN
from sufficiency.vocabulary.groups import (
    ADOPTIVE_PLACES,
    LEGAL_STATUS_GROUP_OF,
    PLACEMENT_ORDER,
    PLACEMENT_TYPE_OF,
    PROVIDER_GROUP_OF,
)

METRES_IN_A_MILE = 1609.344
EARLIER_PLACEMENTS = 8  # how many ends of earlier placements an episode knows; see `describe_episodes`
DISTANCE_NOT_AVAILABLE = 999.9  # the return's own code for a distance that cannot be given


EARLIER_ENDS = tuple(f"earlier_until_{back}" for back in range(1, EARLIER_PLACEMENTS + 1))


def placements_of(episodes: ir.Table) -> ir.Table:
    """One row per placement: child, period, placement, start, until, place and last_place (settled),
    provider, moved_in (its first A3-A6 day, else null), moved_in_place, previous_start (of the placement
    just before in the same period), earlier_until_1.. (ends of the placements before, in any period)."""
    adoptive = _.place.isin(ADOPTIVE_PLACES).fill_null(False)
    return (
        episodes.group_by("child", "period", "placement")
        .agg(
            start=_.decom.min(),
            until=_.until.argmax(_.decom),
            place=_.settled_place.fill_null("").argmin(_.decom).nullif(""),
            last_place=_.settled_place.fill_null("").argmax(_.decom).nullif(""),
            provider=_.settled_provider.fill_null("").argmax(_.decom).nullif(""),
            moved_in=_.decom.min(where=adoptive),
            moved_in_place=_.place.argmin(_.decom, where=adoptive),
        )
        .mutate(
            previous_start=_.start.lag().over(
                ibis.window(group_by=["child", "period"], order_by="placement")
            ),
            **{
                column: _.until.lag(back).over(ibis.window(group_by="child", order_by="placement"))
                for back, column in enumerate(EARLIER_ENDS, start=1)
            },
        )
    )


def periods_of(episodes: ir.Table) -> ir.Table:
    """One row per period of care: child, period, start, until, start_known (its first loaded episode has
    RNE S, D5), rec that ended it, first_order (first LS E1 day) and first_adoptive (first A3-A6 day)."""
    return episodes.group_by("child", "period").agg(
        start=_.decom.min(),
        until=_.until.argmax(_.decom),
        start_known=_.rne.fill_null("").argmin(_.decom) == "S",
        rec=_.rec.fill_null("").argmax(_.decom).nullif(""),
        first_order=_.decom.min(where=(_.ls == PLACEMENT_ORDER).fill_null(False)),
        first_adoptive=_.decom.min(where=_.place.isin(ADOPTIVE_PLACES).fill_null(False)),
    )


def measure_distances(episodes: ir.Table, postcodes: ir.Table) -> ir.Table:
    """Adds distance_miles between home and placement, to one decimal; null where not known (D9).

    `postcodes`: postcode (no spaces, upper case), easting, northing in metres. A distance given in the
    return is taken as it is; 999.9 there means it cannot be known.
    """
    keyed = episodes.mutate(known_home=_.home_post.upper().replace(" ", "").nullif(""))
    used = ibis.union(keyed.select(postcode="known_home"), keyed.select(postcode="known_post"), distinct=True)
    # Of some 2.6 million postcodes only those in the return are joined.
    ends = postcodes.select("postcode", "easting", "northing").semi_join(used, "postcode")
    home, away = ends.view(), ends.view()
    placed = (
        keyed.left_join(home, keyed.known_home == home.postcode)
        .drop("postcode")
        .rename(home_easting="easting", home_northing="northing")
    )
    both = placed.left_join(away, placed.known_post == away.postcode).drop("postcode")
    metres = (
        (_.easting - _.home_easting).cast("float64") ** 2
        + (_.northing - _.home_northing).cast("float64") ** 2
    ).sqrt()
    return both.mutate(
        distance_miles=ibis.cases(
            (_.pl_distance >= DISTANCE_NOT_AVAILABLE, ibis.null("float64")),
            (_.pl_distance.notnull(), _.pl_distance.round(1)),
            else_=(metres / METRES_IN_A_MILE).round(1),
        )
    ).drop("easting", "northing", "home_easting", "home_northing", "known_home", "known_post")


def describe_episodes(
    episodes: ir.Table, placements: ir.Table, periods: ir.Table, children: ir.Table
) -> ir.Table:
    """Each episode in care with all that holds throughout it, so that describing a day is one join.

    `overlapped` marks a child with episodes that share days: only there must the episode that describes
    a day be chosen (the one that began last). `counted_apart` marks a child whose placements in a year
    cannot be told from the episode of the day and the ends of the eight placements before it: one with
    overlaps, or with more placements than that.
    """
    of_placement = placements.select(
        "child",
        "placement",
        *EARLIER_ENDS,
        placement_start="start",
        placement_until="until",
        placement_first_place="place",
        previous_placement_start="previous_start",
    )
    of_period = periods.select(
        "child", "period", care_start="start", care_until="until", care_start_known="start_known"
    )
    overlapped = (
        episodes.mutate(next_decom=_.decom.lead().over(ibis.window(group_by="child", order_by="decom")))
        .group_by("child")
        .agg(overlapped=(_.until > _.next_decom).fill_null(False).any(), most=_.placement.max())
        .select("child", "overlapped", counted_apart=_.overlapped | (_.most > EARLIER_PLACEMENTS + 1))
    )
    return (
        episodes.join(of_placement, ["child", "placement"])
        .join(of_period, ["child", "period"])
        .join(overlapped, "child")
        .join(children, "child")
        .mutate(
            legal_status_group=_.ls.substitute(LEGAL_STATUS_GROUP_OF, else_="unknown").fill_null("unknown"),
            placement_type=_.settled_place.substitute(PLACEMENT_TYPE_OF, else_="other").fill_null("other"),
            provider_group=_.settled_provider.substitute(PROVIDER_GROUP_OF, else_="unknown").fill_null(
                "unknown"
            ),
            outside_area=_.pl_location.upper()
            .strip()
            .cases(("OUT", True), ("IN", False), else_=ibis.null("boolean")),
            in_adoptive_home=_.settled_place.isin(ADOPTIVE_PLACES).fill_null(False),
            adoptive_home_is_new=_.placement_first_place.isin(ADOPTIVE_PLACES).fill_null(False),
        )
    )


def with_end(table: ir.Table, until: str = "until", end: str = "end") -> ir.Table:
    """The stored form: an open end is null, never a date."""
    return table.mutate(**{end: table[until].nullif(OPEN)}).drop(until)
