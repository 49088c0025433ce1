"""Who the child is: header rows, dates of birth, the same child under two numbers."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, NOTE, WARNING, Check

OTHER_TABLES = (
    "episodes",
    "reviews",
    "uasc",
    "oc2",
    "oc3",
    "ad1",
    "placed_for_adoption",
    "previous_permanence",
    "missing",
    "sw_episodes",
    "dolo",
)
TABLES_WITH_DOB = tuple(name for name in OTHER_TABLES if name != "episodes")
# Tables that speak of a child in care: rows in them without any episode make no sense.
TABLES_OF_CHILDREN_IN_CARE = ("reviews", "uasc", "oc2", "ad1", "placed_for_adoption", "missing")


def _rows_of(names: tuple[str, ...], columns: str) -> str:
    return " UNION ALL ".join(f"SELECT '{name}' AS source, {columns} FROM {name}" for name in names)  # noqa: S608


# The first row of a child: in the earliest year, in the table that comes first by name.
FIRST_ROW = "QUALIFY row_number() OVER (PARTITION BY {per} ORDER BY year, source) = 1"


CHECKS = (
    Check(
        code="CHI-NO-ID",
        severity=ERROR,
        title="Row without a child id",
        why="A row that belongs to nobody cannot be joined to a history, so it is not counted.",
        table=EACH,
        field="CHILD",
        measures=changes.EVERYTHING,
        see=("INT03",),
        find=f"SELECT * FROM ({_rows_of(('header', *OTHER_TABLES), 'year, file, row, child')}) WHERE child IS NULL",  # noqa: S608
        says="This row has no child id, so it is left out of every figure. Fill in CHILD.",
    ),
    Check(
        code="CHI-NO-HEADER",
        severity=ERROR,
        title="Child without a header row in any year",
        why="Age, sex and ethnic group come from the header; without one the child is in no age group.",
        table=EACH,
        field="CHILD",
        measures=changes.AGE,
        see=("INT01", "INT02", "INT03", "INT04", "INT05", "INT06", "INT07", "INT08", "INT09"),
        find=f"""
            SELECT * FROM appearances ANTI JOIN people USING (child) WHERE source <> 'header' AND EXISTS (FROM header)
            {FIRST_ROW.format(per="child")}""",  # noqa: S608
        says="This child has rows in {source} but none in the header of any year loaded. Age, sex and ethnic group "
        "are counted as not known. Add the child to the header of {year}.",
    ),
    Check(
        code="CHI-HEADER-ABSENT",
        severity=NOTE,
        title="Child missing from the header of one year",
        why="The header of another year is used, which may be out of date.",
        table=EACH,
        field="CHILD",
        measures=changes.AGE,
        see=("INT03", "INT08"),
        find=f"""
            SELECT appearances.*, people.year AS known FROM appearances JOIN people USING (child)
            ANTI JOIN (SELECT child, year FROM appearances WHERE source = 'header') AS that_year
                ON that_year.child = appearances.child AND that_year.year = appearances.year
            WHERE source <> 'header' AND appearances.year IN (SELECT year FROM loaded WHERE source = 'header')
            {FIRST_ROW.format(per="appearances.child, appearances.year").replace("year,", "appearances.year,")}""",  # noqa: S608
        says="This child has rows in {source} of {year} but none in that year's header; the header of {known} is used. "
        "Add the child to the header of {year}.",
    ),
    Check(
        code="CHI-HEADER-ONLY",
        severity=NOTE,
        title="Header row with nothing else in the year",
        why="A child in the header and nowhere else may have lost their episodes on the way.",
        table="header",
        field="CHILD",
        measures=changes.NUMBER,
        see=("EPI",),
        find="""
            SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY child, year) AS tables FROM appearances)
            WHERE source = 'header' AND tables = 1 AND year IN (SELECT year FROM loaded WHERE source = 'episodes')""",
        says="This child is in the header of {year} but in no other table of that year. Add the missing episodes, or "
        "take the child out of the header.",
    ),
    Check(
        code="CHI-NO-EPISODES",
        severity=WARNING,
        title="Rows about a child in care who has no episode in any year",
        why="Only episodes make a child looked after; the other rows are left out of the figures.",
        table=EACH,
        field="CHILD",
        measures=(*changes.NUMBER, *changes.REVIEWS, *changes.HEALTH, *changes.ADOPTIONS, *changes.MISSING),
        see=("1012", "1014"),
        find=f"""
            SELECT * FROM appearances
            ANTI JOIN (SELECT child FROM appearances WHERE source = 'episodes') AS with_episodes USING (child)
            WHERE source IN {TABLES_OF_CHILDREN_IN_CARE} AND EXISTS (FROM episodes)
            {FIRST_ROW.format(per="child")}""",  # noqa: S608
        says="This child has a row in {source} but no episode in any return loaded, and so is not counted. Add the "
        "child's episodes, or remove this row.",
    ),
    Check(
        code="CHI-DOB-MISSING",
        severity=ERROR,
        title="No date of birth",
        why="Without one the child has no age, and drops out of every figure that asks for one.",
        table="header",
        field="DOB",
        measures=changes.AGE,
        see=("102",),
        find="""
            SELECT people.* FROM people WHERE dob IS NULL AND NOT EXISTS (
                FROM garbled WHERE source = 'header' AND field = 'DOB'
                    AND garbled.child = people.child AND garbled.year = people.year)""",
        says="The newest header row of this child, {year}, has no date of birth, so the age is not known. Fill in DOB.",
    ),
    Check(
        code="CHI-DOB-FUTURE",
        severity=ERROR,
        title="Born after the end of the collection year",
        why="A child who was not born yet cannot have been looked after; every age is wrong.",
        table="header",
        field="DOB",
        measures=changes.AGE,
        see=("301",),
        find="SELECT *, year_end(year) AS last_day FROM people WHERE dob > year_end(year)",
        says="The date of birth, {dob:date}, is after {last_day:date}, the last day of the return. Correct DOB.",
    ),
    Check(
        code="CHI-DOB-AFTER-CARE",
        severity=ERROR,
        title="Care began before birth",
        why="The date of birth or the start is wrong, and with it every age.",
        table="episodes",
        field="DECOM",
        measures=changes.AGE,
        see=("302",),
        find="""
            SELECT * FROM chain WHERE decom < dob AND dob <= year_end(newest_year())
            QUALIFY row_number() OVER (PARTITION BY child ORDER BY decom) = 1""",
        says="The first episode starts on {decom:date}, before the child was born on {dob:date}. Correct DECOM, or DOB "
        "in the header.",
    ),
    Check(
        code="CHI-DOB-DIFFERS",
        severity=ERROR,
        title="Date of birth differs between tables of one return",
        why="The header is used; if the other table is right, the age is wrong.",
        table=EACH,
        field="DOB",
        measures=changes.AGE,
        see=("INT11", "INT12", "INT13", "INT14", "INT15", "INT16", "INT17", "INT18"),
        find=f"""
            SELECT rows.*, header.dob AS known FROM ({_rows_of(TABLES_WITH_DOB, "year, file, row, child, dob")}) AS rows
            JOIN header ON header.child = rows.child AND header.year = rows.year
            WHERE rows.dob <> header.dob
            QUALIFY row_number() OVER (PARTITION BY rows.child, rows.year, source
                ORDER BY rows.file, rows.row, header.file DESC, header.row DESC) = 1""",  # noqa: S608
        says="The date of birth here is {dob:date}, in the header of {year} it is {known:date}; the header is used. "
        "Correct the one that is wrong.",
    ),
    Check(
        code="CHI-DOB-CHANGED",
        severity=WARNING,
        title="Date of birth differs from the year before",
        why="The newest header is used for every year, so earlier ages change too.",
        table="header",
        field="DOB",
        measures=changes.AGE,
        see=("203",),
        find="SELECT * FROM headers WHERE was_year < year AND dob <> was_dob",
        says="The date of birth is {dob:date}; in the header of {was_year} it was {was_dob:date}. The newest header is used "
        "for all years. Check which one is right.",
    ),
    Check(
        code="CHI-SEX-CHANGED",
        severity=WARNING,
        title="Sex differs from the year before",
        why="The newest header is used for every year, so earlier figures by sex change too.",
        table="header",
        field="SEX",
        measures=changes.NUMBER,
        see=("202",),
        find="""
            SELECT * FROM headers
            WHERE was_year < year AND was_sex IN ('M', 'F') AND read_sex IS DISTINCT FROM was_sex""",
        says="SEX is {sex}; in the header of {was_year} it was {was_sex}. The newest header is used for all years. Check "
        "which one is right.",
    ),
    Check(
        code="CHI-ETHNIC-CHANGED",
        severity=NOTE,
        title="Ethnic group differs from the year before",
        why="The newest header is used for every year, so earlier figures by ethnic group change too.",
        table="header",
        field="ETHNIC",
        measures=changes.NUMBER,
        see=("204",),
        find="""
            SELECT * FROM headers
            WHERE was_year < year AND was_ethnic NOT IN ('NOBT', 'REFU') AND ethnic IS DISTINCT FROM was_ethnic""",
        says="ETHNIC is {ethnic}; in the header of {was_year} it was {was_ethnic}. The newest header is used for all years. "
        "Check which one is right.",
    ),
    Check(
        code="CHI-UPN-SHARED",
        severity=WARNING,
        title="Two children with the same pupil number",
        why="It may be one child under two ids, who is then counted twice.",
        table="header",
        field="UPN",
        measures=changes.EVERYTHING_IN_CARE,
        see=("444",),
        find="""
            SELECT header.*, other FROM header JOIN (
                SELECT year, upn, min(child) AS other FROM header WHERE length(upn) > 3 AND child IS NOT NULL
                GROUP BY ALL HAVING count(DISTINCT child) > 1) USING (year, upn)
            WHERE child <> other""",
        says="This child has the same pupil number as child {other}. If they are one child, give both the same id; if "
        "not, correct UPN.",
    ),
)
