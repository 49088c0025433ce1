"""Health and offending (OC2): who should have a row, and answers that contradict each other (methodology D13)."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="OC2-NOT-IN-COHORT",
        severity=NOTE,
        title="OC2 row for a child not looked after all year",
        why="Only children looked after on 31 March and for the twelve months before are in the health figures.",
        table="oc2",
        field="CHILD",
        measures=changes.HEALTH,
        see=("185", "190", "198"),
        find="""
            SELECT oc2.*, year_end(year) AS last_day FROM oc2
            ANTI JOIN cohort ON cohort.child = oc2.child AND cohort.year = oc2.year
            WHERE child IN (SELECT child FROM periods)""",
        says="The child was not looked after for the whole twelve months to {last_day:date}, so this row is left out of the health "
        "figures. Nothing to do if the episodes are right.",
    ),
    Check(
        code="OC2-NO-ROW",
        severity=WARNING,
        title="Looked after all year, but no OC2 row",
        why="The child is left out of the health figures, which then describe fewer children.",
        table="episodes",
        field="CHILD",
        measures=changes.HEALTH,
        see=("191",),
        find="""
            SELECT episode_year AS year, file, row, cohort.child, cohort.year AS of_year, year_end(cohort.year) AS last_day
            FROM cohort ANTI JOIN oc2 ON oc2.child = cohort.child AND oc2.year = cohort.year""",
        says="The child was looked after for the twelve months to {last_day:date}, but OC2 of {of_year} has no row, and the child "
        "is left out of the health figures. Add the row.",
    ),
    Check(
        code="OC2-BLANK",
        severity=WARNING,
        title="Looked after all year, but a health answer is blank",
        why="A blank counts as not done.",
        table="oc2",
        field="HEALTH_ASSESSMENT",
        measures=("health_assessment_pct", "dental_pct", "immunisations_pct"),
        see=("182", "191"),
        find="""
            SELECT oc2.*, concat_ws(', ', CASE WHEN health_assessment IS NULL THEN 'HEALTH_ASSESSMENT' END,
                CASE WHEN teeth_check IS NULL THEN 'TEETH_CHECK' END,
                CASE WHEN immunisations IS NULL THEN 'IMMUNISATIONS' END) AS blanks
            FROM oc2 SEMI JOIN cohort USING (child, year)
            WHERE health_assessment IS NULL OR teeth_check IS NULL OR immunisations IS NULL""",
        says="{blanks:text} blank: it counts as not done. Fill in 0 or 1.",
    ),
    Check(
        code="OC2-SDQ-RANGE",
        severity=ERROR,
        title="SDQ score out of range",
        why="The score of the strengths and difficulties questionnaire is a whole number from 0 to 40.",
        table="oc2",
        field="SDQ_SCORE",
        measures=changes.SDQ,
        see=("180",),
        find="SELECT * FROM oc2 WHERE sdq_score < 0 OR sdq_score > 40",
        says="SDQ_SCORE is {sdq_score}; it can be 0 to 40. Correct it, or leave it blank and give SDQ_REASON.",
    ),
    Check(
        code="OC2-SDQ-BOTH",
        severity=ERROR,
        title="SDQ score and a reason why there is none",
        why="The rows contradict themselves; the score is counted as given.",
        table="oc2",
        field="SDQ_REASON",
        measures=changes.SDQ,
        see=("197a",),
        find="SELECT * FROM oc2 WHERE sdq_score IS NOT NULL AND sdq_reason IS NOT NULL",
        says="SDQ_SCORE is {sdq_score}, yet SDQ_REASON {sdq_reason} says why there is none. It is counted as given. Keep one of them.",
    ),
    Check(
        code="OC2-SDQ-NEITHER",
        severity=WARNING,
        title="Neither an SDQ score nor a reason",
        why="The child counts as having no score.",
        table="oc2",
        field="SDQ_SCORE",
        measures=changes.SDQ,
        see=("186", "197B"),
        find="""
            SELECT oc2.*, years_old(people.dob, year_end(oc2.year)) AS age
            FROM oc2 SEMI JOIN cohort USING (child, year) JOIN people USING (child)
            WHERE sdq_score IS NULL AND sdq_reason IS NULL
                AND age BETWEEN 5 AND 16""",
        says="The child was {age} at the end of the year, but there is neither an SDQ score nor a reason. Counted as no score. Fill "
        "in SDQ_SCORE or SDQ_REASON.",
    ),
    Check(
        code="OC2-SDQ-AGE-REASON",
        severity=WARNING,
        title="SDQ not asked because of age, but the child is of the right age",
        why="SDQ1 is for those under 4 or over 16; the child counts as having no score.",
        table="oc2",
        field="SDQ_REASON",
        measures=changes.SDQ,
        see=("157",),
        find="""
            SELECT oc2.*, years_old(people.dob, year_end(oc2.year)) AS age FROM oc2 JOIN people USING (child)
            WHERE sdq_reason = 'SDQ1' AND age BETWEEN 5 AND 16""",
        says="SDQ_REASON SDQ1 is for children under 4 or over 16, but the child was {age} at the end of the year. Give the score, or "
        "another reason.",
    ),
    Check(
        code="OC2-HELP-NO-PROBLEM",
        severity=ERROR,
        title="Help for substance misuse, but no problem identified",
        why="Only children identified with a problem are in the figure, so this child's help is not counted.",
        table="oc2",
        field="SUBSTANCE_MISUSE",
        measures=changes.SUBSTANCE,
        see=("193",),
        find="""
            SELECT * FROM oc2 WHERE (intervention_received = '1' OR intervention_offered = '1')
                AND substance_misuse IS DISTINCT FROM '1'""",
        says="An intervention was received or offered, but SUBSTANCE_MISUSE is {substance_misuse}. The help is not counted. Set "
        "SUBSTANCE_MISUSE to 1, or clear the intervention.",
    ),
    Check(
        code="OC2-HELP-BLANK",
        severity=WARNING,
        title="Substance misuse identified, but not whether help was received",
        why="A blank counts as no help.",
        table="oc2",
        field="INTERVENTION_RECEIVED",
        measures=changes.SUBSTANCE,
        see=("192",),
        find="SELECT * FROM oc2 WHERE substance_misuse = '1' AND intervention_received IS NULL",
        says="SUBSTANCE_MISUSE is 1, but INTERVENTION_RECEIVED is blank and counts as no. Fill in 0 or 1.",
    ),
    Check(
        code="OC2-HELP-BOTH",
        severity=WARNING,
        title="Help received, and offered but not received",
        why="INTERVENTION_OFFERED is only for help that was not taken up.",
        table="oc2",
        field="INTERVENTION_OFFERED",
        measures=changes.SUBSTANCE,
        see=("158",),
        find="SELECT * FROM oc2 WHERE intervention_received = '1' AND intervention_offered = '1'",
        says="INTERVENTION_RECEIVED and INTERVENTION_OFFERED are both 1; it is counted as received. Clear the one that is wrong.",
    ),
)
