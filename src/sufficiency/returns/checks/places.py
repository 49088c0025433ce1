"""Placement and provider (PLACE, PLACE_PROVIDER) against each other, the legal status and the child's age."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="PLACE-PARENTS-PROVIDER",
        severity=ERROR,
        title="Placed with parents, but another provider",
        why="A placement with parents is provided by the parents.",
        table="episodes",
        field="PLACE_PROVIDER",
        measures=changes.HOMES,
        see=("527", "528", "529", "530", "531"),
        find="SELECT * FROM chain WHERE NOT short_break AND place = 'P1' AND place_provider <> 'PR0'",
        says="PLACE P1 is a placement with parents, but PLACE_PROVIDER is {place_provider}. Use PR0, or correct PLACE.",
    ),
    Check(
        code="PLACE-PROVIDER-PARENTS",
        severity=ERROR,
        title="Provided by parents, but not placed with them",
        why="Only a placement with parents (P1) is provided by the parents; a foster home would have no known provider.",
        table="episodes",
        field="PLACE_PROVIDER",
        measures=(*changes.HOMES, *changes.PROVIDERS),
        see=("550",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND place_provider = 'PR0' AND place <> 'P1' AND NOT is_temporary(place)""",
        says="PLACE_PROVIDER PR0 is for parents, but PLACE is {place}. Correct PLACE_PROVIDER, or PLACE.",
    ),
    Check(
        code="PLACE-PUBLIC-PROVIDER",
        severity=ERROR,
        title="Other public provider of a foster, adoptive or children's home",
        why="Such homes are never other public provision; the child is in no foster provider's figure.",
        table="episodes",
        field="PLACE_PROVIDER",
        measures=(*changes.HOMES, *changes.PROVIDERS),
        see=("529",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND place_provider = 'PR3' AND (is_foster(place) OR is_adoptive(place) OR place IN ('K1', 'K2'))""",
        says="PLACE_PROVIDER PR3, other public provision, cannot be right for PLACE {place}. Use PR1, PR2, PR4 or PR5.",
    ),
    Check(
        code="PLACE-COUNCIL-PROVIDER",
        severity=ERROR,
        title="Hospital or young offender institution provided by a council",
        why="Councils provide neither; place or provider is wrong.",
        table="episodes",
        field="PLACE_PROVIDER",
        measures=changes.HOMES,
        see=("527", "528"),
        find="SELECT * FROM chain WHERE NOT short_break AND place IN ('R2', 'R5') AND place_provider IN ('PR1', 'PR2')",
        says="PLACE {place} cannot be provided by a council, but PLACE_PROVIDER is {place_provider}. Correct one of them.",
    ),
    Check(
        code="PLACE-NO-PROVIDER",
        severity=WARNING,
        title="No provider",
        why="A foster child without a provider is in neither the in-house nor the agency figure.",
        table="episodes",
        field="PLACE_PROVIDER",
        measures=changes.PROVIDERS,
        see=("526",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND place_provider IS NULL AND place IS NOT NULL AND NOT (takes_no_provider(place))""",
        says="The episode starting on {decom:date} in PLACE {place} has no provider; it is counted as not recorded. Fill in "
        "PLACE_PROVIDER.",
    ),
    Check(
        code="PLACE-PROVIDER-NOT-ASKED",
        severity=NOTE,
        title="Provider given where none is asked",
        why="A temporary stay takes the provider of the home it interrupts, so this one is not used.",
        table="episodes",
        field="PLACE_PROVIDER",
        measures=changes.PROVIDERS,
        see=("178", "213"),
        find="SELECT * FROM chain WHERE NOT short_break AND place_provider IS NOT NULL AND is_temporary(place)",
        says="PLACE {place} is a temporary stay and needs no provider, but PLACE_PROVIDER is {place_provider}. Leave it blank.",
    ),
    Check(
        code="PLACE-ORDER-STATUS",
        severity=ERROR,
        title="Placed for adoption under a placement order, but no such order",
        why="A5 and A6 need a placement order (E1) or the older freeing order (D1): place or status is wrong.",
        table="episodes",
        field="LS",
        measures=(*changes.ORDERS, *changes.TO_MATCH, *changes.TO_MOVING_IN),
        see=("408",),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND place IN ('A5', 'A6') AND ls NOT IN ('E1', 'D1')""",
        says="PLACE {place} on {decom:date} is a placement under a placement order, but LS is {ls}. Use LS E1, or A3 or A4 where "
        "the parents consented.",
    ),
    Check(
        code="PLACE-PARENTS-VOLUNTARY",
        severity=WARNING,
        title="With parents and accommodated by agreement",
        why="A child who lives with parents by agreement is not looked after: either the place or the status is wrong.",
        table="episodes",
        field="LS",
        measures=(*changes.NUMBER, *changes.HOMES),
        see=("378",),
        find="SELECT * FROM chain WHERE place = 'P1' AND ls = 'V2'",
        says="PLACE P1, with parents, and LS V2, section 20, exclude each other on {decom:date}. Correct one of them.",
    ),
    Check(
        code="PLACE-TOO-YOUNG",
        severity=WARNING,
        title="Child too young for this kind of placement",
        why="Place or date of birth may be wrong.",
        table="episodes",
        field="PLACE",
        measures=(*changes.HOMES, *changes.AGE),
        see=("371", "372", "373", "374"),
        find="""
            SELECT chain.*, years_old(dob, decom) AS age, youngest FROM chain
            JOIN (VALUES ('K3', 16), ('H5', 16), ('P2', 16), ('P3', 14), ('R5', 10), ('S1', 4)) AS limits(code, youngest)
                ON limits.code = place
            WHERE dob <= decom AND age < youngest""",
        says="The child was {age} when PLACE {place} began on {decom:date}; it is for those of {youngest} and over. Correct "
        "PLACE, or DOB in the header.",
    ),
)
