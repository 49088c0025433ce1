"""One child, review or incident that a measure counts, and the groups it falls in (D17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .care import Child, Episode
from .groups import (
    CEASED_REASON,
    ETHNIC_GROUP,
    LEGAL_STATUS_GROUP,
    PLACEMENT_TYPE,
    PROVIDER_GROUP,
    SEX,
    age_band,
    group_of,
)


@dataclass(frozen=True)
class Counted:
    """One in the denominator of a measure (in the count itself, for a measure without a denominator).

    `in_numerator` says whether it is in the numerator too; `days` is what an average adds up.
    """

    child: str
    groups: dict[str, str]
    in_numerator: bool = True
    days: int = 0


def groups_on(child: Child, day: date, episode: Episode | None) -> dict[str, str]:
    """The groups of a child on `day`, in `episode` (D17).

    With no episode (a review on a day out of care) legal status and provider are not known and the
    placement type is `other`.
    """
    settled = child.settled(episode) if episode is not None else None
    return {
        "age_band": age_band(child.dob, day),
        "sex": group_of(child.header.get("sex"), SEX, "unknown"),
        "ethnic_group": group_of(child.header.get("ethnic"), ETHNIC_GROUP, "unknown"),
        "legal_status_group": group_of(episode.ls if episode else None, LEGAL_STATUS_GROUP, "unknown"),
        "placement_type": group_of(settled.place if settled else None, PLACEMENT_TYPE, "other"),
        "provider_group": group_of(settled.provider if settled else None, PROVIDER_GROUP, "unknown"),
        "uasc": "uasc" if child.uasc_on(day) else "not-uasc",
    }


def ceased_reason(rec: str | None) -> str:
    """Why a period of care ended (breakdowns.csv)."""
    return group_of(rec, CEASED_REASON, "other")
