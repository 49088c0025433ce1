"""Children too old to be looked after: care that starts or goes on after the 18th birthday."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, Check

# After 18 only a place in a community home under section 20(5) is possible (methodology 0).
CHECKS = (
    Check(
        code="AGE-STARTED-AT-18",
        severity=ERROR,
        title="Care started on or after the 18th birthday",
        why="Nobody becomes looked after at 18 or over, other than in a children's home under section 20.",
        table="episodes",
        field="DECOM",
        measures=(*changes.NUMBER, *changes.STARTS),
        see=("352",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND NOT goes_on AND decom >= of_age AND years_old(dob, decom) < 21
                AND NOT (ls = 'V2' AND place = 'K2')""",
        says="Care starts on {decom:date}, but the child, born on {dob:date}, turned 18 on {of_age:date}. Correct DECOM, "
        "or DOB in the header.",
    ),
    Check(
        code="AGE-IN-CARE-AFTER-18",
        severity=ERROR,
        title="Care goes on after the 18th birthday",
        why="Being looked after ends on the 18th birthday; the young person is still counted.",
        table="episodes",
        field="DEC",
        measures=(*changes.NUMBER, *changes.ENDS),
        see=("359",),
        find="""
            SELECT *,
                CASE WHEN presumed_end THEN 'is open in its last return' WHEN ends IS NULL THEN 'is still open'
                    ELSE 'ends on ' || in_words(ends) END AS happens
            FROM chain WHERE NOT short_break AND decom < of_age
                AND (ends IS NULL OR ends > of_age) AND of_age <= year_end(year)
                AND NOT (ls = 'V2' AND place = 'K2')""",
        says="The young person turned 18 on {of_age:date}, but this episode {happens:text}. End it on the birthday with its "
        "REC, or correct DOB in the header.",
    ),
    Check(
        code="AGE-OVER-21",
        severity=ERROR,
        title="In care at 21 or over",
        why="The date of birth or the dates of care must be wrong.",
        table="episodes",
        field="DECOM",
        measures=(*changes.NUMBER, *changes.AGE),
        see=("352", "359"),
        find="""
            SELECT * FROM chain WHERE years_old(dob, decom) >= 21
            QUALIFY row_number() OVER (PARTITION BY child ORDER BY decom) = 1""",
        says="This episode starts on {decom:date}, when the person born on {dob:date} was 21 or over. Correct DOB in the "
        "header, or the episode's dates.",
    ),
)
