"""Adoption: the order of the dates, and the AD1 table against the episodes (methodology D11, D12)."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

# Findings about the dates of an adoption belong to its AD1 row.
IN_AD1 = "SELECT * EXCLUDE (year, file, row), ad1_year AS year, ad1_file AS file, ad1_row AS row FROM journeys WHERE has_ad1"

CHECKS = (
    Check(
        code="ADOPT-NO-AD1",
        severity=WARNING,
        title="Adopted, but no AD1 row",
        why="The day of the match comes from AD1; without it the child is left out of A2.",
        table="episodes",
        field="REC",
        measures=changes.TO_MATCH,
        see=("601",),
        find="SELECT * FROM journeys WHERE NOT has_ad1",
        says="The child was adopted on {adopted_on:date} but has no AD1 row in any return, and is left out of A2. Add the child "
        "to AD1.",
    ),
    Check(
        code="ADOPT-NO-MATCH",
        severity=WARNING,
        title="Adopted, but no day of the match",
        why="Without it the child is left out of A2.",
        table="ad1",
        field="DATE_MATCH",
        measures=changes.TO_MATCH,
        see=("151", "601"),
        find=f"{IN_AD1} AND date_match IS NULL",
        says="The child was adopted on {adopted_on:date}, but AD1 has no day of the match. The child is left out of A2. Fill in "
        "DATE_MATCH.",
    ),
    Check(
        code="ADOPT-NOT-ADOPTED",
        severity=WARNING,
        title="AD1 row, but no adoption",
        why="Adoptions are counted from REC E11 and E12; a missing or wrong REC loses one.",
        table="ad1",
        field="CHILD",
        measures=(*changes.ADOPTIONS, "ceased_adopted_pct", *changes.JOURNEY),
        see=("602",),
        find="""
            SELECT ad1.* FROM ad1 ANTI JOIN journeys USING (child) JOIN (SELECT DISTINCT child FROM episodes) AS known
                USING (child)
            QUALIFY row_number() OVER (PARTITION BY ad1.child ORDER BY ad1.year DESC, ad1.file DESC, ad1.row DESC) = 1""",
        says="This child is in AD1 of {year}, but no episode ends with REC E11 or E12, so no adoption is counted. Correct REC "
        "of the last episode, or remove the row.",
    ),
    Check(
        code="ADOPT-MATCH-BEFORE-DECISION",
        severity=ERROR,
        title="Matched before it was decided that the child should be adopted",
        why="One of the two dates is wrong; A2 is measured to the match.",
        table="ad1",
        field="DATE_MATCH",
        measures=changes.TO_MATCH,
        see=("333",),
        find="SELECT * FROM ad1 WHERE child IS NOT NULL AND date_match < date_int",
        says="DATE_MATCH {date_match:date} is before DATE_INT {date_int:date}. Correct the one that is wrong; until then A2 uses "
        "DATE_MATCH as it is.",
    ),
    Check(
        code="ADOPT-MATCH-AFTER-PLACED",
        severity=ERROR,
        title="Matched after moving in with the adopters",
        why="The match comes first. One of the two dates is wrong, and with it A1, A10 or A2.",
        table="ad1",
        field="DATE_MATCH",
        measures=changes.JOURNEY,
        see=("331",),
        find=f"{IN_AD1} AND date_match > placed AND date_match < adopted_on",
        says="The child was matched on {date_match:date}, after moving in with the adopters on {placed:date}. The child stays in "
        "the averages with these dates. Correct DATE_MATCH, or DECOM of the adoptive placement.",
    ),
    Check(
        code="ADOPT-MATCH-AFTER-ORDER",
        severity=ERROR,
        title="Matched on or after the day of the adoption",
        why="The match comes long before the adoption order.",
        table="ad1",
        field="DATE_MATCH",
        measures=changes.TO_MATCH,
        see=("331", "582"),
        find=f"{IN_AD1} AND date_match >= adopted_on",
        says="The child was matched on {date_match:date}, but adopted on {adopted_on:date}. The child stays in the averages with "
        "these dates. Correct DATE_MATCH, or DEC of the last episode.",
    ),
    Check(
        code="ADOPT-MATCH-BEFORE-PLACEMENT-ORDER",
        severity=WARNING,
        title="Matched before the placement order",
        why="A2 runs from the placement order to the match; a match before it counts as 0 days.",
        table="ad1",
        field="DATE_MATCH",
        measures=changes.TO_MATCH,
        see=(),
        find=f"{IN_AD1} AND start_known AND date_match < ordered AND NOT coalesce(first_placed < ordered, FALSE)",
        says="The child was matched on {date_match:date}, before the placement order of {ordered:date}. It counts as 0 days in A2. "
        "Check DATE_MATCH, and DECOM of the first episode with LS E1.",
    ),
    Check(
        code="ADOPT-PLACED-BEFORE-ORDER",
        severity=WARNING,
        title="Placed for adoption before the placement order",
        why="A child placed before the order, with the parents' consent, is left out of A2.",
        table="episodes",
        field="DECOM",
        measures=changes.TO_MATCH,
        see=("408",),
        find="SELECT * FROM journeys WHERE start_known AND first_placed < ordered",
        says="The child was placed for adoption on {first_placed:date}, before the placement order of {ordered:date}, and is left "
        "out of A2. Check both dates, and whether the parents consented (A3 or A4).",
    ),
    Check(
        code="ADOPT-DECISION-AFTER-PLACED",
        severity=WARNING,
        title="Decision that the child should be adopted after moving in",
        why="The dates of the adoption are out of order.",
        table="ad1",
        field="DATE_INT",
        measures=changes.JOURNEY,
        see=("521",),
        find=f"{IN_AD1} AND date_int > placed",
        says="DATE_INT is {date_int:date}, after the child moved in with the adopters on {placed:date}. Correct DATE_INT, or DECOM "
        "of the adoptive placement.",
    ),
    Check(
        code="ADOPT-DECISION-BEFORE-CARE",
        severity=WARNING,
        title="Decision that the child should be adopted before care began",
        why="The dates of the adoption are out of order, or the start of care is wrong.",
        table="ad1",
        field="DATE_INT",
        measures=changes.TO_MOVING_IN,
        see=("334",),
        find=f"{IN_AD1} AND start_known AND date_int < start",
        says="DATE_INT is {date_int:date}, before the last period of care began on {start:date}. Correct DATE_INT, or DECOM of the "
        "first episode.",
    ),
    Check(
        code="ADOPT-CARER-FLAG",
        severity=WARNING,
        title="Adopted by the foster carers, or not",
        why="A10 stops the clock earlier where the foster carers adopted; it follows the placement code.",
        table="ad1",
        field="FOSTER_CARE",
        measures=("a10_days_3yr",),
        see=("335",),
        find=f"{IN_AD1} AND (foster_care = '1' AND home IN ('A4', 'A6') OR foster_care = '0' AND home IN ('A3', 'A5'))",
        says="FOSTER_CARE is {foster_care}, but the last placement is {home} (A3 and A5 are with the foster carers, A4 and A6 are "
        "not). A10 follows the placement. Correct the one that is wrong.",
    ),
    Check(
        code="ADOPT-START-UNKNOWN",
        severity=NOTE,
        title="Adopted, but the start of care is not known",
        why="The days since care began cannot be counted.",
        table="episodes",
        field="RNE",
        measures=changes.JOURNEY,
        see=("357",),
        find="SELECT * FROM journeys WHERE NOT start_known",
        says="The child was adopted on {adopted_on:date}, but when this care began is not known (first episode {start:date}, not "
        "RNE S). The child is left out of A1, A10 and A2. Load earlier returns, or correct RNE.",
    ),
    Check(
        code="ADOPT-TWO-EXITS",
        severity=ERROR,
        title="Adopted twice",
        why="Each adoption is counted in its year.",
        table="episodes",
        field="REC",
        measures=(*changes.ADOPTIONS, *changes.ENDS, *changes.JOURNEY),
        see=("199",),
        find="""
            SELECT * FROM (SELECT *, lag(adopted_on) OVER (PARTITION BY child ORDER BY adopted_on) AS earlier FROM journeys)
            WHERE earlier IS NOT NULL""",
        says="The child was adopted on {earlier:date} and, under the same id, again on {adopted_on:date}. Correct REC of one of "
        "them, or give the later episodes the child's new id.",
    ),
    Check(
        code="PLACED-REVERSED-ADOPTED",
        severity=WARNING,
        title="Plan to place for adoption given up, but the child was adopted",
        why="Either the plan was not given up, or the child was not adopted.",
        table="placed_for_adoption",
        field="DATE_PLACED_CEASED",
        measures=(*changes.ADOPTIONS, "ceased_adopted_pct"),
        see=("525", "558"),
        find="""
            SELECT decision.*, adopted_on FROM placed_for_adoption AS decision
            JOIN (SELECT child, max(adopted_on) AS adopted_on FROM journeys GROUP BY child) USING (child)
            WHERE date_placed_ceased IS NOT NULL AND NOT EXISTS (
                FROM placed_for_adoption AS later
                WHERE later.child = decision.child AND later.date_placed > decision.date_placed)""",
        says="The plan was given up on {date_placed_ceased:date}, but the child was adopted on {adopted_on:date}. Clear "
        "DATE_PLACED_CEASED, add the later decision, or correct REC.",
    ),
    Check(
        code="PLACED-NO-DECISION",
        severity=NOTE,
        title="Placement order without a decision to place for adoption",
        why="A court makes a placement order on the authority's decision; LS E1 may be wrong.",
        table="episodes",
        field="LS",
        measures=(*changes.ORDERS, *changes.TO_MATCH),
        see=("553",),
        find="""
            SELECT chain.* FROM chain ANTI JOIN placed_for_adoption USING (child)
            WHERE NOT short_break AND ls = 'E1' AND chain.year IN (SELECT year FROM placed_for_adoption)
            QUALIFY row_number() OVER (PARTITION BY chain.child ORDER BY decom) = 1""",
        says="LS E1, placement order, starts on {decom:date}, but no return has a decision to place the child for adoption. Add the "
        "row to placed_for_adoption, or correct LS.",
    ),
    Check(
        code="PLACED-DECISION-AFTER-ORDER",
        severity=WARNING,
        title="Decision to place for adoption after the placement order",
        why="The decision comes first; the order's date starts the clock of A2.",
        table="placed_for_adoption",
        field="DATE_PLACED",
        measures=(*changes.ORDERS, *changes.TO_MATCH),
        see=("554",),
        find="""
            SELECT decision.*, ordered FROM placed_for_adoption AS decision JOIN (
                SELECT child, min(decom) AS ordered FROM chain
                WHERE NOT short_break AND ls = 'E1' AND (prior_ls IS DISTINCT FROM 'E1') GROUP BY child) USING (child)
            WHERE date_placed > ordered AND NOT EXISTS (
                FROM placed_for_adoption AS earlier
                WHERE earlier.child = decision.child AND earlier.date_placed <= ordered)
            QUALIFY row_number() OVER (PARTITION BY decision.child
                ORDER BY decision.year DESC, decision.file DESC, decision.row DESC) = 1""",
        says="DATE_PLACED is {date_placed:date}, after the placement order of {ordered:date}. Correct DATE_PLACED, or DECOM of the "
        "first episode with LS E1.",
    ),
    Check(
        code="PLACED-CEASED-BEFORE",
        severity=WARNING,
        title="Plan to place for adoption given up before it was made",
        why="The dates of the decision are out of order.",
        table="placed_for_adoption",
        field="DATE_PLACED_CEASED",
        measures=changes.ORDERS,
        see=("522",),
        find="SELECT * FROM placed_for_adoption WHERE date_placed_ceased < date_placed",
        says="DATE_PLACED_CEASED {date_placed_ceased:date} is before DATE_PLACED {date_placed:date}. Correct the one that is wrong.",
    ),
)
