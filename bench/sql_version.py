"""The first measures in hand-written DuckDB SQL, straight from the yearly returns.

The statements are in `sql/`, in the order of their names; the rules are methodology D2 to D17.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import duckdb
import holidays
import pyarrow as pa

STATEMENTS = Path(__file__).with_name("sql")
FIELDS = {
    "episodes": "child decom rne ls place place_provider dec rec home_post pl_post pl_distance",
    "header": "child sex dob ethnic",
    "uasc": "child duc",
    "ad1": "child date_match",
    "reviews": "child review review_code",
    "missing": "child missing mis_start",
    "oc2": "child sdq_score immunisations teeth_check health_assessment substance_misuse intervention_received",
    "oc3": "child dob in_touch activ accom",
}


def figures(
    folder: Path,
    as_at: Sequence[date],
    population: Mapping[int, int] | None = None,
    postcodes: Path | None = None,
    memory_limit: str | None = None,
) -> pa.Table:
    """Every first measure with all its breakdowns on each day, one row per figure.

    `population` is children aged 0 to 17 by mid-year; without it there is no rate per 10,000.
    `postcodes` is a Parquet file of postcode, easting and northing (metres); without it distances
    that the return does not give are not known. `memory_limit` is DuckDB's, such as "1GB".
    """
    with duckdb.connect() as database:
        if memory_limit:
            database.execute("SET memory_limit = ?", [memory_limit])
        for name, fields in FIELDS.items():
            read_table(database, folder, name, fields.split())
        known = years_given(folder) or [0]
        database.execute(
            "CREATE TEMP TABLE load AS SELECT ? AS first_year, ? AS newest_year", [known[0], known[-1]]
        )
        database.execute("CREATE TEMP TABLE population(year INT, people DOUBLE)")
        if population:
            database.executemany("INSERT INTO population VALUES (?, ?)", list(population.items()))
        name_postcodes(database, postcodes)
        name_days(database, as_at)
        name_working_days(database, known)
        for path in sorted(STATEMENTS.glob("*.sql")):
            database.execute(path.read_text(encoding="utf-8"))
        return database.execute("FROM figures").to_arrow_table()


def years_given(folder: Path) -> list[int]:
    """The collection years of which any file, of whatever table, has a row."""
    found = set()
    for path in folder.glob("[0-9][0-9][0-9][0-9]/*.csv"):
        with path.open(encoding="utf-8-sig") as file:
            if len(list(islice(file, 2))) == 2:
                found.add(int(path.parent.name))
    return sorted(found)


def read_table(database: duckdb.DuckDBPyConnection, folder: Path, name: str, fields: list[str]) -> None:
    """Read every year's file of one table into raw_<name>, rows numbered in the order of the files."""
    paths = sorted(folder.glob(f"[0-9][0-9][0-9][0-9]/{name}.csv"))
    selects = [select_of(path, fields) for path in paths] or [
        f"SELECT 0 AS year, {', '.join(f'NULL::VARCHAR AS {field}' for field in fields)} LIMIT 0"
    ]
    database.execute(f"CREATE TEMP TABLE raw_{name} AS {' UNION ALL '.join(selects)}")


def select_of(path: Path, fields: list[str]) -> str:
    """The select that reads `fields` of one file as text, whatever the order and case of its headings."""
    with path.open(encoding="utf-8-sig") as file:
        headings = [heading.strip().strip('"').lower() for heading in file.readline().split(",")]
    columns = ", ".join(f"'{heading}': 'VARCHAR'" for heading in headings)
    wanted = ", ".join(field if field in headings else f"NULL::VARCHAR AS {field}" for field in fields[1:])
    return (
        f"SELECT {int(path.parent.name)} AS year, trim(child) AS child, {wanted}"
        f" FROM read_csv('{path}', columns = {{{columns}}},"
        " auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"') WHERE trim(child) <> ''"
    )


def name_postcodes(database: duckdb.DuckDBPyConnection, postcodes: Path | None) -> None:
    source = (
        f"read_parquet('{postcodes}')"
        if postcodes
        else "(SELECT '' AS postcode, 0 AS easting, 0 AS northing LIMIT 0)"
    )
    database.execute(f"CREATE TEMP VIEW postcodes AS SELECT postcode, easting, northing FROM {source}")


def name_days(database: duckdb.DuckDBPyConnection, as_at: Sequence[date]) -> None:
    """The as-at days, numbered, with everything that is counted from them, and the index of dates into them."""
    database.register("given", pa.table({"as_at": pa.array(sorted(set(as_at)), pa.date32())}))
    database.execute(
        """
        CREATE TEMP TABLE days AS
        SELECT row_number() OVER (ORDER BY as_at) - 1 AS day_no, as_at,
               (as_at - INTERVAL 12 MONTH)::DATE + 1 AS year_start,
               (as_at - INTERVAL 36 MONTH)::DATE + 1 AS three_years_start,
               (as_at - INTERVAL 24 MONTH)::DATE AS months_24_before,
               (as_at - INTERVAL 30 MONTH)::DATE AS months_30_before,
               year(as_at)::INT AS on_year, (month(as_at) * 100 + day(as_at))::INT AS on_day,
               month(as_at) = 3 AND day(as_at) = 31 AS is_year_end
        FROM given;
        CREATE TEMP TABLE date_index AS
        WITH dates AS (
            SELECT unnest(generate_series(min(three_years_start) - 1, max(as_at) + 1, INTERVAL 1 DAY))::DATE AS day
            FROM days
        )
        SELECT day,
               (SELECT count(*) FROM days WHERE as_at < day) AS from_day,
               (SELECT count(*) FROM days WHERE year_start <= day) AS year_until,
               (SELECT count(*) FROM days WHERE three_years_start <= day) AS three_until
        FROM dates;
        SET VARIABLE first_indexed = (SELECT min(day) FROM date_index);
        SET VARIABLE last_indexed = (SELECT max(day) FROM date_index);
        """
    )


def name_working_days(database: duckdb.DuckDBPyConnection, years: list[int]) -> None:
    """England's working days, numbered, and for every day how many there were up to it."""
    first, last = date(years[0] - 1, 4, 1) if years[0] else date(2000, 1, 1), date(years[-1] + 3, 12, 31)
    free = holidays.country_holidays("GB", subdiv="ENG", years=range(first.year, last.year + 1))
    days = [first + timedelta(n) for n in range((last - first).days)]
    table = pa.table({"day": days, "working": [day.weekday() < 5 and day not in free for day in days]})
    database.register("every_day", table)
    database.execute(
        "CREATE TEMP TABLE calendar AS SELECT day, working, sum(working::INT) OVER (ORDER BY day) AS working_days_to_date"
        " FROM every_day"
    )
    database.execute(
        "CREATE TEMP TABLE working_days AS SELECT day, working_days_to_date AS number FROM calendar WHERE working"
    )
