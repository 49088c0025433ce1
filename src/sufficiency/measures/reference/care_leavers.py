"""Care leavers at 31 March, from OC3 (methodology D14)."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date

from .care import Load
from .counted import Counted
from .days import age_on, is_31_march
from .groups import ACTIVITY, ETHNIC_GROUP, SEX, group_of

LEFT_OUT = {"DIED", "RHOM"}
IN_EDUCATION_OR_WORK = {"F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"}
NO_ENGLISH_HOME = {"G", "H", "R"}  # gone abroad, deported, residence not known


def cohort(
    load: Load, day: date, ages: Container[int | None] = range(19, 22)
) -> list[tuple[dict[str, str], dict]] | None:
    """D14: the OC3 rows of those aged 19 to 21 (or as asked), with their groups; None away from 31 March."""
    if not is_31_march(day):
        return None
    found = []
    for child in load.children:
        row = child.oc3.get(day.year)
        if row is None or row.get("in_touch") in LEFT_OUT:
            continue
        age = age_on(child.dob or row.get("dob"), day)
        if age in ages:
            groups = {
                "activity": group_of(row.get("activ"), ACTIVITY, "unknown"),
                "sex": group_of(child.header.get("sex"), SEX, "unknown"),
                "ethnic_group": group_of(child.header.get("ethnic"), ETHNIC_GROUP, "unknown"),
            }
            found.append((groups, row))
    return found


def cl_in_touch_pct(load: Load, day: date) -> list[Counted] | None:
    leavers = cohort(load, day)
    if leavers is None:
        return None
    return [Counted(row["child"], groups, row.get("in_touch") == "YES") for groups, row in leavers]


def cl_eet_pct(load: Load, day: date) -> list[Counted] | None:
    leavers = cohort(load, day)
    if leavers is None:
        return None
    return [
        Counted(row["child"], groups, row.get("activ") in IN_EDUCATION_OR_WORK) for groups, row in leavers
    ]


def cl_suitable_accommodation_pct(load: Load, day: date) -> list[Counted] | None:
    """D14: ACCOM ending 1, among all but those with no home in England to judge."""
    leavers = cohort(load, day)
    if leavers is None:
        return None
    counted = []
    for groups, row in leavers:
        accommodation = row.get("accom") or ""
        if accommodation[:1] not in NO_ENGLISH_HOME:
            counted.append(Counted(row["child"], groups, accommodation.endswith("1")))
    return counted


class Any:
    """Every age, also one that is not known."""

    def __contains__(self, age: object) -> bool:
        return True


def _share(load: Load, day: date, is_one: Callable[[dict], bool], ages: Container) -> list[Counted] | None:
    leavers = cohort(load, day, ages)
    if leavers is None:
        return None
    return [Counted(row["child"], groups, is_one(row)) for groups, row in leavers]


def _doing(codes: set[str], load: Load, day: date) -> list[Counted] | None:
    return _share(load, day, lambda row: row.get("activ") in codes, range(19, 22))


def _living(letter: str, load: Load, day: date, ages: Container = range(19, 22)) -> list[Counted] | None:
    return _share(load, day, lambda row: (row.get("accom") or "").startswith(letter), ages)


def cl_neet_pct(load: Load, day: date) -> list[Counted] | None:
    return _doing({"G4", "G5", "G6"}, load, day)


def cl_higher_education_pct(load: Load, day: date) -> list[Counted] | None:
    return _doing({"F1", "P1"}, load, day)


def cl_activity_breakdown(load: Load, day: date) -> list[Counted] | None:
    return _share(load, day, lambda row: True, range(19, 22))


def cl_semi_independent(load: Load, day: date) -> list[Counted] | None:
    return _living("D", load, day)


def staying_put_pct(load: Load, day: date) -> list[Counted] | None:
    return _living("Z", load, day)


def staying_put_17_18_pct(load: Load, day: date) -> list[Counted] | None:
    return _living("Z", load, day, range(17, 19))


def staying_put_number(load: Load, day: date) -> list[Counted] | None:
    found = _living("Z", load, day, range(18, 200))
    return None if found is None else [each for each in found if each.in_numerator]


def oc3_care_leavers_number(load: Load, day: date) -> list[Counted] | None:
    return _share(load, day, lambda row: True, Any())
