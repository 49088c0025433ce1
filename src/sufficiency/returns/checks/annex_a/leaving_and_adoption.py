"""Care leavers, children with a plan of adoption, and adopters."""

from sufficiency.returns.checks.annex_a import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, WARNING, Check

CHECKS = (
    Check(
        code="ANX-LEAVER-AGE",
        severity=ERROR,
        title="A care leaver younger than 16 or older than 25",
        why="Care leavers are 16 to 25; the date of birth is probably wrong.",
        table="list_9",
        field="dob",
        measures=changes.LEAVERS,
        see=(),
        find="SELECT *, years_old(dob, as_at) AS old FROM list_9 WHERE years_old(dob, as_at) NOT BETWEEN 16 AND 25",
        says="By the date of birth the care leaver is {old}. They are counted as listed. Correct the date, or take the row out.",
    ),
    Check(
        code="ANX-LEAVER-IN-CARE",
        severity=ERROR,
        title="A care leaver who is looked after",
        why="Relevant and former relevant young people have left care: one of the lists is wrong, and one number too large.",
        table="list_9",
        field="eligibility",
        measures=("care_leavers_number", "annex_cla_number"),
        see=(),
        find="""
            SELECT list_9.* FROM list_9 WHERE eligibility IN ('a) Relevant', 'b) Former relevant') AND EXISTS (
                FROM list_8 WHERE list_8.child = list_9.child AND list_8.as_at = list_9.as_at
                    AND (list_8.ended IS NULL OR list_8.ended > list_8.as_at))""",
        says="The young person is {eligibility} here, but list 8 has them as looked after on {as_at:date}. They are counted in both. "
        "Correct the eligibility, or end their care in list 8.",
    ),
    Check(
        code="ANX-LEAVER-TWICE",
        severity=ERROR,
        title="One care leaver in two rows",
        why="A young person is counted once, by the row with the latest contact.",
        table="list_9",
        field="child",
        measures=changes.LEAVERS,
        see=(),
        find="""
            SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY as_at, child) AS there FROM list_9 WHERE child IS NOT NULL)
            WHERE there > 1""",
        says="The young person has {there} rows; the one with the latest contact is counted. Take out the others.",
    ),
    Check(
        code="ANX-LEAVER-NO-PLAN",
        severity=WARNING,
        title="No date of a pathway plan review",
        why="The young person counts as without a plan that is up to date.",
        table="list_9",
        field="pathway_review",
        measures=changes.PATHWAY,
        see=(),
        find="""
            SELECT * FROM list_9 WHERE pathway_review IS NULL AND child IS NOT NULL
                AND eligibility IN ('a) Relevant', 'b) Former relevant', 'd) Eligible')""",
        says="There is no date of a pathway plan review, and the plan counts as out of date. Fill it in if there was one.",
    ),
    Check(
        code="ANX-ADOPTION-ORDER",
        severity=ERROR,
        title="The steps of an adoption are not in order",
        why="Decision, placing and order follow each other; one of the dates is wrong, and with it whether the child waits.",
        table="list_10",
        field="decision",
        measures=changes.ADOPTION,
        see=(),
        find="SELECT * FROM list_10 WHERE placed < decision OR adopted < placed OR adopted < decision OR decision < entered_care",
        says="Entered care {entered_care:date}, decision {decision:date}, placed {placed:date}, adopted {adopted:date}: the days are not in "
        "order. They are counted as given. Correct the wrong one.",
    ),
    Check(
        code="ANX-ADOPTION-REVERSED",
        severity=WARNING,
        title="A plan of adoption given up, and the child adopted",
        why="The row contradicts itself.",
        table="list_10",
        field="reversed",
        measures=changes.ADOPTION,
        see=(),
        find="SELECT * FROM list_10 WHERE reversed IS NOT NULL AND adopted IS NOT NULL",
        says="The plan was given up on {reversed:date}, yet the child was adopted on {adopted:date}. The adoption is counted. Correct one of them.",
    ),
    Check(
        code="ANX-ADOPTER-ORDER",
        severity=ERROR,
        title="The steps of an adopter are not in order",
        why="Stage 1, approval, match and placing follow each other; one of the dates is wrong.",
        table="list_11",
        field="approved",
        measures=changes.ADOPTERS,
        see=(),
        find="""
            SELECT *, adopter AS child FROM list_11
            WHERE approved < stage_1_started OR matched < approved OR placed < matched OR stage_2_started < stage_1_started""",
        says="Stage 1 {stage_1_started:date}, approved {approved:date}, matched {matched:date}, placed {placed:date}: the days are not in "
        "order. They are counted as given. Correct the wrong one.",
    ),
    Check(
        code="ANX-ADOPTER-NO-STAGE-1",
        severity=WARNING,
        title="An approved adopter without a start of stage 1",
        why="Whether six months were kept cannot be told; the family does not count as in time.",
        table="list_11",
        field="stage_1_started",
        measures=changes.ADOPTERS_IN_TIME,
        see=(),
        find="SELECT *, adopter AS child FROM list_11 WHERE approved IS NOT NULL AND stage_1_started IS NULL",
        says="Approved on {approved:date} without a start of stage 1: it does not count as in time. Fill in the date.",
    ),
    Check(
        code="ANX-ADOPTER-NO-FAMILY",
        severity=WARNING,
        title="An adopter without a family",
        why="Two adopters of one family are then counted as two families.",
        table="list_11",
        field="family",
        measures=changes.ADOPTERS,
        see=(),
        find="SELECT *, adopter AS child FROM list_11 WHERE family IS NULL AND adopter IS NOT NULL",
        says="There is no family identifier, so this adopter counts as a family alone. Fill it in.",
    ),
)
