"""Single episodes: dates, blanks, the same episode twice, episodes that run into each other."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="EPI-NO-DECOM",
        severity=ERROR,
        title="Episode without a start date",
        why="An episode with no start cannot be placed in the child's history and is not counted.",
        table="episodes",
        field="DECOM",
        measures=changes.EVERYTHING_IN_CARE,
        see=("141",),
        find="""
            SELECT year, file, row, child FROM episodes
            ANTI JOIN (SELECT year, file, row FROM garbled WHERE source = 'episodes' AND field = 'DECOM') AS unread
                USING (year, file, row)
            WHERE decom IS NULL AND child IS NOT NULL""",
        says="This episode has no start date, so it is left out of every figure. Fill in DECOM.",
    ),
    Check(
        code="EPI-BLANK",
        severity=ERROR,
        title="Episode without a reason, legal status or placement",
        why="The figures need to know why the episode began, under which law, and where the child lived.",
        table="episodes",
        field=EACH,
        measures=changes.EVERYTHING_IN_CARE,
        see=("143", "144", "146"),
        find="""
            SELECT year, file, row, child, decom, unnest(list_filter(
                [CASE WHEN rne IS NULL THEN 'RNE' END, CASE WHEN ls IS NULL THEN 'LS' END,
                CASE WHEN place IS NULL THEN 'PLACE' END], lambda name: name IS NOT NULL)) AS field
            FROM chain WHERE rne IS NULL OR ls IS NULL OR place IS NULL""",
        says="The episode starting on {decom:date} has no {field}; it is counted as not known. Fill in {field}.",
    ),
    Check(
        code="EPI-ENDS-BEFORE-START",
        severity=ERROR,
        title="Episode ends before it starts",
        why="The child is then looked after on no day of the episode.",
        table="episodes",
        field="DEC",
        measures=changes.EVERYTHING_IN_CARE,
        see=("356",),
        find="SELECT * FROM chain WHERE dec < decom",
        says="The episode starts on {decom:date} and ends on {dec:date}, before it starts. Correct DECOM or DEC.",
    ),
    Check(
        code="EPI-ZERO-DAYS",
        severity=ERROR,
        title="Episode starts and ends on one day",
        why="An episode shorter than a day should not be returned; its start and end are counted all the same.",
        table="episodes",
        field="DEC",
        measures=(*changes.STARTS, *changes.ENDS, *changes.MOVES),
        see=("355",),
        find="SELECT * FROM episodes WHERE dec = decom AND child IS NOT NULL",
        says="The episode starts and ends on {decom:date}. Correct DEC, or remove the episode and join the ones beside it.",
    ),
    Check(
        code="EPI-STARTS-AFTER-YEAR",
        severity=ERROR,
        title="Episode starts after the collection year",
        why="A return cannot know of care that had not begun: the date or the year is wrong.",
        table="episodes",
        field="DECOM",
        measures=changes.EVERYTHING_IN_CARE,
        see=("354",),
        find="""
            SELECT episodes.*, year_end(year) AS last_day FROM episodes
            WHERE decom > year_end(year) AND year NOT IN (SELECT year FROM misdated)""",
        says="The episode starts on {decom:date}, after {last_day:date}, the last day of this return. Correct DECOM.",
    ),
    Check(
        code="EPI-ENDS-AFTER-YEAR",
        severity=ERROR,
        title="Episode ends after the collection year",
        why="A return cannot know of an end that had not come: the date or the year is wrong.",
        table="episodes",
        field="DEC",
        measures=changes.EVERYTHING_IN_CARE,
        see=("385",),
        find="""
            SELECT episodes.*, year_end(year) AS last_day FROM episodes
            WHERE dec > year_end(year) AND decom <= year_end(year) AND year NOT IN (SELECT year FROM misdated)""",
        says="The episode ends on {dec:date}, after {last_day:date}, the last day of this return. Correct DEC, or leave "
        "DEC and REC blank while the episode is open.",
    ),
    Check(
        code="EPI-ENDED-BEFORE-YEAR",
        severity=NOTE,
        title="Episode ended before the collection year began",
        why="A return holds the episodes of its own year. Older ones do no harm, but show that the extract is wide.",
        table="episodes",
        field="DEC",
        measures=changes.ENDS,
        see=(),
        find="""
            SELECT episodes.*, year_start(year) AS first_day FROM episodes
            WHERE dec < year_start(year) - 1 AND year NOT IN (SELECT year FROM misdated)""",
        says="The episode ended on {dec:date}, before {first_day:date}, the first day of this return. Check DEC, or leave "
        "the episode out.",
    ),
    Check(
        code="EPI-NO-REC",
        severity=ERROR,
        title="Episode ended without a reason",
        why="An end without a reason is not counted as leaving care, nor as going on.",
        table="episodes",
        field="REC",
        measures=(*changes.ENDS, *changes.MOVES),
        see=("148", "149"),
        find="SELECT * FROM chain WHERE dec IS NOT NULL AND rec IS NULL",
        says="The episode ended on {dec:date} but has no reason. It is not counted as leaving care. Fill in REC.",
    ),
    Check(
        code="EPI-NO-DEC",
        severity=WARNING,
        title="Reason for ending given for an open episode",
        why="The episode is counted as open and its reason is not used.",
        table="episodes",
        field="DEC",
        measures=(*changes.NUMBER, *changes.ENDS),
        see=("148",),
        find="""
            SELECT chain.* FROM chain ANTI JOIN (
                SELECT year, file, row FROM garbled WHERE source = 'episodes' AND field = 'DEC') AS unread
                USING (year, file, row)
            WHERE dec IS NULL AND rec IS NOT NULL""",
        says="The episode starting on {decom:date} has REC {rec} but no end date, and is counted as open. Fill in DEC, or "
        "clear REC.",
    ),
    Check(
        code="EPI-TWICE-SAME",
        severity=NOTE,
        title="The same episode twice in one return",
        why="It is counted once, but a repeated row points to a faulty extract.",
        table="episodes",
        field="DECOM",
        measures=changes.NUMBER,
        see=("501",),
        find="SELECT * FROM differing WHERE was_year = year AND NOT differs",
        says="The episode starting on {decom:date} is in this return more than once with the same values. Remove the "
        "repeated row.",
    ),
    Check(
        code="EPI-TWICE-DIFFERENT",
        severity=ERROR,
        title="Two different episodes with one start date in one return",
        why="A child starts one episode on a day; only one of the rows can be right, and the later one is counted.",
        table="episodes",
        field="DECOM",
        measures=changes.EVERYTHING_IN_CARE,
        see=("355", "501"),
        find="SELECT * FROM differing WHERE was_year = year AND differs",
        says="This return has more than one episode of the child starting on {decom:date}, with different values; the last is "
        "counted. Keep the one that is right.",
    ),
    Check(
        code="EPI-OVERLAP",
        severity=ERROR,
        title="Episode starts before an earlier one ends",
        why="The child would live in two places at once.",
        table="episodes",
        field="DECOM",
        measures=changes.EVERYTHING_IN_CARE,
        see=("501",),
        find="SELECT * FROM chain WHERE NOT short_break AND decom < furthest_before",
        says="The episode starting on {decom:date} begins before an earlier episode ends on {furthest_before:date}. "
        "Correct DECOM, or the earlier DEC.",
    ),
    Check(
        code="EPI-OPEN-BEFORE-LATER",
        severity=ERROR,
        title="Episode left open though a later one exists",
        why="The child would live in two places at once.",
        table="episodes",
        field="DEC",
        measures=changes.EVERYTHING_IN_CARE,
        see=("142",),
        find="SELECT * FROM chain WHERE NOT short_break AND dec IS NULL AND next_decom IS NOT NULL",
        says="The episode starting on {decom:date} has no end, but another starts on {next_decom:date}. Fill in DEC and "
        "REC of the earlier one.",
    ),
)
