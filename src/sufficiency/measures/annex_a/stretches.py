"""What the lists are about: the day of the workbook, the twelve months before it, and the six."""

from __future__ import annotations

from dataclasses import replace

from ibis.common.deferred import Deferred

from sufficiency.measures.language import Counted, Measure, row

WHO = ("age_band", "sex", "ethnic_group")
GROUPED_ON_THE_DAY = (
    "Age is that of the child on the day of the event, from the date of birth, else as the list gives it."
)
ONE_DAY = "There is a figure on the day of a workbook only."
COVERED = (
    "Annex A asks for some months only. The figure of twelve months is given where the list goes back twelve months, the "
    "figure of six where it goes back six: something must be listed in the first month of the stretch (of contacts, referrals and assessments in the last one too)."
)
UNREADABLE = "A row whose date cannot be read is not counted and has a finding."


def happened(thing: str) -> Deferred:
    """The events of that kind in the twelve months to the day of the workbook."""
    return (row.thing == thing) & row.in_12m


def in_six_months(thing: str) -> Deferred:
    return (row.thing == thing) & row.in_6m


def over_six_months(measure: Measure, id: str, of: Deferred, per: Deferred | None = None) -> Measure:
    """The same measure over the six months to the day: what most workbooks can give."""
    return replace(
        measure,
        id=id,
        title=f"{measure.title}, six months",
        question=measure.question.replace("in the year", "in the six months"),
        of=of,
        per=per,
        over=6,
        headline=False,
        source=f"{measure.source}; the same as {measure.id} over the six months to the day",
        how_counted=tuple(
            one.replace("twelve months to", "six months to").replace("365 days", "the days of the six months")
            for one in measure.how_counted
        ),
    )


def on_the_day(thing: str) -> Deferred:
    return row.thing == thing


ANNEX_A = Counted.ANNEX_A
