"""Temporary stays (T0 to T4): their length, and what comes before and after them."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import NOTE, WARNING, Check

CHECKS = (
    Check(
        code="TEMP-TOO-LONG",
        severity=WARNING,
        title="Temporary stay longer than its code allows",
        why="A longer stay is a placement of its own and would count as a move.",
        table="episodes",
        field="DEC",
        measures=(*changes.MOVES, *changes.HOMES),
        see=("375", "376", "379"),
        find="""
            SELECT chain.*, coalesce(ends, year_end(newest_year())) - decom AS days, longest FROM chain
            JOIN (VALUES ('T1', 42), ('T3', 21), ('T4', 7)) AS limits(code, longest) ON limits.code = place
            WHERE coalesce(ends, year_end(newest_year())) - decom > longest""",
        says="PLACE {place} is for at most {longest} days, but the stay that began on {decom:date} lasts {days}. It is counted "
        "as part of the placement it interrupts. Correct the dates, or give the code of the new home.",
    ),
    Check(
        code="TEMP-HOLIDAYS",
        severity=WARNING,
        title="More than two stays within a year while carers are on holiday",
        why="Further stays are placements of their own and would count as moves.",
        table="episodes",
        field="PLACE",
        measures=changes.MOVES,
        see=("377",),
        find="""
            SELECT * FROM (SELECT *, lag(decom, 2) OVER (PARTITION BY child ORDER BY decom) AS first_of_three
                FROM chain WHERE NOT short_break AND place = 'T3')
            WHERE decom < first_of_three + INTERVAL 12 MONTH""",
        says="This is the third T3 stay since {first_of_three:date}; T3 is for at most two in twelve months. It is counted as "
        "part of the placement it interrupts. Give the code of the home if it was one.",
    ),
    Check(
        code="TEMP-STARTS-CARE",
        severity=WARNING,
        title="Care starts in a temporary stay",
        why="A temporary stay interrupts a home; at the start of care there is none yet.",
        table="episodes",
        field="PLACE",
        measures=(*changes.MOVES, *changes.HOMES),
        see=("380",),
        find="SELECT * FROM chain WHERE NOT short_break AND rne = 'S' AND NOT goes_on AND is_temporary(place)",
        says="Care starts on {decom:date} in PLACE {place}, a temporary stay. It is counted as a placement of its own, of type "
        "other. Give the code of the first home.",
    ),
    Check(
        code="TEMP-ENDS-CARE",
        severity=WARNING,
        title="Care ends in a temporary stay",
        why="A child leaves from a home; the return to it, or the reason, may be missing.",
        table="episodes",
        field="PLACE",
        measures=(*changes.ENDS, *changes.HOMES),
        see=("381",),
        find="SELECT * FROM chain WHERE NOT short_break AND is_temporary(place) AND dec IS NOT NULL AND rec <> 'X1'",
        says="Care ends on {dec:date} (REC {rec}) in PLACE {place}, a temporary stay. Add the return home, or correct PLACE.",
    ),
    Check(
        code="TEMP-NO-RETURN",
        severity=NOTE,
        title="No return home after a temporary stay",
        why="A stay that does not end in the same home was a move.",
        table="episodes",
        field="PLACE",
        measures=changes.MOVES,
        see=("383",),
        find="""
            SELECT * FROM chain WHERE NOT short_break AND goes_on AND is_temporary(prior_place) AND NOT is_temporary(place)
                AND prior_home IS NOT NULL AND NOT is_temporary(prior_home) AND same_code(place) <> same_code(prior_home)
                AND rne NOT IN ('L', 'T', 'U')""",
        says="After the temporary stay ({prior_place}) the child went to PLACE {place} on {decom:date}, not back to "
        "{prior_home}. It is counted as a new placement. Check PLACE; where the stay was a move, give it the code of the "
        "home.",
    ),
)
