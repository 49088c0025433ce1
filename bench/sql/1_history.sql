-- Merged episodes (D2), periods of care and placements (D3 to D5), each episode with all that is true of it.
-- Made by the caller before: raw_<table>(year, the fields as text; rowid in the order of the years, and of the
-- rows in their file, so that of several rows the greatest rowid is the latest), load(first_year, newest_year), postcodes(postcode, easting, northing), working_days,
-- days(day_no from 0, as_at, ...) and for each date of the time they cover date_index:
--   from_day     how many as-at days lie before it, so the number of the first on or after it
--   year_until   how many as-at days have begun their year on or before it; three_until their three years.
-- Joined to a date they turn every window of the measures into a range of day numbers, from .. until.

CREATE MACRO a_date(x) AS CASE WHEN trim(x)[-5] = '/' THEN try_strptime(trim(x), '%d/%m/%Y')::DATE END;
CREATE MACRO code(x) AS nullif(upper(trim(x)), '');
CREATE MACRO is_temporary(place) AS coalesce(place IN ('T0', 'T1', 'T2', 'T3', 'T4'), false);
CREATE MACRO superseded(place) AS
    CASE WHEN place IN ('H5', 'P2') THEN 'K3' WHEN place IN ('Z11', 'Z12', 'Z13', 'Z14') THEN 'Z1' ELSE place END;

-- Groups are small numbers until the last step: the order in group_names, the last being "anything else".
CREATE MACRO sex_group(x) AS
    (CASE WHEN x IN ('F', '2') THEN 0 WHEN x IN ('M', '1') THEN 1 ELSE 2 END)::UTINYINT;
CREATE MACRO ethnic_group(x) AS
    (CASE WHEN x IN ('WBRI', 'WIRI', 'WOTH', 'WIRT', 'WROM') THEN 0
          WHEN x IN ('MWBC', 'MWBA', 'MWAS', 'MOTH') THEN 1
          WHEN x IN ('AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE') THEN 2
          WHEN x IN ('BCRB', 'BAFR', 'BOTH') THEN 3
          WHEN x = 'OOTH' THEN 4 ELSE 5 END)::UTINYINT;
CREATE MACRO legal_status_group(x) AS
    (CASE WHEN x IN ('C1', 'C2') THEN 0 WHEN x IN ('E1', 'D1') THEN 1 WHEN x = 'V2' THEN 2
          WHEN x IN ('L1', 'L2', 'L3') THEN 3 WHEN x IN ('J1', 'J2', 'J3') THEN 4 ELSE 5 END)::UTINYINT;
CREATE MACRO placement_type(x) AS
    (CASE WHEN x IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'Q1', 'Q2') THEN 0
          WHEN x IN ('A3', 'A4', 'A5', 'A6') THEN 1 WHEN x IN ('K1', 'K2') THEN 2
          WHEN x IN ('K3', 'H5', 'P2') THEN 3 WHEN x = 'P1' THEN 4 WHEN x = 'S1' THEN 5
          WHEN x IN ('R1', 'R2', 'R3', 'R5') THEN 6 ELSE 7 END)::UTINYINT;
CREATE MACRO provider_group(x) AS
    (CASE x WHEN 'PR1' THEN 0 WHEN 'PR2' THEN 1 WHEN 'PR3' THEN 2 WHEN 'PR4' THEN 3 WHEN 'PR5' THEN 4
            WHEN 'PR0' THEN 5 ELSE 6 END)::UTINYINT;
CREATE MACRO ceased_reason(x) AS
    (CASE WHEN x IN ('E11', 'E12') THEN 0 WHEN x IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') THEN 1
          WHEN x = 'E41' THEN 2 WHEN x IN ('E4', 'E4A', 'E4B') THEN 3 WHEN x = 'E13' THEN 4
          WHEN x IN ('E5', 'E6') THEN 5 WHEN x = 'E17' THEN 6 WHEN x = 'E7' THEN 7 WHEN x = 'E9' THEN 8
          WHEN x = 'E14' THEN 9 WHEN x = 'E15' THEN 10 WHEN x = 'E16' THEN 11 WHEN x = 'E3' THEN 12
          WHEN x = 'E2' THEN 13 ELSE 14 END)::UTINYINT;
CREATE MACRO age(dob_year, dob_day, on_year, on_day) AS on_year - dob_year - (on_day < dob_day)::INT;
CREATE MACRO age_band(a) AS
    (CASE WHEN a IS NULL THEN 5 WHEN a < 1 THEN 0 WHEN a < 5 THEN 1 WHEN a < 10 THEN 2
          WHEN a < 16 THEN 3 ELSE 4 END)::UTINYINT;
-- A day as a number that orders the days of a year: 1 April is 401.
CREATE MACRO day_number(d) AS (month(d) * 100 + day(d))::INT;

CREATE TEMP TABLE people AS
WITH latest_header AS (
    SELECT child, a_date(dob) AS dob, sex_group(code(sex)) AS sex, ethnic_group(code(ethnic)) AS ethnic_group
    FROM raw_header
    WHERE rowid IN (SELECT max(rowid) FROM raw_header GROUP BY child)
), latest_uasc AS (
    SELECT child, coalesce(a_date(duc), DATE '9999-12-31') AS uasc_until
    FROM raw_uasc
    WHERE rowid IN (SELECT max(rowid) FROM raw_uasc GROUP BY child)
)
SELECT child, dob, year(dob)::INT AS dob_year, day_number(dob) AS dob_day,
       coalesce(sex, 2) AS sex, coalesce(ethnic_group, 5) AS ethnic_group, uasc_until
FROM latest_header FULL JOIN latest_uasc USING (child);

-- The date to look up in date_index: those outside the time it covers count as just before or just after it.
CREATE MACRO in_index(d) AS
    CASE WHEN d IS NOT NULL THEN greatest(getvariable('first_indexed'), least(d, getvariable('last_indexed'))) END;

CREATE TEMP TABLE merged AS
WITH dated AS MATERIALIZED (
    SELECT rowid AS row, year, child, a_date(decom) AS decom FROM raw_episodes WHERE a_date(decom) IS NOT NULL
), latest AS (
    SELECT max(row) AS row, decom FROM dated GROUP BY child, decom
), last_return AS (
    SELECT child, max(year) AS last_year FROM dated GROUP BY child
), standing AS (
    SELECT e.* REPLACE (l.decom AS decom, a_date(e.dec) AS dec), r.last_year
    FROM latest l
    JOIN raw_episodes e ON e.rowid = l.row
    JOIN last_return r USING (child)
), judged AS (
    SELECT *, dec IS NULL AND year < (SELECT newest_year FROM load) AS presumed_ended
    FROM standing
    WHERE dec IS NOT NULL OR year = last_year
)
SELECT child, decom, CASE WHEN presumed_ended THEN make_date(year, 4, 1) ELSE dec END AS dec,
       code(rne) AS rne, code(ls) AS ls, code(place) AS place, code(place_provider) AS place_provider,
       CASE WHEN NOT presumed_ended THEN code(rec) END AS rec,
       replace(code(home_post), ' ', '') AS home_post, replace(code(pl_post), ' ', '') AS pl_post,
       try_cast(trim(pl_distance) AS DOUBLE) AS pl_distance
FROM judged;

CREATE TEMP TABLE short_breaks AS
SELECT child, decom, coalesce(dec, DATE '9999-12-31') AS until FROM merged WHERE ls IN ('V3', 'V4');

-- A period of care and a placement are known by the child and the day they start.
CREATE TEMP TABLE numbered AS
WITH ordered AS (
    SELECT *,
           coalesce(dec, DATE '9999-12-31') AS until,
           is_temporary(place) AS temporary,
           coalesce(lag(rec) OVER in_order = 'X1' AND lag(dec) OVER in_order = decom, false) AS carries_on,
           is_temporary(lag(place) OVER in_order) AS was_temporary,
           last_value(CASE WHEN NOT is_temporary(place)
                      THEN {decom: decom, place: place, provider: place_provider, post: pl_post} END IGNORE NULLS)
               OVER before_it AS settled_before
    FROM merged
    WHERE ls IS NULL OR ls NOT IN ('V3', 'V4')
    WINDOW in_order AS (PARTITION BY child ORDER BY decom),
           before_it AS (PARTITION BY child ORDER BY decom ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), in_periods AS (
    SELECT *, max(CASE WHEN NOT carries_on THEN decom END) OVER up_to_it AS period_start
    FROM ordered
    WINDOW up_to_it AS (PARTITION BY child ORDER BY decom ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
), judged AS (
    SELECT * REPLACE (CASE WHEN settled_before.decom >= period_start THEN settled_before END AS settled_before),
           coalesce(rne IN ('L', 'T', 'U'), false) AS same_carer
    FROM in_periods
)
SELECT * EXCLUDE (was_temporary, settled_before, same_carer),
       CASE WHEN temporary AND settled_before IS NOT NULL THEN settled_before.place ELSE place END AS settled_place,
       CASE WHEN temporary AND settled_before IS NOT NULL THEN settled_before.provider ELSE place_provider END
           AS settled_provider,
       max(CASE WHEN NOT carries_on THEN decom WHEN temporary THEN NULL
                WHEN NOT was_temporary THEN CASE WHEN NOT same_carer THEN decom END
                WHEN settled_before IS NULL THEN decom
                WHEN same_carer OR coalesce(superseded(place) = superseded(settled_before.place), false)
                                   AND coalesce(pl_post = settled_before.post, true) THEN NULL
                ELSE decom END) OVER running AS placement_start
FROM judged
WINDOW running AS (PARTITION BY child ORDER BY decom ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);

CREATE TEMP TABLE periods AS
SELECT child, period_start, arg_max(until, decom) AS until,
       arg_min(coalesce(rne, ''), decom) = 'S' AS start_known,
       min(decom) FILTER (WHERE ls = 'E1') AS placement_order,
       min(decom) FILTER (WHERE place IN ('A3', 'A4', 'A5', 'A6')) AS first_adoptive
FROM numbered GROUP BY child, period_start;

CREATE TEMP TABLE placements AS
SELECT *,
       CASE WHEN lag(period_start) OVER following = period_start THEN lag(placement_start) OVER following END
           AS previous_start,
       count(*) OVER (PARTITION BY child) AS of_child
FROM (
    SELECT child, placement_start, any_value(period_start) AS period_start, arg_max(until, decom) AS until,
           arg_min(coalesce(settled_place, ''), decom) IN ('A3', 'A4', 'A5', 'A6') AS new_adoptive,
           min(decom) FILTER (WHERE place IN ('A3', 'A4', 'A5', 'A6')) AS moved_in,
           arg_min(place, decom) FILTER (WHERE place IN ('A3', 'A4', 'A5', 'A6')) AS moved_in_as
    FROM numbered GROUP BY child, placement_start
)
WINDOW following AS (PARTITION BY child ORDER BY placement_start);

CREATE TEMP TABLE distances AS
WITH asked AS MATERIALIZED (
    SELECT DISTINCT home_post, pl_post FROM numbered
    WHERE pl_distance IS NULL AND home_post IS NOT NULL AND pl_post IS NOT NULL
), located AS MATERIALIZED (
    SELECT postcode, easting, northing FROM postcodes
    WHERE postcode IN (SELECT home_post FROM asked UNION SELECT pl_post FROM asked)
)
SELECT home_post, pl_post,
       round(sqrt((h.easting - p.easting) ^ 2 + (h.northing - p.northing) ^ 2) / 1609.344, 1) AS miles
FROM asked
JOIN located h ON h.postcode = home_post
JOIN located p ON p.postcode = pl_post;

-- Children with episodes that overlap: only theirs need the rule that the latest describes the day.
CREATE TEMP TABLE overlapping AS
SELECT DISTINCT child
FROM (SELECT child, max(until) OVER (PARTITION BY child ORDER BY decom ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
             > decom AS runs_into
      FROM numbered)
WHERE runs_into;

CREATE TEMP TABLE episodes AS
SELECT e.child, e.decom, e.dec, e.until, e.rne, e.ls, e.rec,
       legal_status_group(e.ls) AS legal_status_group,
       placement_type(e.settled_place) AS placement_type,
       provider_group(e.settled_provider) AS provider_group,
       coalesce(settled_place IN ('U1', 'U2', 'U3'), false) AS relatives,
       coalesce(settled_place IN ('A3', 'A4', 'A5', 'A6'), false) AS adoptive,
       e.period_start, p.start_known, p.placement_order, p.first_adoptive,
       e.placement_start, s.previous_start, s.new_adoptive, s.moved_in, s.moved_in_as,
       coalesce(CASE WHEN e.pl_distance IS NULL THEN d.miles WHEN e.pl_distance <> 999.9 THEN e.pl_distance END > 20.0,
                false) AS far,
       c.dob_year, c.dob_day, coalesce(c.sex, 2) AS sex, coalesce(c.ethnic_group, 5) AS ethnic_group, c.uasc_until,
       o.child IS NOT NULL AS overlapping, b.from_day, u.from_day AS until_day
FROM numbered e
JOIN periods p USING (child, period_start)
JOIN placements s USING (child, placement_start)
JOIN date_index b ON b.day = in_index(e.decom)
JOIN date_index u ON u.day = in_index(e.until)
LEFT JOIN people c USING (child)
LEFT JOIN distances d USING (home_post, pl_post)
LEFT JOIN overlapping o USING (child);
