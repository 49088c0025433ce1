-- Starts, ends, orders, adoptions (D6, D11, D12), reviews (D15) and missing (D16), each with its groups
-- on the day. `before` and `after` are the same child's neighbouring dates of the same kind: an event is
-- the first of a window when `before` lies outside it, the last when `after` does.

CREATE TEMP TABLE events AS
WITH adoption AS (
    SELECT e.*,
           e.start_known AND e.adoptive AS a1_counts,
           e.moved_in - e.period_start AS a1,
           CASE WHEN e.moved_in_as IN ('A3', 'A5') AND e.moved_in > e.placement_start THEN e.placement_start
                ELSE e.moved_in END - e.period_start AS a10,
           e.start_known AND e.placement_order IS NOT NULL AND m.date_match IS NOT NULL
               AND coalesce(e.first_adoptive >= e.placement_order, true) AS a2_counts,
           greatest(m.date_match - e.placement_order, 0) AS a2
    FROM episodes e
    LEFT JOIN (SELECT child, a_date(date_match) AS date_match FROM raw_ad1
               WHERE rowid IN (SELECT max(rowid) FROM raw_ad1 GROUP BY child)) m USING (child)
    WHERE e.rec IN ('E11', 'E12') AND e.dec IS NOT NULL
), chosen AS (
    SELECT 'started' AS kind, decom AS date, NULL::UTINYINT AS ceased_reason, e.*,
           NULL::BIGINT AS a1, NULL::BIGINT AS a10, NULL::BIGINT AS a2
    FROM episodes e WHERE rne = 'S'
    UNION ALL BY NAME
    SELECT 'ceased' AS kind, dec AS date, ceased_reason(rec) AS ceased_reason, e.*
    FROM episodes e WHERE rec <> 'X1' AND dec IS NOT NULL
    UNION ALL BY NAME
    SELECT 'placement_order' AS kind, decom AS date, e.*
    FROM episodes e WHERE ls = 'E1' AND decom = placement_order
    UNION ALL BY NAME
    SELECT 'adopted' AS kind, dec AS date, * REPLACE (
               CASE WHEN a1_counts THEN a1 END AS a1, CASE WHEN a1_counts THEN a10 END AS a10,
               CASE WHEN a2_counts THEN a2 END AS a2)
    FROM adoption
)
SELECT kind, child, date, ceased_reason, a1, a10, a2,
       age(dob_year, dob_day, year(date)::INT, day_number(date)) AS age,
       age_band(age(dob_year, dob_day, year(date)::INT, day_number(date))) AS age_band,
       sex, ethnic_group, legal_status_group, placement_type, provider_group,
       (CASE WHEN uasc_until > date THEN 0 ELSE 1 END)::UTINYINT AS uasc,
       lag(date) OVER same_kind AS before, lead(date) OVER same_kind AS after
FROM chosen
WINDOW same_kind AS (PARTITION BY kind, child ORDER BY date, decom);

-- Many events fall on the same as-at days: sum them by range of days first, then spread the few sums.
CREATE TEMP TABLE event_sums AS
WITH ranged AS (
    SELECT e.*, greatest(d.from_day, coalesce(b.year_until, 0)) AS from_day, d.year_until AS until_day
    FROM events e
    JOIN date_index d ON d.day = in_index(e.date)
    LEFT JOIN date_index b ON b.day = in_index(e.before)
    WHERE e.kind IN ('started', 'placement_order')
    UNION ALL
    SELECT e.*, d.from_day, least(d.year_until, coalesce(a.from_day, d.year_until))
    FROM events e
    JOIN date_index d ON d.day = in_index(e.date)
    LEFT JOIN date_index a ON a.day = in_index(e.after)
    WHERE e.kind IN ('ceased', 'adopted')
    UNION ALL
    SELECT e.* REPLACE ('adopted_3yr' AS kind), d.from_day, least(d.three_until, coalesce(a.from_day, d.three_until))
    FROM events e
    JOIN date_index d ON d.day = in_index(e.date)
    LEFT JOIN date_index a ON a.day = in_index(e.after)
    WHERE e.kind = 'adopted'
), summed AS (
    SELECT kind, from_day, until_day,
           age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, ceased_reason,
           grouping(ceased_reason, age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc)
               AS level,
           count(*) AS all_events,
           count(*) FILTER (age >= 16) AS older,
           count(*) FILTER (ceased_reason = 0) AS adopted,
           count(*) FILTER (ceased_reason = 1) AS guardianship,
           count(*) FILTER (ceased_reason = 3) AS returned,
           count(a1) AS a1_children, sum(a1) AS a1, sum(a10) AS a10, count(a2) AS a2_children, sum(a2) AS a2
    FROM ranged
    WHERE from_day < until_day
    GROUP BY GROUPING SETS (
        (kind, from_day, until_day), (kind, from_day, until_day, age_band), (kind, from_day, until_day, sex),
        (kind, from_day, until_day, ethnic_group), (kind, from_day, until_day, legal_status_group),
        (kind, from_day, until_day, placement_type), (kind, from_day, until_day, provider_group),
        (kind, from_day, until_day, uasc), (kind, from_day, until_day, ceased_reason))
), spread AS (
    SELECT *, unnest(range(from_day, until_day)) AS day_no FROM summed
)
SELECT kind, day_no, age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, ceased_reason,
       level, sum(all_events) AS all_events, sum(older) AS older, sum(adopted) AS adopted,
       sum(guardianship) AS guardianship, sum(returned) AS returned, sum(a1_children) AS a1_children,
       coalesce(sum(a1), 0) AS a1, coalesce(sum(a10), 0) AS a10, sum(a2_children) AS a2_children,
       coalesce(sum(a2), 0) AS a2
FROM spread
GROUP BY ALL;

CREATE TEMP TABLE held AS
SELECT child, a_date(review) AS date, arg_max(coalesce(code(review_code), ''), rowid) AS review_code
FROM raw_reviews
WHERE date IS NOT NULL
GROUP BY child, date;

CREATE TEMP TABLE occasions AS
WITH clocks AS (
    SELECT child, period_start, until,
           start_known AND period_start >= make_date((SELECT first_year FROM load) - 1, 4, 1) AS known
    FROM periods
), in_period AS (
    SELECT c.*, h.date AS review, row_number() OVER by_date AS k, lead(h.date) OVER by_date AS next
    FROM clocks c JOIN held h ON h.child = c.child AND h.date >= c.period_start AND h.date < c.until
    WINDOW by_date AS (PARTITION BY c.child, c.period_start ORDER BY h.date)
), first_held AS (
    SELECT child, period_start, review FROM in_period WHERE k = 1
), due AS (
    SELECT c.child, c.until, w.day AS date, f.review AS next
    FROM clocks c
    JOIN calendar k ON k.day = c.period_start
    JOIN working_days w ON w.number = k.working_days_to_date + 20
    LEFT JOIN first_held f USING (child, period_start)
    WHERE c.known
    UNION ALL
    SELECT child, until,
           (review + CASE WHEN known AND k = 1 THEN INTERVAL 3 MONTH ELSE INTERVAL 6 MONTH END)::DATE AS date, next
    FROM in_period
), all_kinds AS (
    SELECT 'due' AS kind, child, date, coalesce(next <= date, false) AS counts FROM due WHERE date < until
    UNION ALL
    SELECT 'held', child, date, review_code IN ('PN1', 'PN2', 'PN3', 'PN5', 'PN6')
    FROM held h
    WHERE NOT EXISTS (FROM short_breaks b WHERE b.child = h.child AND b.decom <= h.date AND b.until > h.date)
    UNION ALL
    SELECT 'missing', child, a_date(mis_start) AS date, true
    FROM raw_missing
    WHERE date IS NOT NULL
    GROUP BY child, date
    HAVING arg_max(coalesce(code(missing), ''), rowid) = 'M'
), placed AS (
    SELECT o.*, e.until, e.legal_status_group, e.placement_type, e.provider_group
    FROM (FROM all_kinds WHERE child NOT IN (FROM overlapping)) o
    LEFT JOIN episodes e ON e.child = o.child AND e.decom <= o.date AND e.until > o.date
    UNION ALL
    SELECT o.* EXCLUDE (occasion), e.until, e.legal_status_group, e.placement_type, e.provider_group
    FROM (SELECT *, row_number() OVER () AS occasion FROM all_kinds WHERE child IN (FROM overlapping)) o
    LEFT JOIN episodes e ON e.child = o.child AND e.decom <= o.date AND e.until > o.date
    QUALIFY row_number() OVER (PARTITION BY o.occasion ORDER BY e.decom DESC NULLS LAST) = 1
)
SELECT p.kind, p.child, p.date, p.counts,
       age(c.dob_year, c.dob_day, year(p.date)::INT, day_number(p.date)) AS age,
       age_band(age(c.dob_year, c.dob_day, year(p.date)::INT, day_number(p.date))) AS age_band,
       coalesce(c.sex, 2) AS sex, coalesce(c.ethnic_group, 5) AS ethnic_group,
       coalesce(p.legal_status_group, 5) AS legal_status_group,
       coalesce(p.placement_type, 7) AS placement_type,
       coalesce(p.provider_group, 6) AS provider_group,
       (CASE WHEN c.uasc_until > p.date THEN 0 ELSE 1 END)::UTINYINT AS uasc
FROM placed p LEFT JOIN people c USING (child)
WHERE CASE p.kind WHEN 'held' THEN c.dob IS NOT NULL
                                   AND age(c.dob_year, c.dob_day, year(p.date)::INT, day_number(p.date)) >= 4
                  WHEN 'missing' THEN p.until IS NOT NULL ELSE true END;

-- Each child's first of the year only, for missing_children; every one for the rest.
CREATE TEMP TABLE occasion_sums AS
WITH ranged AS (
    SELECT o.*, d.from_day, d.year_until AS until_day
    FROM occasions o JOIN date_index d ON d.day = in_index(o.date)
    UNION ALL
    SELECT o.* EXCLUDE (before) REPLACE ('missing_child' AS kind),
           greatest(d.from_day, coalesce(b.year_until, 0)), d.year_until
    FROM (SELECT *, lag(date) OVER (PARTITION BY child ORDER BY date) AS before
          FROM occasions WHERE kind = 'missing') o
    JOIN date_index d ON d.day = in_index(o.date)
    LEFT JOIN date_index b ON b.day = in_index(o.before)
), summed AS (
    SELECT kind, from_day, until_day,
           age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc,
           grouping(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc) AS level,
           count(*) AS all_events, count(*) FILTER (counts) AS counts
    FROM ranged
    WHERE from_day < until_day
    GROUP BY GROUPING SETS (
        (kind, from_day, until_day), (kind, from_day, until_day, age_band), (kind, from_day, until_day, sex),
        (kind, from_day, until_day, ethnic_group), (kind, from_day, until_day, legal_status_group),
        (kind, from_day, until_day, placement_type), (kind, from_day, until_day, provider_group),
        (kind, from_day, until_day, uasc))
), spread AS (
    SELECT *, unnest(range(from_day, until_day)) AS day_no FROM summed
)
SELECT kind, day_no, age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc, level,
       sum(all_events) AS all_events, sum(counts) AS counts
FROM spread
GROUP BY ALL;
