"""Care leavers (OC3): their age, and answers that contradict each other or the episodes (methodology D14)."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

OF_AGE = """
    SELECT oc3.*, coalesce(people.dob, oc3.dob) AS born,
        years_old(coalesce(people.dob, oc3.dob), year_end(oc3.year)) AS age FROM oc3 LEFT JOIN people USING (child)
    WHERE oc3.child IS NOT NULL"""

CHECKS = (
    Check(
        code="OC3-AGE",
        severity=WARNING,
        title="Care leaver not aged 17 to 21",
        why="The figures are of those aged 19 to 21; the date of birth may be wrong.",
        table="oc3",
        field="DOB",
        measures=changes.CARE_LEAVERS,
        see=("351", "391"),
        find=f"SELECT *, year_end(year) AS last_day FROM ({OF_AGE}) WHERE age < 17 OR age > 21",  # noqa: S608
        says="The care leaver, born on {born:date}, was {age} on {last_day:date}; OC3 asks for those of 17 to 21. Correct DOB, or "
        "remove the row.",
    ),
    Check(
        code="OC3-LOOKED-AFTER",
        severity=WARNING,
        title="Care leaver who is still looked after",
        why="A person is counted either among the children looked after or among the care leavers.",
        table="oc3",
        field="CHILD",
        measures=(*changes.CARE_LEAVERS, *changes.NUMBER),
        see=("1007",),
        find="""
            SELECT oc3.*, year_end(oc3.year) AS last_day FROM oc3 JOIN periods USING (child)
            WHERE start <= year_end(oc3.year) AND until > year_end(oc3.year)""",
        says="This care leaver has an open episode on {last_day:date} and is counted as looked after too. End the episode, or remove "
        "the OC3 row.",
    ),
    Check(
        code="OC3-BLANK",
        severity=WARNING,
        title="Care leaver with an answer left blank",
        why="A blank counts as no information, and stays in the total.",
        table="oc3",
        field="IN_TOUCH",
        measures=changes.CARE_LEAVERS,
        see=("153",),
        find="""
            SELECT *, concat_ws(', ', CASE WHEN in_touch IS NULL THEN 'IN_TOUCH' END,
                CASE WHEN activ IS NULL THEN 'ACTIV' END, CASE WHEN accom IS NULL THEN 'ACCOM' END) AS blanks
            FROM oc3 WHERE in_touch IS NULL OR activ IS NULL OR accom IS NULL""",
        says="{blanks:text} blank: it counts as no information. Fill it in, with 0 where nothing is known.",
    ),
    Check(
        code="OC3-IN-TOUCH-UNKNOWN",
        severity=WARNING,
        title="In touch, but activity or accommodation not known",
        why="The young person counts as not in education, employment or training, or not in suitable accommodation.",
        table="oc3",
        field="ACTIV",
        measures=("cl_eet_pct", "cl_suitable_accommodation_pct"),
        see=("345",),
        find="SELECT * FROM oc3 WHERE in_touch = 'YES' AND (activ = '0' OR accom = '0')",
        says="IN_TOUCH is YES, but ACTIV is {activ} and ACCOM is {accom}, where 0 is no information. Fill in what is known.",
    ),
    Check(
        code="OC3-LEFT-OUT-KNOWN",
        severity=WARNING,
        title="Died or returned home, but activity or accommodation given",
        why="Those who died or returned home are left out of all three figures; IN_TOUCH may be wrong.",
        table="oc3",
        field="IN_TOUCH",
        measures=changes.CARE_LEAVERS,
        see=("344",),
        find="SELECT * FROM oc3 WHERE in_touch IN ('DIED', 'RHOM') AND (activ <> '0' OR accom <> '0')",
        says="IN_TOUCH {in_touch} leaves the young person out of the figures, yet ACTIV is {activ} and ACCOM is {accom}. Set both to "
        "0, or correct IN_TOUCH.",
    ),
    Check(
        code="OC3-NOT-IN-TOUCH-KNOWN",
        severity=NOTE,
        title="Not in touch, but activity or accommodation known",
        why="It is counted as given; IN_TOUCH may be wrong.",
        table="oc3",
        field="IN_TOUCH",
        measures=changes.CARE_LEAVERS,
        see=("344",),
        find="SELECT * FROM oc3 WHERE in_touch IN ('NO', 'REFU', 'NREQ') AND (activ <> '0' OR accom <> '0')",
        says="IN_TOUCH is {in_touch}, yet ACTIV is {activ} and ACCOM is {accom}. They are counted as given. Check IN_TOUCH.",
    ),
    Check(
        code="OC3-DIED-BEFORE",
        severity=ERROR,
        title="Care leaver who died in an earlier return",
        why="One of the two returns is wrong, and the young person is counted again.",
        table="oc3",
        field="IN_TOUCH",
        measures=changes.CARE_LEAVERS,
        see=("348",),
        find="""
            SELECT oc3.*, died FROM oc3
            JOIN (SELECT child, min(year) AS died FROM oc3 WHERE in_touch = 'DIED' GROUP BY child) AS deaths USING (child)
            WHERE oc3.year > died AND in_touch IS DISTINCT FROM 'DIED'""",
        says="The return of {died} says that this young person died, but IN_TOUCH is {in_touch} in {year}. Correct the one that is "
        "wrong.",
    ),
    Check(
        code="OC3-DIED-IN-CARE",
        severity=ERROR,
        title="Care leaver who died in care",
        why="The episodes end with the child's death; one of the two is wrong.",
        table="oc3",
        field="CHILD",
        measures=(*changes.CARE_LEAVERS, *changes.ENDS),
        see=("1000",),
        find="SELECT oc3.*, dec FROM oc3 JOIN chain USING (child) WHERE rec = 'E2' AND dec IS NOT NULL AND NOT short_break",
        says="The child's episode ended on {dec:date} with REC E2, died, but there is a care leaver's row in {year}. Remove the row, or "
        "correct REC.",
    ),
    Check(
        code="OC3-NEVER-IN-CARE",
        severity=WARNING,
        title="Care leaver who is in no return since the age of 14",
        why="Care leavers were in care after 14; the child id may differ from that of the episodes.",
        table="oc3",
        field="CHILD",
        measures=changes.CARE_LEAVERS,
        see=("1002",),
        find=f"""
            SELECT * FROM ({OF_AGE}) AS aged ANTI JOIN (SELECT DISTINCT child FROM episodes) USING (child)
            WHERE years_old(born, year_start(first_year()) - 1) < 14""",  # noqa: S608
        says="No return since {born:date} plus 14 years has an episode of this care leaver. Check that CHILD is the id used in the "
        "episodes.",
    ),
    Check(
        code="OC3-MOVED-AUTHORITY",
        severity=NOTE,
        title="Care leaver whose care another authority took over",
        why="The other authority counts the young person.",
        table="oc3",
        field="CHILD",
        measures=changes.CARE_LEAVERS,
        see=("1011",),
        find="""
            SELECT oc3.*, dec FROM oc3 JOIN chain USING (child)
            WHERE rec = 'E3' AND dec IS NOT NULL AND next_decom IS NULL AND NOT short_break""",
        says="Care ended on {dec:date} with REC E3, taken over by another authority, which counts this care leaver. Remove the row, or "
        "correct REC.",
    ),
)
