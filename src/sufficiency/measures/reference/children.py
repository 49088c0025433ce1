"""Who the children looked after on a day are (methodology D1, D17)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .care import Child, Episode, Load
from .counted import Counted, groups_on
from .days import age_on
from .groups import ETHNIC_GROUP, SEX
from .snapshots import looked_after

OF_A_MINORITY = ETHNIC_GROUP["mixed"] | ETHNIC_GROUP["asian"] | ETHNIC_GROUP["black"] | ETHNIC_GROUP["other"]


def share(load: Load, day: date, is_one: Callable[[Child, Episode], bool]) -> list[Counted]:
    """All children looked after on `day`, those of whom it is true in the numerator."""
    return [
        Counted(child.id, groups_on(child, day, episode), is_one(child, episode))
        for child, episode in looked_after(load, day)
    ]


def number(load: Load, day: date, is_one: Callable[[Child, Episode], bool]) -> list[Counted]:
    """Only those of whom it is true."""
    return [each for each in share(load, day, is_one) if each.in_numerator]


def cla_male_pct(load: Load, day: date) -> list[Counted]:
    return share(load, day, lambda child, episode: child.header.get("sex") in SEX["male"])


def cla_over10_pct(load: Load, day: date) -> list[Counted]:
    """From the tenth birthday."""

    def is_ten(child: Child, episode: Episode) -> bool:
        age = age_on(child.dob, day)
        return age is not None and age >= 10

    return share(load, day, is_ten)


def cla_bme_pct(load: Load, day: date) -> list[Counted]:
    return share(load, day, lambda child, episode: child.header.get("ethnic") in OF_A_MINORITY)


def cla_s20_pct(load: Load, day: date) -> list[Counted]:
    return share(load, day, lambda child, episode: episode.ls == "V2")


def cla_uasc(load: Load, day: date) -> list[Counted]:
    return number(load, day, lambda child, episode: child.uasc_on(day))
