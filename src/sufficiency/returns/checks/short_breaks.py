"""Series of short breaks (V3, V4), which are left out of every figure."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import NOTE, WARNING, Check

CHECKS = (
    Check(
        code="BREAK-TOO-LONG",
        severity=WARNING,
        title="Short break longer than 17 days",
        why="A longer stay is care, and the child should be counted.",
        table="episodes",
        field="LS",
        measures=(*changes.NUMBER, *changes.STARTS),
        see=("365",),
        find="""
            SELECT *, coalesce(ends, year_end(newest_year())) - decom AS days FROM chain
            WHERE ls = 'V3' AND coalesce(ends, year_end(newest_year())) - decom > 17""",
        says="The short break (LS V3) that began on {decom:date} lasts {days} days; the limit is 17. It is left out of every "
        "figure. Correct the dates, or give the legal status of the care.",
    ),
    Check(
        code="BREAK-TOO-MANY",
        severity=WARNING,
        title="More than 75 days of short breaks in a year",
        why="Beyond 75 days the child is looked after, and should be counted.",
        table="episodes",
        field="LS",
        measures=(*changes.NUMBER, *changes.STARTS),
        see=("367",),
        find="""
            WITH days AS (
                SELECT years.year AS of_year, child, chain.year, file, row, decom,
                    least(coalesce(ends, year_end(years.year)), year_end(years.year))
                        - greatest(decom, year_start(years.year)) AS days
                FROM chain JOIN (SELECT DISTINCT year FROM loaded) AS years
                    ON decom <= year_end(years.year) AND coalesce(ends > year_start(years.year), TRUE)
                WHERE ls = 'V3'
            )
            SELECT of_year, child, arg_max(year, decom) AS year, arg_max(file, decom) AS file, arg_max(row, decom) AS row,
                CAST(sum(days) AS INTEGER) AS total FROM days GROUP BY of_year, child HAVING sum(days) > 75""",
        says="Short breaks (LS V3) add up to {total} days in the collection year {of_year}; the limit is 75. They are left out "
        "of every figure. Correct the dates, or give the legal status of the care.",
    ),
    Check(
        code="BREAK-OVER-CARE",
        severity=WARNING,
        title="Short break during care",
        why="A child in care has no short breaks under V3 or V4; one of the two legal statuses is wrong.",
        table="episodes",
        field="LS",
        measures=(*changes.NUMBER, *changes.HEALTH, *changes.PARTICIPATION),
        see=("501",),
        find="""
            SELECT breaks.*, periods.start FROM breaks JOIN periods
                ON breaks.child = periods.child AND breaks.decom >= periods.start AND breaks.decom < periods.until""",
        says="A short break (LS {ls}) starts on {decom:date}, while the child is in care since {start:date}. The short break "
        "is left out of the figures. Correct LS, or the dates.",
    ),
    Check(
        code="BREAK-BOTH-KINDS",
        severity=NOTE,
        title="Short breaks recorded in both ways",
        why="An authority records each stay (V3) or the agreement (V4), not both for one child.",
        table="episodes",
        field="LS",
        measures=changes.NUMBER,
        see=("426",),
        find="""
            SELECT child, year, max(file) AS file, max(row) AS row FROM episodes
            WHERE ls IN ('V3', 'V4') AND child IS NOT NULL GROUP BY child, year HAVING min(ls) <> max(ls)""",
        says="The return of {year} has both V3 and V4 for this child. Use one of them throughout the year.",
    ),
)
