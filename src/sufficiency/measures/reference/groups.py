"""The group a child belongs to under each breakdown (D17, D4, `breakdowns.csv`)."""

from __future__ import annotations

from datetime import date

from .days import age_on

AGE_BANDS = ("0", "1-4", "5-9", "10-15", "16+")

SEX = {"female": {"F", "2"}, "male": {"M", "1"}}

ETHNIC_GROUP = {
    "white": {"WBRI", "WIRI", "WOTH", "WIRT", "WROM"},
    "mixed": {"MWBC", "MWBA", "MWAS", "MOTH"},
    "asian": {"AIND", "APKN", "ABAN", "AOTH", "CHNE"},
    "black": {"BCRB", "BAFR", "BOTH"},
    "other": {"OOTH"},
}

LEGAL_STATUS_GROUP = {
    "care-order": {"C1", "C2"},
    "placement-order": {"E1", "D1"},
    "section-20": {"V2"},
    "protection": {"L1", "L2", "L3"},
    "youth-justice": {"J1", "J2", "J3"},
}

RELATIVES_OR_FRIENDS = {"U1", "U2", "U3"}
FOSTER = {"U1", "U2", "U3", "U4", "U5", "U6", "Q1", "Q2"}
PLACED_FOR_ADOPTION = {"A3", "A4", "A5", "A6"}

PLACEMENT_TYPE = {
    "foster": FOSTER,
    "placed-for-adoption": PLACED_FOR_ADOPTION,
    "childrens-home": {"K1", "K2"},
    "supported": {"K3", "H5", "P2"},
    "with-parents": {"P1"},
    "residential-school": {"S1"},
    "other-residential": {"R1", "R2", "R3", "R5"},
}

PROVIDER_GROUP = {
    "own": {"PR1"},
    "other-authority": {"PR2"},
    "other-public": {"PR3"},
    "private": {"PR4"},
    "voluntary": {"PR5"},
    "parents": {"PR0"},
}

CEASED_REASON = {
    "adopted": {"E11", "E12"},
    "special-guardianship": {"E43", "E44", "E45", "E46", "E47", "E48"},
    "child-arrangements": {"E41"},
    "returned-home": {"E4", "E4A", "E4B"},
    "person-without-pr": {"E13"},
    "independent-living": {"E5", "E6"},
    "stayed-with-carers": {"E17"},
    "adult-services": {"E7"},
    "custody": {"E9"},
    "remand-ended": {"E14"},
    "age-assessment": {"E15"},
    "moved-abroad": {"E16"},
    "other-authority": {"E3"},
    "died": {"E2"},
}

ACTIVITY = {
    "higher-education": {"F1", "P1"},
    "other-education": {"F2", "P2"},
    "apprenticeship": {"F4", "P4"},
    "training-or-employment": {"F3", "P3", "F5", "P5"},
    "illness-or-disability": {"G4"},
    "pregnancy-or-parenting": {"G6"},
    "other-not-in-eet": {"G5"},
}

# Every group of a breakdown, in the order of breakdowns.csv: each gets a row, zero or not.
GROUPS: dict[str, tuple[str, ...]] = {
    "age_band": AGE_BANDS,
    "sex": (*SEX, "unknown"),
    "ethnic_group": (*ETHNIC_GROUP, "unknown"),
    "legal_status_group": (*LEGAL_STATUS_GROUP, "unknown"),
    "placement_type": (*PLACEMENT_TYPE, "other"),
    "provider_group": (*PROVIDER_GROUP, "unknown"),
    "uasc": ("uasc", "not-uasc"),
    "ceased_reason": (*CEASED_REASON, "other"),
    "activity": (*ACTIVITY, "unknown"),
}

# Given only where somebody is in it: breakdowns.csv names no such age band (D17: never dropped).
AGE_NOT_KNOWN = "unknown"


def group_of(code: str | None, groups: dict[str, set[str]], otherwise: str) -> str:
    """The group whose codes hold `code`, else `otherwise` (D17)."""
    for group, codes in groups.items():
        if code in codes:
            return group
    return otherwise


def age_band(born: date | None, day: date) -> str:
    """The age band on `day`; a day before the birth counts as under 1 (D17)."""
    age = age_on(born, day)
    if age is None:
        return AGE_NOT_KNOWN
    if age < 1:
        return "0"
    if age < 5:
        return "1-4"
    if age < 10:
        return "5-9"
    if age < 16:
        return "10-15"
    return "16+"
