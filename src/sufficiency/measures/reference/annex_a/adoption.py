"""Lists 10 and 11: children with a decision for adoption, and adopters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ..days import add_months
from .lists import (
    COUNT,
    SHARE,
    WHO,
    Counts,
    OfOneDay,
    Row,
    Told,
    first_of_stretch,
    last_of_each,
    within,
    without_copies,
)


class Adoption(OfOneDay):
    """Lists 10 and 11: children with a decision for adoption, and adopters."""

    def waiting(self) -> Counts:
        def later(when: date | None) -> bool:
            return when is None or when > self.day

        decided = [row for row in without_copies(self.lists["list_10"]) if not later(row["decision"])]
        return self.counted(
            [
                row
                for row in last_of_each(decided, "decision")
                if later(row["placed"]) and later(row["adopted"]) and later(row["reversed"])
            ],
            None,
        )

    def adopted(self, months: int) -> Counts:
        first = first_of_stretch(self.day, months)
        rows = [
            row for row in without_copies(self.lists["list_10"]) if within(row["adopted"], first, self.day)
        ]
        return self.counted(last_of_each(rows, "adopted"), "adopted")

    def families(self) -> dict[tuple[str, bool], dict[str, date | None]]:
        """By the family's number and False, or by that of an adopter without one and True."""
        members: dict[tuple[str, bool], list[Row]] = {}
        for row in self.lists["list_11"]:
            if row["adopter"] is not None:
                alone = row["family"] is None
                members.setdefault((row["adopter" if alone else "family"], alone), []).append(row)
        steps = ("stage_1_started", "stage_2_started", "approved", "matched", "placed", "adopted")
        return {
            family: {step: min((row[step] for row in rows if row[step]), default=None) for step in steps}
            | {"left": max(row["left"] for row in rows) if all(row["left"] for row in rows) else None}
            for family, rows in members.items()
        }

    def approved(self, those: Callable[[Mapping[str, date | None]], bool]) -> Counts:
        first = first_of_stretch(self.day, 12)
        return [
            (family, {}, those(steps), True, 1.0)
            for (family, _alone), steps in self.families().items()
            if within(steps["approved"], first, self.day)
        ]

    def approved_in_time(self, steps) -> bool:
        begun = steps["stage_1_started"]
        return begun is not None and steps["approved"] <= add_months(begun, 6)

    def matched_soon(self, steps) -> bool:
        matched = steps["matched"]
        return matched is not None and matched <= min(self.day, add_months(steps["approved"], 3))

    def on_the_way(self, is_one: Callable[[Mapping[str, date | None]], bool]) -> Counts:
        return [
            (family, {}, True, True, 1.0)
            for (family, _alone), steps in self.families().items()
            if (steps["left"] is None or steps["left"] > self.day) and is_one(steps)
        ]

    def unmatched(self, steps) -> bool:
        found = steps["matched"] or steps["placed"] or steps["adopted"]
        is_approved = steps["approved"] is not None and steps["approved"] <= self.day
        return is_approved and (found is None or found > self.day)

    def in_process(self, steps) -> bool:
        begun = steps["stage_1_started"] or steps["stage_2_started"]
        is_approved = steps["approved"] is not None and steps["approved"] <= self.day
        return not is_approved and begun is not None and begun <= self.day


def on_the_day(one: Adoption) -> dict[str, Told]:
    """Measures of the day and of the year before it, by id."""
    return {
        "annex_children_waiting_adoption": (COUNT, one.waiting(), WHO),
        "annex_children_adopted": (COUNT, one.adopted(12), WHO),
        "adopters_approved": (COUNT, one.approved(lambda steps: True), ()),
        "adopters_approved_in_time_pct": (SHARE, one.approved(one.approved_in_time), ()),
        "adopters_matched_3m": (COUNT, [c for c in one.approved(one.matched_soon) if c[2]], ()),
        "annex_adopters_matched_3m_pct": (SHARE, one.approved(one.matched_soon), ()),
        "approved_adopters_unmatched": (COUNT, one.on_the_way(one.unmatched), ()),
        "adopter_pipeline": (COUNT, one.on_the_way(one.in_process), ()),
    }
