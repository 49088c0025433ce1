"""Periods of care and placements: each child's episodes walked once, in order (methodology D3-D5).

Short breaks (V3/V4) are taken out before anything is chained: they are left out of every measure.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from sufficiency.vocabulary.groups import SUPERSEDED_PLACES, TEMPORARY_PLACES

CONTINUES = ("L", "T", "U")  # RNE: legal status only; placement with the same carer; both


WALKED = ("child", "decom", "rne", "place", "place_provider", "rec", "until", "temporary", "known_post")


def number_episodes(episodes: ir.Table) -> ir.Table:
    """Adds to each episode in care: `period` and `placement` (numbered from 1 within the child),
    `settled_place` and `settled_provider` (those of the home a temporary stay interrupts, D4), and
    `known_post`, the placement's postcode as the directory spells it."""
    in_care = episodes.filter(~_.short_break).mutate(
        temporary=_.place.isin(TEMPORARY_PLACES).fill_null(False),
        known_post=_.pl_post.upper().replace(" ", "").nullif(""),
    )
    # Only what the walk needs is sorted, several times over; the rest of the episode joins again at the end.
    walked = _number_placements(_settle(_number_periods(in_care.select(*WALKED))))
    numbers = walked.select("child", "decom", "period", "placement", "settled_place", "settled_provider")
    return in_care.drop("temporary").join(numbers, ["child", "decom"])


def _walk() -> ibis.expr.builders.LegacyWindowBuilder:
    return ibis.window(group_by="child", order_by="decom")


def _number_periods(episodes: ir.Table) -> ir.Table:
    """A period of care goes on where an episode ends with X1 and the next begins that day (D5)."""
    walked = episodes.mutate(
        previous_rec=_.rec.lag().over(_walk()), previous_until=_.until.lag().over(_walk())
    )
    goes_on = ((walked.previous_rec == "X1") & (walked.previous_until == walked.decom)).fill_null(False)
    counted = walked.mutate(begins_period=~goes_on)
    so_far = ibis.cumulative_window(group_by="child", order_by="decom")
    return counted.mutate(
        period=_.begins_period.cast("int32").sum().over(so_far).cast("int32"),
        stays_so_far=(~_.temporary).cast("int32").sum().over(so_far),
    )


def _settle(episodes: ir.Table) -> ir.Table:
    """A temporary episode shares the number of the stay it interrupts, which has one settled episode.

    Where temporary episodes open a period there is no settled one: the place stays null (type `other`)
    and the provider is their own (D4). Temporary episodes are few, so only they look their stay up.
    """
    own = episodes.filter(~_.temporary).select(
        "child",
        "period",
        "stays_so_far",
        own_place="place",
        own_provider="place_provider",
        own_post="known_post",
        own_stay=ibis.literal(True),
    )
    looked_for = episodes.mutate(_child=ibis.ifelse(_.temporary, _.child, ibis.null("string")))
    stay = looked_for.left_join(own, [("_child", "child"), "period", "stays_so_far"]).drop(
        "_child", "child_right", "period_right", "stays_so_far_right"
    )
    of_stay = _.own_stay.fill_null(False)
    return stay.mutate(
        settled_place=ibis.ifelse(_.temporary, _.own_place, _.place),
        settled_provider=ibis.ifelse(_.temporary & of_stay, _.own_provider, _.place_provider),
        settled_post=ibis.ifelse(_.temporary, _.own_post, _.known_post),
        stay_is_settled=of_stay | ~_.temporary,
    ).mutate(comparable_place=_.settled_place.substitute(SUPERSEDED_PLACES))


def _number_placements(episodes: ir.Table) -> ir.Table:
    """Which episodes begin a placement (D3), and the running number of placements."""
    before = episodes.mutate(
        after_temporary=_.temporary.lag().over(_walk()),
        after_settled=_.stay_is_settled.lag().over(_walk()),
        place_before=_.comparable_place.lag().over(_walk()),
        post_before=_.settled_post.lag().over(_walk()),
    )
    by_reason = _.rne.isin(CONTINUES).fill_null(False)
    same_home = (_.comparable_place == _.place_before).fill_null(False) & (
        (_.known_post == _.post_before).fill_null(True)
    )
    continues = ibis.cases(
        (_.begins_period, False),
        (_.temporary, True),
        (_.after_temporary & ~_.after_settled, False),
        (by_reason, True),
        (_.after_temporary, same_home),
        else_=False,
    )
    so_far = ibis.cumulative_window(group_by="child", order_by="decom")
    return before.mutate(begins_placement=~continues).mutate(
        placement=_.begins_placement.cast("int32").sum().over(so_far).cast("int32")
    )
