"""Every measure, one small declaration each, in the order pages show them."""

from sufficiency.measures import annex_a
from sufficiency.measures.definitions import (
    adopted,
    adoption,
    care_leavers,
    children,
    coming_and_leaving,
    health,
    homes,
    location,
    missing,
    number,
    permanence,
    placements,
    reviews,
    stability,
)
from sufficiency.measures.language import Measure

MEASURES: dict[str, Measure] = {
    measure.id: measure
    for room in (
        number,
        children,
        coming_and_leaving,
        homes,
        placements,
        location,
        stability,
        permanence,
        adoption,
        adopted,
        health,
        reviews,
        care_leavers,
        missing,
        annex_a,
    )
    for measure in room.MEASURES
}

# The measures of the first release: what an edition made by the first rules can give, and what the other versions of
# the bench count.
FIRST_MEASURES = (
    "cla_number",
    "cla_rate_10k",
    "cla_started",
    "started_16plus_pct",
    "cla_ceased",
    "ceased_adopted_pct",
    "ceased_sgo_pct",
    "ceased_returned_home_pct",
    "foster_number",
    "foster_pct",
    "inhouse_foster_pct",
    "ifa_pct",
    "friends_family_pct",
    "residential_number",
    "over_20_miles_pct",
    "three_plus_placements_pct",
    "long_term_stability_pct",
    "adoptions",
    "placement_orders",
    "a1_days_3yr",
    "a10_days_3yr",
    "a2_days_3yr",
    "health_assessment_pct",
    "dental_pct",
    "immunisations_pct",
    "sdq_pct",
    "substance_intervention_pct",
    "cla_reviews_in_time_pct",
    "review_participation_pct",
    "cl_in_touch_pct",
    "cl_eet_pct",
    "cl_suitable_accommodation_pct",
    "missing_episodes",
    "missing_children",
)
