"""The measures that a kind of mistake can change, by id, so that each check names them once."""

NUMBER = ("cla_number", "cla_rate_10k")
STARTS = ("cla_started", "started_16plus_pct")
ENDS = ("cla_ceased", "ceased_adopted_pct", "ceased_sgo_pct", "ceased_returned_home_pct")
FOSTER = ("foster_number", "foster_pct")
PROVIDERS = ("inhouse_foster_pct", "ifa_pct")
FRIENDS = ("friends_family_pct",)
HOMES = (*FOSTER, *FRIENDS, "residential_number")
STABILITY = ("long_term_stability_pct",)
MOVES = ("three_plus_placements_pct", *STABILITY)
DISTANCE = ("over_20_miles_pct",)
ADOPTIONS = ("adoptions",)
ORDERS = ("placement_orders",)
TO_MOVING_IN = ("a1_days_3yr", "a10_days_3yr")
TO_MATCH = ("a2_days_3yr",)
JOURNEY = (*TO_MOVING_IN, *TO_MATCH)
IN_TIME = ("cla_reviews_in_time_pct",)
PARTICIPATION = ("review_participation_pct",)
REVIEWS = (*IN_TIME, *PARTICIPATION)
SDQ = ("sdq_pct",)
SUBSTANCE = ("substance_intervention_pct",)
HEALTH = ("health_assessment_pct", "dental_pct", "immunisations_pct", *SDQ, *SUBSTANCE)
CARE_LEAVERS = ("cl_in_touch_pct", "cl_eet_pct", "cl_suitable_accommodation_pct")
MISSING = ("missing_episodes", "missing_children")

# Where the child was on each day: everything counted on a day.
EACH_DAY = (*NUMBER, *HOMES, *PROVIDERS, *MOVES, *DISTANCE)
# When care began and ended, and all that follows from it.
PERIODS = (*EACH_DAY, *STARTS, *ENDS, *IN_TIME, *HEALTH, *MISSING)
# The whole life in care.
EVERYTHING_IN_CARE = (*PERIODS, *ADOPTIONS, *ORDERS, *JOURNEY, *PARTICIPATION)
EVERYTHING = (*EVERYTHING_IN_CARE, *CARE_LEAVERS)
# Figures that turn on the child's age.
AGE = ("started_16plus_pct", *STABILITY, *SDQ, *PARTICIPATION, *CARE_LEAVERS)
