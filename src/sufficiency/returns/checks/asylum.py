"""Unaccompanied asylum-seeking children (UASC): the UASC table against the rest of the return."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="UASC-SEX",
        severity=ERROR,
        title="Sex differs between the UASC table and the header",
        why="The header is used; if the UASC table is right, figures by sex are wrong.",
        table="uasc",
        field="SEX",
        measures=changes.NUMBER,
        see=("INT21",),
        find="""
            SELECT uasc.*, header.sex AS known FROM uasc JOIN header USING (child, year)
            WHERE replace(replace(uasc.sex, '1', 'M'), '2', 'F') <> replace(replace(header.sex, '1', 'M'), '2', 'F')
                AND uasc.sex IN ('M', 'F', 'U', '1', '2') AND header.sex IN ('M', 'F', 'U', '1', '2')""",
        says="SEX here is {sex}, in the header of {year} it is {known}; the header is used. Correct the one that is wrong.",
    ),
    Check(
        code="UASC-DUC-LATE",
        severity=WARNING,
        title="Counted as UASC after the 18th birthday",
        why="Nobody is an unaccompanied child after 18.",
        table="uasc",
        field="DUC",
        measures=changes.DISTANCE,
        see=("304",),
        find="""
            SELECT asylum.*, of_age FROM asylum JOIN people USING (child) WHERE duc > of_age""",
        says="DUC is {duc:date}, after the 18th birthday on {of_age:date}. End it on the birthday or before.",
    ),
    Check(
        code="UASC-DUC-EARLY",
        severity=WARNING,
        title="Stopped being UASC before care began",
        why="The child is then never counted as UASC; distances are counted as for other children.",
        table="uasc",
        field="DUC",
        measures=changes.DISTANCE,
        see=("205B",),
        find="""
            SELECT asylum.*, care.start FROM asylum JOIN (
                SELECT child, min(start) AS start FROM periods GROUP BY child) AS care USING (child)
            WHERE duc < care.start""",
        says="DUC is {duc:date}, before the child's first day in care, {start:date}. Correct DUC, or remove the row.",
    ),
    Check(
        code="UASC-DUC-AFTER-CARE",
        severity=NOTE,
        title="Stopped being UASC after leaving care",
        why="DUC should be no later than the day care ended.",
        table="uasc",
        field="DUC",
        measures=changes.DISTANCE,
        see=("205B",),
        find="""
            SELECT asylum.*, care.ends FROM asylum JOIN people USING (child) JOIN (
                SELECT child, max(ends) AS ends FROM periods GROUP BY child
                HAVING count(*) FILTER (ends IS NULL) = 0) AS care USING (child)
            WHERE duc > care.ends AND duc <= of_age""",
        says="DUC is {duc:date}, after care ended on {ends:date}. Check DUC, or DEC of the last episode.",
    ),
    Check(
        code="UASC-DROPPED",
        severity=WARNING,
        title="UASC in an earlier return, not in the later one",
        why="The child's last UASC row is used, so the child is still counted as UASC.",
        table="uasc",
        field="CHILD",
        measures=changes.DISTANCE,
        see=("205A",),
        find="""
            SELECT asylum.*, last_year FROM asylum JOIN last_returns USING (child) JOIN people USING (child)
            WHERE asylum.year < last_year AND (duc IS NULL OR duc > year_start(last_year))
                AND of_age > year_start(asylum.year + 1)
                AND last_year IN (SELECT year FROM uasc)""",
        says="This child was UASC in the return of {year}, with no DUC before the return of {last_year} began, but has "
        "episodes in {last_year} and no UASC row. The child is still counted as UASC. Add the row, or fill in DUC.",
    ),
    Check(
        code="UASC-YOUNG",
        severity=NOTE,
        title="Unaccompanied child under 11",
        why="Few unaccompanied children are so young: the date of birth may be wrong.",
        table="uasc",
        field="DOB",
        measures=changes.AGE,
        see=("231",),
        find="""
            SELECT asylum.*, people.dob, years_old(people.dob, year_end(asylum.year)) AS age
            FROM asylum JOIN people USING (child)
            WHERE age < 11 AND people.dob <= year_end(asylum.year)""",
        says="This unaccompanied child, born on {dob:date}, was {age} at the end of {year}. Check DOB.",
    ),
)
