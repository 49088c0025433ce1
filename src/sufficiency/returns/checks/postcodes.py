"""Postcodes and distances: whether the distance from home can be worked out."""

from __future__ import annotations

from pathlib import Path

import duckdb

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, NOTE, WARNING, Check, quoted
from sufficiency.vocabulary.postcodes import directory as shipped_directory

NO_DISTANCE = "NOT short_break AND pl_distance IS NULL"
ON_DAY_UASC = (
    """EXISTS (FROM asylum WHERE asylum.child = chain.child AND coalesce(duc, far_off()) > chain.decom)"""
)


def prepare(duck: duckdb.DuckDBPyConnection, directory: Path | None) -> None:
    """Makes `not_in_directory`: every postcode of the return (without spaces) that the directory does not have."""
    path = quoted(str(directory or shipped_directory()))
    duck.execute(
        "CREATE TEMP TABLE postcodes AS "
        "SELECT home_post AS post FROM chain WHERE home_post IS NOT NULL "
        "UNION SELECT pl_post FROM chain WHERE pl_post IS NOT NULL"
    )
    # The directory is large and the return small: look the return's postcodes up, do not hold the directory.
    duck.execute(
        f"CREATE TEMP TABLE in_directory AS SELECT postcode AS post FROM read_parquet({path}) "  # noqa: S608
        "SEMI JOIN postcodes ON postcode = post"
    )
    duck.execute("CREATE TEMP TABLE not_in_directory AS FROM postcodes ANTI JOIN in_directory USING (post)")


CHECKS = (
    Check(
        code="POST-NO-HOME",
        severity=WARNING,
        title="No home postcode",
        why="Without it the distance is not known, and the child is never counted as over 20 miles from home.",
        table="episodes",
        field="HOME_POST",
        measures=changes.DISTANCE,
        see=("392b",),
        find=f"""
            SELECT * FROM chain WHERE {NO_DISTANCE} AND home_post IS NULL AND NOT ({ON_DAY_UASC})""",  # noqa: S608
        says="The episode starting on {decom:date} has no home postcode, so the distance is not known. Fill in HOME_POST.",
    ),
    Check(
        code="POST-NO-PLACEMENT",
        severity=WARNING,
        title="No placement postcode",
        why="Without it the distance is not known, and the child is never counted as over 20 miles from home.",
        table="episodes",
        field="PL_POST",
        measures=changes.DISTANCE,
        see=("392b",),
        find=f"""
            SELECT * FROM chain WHERE {NO_DISTANCE} AND pl_post IS NULL AND NOT ({ON_DAY_UASC})
                AND NOT is_adoptive(place) AND NOT is_temporary(place)""",  # noqa: S608
        says="The episode starting on {decom:date} in PLACE {place} has no postcode, so the distance is not known. Fill in "
        "PL_POST.",
    ),
    Check(
        code="POST-NOT-FOUND",
        severity=WARNING,
        title="Postcode not in the directory",
        why="A postcode that nobody knows has no place on the map, so the distance is not known.",
        table="episodes",
        field=EACH,
        measures=changes.DISTANCE,
        see=("392c",),
        find=f"""
            SELECT * FROM (
                SELECT year, file, row, child, decom, home_post AS post, 'HOME_POST' AS field FROM chain WHERE {NO_DISTANCE}
                UNION ALL
                SELECT year, file, row, child, decom, pl_post, 'PL_POST' FROM chain WHERE {NO_DISTANCE})
            SEMI JOIN not_in_directory USING (post)""",  # noqa: S608
        says="{field} '{post}' of the episode starting on {decom:date} is not in the postcode directory, so the distance is "
        "not known. Correct the postcode; a new one may not be listed yet.",
    ),
    Check(
        code="POST-SAME",
        severity=WARNING,
        title="Home and placement have the same postcode",
        why="The distance is then 0 miles. Only a child placed with parents lives at home.",
        table="episodes",
        field="PL_POST",
        measures=changes.DISTANCE,
        see=("392d",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND home_post = pl_post AND place <> 'P1' AND NOT is_temporary(place)""",
        says="HOME_POST and PL_POST of the episode starting on {decom:date} are both {pl_post}, but PLACE is {place}, not P1. "
        "Correct the wrong one.",
    ),
    Check(
        code="POST-SHORT-BREAK",
        severity=NOTE,
        title="Postcode of a short break",
        why="Short breaks need no postcodes and are left out of every figure.",
        table="episodes",
        field="PL_POST",
        measures=changes.DISTANCE,
        see=("214", "398"),
        find="SELECT * FROM chain WHERE short_break AND (home_post IS NOT NULL OR pl_post IS NOT NULL)",
        says="The short break (LS {ls}) that began on {decom:date} has postcodes. Leave HOME_POST and PL_POST blank.",
    ),
    Check(
        code="DIST-RANGE",
        severity=ERROR,
        title="Distance out of range",
        why="PL_DISTANCE is in miles from 0 to 999.9, where 999.9 is not known.",
        table="episodes",
        field="PL_DISTANCE",
        measures=changes.DISTANCE,
        see=("164",),
        find="SELECT * FROM chain WHERE pl_distance < 0 OR pl_distance > 999.9 OR isnan(pl_distance)",
        says="PL_DISTANCE is {pl_distance} for the episode starting on {decom:date}; it can be 0 to 999.9. Correct it, or leave "
        "it blank to have it worked out from the postcodes.",
    ),
    Check(
        code="DIST-FAR",
        severity=NOTE,
        title="Placed more than 350 miles from home",
        why="Few placements are so far away; a postcode may be wrong.",
        table="episodes",
        field="PL_DISTANCE",
        measures=changes.DISTANCE,
        see=("454",),
        find="SELECT * FROM chain WHERE pl_distance > 350 AND pl_distance < 999.9",
        says="PL_DISTANCE is {pl_distance} miles for the episode starting on {decom:date}. Check both postcodes.",
    ),
    Check(
        code="DIST-UASC",
        severity=NOTE,
        title="Distance given for an unaccompanied child",
        why="Unaccompanied children have no home in England to measure from; their distance is always counted as not known.",
        table="episodes",
        field="PL_DISTANCE",
        measures=changes.DISTANCE,
        see=("406",),
        find=f"SELECT * FROM chain WHERE NOT short_break AND pl_distance < 999.9 AND {ON_DAY_UASC}",  # noqa: S608
        says="PL_DISTANCE is {pl_distance} miles, but the child was UASC on {decom:date}. The distance is counted as not known. "
        "Leave it blank.",
    ),
)
