"""Whole files and years: loaded under the wrong year, missing, or much smaller than the year before."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, WARNING, Check

CHECKS = (
    Check(
        code="FILE-OTHER-YEAR",
        severity=ERROR,
        title="File looks like another collection year",
        why="A return under the wrong year closes and opens episodes in the wrong order: the newest return wins.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=("354", "385"),
        find="""
            SELECT source, year, file, NULL AS row, NULL AS child, seems, agreeing, dates,
                year_start(seems) AS first_day, year_end(seems) AS last_day FROM misdated""",
        says="{agreeing:count} of the {dates:count} dates in this file lie in the collection year {seems} "
        "({first_day:date} to {last_day:date}), but it was loaded as {year}. Put it in a folder named {seems}, or load "
        "it alone with --year {seems}.",
    ),
    Check(
        code="FILE-YEAR-MISSING",
        severity=WARNING,
        title="A collection year is missing between loaded years",
        why="Without a year in between, care that began and ended in it is not counted at all.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT 'episodes' AS source, gap.year, NULL AS file, NULL AS row, NULL AS child, year_start(gap.year) AS first_day,
                year_end(gap.year) AS last_day, first_year() AS oldest, newest_year() AS newest
            FROM (SELECT CAST(unnest(range(first_year(), newest_year())) AS INTEGER) AS year) AS gap
            WHERE gap.year NOT IN (SELECT year FROM loaded)""",
        says="Returns are loaded for {oldest} to {newest}, but none for the collection year {year} ({first_day:date} to "
        "{last_day:date}). Load that year too.",
    ),
    Check(
        code="FILE-CORE-MISSING",
        severity=ERROR,
        title="A year has no episodes or no header",
        why="Every figure comes from the episodes, and every age, sex and ethnic group from the header.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=("INT03", "EPI"),
        find="""
            SELECT core.source, given.year, NULL AS file, NULL AS row, NULL AS child,
                string_agg(DISTINCT given.source, ', ' ORDER BY given.source) AS present
            FROM (VALUES ('episodes'), ('header')) AS core(source) CROSS JOIN loaded AS given
            WHERE NOT EXISTS (FROM loaded WHERE loaded.source = core.source AND loaded.year = given.year)
            GROUP BY core.source, given.year""",
        says="The collection year {year} has rows in {present:text}, but none in {source}. Load the {source} file of {year}.",
    ),
    Check(
        code="FILE-TABLE-MISSING",
        severity=WARNING,
        title="A table is missing from a year that other years have",
        why="Counting an absent table as empty would show a fall that did not happen.",
        table=EACH,
        field=None,
        measures=(
            *changes.REVIEWS,
            *changes.HEALTH,
            *changes.CARE_LEAVERS,
            *changes.MISSING,
            *changes.TO_MATCH,
        ),
        see=(),
        find="""
            WITH given AS (
                SELECT source, year, sum(rows) AS rows FROM loaded WHERE source NOT IN ('header', 'episodes') GROUP BY ALL
            ), others AS (
                SELECT source, min(year) AS since, min(rows) AS fewest,
                    array_to_string(list_sort(list(year)), ', ') AS known FROM given GROUP BY source
            )
            SELECT others.source, years.year, NULL AS file, NULL AS row, NULL AS child, others.known
            FROM others CROSS JOIN (SELECT DISTINCT year FROM loaded) AS years
            WHERE (others.source IN ('reviews', 'oc2', 'oc3') OR fewest >= 5)
                AND NOT (others.source IN ('sw_episodes', 'dolo') AND years.year < others.since)
                AND NOT EXISTS (FROM given WHERE given.source = others.source AND given.year = years.year)""",
        says="The collection year {year} has no rows in {source}, though these years have: {known:text}. Load the {source} file of "
        "{year}, unless there was truly nothing to report.",
    ),
    Check(
        code="FILE-SHRUNK",
        severity=WARNING,
        title="A year has less than half the children of the year before",
        why="A file cut short on its way reads as a fall in the number of children.",
        table="episodes",
        field=None,
        measures=changes.EVERYTHING_IN_CARE,
        see=(),
        find="""
            WITH sizes AS (
                SELECT year, any_value(file) AS file, count(DISTINCT child) AS children FROM episodes GROUP BY year
            )
            SELECT year, file, NULL AS row, NULL AS child, children, before_this FROM (
                SELECT *, lag(children) OVER (ORDER BY year) AS before_this,
                    lag(year) OVER (ORDER BY year) AS year_before FROM sizes)
            WHERE year_before = year - 1 AND 2 * children < before_this AND before_this >= 20""",
        says="The episodes of {year} name {children:count} children, those of the year before {before_this:count}. "
        "Check that the file is whole, and load it again if it is not.",
    ),
)
