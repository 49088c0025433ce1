"""Children missing or away without permission: the dates of incidents (methodology D16)."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, WARNING, Check

CHECKS = (
    Check(
        code="MISS-NO-START",
        severity=ERROR,
        title="Missing incident without a start",
        why="An incident without a start is in no year and not counted.",
        table="missing",
        field="MIS_START",
        measures=changes.MISSING,
        see=("564", "566"),
        find="""
            SELECT missing.* FROM missing ANTI JOIN (
                SELECT year, file, row FROM garbled WHERE source = 'missing' AND field = 'MIS_START') AS unread
                USING (year, file, row)
            WHERE mis_start IS NULL AND child IS NOT NULL""",
        says="This incident has no start date, so it is not counted. Fill in MIS_START.",
    ),
    Check(
        code="MISS-ENDS-BEFORE-START",
        severity=ERROR,
        title="Missing incident ends before it starts",
        why="One of the dates is wrong, and perhaps the year in which it counts.",
        table="missing",
        field="MIS_END",
        measures=changes.MISSING,
        see=("567",),
        find="SELECT * FROM incidents WHERE mis_end < mis_start",
        says="MIS_END {mis_end:date} is before MIS_START {mis_start:date}. Correct the one that is wrong.",
    ),
    Check(
        code="MISS-AFTER-YEAR",
        severity=ERROR,
        title="Missing incident after the collection year",
        why="A return cannot know of an incident that had not happened: the date or the year is wrong.",
        table="missing",
        field=EACH,
        measures=changes.MISSING,
        see=("570", "571"),
        find="""
            SELECT * FROM (
                SELECT year, file, row, child, year_end(year) AS last_day,
                    CASE WHEN mis_start > year_end(year) THEN mis_start ELSE mis_end END AS day,
                    CASE WHEN mis_start > year_end(year) THEN 'MIS_START' ELSE 'MIS_END' END AS field FROM missing)
            WHERE day > last_day AND year NOT IN (SELECT year FROM misdated)""",
        says="{field} is {day:date}, after {last_day:date}, the last day of this return. Correct {field}.",
    ),
    Check(
        code="MISS-OVERLAP",
        severity=ERROR,
        title="Missing incidents overlap",
        why="A child who is missing cannot go missing again: one incident is counted twice.",
        table="missing",
        field="MIS_END",
        measures=("missing_episodes",),
        see=("574",),
        find="SELECT * FROM incidents WHERE next_start < mis_end",
        says="The child was missing from {mis_start:date} to {mis_end:date}, but went missing again on {next_start:date}. Both are "
        "counted. Correct the dates, or join the two.",
    ),
    Check(
        code="MISS-OPEN-BEFORE-LATER",
        severity=WARNING,
        title="Missing incident left open though a later one exists",
        why="It may be one incident counted twice.",
        table="missing",
        field="MIS_END",
        measures=("missing_episodes",),
        see=("574",),
        find="SELECT * FROM incidents WHERE mis_end IS NULL AND next_start IS NOT NULL",
        says="The incident that began on {mis_start:date} has no end, but the child went missing again on {next_start:date}. Fill in "
        "MIS_END.",
    ),
    Check(
        code="MISS-OPEN-OLD",
        severity=WARNING,
        title="Missing incident left open in an old return",
        why="A later return should say when the child was found, or still have the incident.",
        table="missing",
        field="MIS_END",
        measures=("missing_episodes",),
        see=("576",),
        find="SELECT * FROM incidents WHERE mis_end IS NULL AND year < newest_year() AND next_start IS NULL",
        says="The incident that began on {mis_start:date} was open in the return of {year}, and no later return has it. It is counted "
        "once, in the year it began. Fill in MIS_END.",
    ),
    Check(
        code="MISS-NOT-IN-CARE",
        severity=WARNING,
        title="Went missing when not in care",
        why="Only incidents of children looked after on the day are counted.",
        table="missing",
        field="MIS_START",
        measures=changes.MISSING,
        see=("578", "581"),
        find="""
            SELECT incidents.* FROM incidents ANTI JOIN periods
                ON incidents.child = periods.child AND mis_start >= periods.start AND mis_start < periods.until
            WHERE incidents.child IN (SELECT child FROM appearances WHERE source = 'episodes')""",
        says="The child went missing on {mis_start:date}, when not looked after, so the incident is not counted. Correct MIS_START, or "
        "the dates of the episodes.",
    ),
    Check(
        code="MISS-OPEN-AFTER-CARE",
        severity=WARNING,
        title="Care ended while the child was missing, or the incident was never closed",
        why="An incident ends when care ends.",
        table="missing",
        field="MIS_END",
        measures=("missing_episodes",),
        see=("575", "577", "580"),
        find="""
            SELECT incidents.*, periods.ends FROM incidents JOIN periods
                ON incidents.child = periods.child AND mis_start >= periods.start AND mis_start < periods.until
            WHERE coalesce(mis_end > periods.ends, next_start IS NULL)
                AND periods.ends <= year_end(incidents.year)""",
        says="The child went missing on {mis_start:date} and care ended on {ends:date}, but the incident does not end by that day. Fill "
        "in or correct MIS_END.",
    ),
    Check(
        code="MISS-TWICE",
        severity=WARNING,
        title="Two incidents of one child on one day",
        why="One incident is counted per child and start day, the last.",
        table="missing",
        field="MIS_START",
        measures=changes.MISSING,
        see=("574",),
        find="""
            SELECT child, mis_start, year, max(file) AS file, max(row) AS row, count(*) AS times FROM missing
            WHERE child IS NOT NULL AND mis_start IS NOT NULL GROUP BY child, mis_start, year HAVING count(*) > 1""",
        says="This return has {times} incidents that began on {mis_start:date}; the last is counted. Remove the others, or correct "
        "MIS_START.",
    ),
)
