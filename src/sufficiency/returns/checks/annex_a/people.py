"""Who the rows are about: dates of birth, ages and sex, the same in every list."""

from sufficiency.returns.checks.annex_a import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, WARNING, Check

CHECKS = (
    Check(
        code="ANX-NO-AGE",
        severity=WARNING,
        title="Neither a date of birth nor an age",
        why="The child is in the group whose age is not known.",
        table=EACH,
        field="dob",
        measures=changes.EVERYTHING,
        see=(),
        find="SELECT source, year, file, row, child, sheet FROM persons JOIN titles ON list = source WHERE dob IS NULL AND age IS NULL",
        says="{sheet:text} gives neither a date of birth nor an age, so the child's age is not known in its figures. Fill in one.",
    ),
    Check(
        code="ANX-AGE-DIFFERS",
        severity=WARNING,
        title="The age is not that of the date of birth",
        why="Age is counted from the date of birth; one of the two is wrong.",
        table=EACH,
        field="age",
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT source, year, file, row, child, age, years_old(dob, as_at) AS by_birth FROM persons
            WHERE dob IS NOT NULL AND age IS NOT NULL AND abs(years_old(dob, as_at) - age) > 1""",
        says="The age is given as {age}, but by the date of birth it is {by_birth}. The date of birth is used. Correct what is wrong.",
    ),
    Check(
        code="ANX-DOB-DIFFERS",
        severity=ERROR,
        title="A child has two dates of birth",
        why="The child is in one age group in one list and perhaps another in the next.",
        table=EACH,
        field="dob",
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT source, year, file, row, child, dob, first_dob FROM (
                SELECT *, first(dob) OVER (PARTITION BY as_at, child ORDER BY source, row) AS first_dob FROM persons
                WHERE dob IS NOT NULL)
            WHERE dob <> first_dob""",
        says="The date of birth is {dob:date} here and {first_dob:date} in another list or row. Each is used where it stands. Correct "
        "the wrong one.",
    ),
    Check(
        code="ANX-SEX-UNKNOWN",
        severity=WARNING,
        title="Sex is blank or not stated",
        why="The child is in the group that is not known.",
        table=EACH,
        field="sex",
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT source, year, file, row, child, sheet FROM persons JOIN titles ON list = source
            WHERE sex IS NULL OR sex NOT IN ('a) Male', 'b) Female')""",
        says="{sheet:text} does not say whether the child is male or female, so they are in the group not known. Fill it in if known.",
    ),
    Check(
        code="ANX-SEX-DIFFERS",
        severity=WARNING,
        title="A child is of one sex in one list and of another in the next",
        why="The child is in another group in each.",
        table=EACH,
        field="sex",
        measures=changes.EVERYTHING,
        see=(),
        find="""
            SELECT source, year, file, row, child, sex, first_sex FROM (
                SELECT *, first(sex) OVER (PARTITION BY as_at, child ORDER BY source, row) AS first_sex FROM persons
                WHERE sex IN ('a) Male', 'b) Female'))
            WHERE sex <> first_sex""",
        says="Sex is {sex} here and {first_sex} in another list or row. Each is used where it stands. Correct the wrong one.",
    ),
)
