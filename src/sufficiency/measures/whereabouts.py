"""Where children are on a later day: still looked after, and in which kind of home; or how they left.

Two questions stand on it. A flow: between two days, from which kind of home to which, who came in and how others left.
An entry cohort: of those who started to be looked after in a period, where they are 6, 12 or 24 months after their
own start. Both follow methodology D1, D4 and D6: the home on a day is the settled one, and a child who left is counted
by the last end up to that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis import _

from sufficiency.history import History
from sufficiency.vocabulary.groups import CEASED_REASON, PLACEMENT_TYPE
from sufficiency.vocabulary.months import first_day_of_collection_year

FLOW = pa.schema(
    [
        ("child", pa.string()),
        ("before", pa.string()),
        ("before_group", pa.string()),
        ("after", pa.string()),
        ("after_group", pa.string()),
    ]
)
COHORT = pa.schema(
    [
        ("child", pa.string()),
        ("started", pa.date32()),
        ("months", pa.int32()),
        ("where", pa.string()),
        ("group", pa.string()),
    ]
)


class Where(StrEnum):
    """What is known of a child on a day; beside it stands the kind of home, or the reason for leaving."""

    IN_CARE = "in-care"
    LEFT = "left"
    NOT_IN_CARE = "not-in-care"  # before they came in
    END_NOT_KNOWN = "end-not-known"  # no longer in the returns, which do not say how it ended (D2c)
    TOO_EARLY = "too-early"  # the day is after all that is loaded


STATES = {
    Where.NOT_IN_CARE: "Not yet looked after",
    Where.END_NOT_KNOWN: "Left, and the returns do not say how",
    Where.TOO_EARLY: "Too early to say",
}


class DaysOutOfOrder(ValueError):
    """The first day asked for is not before the last; the text says what to give."""


@dataclass(frozen=True)
class Loaded:
    """The stretch of time an edition knows of: the collection years of its returns, from 1 April to 31 March."""

    first: date
    last: date

    @classmethod
    def of(cls, years: Iterable[int]) -> Loaded:
        """Of these collection years, each named by the year it ends in."""
        known = sorted(years)
        return cls(first_day_of_collection_year(known[0]), date(known[-1], 3, 31))

    def check(self, first: date, last: date) -> None:
        """Raises DaysOutOfOrder where a stretch is empty or not loaded."""
        if first >= last:
            raise DaysOutOfOrder(
                f"The first day, {first}, is not before the last, {last}. Give an earlier first day."
            )
        for day in (first, last):
            if not self.first <= day <= self.last:
                raise DaysOutOfOrder(
                    f"Returns are loaded from {self.first} to {self.last}; {day} is outside. Choose a day in between."
                )


def flow(history: History, loaded: Loaded, first: date, last: date) -> pa.Table:
    """Every child looked after on either day, with where they were on both (columns as FLOW).

    Children on the first day add up to `cla_number` of that day by kind of home, those on the last to that of the
    last. Children who came and left in between are on neither day, and not here. Raises DaysOutOfOrder.
    """
    loaded.check(first, last)
    on_days = history.positions([first, last]).select("child", "as_at", "placement_type")
    before = on_days.filter(_.as_at == first).select("child", before_group="placement_type")
    after = on_days.filter(_.as_at == last).select(after_child="child", after_group="placement_type")
    asked = before.mutate(since=ibis.literal(first), until=ibis.literal(last))
    reasons = _last_ends(history, asked.select("child", "since", "until")).select(
        left_child="child", reason="reason"
    )
    both = before.outer_join(after, before.child == after.after_child)
    told = both.left_join(reasons, both.child == reasons.left_child)
    rows = told.select(
        child=ibis.coalesce(_.child, _.after_child),
        before=_.before_group.isnull().ifelse(Where.NOT_IN_CARE.value, Where.IN_CARE.value),
        before_group=_.before_group.fill_null(""),
        after=_state(told.after_group, told.reason),
        after_group=ibis.coalesce(told.after_group, told.reason, ""),
    )
    return history.engine.result(rows.order_by("child")).cast(FLOW)


def entry_cohort(
    history: History, loaded: Loaded, first: date, last: date, months: tuple[int, ...] = (6, 12, 24)
) -> pa.Table:
    """Children who started to be looked after from `first` to `last`, each at the first start of that stretch, and
    where they are so many months after it (columns as COHORT, a row for each child and number of months).

    A child who left and came back is looked after again. Raises DaysOutOfOrder.
    """
    loaded.check(first, last)
    events = history.table("events")
    started = events.filter(
        (events.kind == "started")
        & events.date.between(first, last)
        & (events.previous_date.isnull() | (events.previous_date < first))
    ).select("child", started="date")
    each = [
        started.mutate(months=ibis.literal(number, "int32"), until=_.started + ibis.interval(months=number))
        for number in months
    ]
    asked = ibis.union(*each) if len(each) > 1 else each[0]
    asked = asked.mutate(until=_.until.cast("date"), since=_.started)
    key = ["child", "months"]
    home = _home_on(history, asked).select("child", "months", "home")
    reasons = _last_ends(history, asked).select("child", "months", "reason")
    told = asked.left_join(home, key).drop("child_right", "months_right")
    told = told.left_join(reasons, key).drop("child_right", "months_right")
    too_early = told.until > ibis.literal(loaded.last)
    rows = told.select(
        "child",
        "started",
        "months",
        where=too_early.ifelse(Where.TOO_EARLY.value, _state(told.home, told.reason)),
        group=too_early.ifelse("", ibis.coalesce(told.home, told.reason, "")),
    )
    return history.engine.result(rows.order_by("child", "months")).cast(COHORT)


def _state(home: ir.StringValue, reason: ir.StringValue) -> ir.StringValue:
    return ibis.cases(
        (home.notnull(), Where.IN_CARE.value),
        (reason.notnull(), Where.LEFT.value),
        else_=Where.END_NOT_KNOWN.value,
    )


def _home_on(history: History, asked: ir.Table) -> ir.Table:
    """The rows of `asked` whose child is looked after on the day `until`, with the kind of home (D1, D4)."""
    episodes = history.table("episodes")
    in_care = episodes.filter(~episodes.short_break).select("child", "decom", "dec", "placement_type")
    open_then = asked.join(in_care, "child").filter(
        (_.decom <= _.until) & (_.dec.isnull() | (_.dec > _.until))
    )
    keys = [name for name in ("child", "months") if name in asked.columns]
    return open_then.group_by(keys).agg(home=_.placement_type.argmax(_.decom))


def _last_ends(history: History, asked: ir.Table) -> ir.Table:
    """The rows of `asked` whose child ceased to be looked after between `since` and `until`, with the reason of the
    last end (D6)."""
    events = history.table("events")
    ended = events.filter(events.kind == "ceased").select("child", "date", "next_date", "ceased_reason")
    inside = asked.join(ended, "child").filter(
        (_.date > _.since) & (_.date <= _.until) & (_.next_date.isnull() | (_.next_date > _.until))
    )
    return inside.mutate(reason=_.ceased_reason)


def counted(rows: pa.Table, *columns: str) -> list[dict[str, object]]:
    """How many children have each combination of these columns: the columns and `children`, in their order."""
    together = (
        rows.group_by(list(columns))
        .aggregate([("child", "count")])
        .sort_by([(name, "ascending") for name in columns])
    )
    return together.rename_columns([*columns, "children"]).to_pylist()


def in_words(state: str, group: str) -> str:
    """A state and its group as a page says them, for example "Foster placement" or "Adopted"."""
    if state == Where.IN_CARE:
        return PLACEMENT_TYPE.groups[group]
    if state == Where.LEFT:
        return CEASED_REASON.groups[group]
    return STATES[Where(state)]


def order(state: str, group: str) -> tuple[int, int]:
    """Where a state stands in a list: homes, then reasons for leaving, then what is not known."""
    groups = {Where.IN_CARE: PLACEMENT_TYPE.groups, Where.LEFT: CEASED_REASON.groups}.get(Where(state), {})
    return list(Where).index(Where(state)), list(groups).index(group) if group in groups else 0
