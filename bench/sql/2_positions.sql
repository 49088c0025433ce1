-- Children looked after on each as-at day (D1, D4, D7 to D10, D13), summed by every breakdown at once.

CREATE TEMP TABLE three_or_more AS
SELECT child, day_no
FROM (SELECT p.child, unnest(range(b.from_day, u.year_until)) AS day_no
      FROM placements p
      JOIN date_index b ON b.day = in_index(p.placement_start)
      JOIN date_index u ON u.day = in_index(p.until - 1)
      WHERE p.of_child >= 3)
GROUP BY ALL HAVING count(*) >= 3;

CREATE TEMP TABLE positions AS
WITH found AS (
    SELECT *, unnest(range(from_day, until_day)) AS day_no FROM episodes WHERE NOT overlapping
    UNION ALL
    (SELECT * FROM (SELECT *, unnest(range(from_day, until_day)) AS day_no FROM episodes WHERE overlapping)
     QUALIFY row_number() OVER (PARTITION BY child, day_no ORDER BY decom DESC) = 1)
)
SELECT f.child, d.day_no,
       age(f.dob_year, f.dob_day, d.on_year, d.on_day) AS age,
       age_band(age(f.dob_year, f.dob_day, d.on_year, d.on_day)) AS age_band,
       f.sex, f.ethnic_group, f.legal_status_group, f.placement_type, f.provider_group,
       (CASE WHEN f.uasc_until > d.as_at THEN 0 ELSE 1 END)::UTINYINT AS uasc,
       f.relatives, t.child IS NOT NULL AS three_plus,
       coalesce(age(f.dob_year, f.dob_day, d.on_year, d.on_day) < 16, false)
           AND f.period_start <= d.months_30_before AS long_term,
       f.placement_start <= d.months_24_before
           OR f.adoptive AND f.new_adoptive AND coalesce(f.previous_start <= d.months_24_before, false) AS stable,
       f.far AND NOT coalesce(f.uasc_until > d.as_at, false) AS far
FROM found f
JOIN days d USING (day_no)
LEFT JOIN three_or_more t USING (child, day_no);

-- Children alike in every group are counted together once, then those counts summed eight ways.
CREATE TEMP TABLE position_sums AS
WITH alike AS (
    SELECT day_no, age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc,
           count(*) AS looked_after,
           count(*) FILTER (placement_type = 0) AS foster,
           count(*) FILTER (placement_type = 0 AND provider_group = 0) AS in_house,
           count(*) FILTER (placement_type = 0 AND provider_group IN (3, 4)) AS agency,
           count(*) FILTER (relatives) AS relatives,
           count(*) FILTER (placement_type = 2) AS childrens_home,
           count(*) FILTER (three_plus) AS three_plus,
           count(*) FILTER (long_term) AS long_term,
           count(*) FILTER (long_term AND stable) AS stable,
           count(*) FILTER (far) AS far
    FROM positions
    GROUP BY ALL
)
SELECT day_no, age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc,
       grouping(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc) AS level,
       sum(looked_after) AS looked_after, sum(foster) AS foster, sum(in_house) AS in_house, sum(agency) AS agency,
       sum(relatives) AS relatives, sum(childrens_home) AS childrens_home, sum(three_plus) AS three_plus,
       sum(long_term) AS long_term, sum(stable) AS stable, sum(far) AS far
FROM alike
GROUP BY GROUPING SETS ((day_no), (day_no, age_band), (day_no, sex), (day_no, ethnic_group),
                        (day_no, legal_status_group), (day_no, placement_type), (day_no, provider_group), (day_no, uasc));

-- The health cohort of each 31 March: without a break since 1 April, and with a row of that year's OC2.
CREATE TEMP TABLE health AS
WITH latest AS (
    SELECT * FROM raw_oc2 WHERE rowid IN (SELECT max(rowid) FROM raw_oc2 GROUP BY child, year)
), year_ends AS (
    SELECT * FROM days WHERE is_year_end
), broken AS (
    SELECT e.child, d.day_no FROM episodes e JOIN year_ends d
    ON e.rec <> 'X1' AND e.dec > d.year_start AND e.dec <= d.as_at
    UNION
    SELECT e.child, d.day_no FROM episodes e JOIN year_ends d
    ON e.rne = 'S' AND e.decom > d.year_start AND e.decom <= d.as_at
    UNION
    SELECT b.child, d.day_no FROM short_breaks b JOIN year_ends d
    ON b.decom <= d.as_at AND b.until > d.year_start
)
SELECT p.*, trim(o.health_assessment) = '1' AS assessed, trim(o.teeth_check) = '1' AS teeth,
       trim(o.immunisations) = '1' AS immunised,
       p.age BETWEEN 5 AND 16 AS sdq_age, try_cast(trim(o.sdq_score) AS DOUBLE) IS NOT NULL AS sdq,
       trim(o.substance_misuse) = '1' AS identified, trim(o.intervention_received) = '1' AS helped
FROM positions p
JOIN year_ends d USING (day_no)
JOIN latest o ON o.child = p.child AND o.year = d.on_year
ANTI JOIN broken b ON b.child = p.child AND b.day_no = p.day_no;

CREATE TEMP TABLE health_sums AS
SELECT day_no, age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc,
       grouping(age_band, sex, ethnic_group, legal_status_group, placement_type, provider_group, uasc) AS level,
       count(*) AS cohort,
       count(*) FILTER (assessed) AS assessed,
       count(*) FILTER (teeth) AS teeth,
       count(*) FILTER (immunised) AS immunised,
       count(*) FILTER (sdq_age) AS sdq_age,
       count(*) FILTER (sdq_age AND sdq) AS sdq,
       count(*) FILTER (identified) AS identified,
       count(*) FILTER (identified AND helped) AS helped
FROM health
GROUP BY GROUPING SETS ((day_no), (day_no, age_band), (day_no, sex), (day_no, ethnic_group),
                        (day_no, legal_status_group), (day_no, placement_type), (day_no, provider_group), (day_no, uasc));

CREATE TEMP TABLE care_leaver_sums AS
WITH latest AS (
    SELECT year, child, a_date(dob) AS dob, code(in_touch) AS in_touch, code(activ) AS activ, code(accom) AS accom
    FROM raw_oc3
    WHERE rowid IN (SELECT max(rowid) FROM raw_oc3 GROUP BY child, year)
), young AS (
    SELECT d.day_no, coalesce(p.sex, 2) AS sex, coalesce(p.ethnic_group, 5) AS ethnic_group, o.in_touch, o.activ, o.accom,
           coalesce(o.accom[1] NOT IN ('G', 'H', 'R'), true) AS placed,
           coalesce(p.dob, o.dob) AS born
    FROM latest o
    JOIN days d ON d.is_year_end AND d.on_year = o.year
    LEFT JOIN people p USING (child)
    WHERE age(year(born)::INT, day_number(born), d.on_year, d.on_day) BETWEEN 19 AND 21
      AND (o.in_touch IS NULL OR o.in_touch NOT IN ('DIED', 'RHOM'))
)
SELECT day_no, NULL::UTINYINT AS age_band, sex, ethnic_group, NULL::UTINYINT AS legal_status_group,
       NULL::UTINYINT AS placement_type, NULL::UTINYINT AS provider_group, NULL::UTINYINT AS uasc,
       CASE grouping(sex, ethnic_group) WHEN 3 THEN 127 WHEN 1 THEN 95 WHEN 2 THEN 111 END AS level,
       count(*) AS cohort,
       count(*) FILTER (in_touch = 'YES') AS in_touch,
       count(*) FILTER (activ IN ('F1', 'F2', 'F3', 'F4', 'F5', 'P1', 'P2', 'P3', 'P4', 'P5')) AS busy,
       count(*) FILTER (placed) AS placed,
       count(*) FILTER (placed AND accom[-1] = '1') AS suitable
FROM young
GROUP BY GROUPING SETS ((day_no), (day_no, sex), (day_no, ethnic_group));
