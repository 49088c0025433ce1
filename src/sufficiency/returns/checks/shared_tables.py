"""Tables that many checks read, made once: each child's episodes in order, periods of care, the newest header...

They follow methodology D2 to D5, so that a finding speaks of the episodes the figures are made of:

- `loaded`: source (table), year, file, rows, children of everything that was given;
- `appearances`: each child's first row in each table and year, and how many `rows` there are;
- `misdated`: files whose dates belong to another collection year than the one they were loaded as;
- `headers`: each child's newest header row (`newest`), and every row that differs from the one before it (was_*);
- `people`: each child's newest header row, with the 18th birthday (`of_age`);
- `last_returns`: the last return in which each child has episodes;
- `withdrawn`: open episodes that later returns of the child no longer have (D2b);
- `differing`: rows of an episode that differ from the row before, in an earlier return or the same (was_*);
- `chain`: the episodes that count: newest rows without withdrawn ones, ended where presumed (D2c), `until` their end or a
  day far off, each with the one before (prior_*) and after (next_*), short breaks chained apart; `period` as in D5, the
  child's date of birth and 18th birthday;
- `breaks`: the short breaks (V3, V4) among them;
- `turns`: each episode that goes on from the one before, with what is the same and what is not;
- `periods`: each period of care outside short breaks: its days, its last episode, whether the start is known;
- `asylum`: each child's newest row in the UASC table;
- `journeys`: each adoption with the days that lead to it (D11);
- `held`: each review of a child in care, with the period of care it falls in;
- `incidents`: missing incidents, one per child and start day (D2d);
- `cohort`: children continuously looked after for the twelve months to each 31 March (D13).
"""

from __future__ import annotations

from collections.abc import Iterable

LOADED = """
CREATE TEMP TABLE loaded AS
SELECT source, year, file, count(*) AS rows FROM ({rows_of_every_table}) GROUP BY ALL
"""

APPEARANCES = """
CREATE TEMP TABLE appearances AS
SELECT child, year, CAST(source AS source_name) AS source, min(CAST(file AS file_name)) AS file, min(row) AS row, count(*) AS rows
FROM ({rows_of_every_table}) WHERE child IS NOT NULL GROUP BY ALL
"""

MISDATED = """
CREATE TEMP TABLE misdated AS
WITH dated AS (
    SELECT 'episodes' AS source, year, file, collection_year(dec) AS seems FROM episodes WHERE dec IS NOT NULL
    UNION ALL
    SELECT 'reviews', year, file, collection_year(review) FROM reviews WHERE review IS NOT NULL
    UNION ALL
    SELECT 'missing', year, file, collection_year(mis_start) FROM missing WHERE mis_start IS NOT NULL
), counted AS (
    SELECT source, year, file, seems, count(*) AS agreeing FROM dated GROUP BY ALL
), shares AS (
    SELECT *, CAST(sum(agreeing) OVER (PARTITION BY source, year, file) AS BIGINT) AS dates FROM counted
)
SELECT * FROM shares WHERE seems <> year AND 2 * agreeing > dates AND dates >= 5
"""

HEADERS = """
CREATE TEMP TABLE headers AS
WITH ranked AS (
    SELECT year, CAST(file AS file_name) AS file, row, child, dob, sex, ethnic, translate(sex, '12', 'MF') AS read_sex,
        row_number() OVER years = 1 AS newest, lead(year) OVER years AS was_year, lead(dob) OVER years AS was_dob,
        lead(translate(sex, '12', 'MF')) OVER years AS was_sex, lead(ethnic) OVER years AS was_ethnic
    FROM header WHERE child IS NOT NULL
    WINDOW years AS (PARTITION BY child ORDER BY year DESC, file DESC, row DESC)
)
SELECT * FROM ranked WHERE newest OR was_year = year OR was_dob IS DISTINCT FROM dob OR was_sex IS DISTINCT FROM read_sex
    OR was_ethnic IS DISTINCT FROM ethnic
"""

PEOPLE = """
CREATE TEMP TABLE people AS
SELECT child, dob, birthday(dob, 18) AS of_age, sex, ethnic, year, file, row FROM headers WHERE newest
"""

VERSIONS = """
CREATE TEMP TABLE versions AS
WITH slim AS (
    SELECT year, CAST(file AS file_name) AS file, row, child, decom,
        CAST(rne AS episode_code) AS rne, CAST(ls AS episode_code) AS ls, CAST(place AS episode_code) AS place,
        CAST(place_provider AS episode_code) AS place_provider, dec, CAST(rec AS episode_code) AS rec,
        squeezed(home_post) AS home_post, squeezed(pl_post) AS pl_post, urn, pl_distance
    FROM episodes WHERE child IS NOT NULL AND decom IS NOT NULL
), ranked AS (
    SELECT *, row_number() OVER same = 1 AS newest,
        last_value(year) OVER (same ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_seen,
        lead(year) OVER same AS was_year, lead(dec) OVER same AS was_dec, lead(rec) OVER same AS was_rec,
        lead(rne) OVER same AS was_rne, lead(ls) OVER same AS was_ls, lead(place) OVER same AS was_place,
        lead(place_provider) OVER same AS was_provider, lead(pl_post) OVER same AS was_post
    FROM slim
    WINDOW same AS (PARTITION BY child, decom ORDER BY year DESC, file DESC, row DESC)
)
SELECT * EXCLUDE (was_post), was_post IS DISTINCT FROM pl_post OR was_dec IS DISTINCT FROM dec OR was_rec IS DISTINCT FROM rec
    OR was_rne IS DISTINCT FROM rne OR was_ls IS DISTINCT FROM ls OR was_place IS DISTINCT FROM place
    OR was_provider IS DISTINCT FROM place_provider AS differs
FROM ranked WHERE newest OR was_year = year OR differs
"""

LAST_RETURNS = """
CREATE TEMP TABLE last_returns AS
SELECT child, max(year) AS last_year FROM versions WHERE newest GROUP BY child
"""

WITHDRAWN = """
CREATE TEMP TABLE withdrawn AS
SELECT year, file, row, child, decom, ls, last_year FROM versions JOIN last_returns USING (child)
WHERE newest AND dec IS NULL AND year < last_year
"""

CHAIN = """
CREATE TEMP TABLE chain AS
WITH standing AS (
    SELECT versions.* EXCLUDE (newest, was_year, was_dec, was_rec, was_rne, was_ls, was_place, was_provider, differs),
        is_short_break(ls) AS short_break,
        dec IS NULL AND last_year < newest_year() AS presumed_end,
        CASE WHEN dec IS NULL AND last_year < newest_year() THEN make_date(year, 4, 1) ELSE dec END AS ends,
        dob, of_age
    FROM versions JOIN last_returns USING (child) LEFT JOIN (SELECT child, dob, of_age FROM people) USING (child)
    WHERE newest AND NOT (dec IS NULL AND year < last_year)
), beside AS (
    SELECT *, coalesce(ends, far_off()) AS until,
        lag(decom) OVER walk AS prior_decom, lag(dec) OVER walk AS prior_dec, lag(rec) OVER walk AS prior_rec,
        lag(ls) OVER walk AS prior_ls, lag(place) OVER walk AS prior_place,
        CASE WHEN is_temporary(lag(place) OVER walk) THEN lag(place, 2) OVER walk ELSE lag(place) OVER walk END
            AS prior_home,
        lag(place_provider) OVER walk AS prior_provider, lag(pl_post) OVER walk AS prior_pl_post,
        lag(urn) OVER walk AS prior_urn, lead(decom) OVER walk AS next_decom,
        max(dec) OVER (walk ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS furthest_before
    FROM standing
    WINDOW walk AS (PARTITION BY child, short_break ORDER BY decom)
), joined AS (
    SELECT *, coalesce(prior_rec = 'X1' AND prior_dec = decom, FALSE) AS goes_on,
        CASE WHEN is_temporary(place) THEN prior_place ELSE place END AS home
    FROM beside
)
SELECT *, CAST(sum(CASE WHEN goes_on THEN 0 ELSE 1 END)
    OVER (PARTITION BY child, short_break ORDER BY decom ROWS UNBOUNDED PRECEDING) AS INTEGER) AS period
FROM joined
"""

# Only what differs from an earlier return is asked for later; the rest is in the chain.
VERSIONS_KEPT = (
    "CREATE TEMP TABLE differing AS FROM versions WHERE was_year = year OR (was_year < year AND differs)"
)
VERSIONS_GONE = "DROP TABLE versions"

BREAKS = """
CREATE TEMP TABLE breaks AS SELECT year, file, row, child, decom, dec, ends, until, ls FROM chain WHERE short_break
"""

TURNS = """
CREATE TEMP TABLE turns AS
SELECT year, file, row, child, decom, rne, ls, prior_ls, place, prior_place, place_provider, prior_provider, pl_post, prior_pl_post,
    ls = prior_ls AS same_status, same_code(place) = same_code(prior_place) AS same_place,
    place_provider <> prior_provider AS other_provider, pl_post <> prior_pl_post AS other_post,
    coalesce(place = prior_place AND pl_post = prior_pl_post, FALSE) AND place_provider IS NOT DISTINCT FROM prior_provider
        AND urn IS NOT DISTINCT FROM prior_urn AS same_home,
    kind_of_home(place) AS kind, kind_of_home(prior_place) AS prior_kind,
    kind_of_carer(place) = kind_of_carer(prior_place) AS same_carer_kind,
    is_temporary(place) OR is_temporary(prior_place) AS temporary
FROM chain WHERE NOT short_break AND goes_on
"""

PERIODS = """
CREATE TEMP TABLE periods AS
SELECT child, period, min(decom) AS start, arg_max_null(ends, decom) AS ends,
    arg_max(until, decom) AS until, coalesce(arg_min_null(rne, decom) = 'S', FALSE) AS start_known,
    max(decom) AS last_decom, arg_max(year, decom) AS year, arg_max(file, decom) AS file, arg_max(row, decom) AS row
FROM chain WHERE NOT short_break GROUP BY child, period
"""

ASYLUM = """
CREATE TEMP TABLE asylum AS
SELECT child, duc, sex, year, file, row FROM uasc WHERE child IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY child ORDER BY year DESC, file DESC, row DESC) = 1
"""

JOURNEYS = """
CREATE TEMP TABLE journeys AS
WITH adopted AS (
    SELECT child, period, year, file, row, dec AS adopted_on, home
    FROM chain WHERE NOT short_break AND is_adopted(rec) AND dec IS NOT NULL
), days AS (
    SELECT child, period, adopted.adopted_on,
        min(chain.decom) FILTER (chain.ls = 'E1') AS ordered,
        min(chain.decom) FILTER (is_adoptive(chain.place)) AS first_placed,
        max(chain.decom) FILTER (is_adoptive(chain.place) AND (NOT goes_on OR NOT is_adoptive(prior_home)
            OR (rne IN ('P', 'B') AND NOT is_temporary(prior_place)))) AS placed
    FROM adopted JOIN chain USING (child, period) WHERE NOT short_break GROUP BY ALL
), newest AS (
    SELECT child, date_int, date_match, foster_care, year, file, row FROM ad1 WHERE child IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY child ORDER BY year DESC, file DESC, row DESC) = 1
)
SELECT adopted.*, ordered, first_placed, placed, start, start_known, date_int, date_match, foster_care,
    newest.child IS NOT NULL AS has_ad1, newest.year AS ad1_year, newest.file AS ad1_file, newest.row AS ad1_row
FROM adopted JOIN days USING (child, period, adopted_on) JOIN periods USING (child, period) LEFT JOIN newest USING (child)
"""

HELD = """
CREATE TEMP TABLE held AS
SELECT reviews.year, CAST(reviews.file AS file_name) AS file, reviews.row, reviews.child, review, period,
    period IS NOT NULL AS in_care
FROM reviews LEFT JOIN periods ON reviews.child = periods.child AND review >= periods.start
    AND review <= periods.until
WHERE reviews.child IS NOT NULL AND review IS NOT NULL
"""

INCIDENTS = """
CREATE TEMP TABLE incidents AS
SELECT *, lead(mis_start) OVER (PARTITION BY child ORDER BY mis_start) AS next_start FROM (
    SELECT year, file, row, child, missing, mis_start, mis_end FROM missing
    WHERE child IS NOT NULL AND mis_start IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY child, mis_start ORDER BY year DESC, file DESC, row DESC) = 1)
"""

COHORT = """
CREATE TEMP TABLE cohort AS
SELECT DISTINCT asked.year, child, periods.file AS file, periods.row AS row, periods.year AS episode_year
FROM (SELECT DISTINCT year FROM oc2) AS asked
JOIN periods ON periods.start <= year_start(asked.year) AND periods.until > year_end(asked.year)
WHERE NOT EXISTS (
    FROM breaks WHERE breaks.child = periods.child
        AND breaks.decom <= year_end(asked.year) AND breaks.until > year_start(asked.year))
"""

# Enumerations make a code one byte where a text is sixteen: a national return then fits in memory.
CODES_SEEN = """
CREATE TYPE episode_code AS ENUM (
    SELECT DISTINCT unnest([rne, ls, place, place_provider, rec]) AS code FROM episodes
    UNION SELECT unnest(['X1', 'S']) ORDER BY code)
"""
FILES_SEEN = "CREATE TYPE file_name AS ENUM (SELECT DISTINCT file FROM loaded ORDER BY file)"
SOURCES_SEEN = "CREATE TYPE source_name AS ENUM (SELECT DISTINCT source FROM loaded ORDER BY source)"

IN_ORDER = (
    LOADED,
    FILES_SEEN,
    SOURCES_SEEN,
    APPEARANCES,
    CODES_SEEN,
    MISDATED,
    HEADERS,
    PEOPLE,
    VERSIONS,
    LAST_RETURNS,
    WITHDRAWN,
    CHAIN,
    VERSIONS_KEPT,
    VERSIONS_GONE,
    BREAKS,
    TURNS,
    PERIODS,
    ASYLUM,
    JOURNEYS,
    HELD,
    INCIDENTS,
    COHORT,
)


def statements(table_names: Iterable[str]) -> tuple[str, ...]:
    """The statements that make every shared table, in the order in which they build on each other."""
    rows = " UNION ALL ".join(
        f"SELECT '{name}' AS source, year, file, row, child FROM {name}"  # noqa: S608
        for name in table_names
    )
    return tuple(statement.replace("{rows_of_every_table}", rows) for statement in IN_ORDER)
