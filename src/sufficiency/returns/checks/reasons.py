"""The reason an episode began (RNE) against what really changed from the episode before."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="RNE-L-NEW-PLACE",
        severity=ERROR,
        title="Change of legal status only, but the placement changed",
        why="RNE L continues the placement, so a move is not counted.",
        table="episodes",
        field="RNE",
        measures=changes.MOVES,
        see=("434",),
        find="""
            SELECT * FROM turns WHERE rne = 'L' AND NOT temporary AND NOT same_carer_kind
                AND NOT (kind = 'placed-for-adoption' AND prior_kind IN ('foster', 'placed-for-adoption'))""",
        says="RNE L says that only the legal status changed on {decom:date}, but PLACE went from {prior_place} to {place}. "
        "The move is not counted. Use RNE B, or U with the same carer.",
    ),
    Check(
        code="RNE-L-NEW-CODE",
        severity=WARNING,
        title="Change of legal status only, but another placement code of the same kind",
        why="With the same carer the placement goes on, but RNE should say that it changed.",
        table="episodes",
        field="RNE",
        measures=changes.MOVES,
        see=("434", "217"),
        find="""
            SELECT * FROM turns WHERE rne = 'L' AND NOT temporary AND NOT same_place
                AND (same_carer_kind OR (kind = 'placed-for-adoption' AND (
                    (prior_kind = 'foster' AND place IN ('A3', 'A5')) OR (prior_place IN ('A4', 'A6') AND place IN ('A3', 'A5')))))""",
        says="RNE L says that only the legal status changed on {decom:date}, but PLACE went from {prior_place} to {place}. "
        "It is counted as the same placement. Use RNE U if the carer is the same, B if not.",
    ),
    Check(
        code="RNE-L-NEW-HOME",
        severity=WARNING,
        title="Change of legal status only, but provider or address changed",
        why="RNE L continues the placement, so a move is not counted.",
        table="episodes",
        field="RNE",
        measures=changes.MOVES,
        see=("434",),
        find="""
            SELECT *, concat_ws(' and ', CASE WHEN other_provider THEN 'PLACE_PROVIDER' END,
                CASE WHEN other_post THEN 'PL_POST' END) AS changed
            FROM turns WHERE rne = 'L' AND NOT temporary AND same_place AND (other_provider OR other_post)""",
        says="RNE L says that only the legal status changed on {decom:date}, but {changed:text} changed too. It is counted as the "
        "same placement. Use RNE U if the carer is the same, B if not.",
    ),
    Check(
        code="RNE-SAME-STATUS",
        severity=WARNING,
        title="Change of legal status, but the status is the same",
        why="Either RNE or LS is wrong; a placement order may be missing.",
        table="episodes",
        field="LS",
        measures=(*changes.ORDERS, *changes.TO_MATCH),
        see=("434", "436"),
        find="SELECT * FROM turns WHERE rne IN ('L', 'B', 'U') AND same_status",
        says="RNE {rne} says that the legal status changed on {decom:date}, but LS is {ls} as before. Correct LS, or RNE.",
    ),
    Check(
        code="RNE-STATUS-CHANGED",
        severity=ERROR,
        title="Change of placement only, but the legal status changed",
        why="The two rows contradict each other: either RNE or LS is wrong.",
        table="episodes",
        field="RNE",
        measures=(*changes.ORDERS, *changes.TO_MATCH),
        see=("435",),
        find="SELECT * FROM turns WHERE rne IN ('P', 'T') AND NOT same_status",
        says="RNE {rne} says that only the placement changed on {decom:date}, but LS went from {prior_ls} to {ls}. Use RNE B "
        "(or U with the same carer), or correct LS.",
    ),
    Check(
        code="RNE-MOVE-TO-SAME-HOME",
        severity=WARNING,
        title="Change of placement and carer, but to the same home",
        why="RNE P and B begin a new placement, so a move is counted that may not have happened.",
        table="episodes",
        field="RNE",
        measures=changes.MOVES,
        see=("435", "436"),
        find="SELECT * FROM turns WHERE rne IN ('P', 'B') AND NOT temporary AND same_home",
        says="RNE {rne} says that the child moved to another carer on {decom:date}, but PLACE ({place}), provider and postcode "
        "are as before. It is counted as a new placement. Correct RNE, or the new home's details.",
    ),
    Check(
        code="RNE-SAME-CARER-NOTHING",
        severity=NOTE,
        title="Change of placement with the same carer, but nothing about it changed",
        why="The placement goes on either way; the episode may not be needed.",
        table="episodes",
        field="RNE",
        measures=changes.MOVES,
        see=("435", "436"),
        find="SELECT * FROM turns WHERE rne IN ('T', 'U') AND NOT temporary AND same_home",
        says="RNE {rne} says that the placement changed on {decom:date} with the same carer, but PLACE ({place}), provider "
        "and postcode are as before. Correct the details, or RNE.",
    ),
    Check(
        code="RNE-SAME-CARER-OTHER-KIND",
        severity=WARNING,
        title="Same carer, but another kind of home",
        why="RNE T and U continue the placement; between kinds of home the carer can hardly be the same.",
        table="episodes",
        field="RNE",
        measures=changes.MOVES,
        see=("435", "436"),
        find="""
            SELECT * FROM turns WHERE rne IN ('T', 'U') AND NOT temporary AND kind <> prior_kind AND kind <> 'other'
                AND prior_kind <> 'other' AND kind <> 'placed-for-adoption'""",
        says="RNE {rne} says that the carer stayed the same on {decom:date}, but PLACE went from {prior_place} to {place}. "
        "The move is not counted. Use RNE P (or B) if the carer changed.",
    ),
    Check(
        code="RNE-ADOPTED-BY-OTHERS",
        severity=ERROR,
        title="Placed with new adopters, but RNE says the carer is the same",
        why="A4 and A6 are adopters who were not the foster carers. RNE L, T and U continue the foster placement, so "
        "the clock of A10 stops at the wrong day.",
        table="episodes",
        field="RNE",
        measures=(*changes.MOVES, *changes.TO_MOVING_IN),
        see=("336",),
        find="""
            SELECT * FROM turns WHERE rne IN ('L', 'T', 'U') AND prior_kind = 'foster' AND place IN ('A4', 'A6')""",
        says="PLACE {place} on {decom:date} says that the adopters were not the foster carers, but RNE {rne} says that the "
        "carer stayed the same. Use RNE P or B, or PLACE A3 or A5.",
    ),
    Check(
        code="RNE-ADOPTED-BY-CARERS",
        severity=ERROR,
        title="Placed for adoption with the foster carers, but RNE says the carer changed",
        why="A3 and A5 are the current foster carers. RNE P and B begin a new placement, so a move is counted and the "
        "clock of A10 stops at the wrong day.",
        table="episodes",
        field="RNE",
        measures=(*changes.MOVES, *changes.TO_MOVING_IN),
        see=("217",),
        find="""
            SELECT * FROM turns WHERE rne IN ('P', 'B') AND NOT temporary AND place IN ('A3', 'A5')
                AND prior_kind <> 'placed-for-adoption'""",
        says="PLACE {place} on {decom:date} says that the child stays with the foster carers, but RNE {rne} says that the "
        "carer changed. Use RNE T or U, or PLACE A4 or A6.",
    ),
)
