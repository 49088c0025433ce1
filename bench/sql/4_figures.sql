-- The answer: one row per measure, day, breakdown and group, zero or not.

CREATE MACRO breakdown_of(level) AS
    CASE level WHEN 127 THEN '' WHEN 63 THEN 'age_band' WHEN 95 THEN 'sex' WHEN 111 THEN 'ethnic_group'
               WHEN 119 THEN 'legal_status_group' WHEN 123 THEN 'placement_type' WHEN 125 THEN 'provider_group'
               WHEN 126 THEN 'uasc' END;

CREATE TEMP TABLE group_names AS
SELECT breakdown, (generate_subscripts(names, 1) - 1)::UTINYINT AS code, unnest(names) AS name
FROM (VALUES
    ('', ['']),
    ('age_band', ['0', '1-4', '5-9', '10-15', '16+', 'unknown']),
    ('sex', ['female', 'male', 'unknown']),
    ('ethnic_group', ['white', 'mixed', 'asian', 'black', 'other', 'unknown']),
    ('legal_status_group', ['care-order', 'placement-order', 'section-20', 'protection', 'youth-justice', 'unknown']),
    ('placement_type', ['foster', 'placed-for-adoption', 'childrens-home', 'supported', 'with-parents',
                        'residential-school', 'other-residential', 'other']),
    ('provider_group', ['own', 'other-authority', 'other-public', 'private', 'voluntary', 'parents', 'unknown']),
    ('uasc', ['uasc', 'not-uasc']),
    ('ceased_reason', ['adopted', 'special-guardianship', 'child-arrangements', 'returned-home', 'person-without-pr',
                       'independent-living', 'stayed-with-carers', 'adult-services', 'custody', 'remand-ended',
                       'age-assessment', 'moved-abroad', 'other-authority', 'died', 'other'])
) AS t(breakdown, names);

-- unit: children, percent, days. years: how long the period is (0: a day). leave_out: breakdowns without meaning.
CREATE TEMP TABLE measures AS
FROM (VALUES
    ('cla_number', 'children', 0, false, ['ceased_reason']),
    ('foster_number', 'children', 0, false, ['ceased_reason', 'placement_type']),
    ('foster_pct', 'percent', 0, false, ['ceased_reason', 'placement_type']),
    ('inhouse_foster_pct', 'percent', 0, false, ['ceased_reason', 'placement_type', 'provider_group']),
    ('ifa_pct', 'percent', 0, false, ['ceased_reason', 'placement_type', 'provider_group']),
    ('friends_family_pct', 'percent', 0, false, ['ceased_reason', 'placement_type']),
    ('residential_number', 'children', 0, false, ['ceased_reason', 'placement_type']),
    ('three_plus_placements_pct', 'percent', 0, false, ['ceased_reason']),
    ('long_term_stability_pct', 'percent', 0, false, ['ceased_reason']),
    ('over_20_miles_pct', 'percent', 0, false, ['ceased_reason']),
    ('health_assessment_pct', 'percent', 0, true, ['ceased_reason']),
    ('dental_pct', 'percent', 0, true, ['ceased_reason']),
    ('immunisations_pct', 'percent', 0, true, ['ceased_reason']),
    ('sdq_pct', 'percent', 0, true, ['ceased_reason']),
    ('substance_intervention_pct', 'percent', 0, true, ['ceased_reason']),
    ('cl_in_touch_pct', 'percent', 0, true, ['ceased_reason', 'age_band', 'legal_status_group', 'placement_type', 'provider_group', 'uasc']),
    ('cl_eet_pct', 'percent', 0, true, ['ceased_reason', 'age_band', 'legal_status_group', 'placement_type', 'provider_group', 'uasc']),
    ('cl_suitable_accommodation_pct', 'percent', 0, true, ['ceased_reason', 'age_band', 'legal_status_group', 'placement_type', 'provider_group', 'uasc']),
    ('cla_started', 'children', 1, false, ['ceased_reason']),
    ('started_16plus_pct', 'percent', 1, false, ['ceased_reason', 'age_band']),
    ('placement_orders', 'children', 1, false, ['ceased_reason']),
    ('cla_ceased', 'children', 1, false, []),
    ('ceased_adopted_pct', 'percent', 1, false, ['ceased_reason']),
    ('ceased_sgo_pct', 'percent', 1, false, ['ceased_reason']),
    ('ceased_returned_home_pct', 'percent', 1, false, ['ceased_reason']),
    ('adoptions', 'children', 1, false, ['ceased_reason']),
    ('a1_days_3yr', 'days', 3, false, ['ceased_reason']),
    ('a10_days_3yr', 'days', 3, false, ['ceased_reason']),
    ('a2_days_3yr', 'days', 3, false, ['ceased_reason']),
    ('cla_reviews_in_time_pct', 'percent', 1, false, ['ceased_reason']),
    ('review_participation_pct', 'percent', 1, false, ['ceased_reason']),
    ('missing_episodes', 'children', 1, false, ['ceased_reason']),
    ('missing_children', 'children', 1, false, ['ceased_reason'])
) AS t(measure, unit, years, year_ends_only, leave_out);

CREATE TEMP TABLE sums AS
WITH of_positions AS (
    SELECT day_no, breakdown_of(level) AS breakdown,
           coalesce(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, 0) AS code,
           unnest([{measure: 'cla_number', n: looked_after, d: looked_after},
                   {measure: 'foster_number', n: foster, d: foster},
                   {measure: 'foster_pct', n: foster, d: looked_after},
                   {measure: 'inhouse_foster_pct', n: in_house, d: foster},
                   {measure: 'ifa_pct', n: agency, d: foster},
                   {measure: 'friends_family_pct', n: relatives, d: foster},
                   {measure: 'residential_number', n: childrens_home, d: childrens_home},
                   {measure: 'three_plus_placements_pct', n: three_plus, d: looked_after},
                   {measure: 'long_term_stability_pct', n: stable, d: long_term},
                   {measure: 'over_20_miles_pct', n: far, d: looked_after}], recursive := true)
    FROM position_sums
), of_health AS (
    SELECT day_no, breakdown_of(level) AS breakdown,
           coalesce(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, 0) AS code,
           unnest([{measure: 'health_assessment_pct', n: assessed, d: cohort},
                   {measure: 'dental_pct', n: teeth, d: cohort},
                   {measure: 'immunisations_pct', n: immunised, d: cohort},
                   {measure: 'sdq_pct', n: sdq, d: sdq_age},
                   {measure: 'substance_intervention_pct', n: helped, d: identified}], recursive := true)
    FROM health_sums
), of_care_leavers AS (
    SELECT day_no, breakdown_of(level) AS breakdown, coalesce(sex, ethnic_group, 0) AS code,
           unnest([{measure: 'cl_in_touch_pct', n: in_touch, d: cohort},
                   {measure: 'cl_eet_pct', n: busy, d: cohort},
                   {measure: 'cl_suitable_accommodation_pct', n: suitable, d: placed}], recursive := true)
    FROM care_leaver_sums
), of_events AS (
    SELECT day_no, CASE WHEN level < 128 THEN 'ceased_reason' ELSE breakdown_of(level - 128) END AS breakdown,
           coalesce(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, ceased_reason, 0) AS code,
           unnest(CASE kind
               WHEN 'started' THEN
                   [{measure: 'cla_started', n: all_events, d: all_events},
                    {measure: 'started_16plus_pct', n: older, d: all_events}]
               WHEN 'ceased' THEN
                   [{measure: 'cla_ceased', n: all_events, d: all_events},
                    {measure: 'ceased_adopted_pct', n: adopted, d: all_events},
                    {measure: 'ceased_sgo_pct', n: guardianship, d: all_events},
                    {measure: 'ceased_returned_home_pct', n: returned, d: all_events}]
               WHEN 'placement_order' THEN [{measure: 'placement_orders', n: all_events, d: all_events}]
               WHEN 'adopted' THEN [{measure: 'adoptions', n: all_events, d: all_events}]
               WHEN 'adopted_3yr' THEN
                   [{measure: 'a1_days_3yr', n: a1, d: a1_children},
                    {measure: 'a10_days_3yr', n: a10, d: a1_children},
                    {measure: 'a2_days_3yr', n: a2, d: a2_children}] END, recursive := true)
    FROM event_sums
), of_occasions AS (
    SELECT day_no, breakdown_of(level) AS breakdown,
           coalesce(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, 0) AS code,
           unnest(CASE kind
               WHEN 'due' THEN [{measure: 'cla_reviews_in_time_pct', n: counts, d: all_events}]
               WHEN 'held' THEN [{measure: 'review_participation_pct', n: counts, d: all_events}]
               WHEN 'missing' THEN [{measure: 'missing_episodes', n: all_events, d: all_events}]
               WHEN 'missing_child' THEN [{measure: 'missing_children', n: all_events, d: all_events}] END, recursive := true)
    FROM occasion_sums
)
FROM of_positions UNION ALL BY NAME FROM of_health UNION ALL BY NAME FROM of_care_leavers
UNION ALL BY NAME FROM of_events UNION ALL BY NAME FROM of_occasions;

CREATE TEMP TABLE figures AS
WITH rates AS (
    SELECT d.as_at, coalesce(s.n, 0) AS n, arg_max(p.people, p.year) AS people
    FROM days d
    JOIN population p ON make_date(p.year, 6, 30) < d.as_at
    LEFT JOIN (FROM sums WHERE measure = 'cla_number' AND breakdown = '') s ON s.day_no = d.day_no
    GROUP BY ALL
), every_row AS (
    SELECT m.measure, m.unit, d.as_at, g.breakdown, g.name AS "group",
           CASE m.years WHEN 1 THEN d.year_start WHEN 3 THEN d.three_years_start END AS period_start,
           coalesce(s.n, 0)::DOUBLE AS n, coalesce(s.d, 0)::DOUBLE AS d
    FROM measures m
    JOIN days d ON d.is_year_end OR NOT m.year_ends_only
    JOIN group_names g ON NOT list_contains(m.leave_out, g.breakdown)
    LEFT JOIN sums s ON s.measure = m.measure AND s.day_no = d.day_no AND s.breakdown = g.breakdown AND s.code = g.code
)
SELECT measure, as_at, period_start, breakdown, "group", n AS numerator,
       CASE WHEN unit <> 'children' THEN d END AS denominator,
       CASE unit WHEN 'children' THEN n WHEN 'percent' THEN 100 * n / nullif(d, 0) ELSE n / nullif(d, 0) END AS value
FROM every_row
WHERE NOT (breakdown = 'age_band' AND "group" = 'unknown' AND n = 0 AND d = 0)
UNION ALL
SELECT 'cla_rate_10k', as_at, NULL, '', '', n, people, 10000.0 * n / people FROM rates;
