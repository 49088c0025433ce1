"""Legal status (LS) against the child's age, its length, and the status before it."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, WARNING, Check

CHECKS = (
    Check(
        code="LS-YOUTH-JUSTICE-UNDER-10",
        severity=ERROR,
        title="Youth justice status under the age of 10",
        why="Nobody under 10 is remanded or sentenced: the status or the date of birth is wrong.",
        table="episodes",
        field="LS",
        measures=(*changes.NUMBER, *changes.AGE),
        see=("358",),
        find="""
            SELECT * FROM chain
            WHERE ls IN ('J1', 'J2', 'J3') AND dob <= decom AND years_old(dob, decom) < 10""",
        says="LS {ls} starts on {decom:date}, but the child, born on {dob:date}, was under 10. Correct LS, or DOB in the header.",
    ),
    Check(
        code="LS-PROTECTION-TOO-LONG",
        severity=WARNING,
        title="Police protection or emergency order longer than the law allows",
        why="The child's later status is missing, or an end date is.",
        table="episodes",
        field="DEC",
        measures=(*changes.NUMBER, *changes.ENDS),
        see=("361", "362", "363"),
        find="""
            SELECT chain.*, coalesce(ends, year_end(newest_year())) - decom AS days, longest FROM chain
            JOIN (VALUES ('L1', 3), ('L2', 21), ('L3', 7)) AS limits(status, longest) ON limits.status = ls
            WHERE coalesce(ends, year_end(newest_year())) - decom > longest""",
        says="LS {ls} can last {longest} days, but the episode starting on {decom:date} lasts {days}. Correct DEC, or add the "
        "episode with the next legal status.",
    ),
    Check(
        code="LS-ORDER-THEN-VOLUNTARY",
        severity=WARNING,
        title="Accommodated by agreement straight after a placement order",
        why="A placement order that is revoked gives way to the care order, not to section 20.",
        table="episodes",
        field="LS",
        measures=(*changes.ORDERS, *changes.TO_MATCH),
        see=(),
        find="SELECT * FROM chain WHERE NOT short_break AND goes_on AND prior_ls = 'E1' AND ls = 'V2'",
        says="LS went from E1, placement order, to V2, section 20, on {decom:date}. Check both; a revoked placement order "
        "normally leaves a care order (C2).",
    ),
)
