"""Mistakes about care leavers (OC3)."""

from tests.returns.checks.clean_return import BORN, LEAVER, MOVED, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day


def answered(small: SmallReturn, **values: object) -> None:
    small.change("oc3", {"child": LEAVER, "year": 2025}, **values)


@plants("OC3-AGE")
def a_care_leaver_of_15(small: SmallReturn) -> None:
    small.repeat("oc3", {"child": LEAVER, "year": 2025}, child=small.prefix + MOVED, dob=day(BORN[MOVED]))


@plants("OC3-LOOKED-AFTER")
def a_care_leaver_in_care(small: SmallReturn) -> None:
    small.repeat("oc3", {"child": LEAVER, "year": 2025}, child=small.prefix + SETTLED, dob=day(BORN[SETTLED]))


@plants("OC3-BLANK")
def nothing_about_home(small: SmallReturn) -> None:
    answered(small, accom=None)


@plants("OC3-IN-TOUCH-UNKNOWN")
def in_touch_but_nothing_known(small: SmallReturn) -> None:
    answered(small, activ="0", accom="0")


@plants("OC3-LEFT-OUT-KNOWN")
def back_home_yet_studying(small: SmallReturn) -> None:
    answered(small, in_touch="RHOM")


@plants("OC3-NOT-IN-TOUCH-KNOWN")
def not_in_touch_yet_studying(small: SmallReturn) -> None:
    answered(small, in_touch="NO")


@plants("OC3-DIED-BEFORE")
def back_from_the_dead(small: SmallReturn) -> None:
    small.change("oc3", {"child": LEAVER, "year": 2024}, in_touch="DIED", activ="0", accom="0")


@plants("OC3-DIED-IN-CARE")
def left_care_by_dying(small: SmallReturn) -> None:
    small.change("episodes", {"child": LEAVER}, rec="E2")


@plants("OC3-NEVER-IN-CARE")
def a_care_leaver_nobody_knew(small: SmallReturn) -> None:
    small.add(
        "oc3", year=2025, child="stranger", dob=day("2008-05-01"), in_touch="YES", activ="F2", accom="U1"
    )
    small.header("stranger", 2025, "2008-05-01")


@plants("OC3-MOVED-AUTHORITY")
def a_care_leaver_of_another_authority(small: SmallReturn) -> None:
    small.change("episodes", {"child": LEAVER}, rec="E3")
