"""The reason an episode ended (REC) against the child's age, the placement and what came after."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, WARNING, Check

CHECKS = (
    Check(
        code="REC-ADOPTED-NOT-PLACED",
        severity=ERROR,
        title="Adopted, but not from an adoptive placement",
        why="Without the day the child moved in with the adopters, A1 and A10 cannot be counted.",
        table="episodes",
        field="REC",
        measures=(*changes.ADOPTIONS, "ceased_adopted_pct", *changes.TO_MOVING_IN),
        see=("390",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND is_adopted(rec) AND dec IS NOT NULL AND home IS NOT NULL AND NOT is_adoptive(home)""",
        says="The child was adopted on {dec:date} (REC {rec}) from PLACE {place}, which is not A3 to A6. The child is left "
        "out of A1 and A10. Correct PLACE, add the adoptive placement, or correct REC.",
    ),
    Check(
        code="REC-GUARDIAN-NOT-CARER",
        severity=ERROR,
        title="Special guardianship to foster carers, but not from a foster placement",
        why="E45 and E46 say that the guardians were the foster carers. Either REC or PLACE is wrong.",
        table="episodes",
        field="REC",
        measures=("ceased_sgo_pct", *changes.HOMES),
        see=("516",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND rec IN ('E45', 'E46') AND dec IS NOT NULL AND home IS NOT NULL AND NOT is_foster(home)""",
        says="REC {rec} says that the foster carers became special guardians on {dec:date}, but PLACE is {place}. Use E47 or "
        "E48, or correct PLACE.",
    ),
    Check(
        code="REC-STAYED-UNDER-18",
        severity=ERROR,
        title="Stayed with carers at 18, but under 18",
        why="E17 is only for those who turn 18: the reason, the date or the date of birth is wrong.",
        table="episodes",
        field="REC",
        measures=changes.ENDS,
        see=("460",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND rec = 'E17' AND dec < of_age""",
        says="REC E17 says that the young person stayed with carers after 18, but care ended on {dec:date}, before the 18th "
        "birthday on {of_age:date}. Correct REC, DEC or DOB.",
    ),
    Check(
        code="REC-TOO-YOUNG",
        severity=WARNING,
        title="Left to independence or adult services too young",
        why="Reason or date of birth may be wrong.",
        table="episodes",
        field="REC",
        measures=changes.ENDS,
        see=("387", "389"),
        find="""
            SELECT chain.*, years_old(dob, dec) AS age, youngest FROM chain
            JOIN (VALUES ('E5', 14), ('E6', 14), ('E7', 16)) AS limits(reason, youngest) ON limits.reason = rec
            WHERE NOT short_break AND dob <= dec AND age < youngest""",
        says="The child left care on {dec:date} with REC {rec} at the age of {age}; under {youngest} that is hardly possible. "
        "Correct REC, or DOB in the header.",
    ),
    Check(
        code="REC-ORDER-AT-18",
        severity=WARNING,
        title="Adoption or guardianship order at 18 or over",
        why="Care ends on the 18th birthday at the latest; reason, date or date of birth may be wrong.",
        table="episodes",
        field="REC",
        measures=(*changes.ENDS, *changes.ADOPTIONS),
        see=("386", "407"),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND rec IN ('E11', 'E12', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48')
                AND dec >= of_age""",
        says="REC {rec} on {dec:date} is an order for a child, but the young person turned 18 on {of_age:date}. Correct REC, "
        "DEC or DOB.",
    ),
    Check(
        code="REC-DIED-THEN-MORE",
        severity=ERROR,
        title="Episodes after the child died",
        why="The rows contradict each other.",
        table="episodes",
        field="REC",
        measures=(*changes.NUMBER, *changes.ENDS, *changes.STARTS),
        see=("437",),
        find="SELECT * FROM chain WHERE NOT short_break AND rec = 'E2' AND next_decom IS NOT NULL",
        says="REC E2 says that the child died on {dec:date}, but another episode starts on {next_decom:date}. Correct REC, or "
        "remove the later episodes.",
    ),
    Check(
        code="REC-ADOPTED-THEN-MORE",
        severity=WARNING,
        title="Episodes under the same id after adoption",
        why="An adopted child who comes back into care has a new id; the reason may be wrong.",
        table="episodes",
        field="REC",
        measures=(*changes.ADOPTIONS, *changes.ENDS, *changes.JOURNEY),
        see=("199",),
        find="SELECT * FROM chain WHERE NOT short_break AND is_adopted(rec) AND dec IS NOT NULL AND next_decom IS NOT NULL",
        says="REC {rec} says that the child was adopted on {dec:date}, but another episode starts on {next_decom:date}. Correct "
        "REC, or give the later episodes the child's new id.",
    ),
)
