"""How episodes follow each other: an episode ended with X1 is followed by another on that day, and no other is."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

# Care may turn into a series of short breaks and back; such a turn is not a break in the chain.
NOT_TURNED_TO_SHORT_BREAK = """
    NOT EXISTS (FROM breaks WHERE breaks.child = chain.child AND breaks.decom = chain.{day})"""
FROM_SHORT_BREAK = """
    EXISTS (FROM breaks WHERE breaks.child = chain.child AND breaks.dec = chain.decom)"""
FIRST_WITHOUT_START = f"NOT short_break AND prior_decom IS NULL AND rne <> 'S' AND NOT ({FROM_SHORT_BREAK})"
# Nothing is amiss with a child who was in care before anybody loaded a return.
BEFORE_FIRST_RETURN = "first_seen = first_year() AND decom < year_start(first_year())"

CHECKS = (
    Check(
        code="CHAIN-GAP",
        severity=ERROR,
        title="Gap after an episode that says care goes on",
        why="X1 says the next episode begins that day. The gap ends the period of care, which then counts as a new one.",
        table="episodes",
        field="DECOM",
        measures=changes.EVERYTHING_IN_CARE,
        see=("388", "433"),
        find=f"""
            SELECT * FROM chain WHERE NOT short_break AND prior_rec = 'X1' AND prior_dec < decom
                AND {NOT_TURNED_TO_SHORT_BREAK.format(day="prior_dec")}""",  # noqa: S608
        says="The episode before this one ended on {prior_dec:date} with REC X1, care goes on, but this one starts only "
        "on {decom:date}. The child is counted as not looked after in between. Correct the dates, add the missing "
        "episode, or give the REC with which care ended.",
    ),
    Check(
        code="CHAIN-NO-NEXT",
        severity=ERROR,
        title="Episode says care goes on, but no other follows",
        why="Care stops being counted that day, and the child is not counted as having left.",
        table="episodes",
        field="REC",
        measures=changes.EVERYTHING_IN_CARE,
        see=("388",),
        find=f"""
            SELECT * FROM chain WHERE NOT short_break AND rec = 'X1' AND dec IS NOT NULL AND next_decom IS NULL
                AND {NOT_TURNED_TO_SHORT_BREAK.format(day="dec")}""",  # noqa: S608
        says="The episode ended on {dec:date} with REC X1, care goes on, but no later episode is in the return. The child "
        "is counted as not looked after from that day. Add the next episode, or give the REC with which care ended.",
    ),
    Check(
        code="CHAIN-LEFT-NOT-S",
        severity=ERROR,
        title="Care had ended, but the next episode does not start a new one",
        why="After leaving care the next episode begins with RNE S; without it the start is not counted.",
        table="episodes",
        field="RNE",
        measures=(*changes.STARTS, *changes.ENDS, *changes.STABILITY, *changes.IN_TIME),
        see=("432",),
        find=f"""
            SELECT * FROM chain WHERE NOT short_break AND prior_rec <> 'X1' AND prior_dec <= decom AND rne <> 'S'
                AND NOT ({FROM_SHORT_BREAK})""",  # noqa: S608
        says="Care ended on {prior_dec:date} with REC {prior_rec}, but the next episode, on {decom:date}, has RNE {rne} "
        "instead of S. It is not counted as a start. Correct RNE, or the REC before it.",
    ),
    Check(
        code="CHAIN-LEFT-SAME-DAY",
        severity=WARNING,
        title="Left care and came back on the same day",
        why="Where nothing but the home or the legal status changed, an end and a start are counted too many.",
        table="episodes",
        field="DECOM",
        measures=(*changes.STARTS, *changes.ENDS, *changes.STABILITY, *changes.IN_TIME),
        see=("431",),
        find="SELECT * FROM chain WHERE NOT short_break AND prior_rec <> 'X1' AND prior_dec = decom AND rne = 'S'",
        says="Care ended on {decom:date} with REC {prior_rec} and started again that day. If the child never left, use "
        "REC X1 and the RNE for what changed.",
    ),
    Check(
        code="CHAIN-START-WITHIN",
        severity=ERROR,
        title="Start of care in the middle of a period of care",
        why="The episode counts as a start though the child never left.",
        table="episodes",
        field="RNE",
        measures=(*changes.STARTS, *changes.MOVES, *changes.HEALTH),
        see=("431",),
        find="SELECT * FROM chain WHERE NOT short_break AND goes_on AND rne = 'S'",
        says="This episode has RNE S, start of care, but the one before it ended that day, {decom:date}, with REC X1, care "
        "goes on. It is counted as a start. Give the RNE for what changed, or the REC with which care ended.",
    ),
    Check(
        code="CHAIN-START-UNKNOWN",
        severity=NOTE,
        title="Care began before the first return loaded",
        why="The true start is not in the returns; the first date known is used as the latest it can be.",
        table="episodes",
        field="RNE",
        measures=(*changes.STABILITY, *changes.IN_TIME, *changes.JOURNEY),
        see=("357",),
        find=f"""
            SELECT first_seen AS year, min(file) AS file, NULL AS row, NULL AS child, count(*) AS children FROM chain
            WHERE {FIRST_WITHOUT_START} AND {BEFORE_FIRST_RETURN} GROUP BY first_seen""",  # noqa: S608
        says="For {children:count} children the first episode in the first return loaded is not a start of care (RNE S), so when "
        "care began is not known. The first day known is used as the latest possible start; an adoption that ends such care "
        "is left out of A1, A10 and A2. Load earlier returns if you have them.",
    ),
    Check(
        code="CHAIN-NO-START",
        severity=WARNING,
        title="First episode of a child does not start care",
        why="Without RNE S the start is not counted, and how long the child has been in care is not known.",
        table="episodes",
        field="RNE",
        measures=(*changes.STARTS, *changes.STABILITY, *changes.IN_TIME, *changes.JOURNEY),
        see=("357", "NoE", "562"),
        find=f"SELECT * FROM chain WHERE {FIRST_WITHOUT_START} AND NOT ({BEFORE_FIRST_RETURN})",  # noqa: S608
        says="The child's first episode, on {decom:date}, has RNE {rne} instead of S. That day is used as the latest "
        "possible start of care, and not counted as a start. Add the earlier episodes, or correct RNE.",
    ),
    Check(
        code="CHAIN-FROM-SHORT-BREAK",
        severity=NOTE,
        title="Short breaks turned into care",
        why="Short breaks are left out of every figure, so care begins here, on a start that is not known.",
        table="episodes",
        field="RNE",
        measures=(*changes.STARTS, *changes.STABILITY, *changes.IN_TIME),
        see=(),
        find=f"SELECT * FROM chain WHERE NOT short_break AND NOT goes_on AND rne <> 'S' AND {FROM_SHORT_BREAK}",  # noqa: S608
        says="A series of short breaks (LS V3 or V4) turned into care under LS {ls} on {decom:date}. Care is counted from "
        "that day, but not as a start. Use REC other than X1 and RNE S if care truly started.",
    ),
)
