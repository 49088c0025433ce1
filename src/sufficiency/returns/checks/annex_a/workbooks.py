"""Whole workbooks and any row of them: lists and columns that are not there, cells that cannot be read, days to come."""

from sufficiency.returns.checks.annex_a import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="ANX-LIST-ABSENT",
        severity=NOTE,
        title="A list is not in the workbook",
        why="The figures that come from it are not given for this day; they are not 0.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT titles.list AS source, days.year, NULL AS file, NULL AS row, NULL AS child, titles.sheet, titles.title, days.as_at
            FROM titles CROSS JOIN (SELECT DISTINCT as_at, collection_year(as_at) AS year FROM given) AS days
            WHERE NOT EXISTS (FROM given WHERE given.list = titles.list AND given.as_at = days.as_at)""",
        says="The workbook of {as_at:date} has no {sheet:text} ({title:text}), so nothing is counted from it. Add the sheet, and load "
        "the workbook again.",
    ),
    Check(
        code="ANX-COLUMN-ABSENT",
        severity=WARNING,
        title="A column is not in the list",
        why="The figures that need it are not given for this day; they are not 0.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT list AS source, collection_year(as_at) AS year, file, NULL AS row, NULL AS child, heading, sheet
            FROM given JOIN titles USING (list) JOIN headings USING (list, "column") WHERE NOT there""",
        says="{sheet:text} has no column '{heading:text}', and figures that need it are not given. Add the column, blank where "
        "nothing is known, and load the workbook again.",
    ),
    Check(
        code="ANX-UNREADABLE",
        severity=ERROR,
        title="A cell cannot be read",
        why="What cannot be read counts as blank.",
        table=EACH,
        field=EACH,
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT list AS source, collection_year(as_at) AS year, file, row, child, "field", "column" AS heading, value, sheet
            FROM unreadable JOIN titles USING (list)""",
        says="{sheet:text}, '{heading:text}' has {value}, which is not one of its dates, numbers or codes. It counts as blank. Correct "
        "it in the case system and export the list again.",
    ),
    Check(
        code="ANX-NO-ID",
        severity=ERROR,
        title="A row does not say who it is about",
        why="A row of nobody is not counted anywhere.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=(),
        find="SELECT source, year, file, row, child, sheet FROM every_row JOIN titles ON list = source WHERE child IS NULL",
        says="{sheet:text} has a row without an identifier; it is not counted. Fill it in.",
    ),
    Check(
        code="ANX-ROW-REPEATED",
        severity=WARNING,
        title="A row is there twice",
        why="A copy would count a contact or referral twice; it is counted once.",
        table=EACH,
        field=None,
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT source, year, file, row, child, sheet, first_row FROM (
                SELECT *, min(row) OVER (PARTITION BY source, as_at, said) AS first_row FROM every_row WHERE child IS NOT NULL)
            JOIN titles ON list = source WHERE row > first_row""",
        says="This row of {sheet:text} says the same as row {first_row} in every column; they are counted once. Take one out.",
    ),
    Check(
        code="ANX-AFTER-THE-DAY",
        severity=ERROR,
        title="A date is after the day of the workbook",
        why="What has not happened by the day is not counted on it.",
        table=EACH,
        field=EACH,
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT source, year, file, row, child, "field", heading, as_at, "day" FROM dates
            JOIN headings ON list = source AND "column" = "field" WHERE "day" > as_at""",
        says="'{heading:text}' is {day:date}, after {as_at:date}, the day the workbook describes. It is not counted. Correct the date, "
        "or give the right day with --as-at.",
    ),
    Check(
        code="ANX-LIST-SHORT",
        severity=NOTE,
        title="A list does not go back a year",
        why="A year's figure from part of a year would be too small; it is not given.",
        table=EACH,
        field=None,
        measures=(
            "contacts_total",
            "contacts_weekly",
            "contact_conversion_pct",
            "annex_early_help_assessments",
            "annex_referrals",
            "rereferrals_12m_pct",
            "assessments_completed",
            "assessments_45wd_pct",
            "assessment_days_avg",
            "annex_section_47_enquiries",
            "annex_conferences",
            "cpp_second_pct",
        ),
        see=(),
        find="""
            SELECT list AS source, collection_year(as_at) AS year, any_value(file) AS file, NULL AS row, NULL AS child,
                any_value(sheet) AS sheet, as_at, min("day") AS earliest
            FROM going_back JOIN titles ON list = source
            WHERE "day" IS NOT NULL GROUP BY list, as_at
            HAVING count(*) FILTER ("day" > as_at - INTERVAL 12 MONTH AND "day" <= as_at - INTERVAL 11 MONTH) = 0""",
        says="{sheet:text} has nothing in the first month of the year to {as_at:date} (its earliest date is {earliest:date}), so figures of twelve "
        "months are not given. Those of six months are, where it goes back that far.",
    ),
)
