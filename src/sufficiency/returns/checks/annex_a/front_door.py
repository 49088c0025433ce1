"""Referrals, assessments, enquiries and conferences: dates the wrong way round and answers that contradict each other."""

from sufficiency.returns.checks.annex_a import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="ANX-REFERRAL-COUNT",
        severity=NOTE,
        title="How the number of referrals was understood",
        why="Some authorities count the referral itself, some only those before it; re-referrals depend on which.",
        table="list_3",
        field="referrals_12m",
        measures=changes.REREFERRALS,
        see=(),
        find="""
            SELECT collection_year(as_at) AS year, any_value(file) AS file, NULL AS row, NULL AS child,
                count(*) FILTER (referrals_12m = 0) AS noughts, count(*) FILTER (referrals_12m = 1) AS ones,
                CASE WHEN count(*) FILTER (referrals_12m = 0) > count(*) FILTER (referrals_12m = 1)
                    THEN 'only earlier referrals, so 1 or more is a re-referral'
                    ELSE 'this referral too, so 2 or more is a re-referral' END AS reading
            FROM list_3 GROUP BY as_at""",
        says="The number of referrals is 0 in {noughts:count} rows and 1 in {ones:count}: it was taken to count {reading:text}. If that is wrong, "
        "correct the column.",
    ),
    Check(
        code="ANX-REFERRAL-COUNT-BLANK",
        severity=WARNING,
        title="No number of referrals in the last twelve months",
        why="The referral counts as a first one unless the list has an earlier one of the child.",
        table="list_3",
        field="referrals_12m",
        measures=changes.REREFERRALS,
        see=(),
        find="SELECT * FROM list_3 WHERE referrals_12m IS NULL AND child IS NOT NULL",
        says="The number of referrals in the last 12 months is blank. It counts as a first referral unless an earlier one is listed. Fill "
        "it in.",
    ),
    Check(
        code="ANX-ASSESSMENT-ORDER",
        severity=ERROR,
        title="Assessment authorised before it began",
        why="Its length is not known, and it does not count as in time.",
        table="list_4",
        field="completed",
        measures=changes.ASSESSMENTS_IN_TIME,
        see=(),
        find="SELECT * FROM list_4 WHERE completed < started",
        says="The assessment was authorised on {completed:date}, before it began on {started:date}. It counts as completed, not as in "
        "time, and is left out of the average. Correct one of the dates.",
    ),
    Check(
        code="ANX-ASSESSMENT-NO-START",
        severity=ERROR,
        title="Assessment without a start",
        why="Whether it took 45 working days cannot be told; it does not count as in time.",
        table="list_4",
        field="started",
        measures=changes.ASSESSMENTS_IN_TIME,
        see=(),
        find="SELECT * FROM list_4 WHERE started IS NULL AND child IS NOT NULL",
        says="The assessment has no start date. It cannot count as in time. Fill it in.",
    ),
    Check(
        code="ANX-CONFERENCE-ORDER",
        severity=ERROR,
        title="Conference before the strategy discussion",
        why="It does not count as held in 15 working days.",
        table="list_5",
        field="conference",
        measures=changes.CONFERENCES_IN_TIME,
        see=(),
        find="SELECT * FROM list_5 WHERE conference < strategy",
        says="The conference was on {conference:date}, before the strategy discussion on {strategy:date}. It does not count as in time. "
        "Correct one of the dates.",
    ),
    Check(
        code="ANX-CONFERENCE-UNNECESSARY",
        severity=WARNING,
        title="A conference was held though none was needed",
        why="The row contradicts itself; the conference is counted.",
        table="list_5",
        field="conference_unnecessary",
        measures=changes.CONFERENCES,
        see=(),
        find="SELECT * FROM list_5 WHERE conference IS NOT NULL AND conference_unnecessary = 'Yes'",
        says="It says that no conference was needed, yet one was held on {conference:date}. It is counted. Correct one of the two.",
    ),
    Check(
        code="ANX-PLAN-NO-CONFERENCE",
        severity=ERROR,
        title="A plan was made without a conference",
        why="Without its date the conference is not counted.",
        table="list_5",
        field="plan_made",
        measures=changes.CONFERENCES,
        see=(),
        find="SELECT * FROM list_5 WHERE plan_made = 'Yes' AND conference IS NULL",
        says="It says that the conference made a plan, but has no date of a conference, which is not counted. Fill in the date.",
    ),
    Check(
        code="ANX-EARLY-HELP-ORDER",
        severity=WARNING,
        title="Early help assessment completed before it began",
        why="One of the dates is wrong, perhaps the one it is counted by.",
        table="list_2",
        field="completed",
        measures=changes.EARLY_HELP,
        see=(),
        find="SELECT * FROM list_2 WHERE completed < started",
        says="The early help assessment was completed on {completed:date}, before it began on {started:date}. It is counted by its "
        "start. Correct one of the dates.",
    ),
)
