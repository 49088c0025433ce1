"""A life in care from left to right: homes, legal statuses, and the days that matter."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sufficiency.service.records.meanings import meaning_of, with_code
from sufficiency.service.records.record import Record
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.groups import (
    NEXT_EPISODE_REC,
    PLACEMENT_TYPE_OF,
    RELATIVE_OR_FRIEND_PLACES,
)

# (kind on the timeline, label) of each placement type.
HOMES = {
    "foster": ("foster", "Foster care"),
    "placed-for-adoption": ("adoption", "Placed for adoption"),
    "childrens-home": ("children-home", "Children's home"),
    "supported": ("independent", "Supported accommodation"),
    "with-parents": ("parents", "With parents"),
    "residential-school": ("residential", "Residential school"),
    "other-residential": ("residential", "Other residential setting"),
}
STATUSES = {
    "C1": "interim",
    "C2": "care-order",
    "V2": "section-20",
    "E1": "placement-order",
    "D1": "placement-order",
    "J1": "remand",
    "J2": "remand",
    "J3": "remand",
}
MARKS = {"placement_order": "Placement order", "missing": "Went missing", "adopted": "Adopted"}


def timeline(record: Record) -> ui.Timeline | None:
    """Homes and legal statuses from the first day known to the last; None for a child with no episode."""
    starts = [episode["decom"] for episode in record.episodes if episode["decom"]]
    if not starts:
        return None
    start = min(starts)
    end = max(_last(record), start + timedelta(days=1))
    bands = [ui.Band("Homes", homes(record)), ui.Band("Legal status", legal_statuses(record))]
    breaks = short_breaks(record)
    if breaks:
        bands.append(ui.Band("Short breaks", breaks))
    marks = [
        ui.Mark(event["date"], MARKS[event["kind"]]) for event in record.events if event["kind"] in MARKS
    ]
    title = f"Life in care of child {record.child}, {start:%B %Y} to {end:%B %Y}"
    return ui.Timeline(title, start, end, bands, marks)


def homes(record: Record) -> list[ui.Span]:
    """Each placement, with how it ended; a stay that only changed the legal status is one."""
    return [
        ui.Span(
            start=placement["start"],
            end=placement["end"],
            label=home_in_words(placement["place"])[1],
            kind=home_in_words(placement["place"])[0],
            note=how_it_ended(record, placement),
        )
        for placement in record.placements
    ]


def home_in_words(place: str | None) -> tuple[str, str]:
    """(kind on the timeline, label) of a placement code."""
    if place in RELATIVE_OR_FRIEND_PLACES:
        return "family", "Foster care with family or friends"
    if place == "K1":
        return "secure", "Secure children's home"
    return HOMES.get(
        PLACEMENT_TYPE_OF.get(place or "", ""), ("other", meaning_of("PLACE", place) or "Not known")
    )


def how_it_ended(record: Record, placement: dict[str, Any]) -> str:
    """Why the child left this home: the end of care, or the reason given for the change."""
    last = last_episode(record, placement)
    if last is None or placement["end"] is None:
        return ""
    if last["rec"] and last["rec"] != NEXT_EPISODE_REC:
        return f"Left care: {meaning_of('REC', last['rec'])}"
    reason = meaning_of("REASON_PLACE_CHANGE", last["reason_place_change"])
    return f"Moved: {reason}" if reason else "Moved"


def last_episode(record: Record, placement: dict[str, Any]) -> dict[str, Any] | None:
    """The last episode of a placement, which says how it ended and where it was."""
    own = [episode for episode in record.episodes if episode["placement"] == placement["placement"]]
    return own[-1] if own else None


def legal_statuses(record: Record) -> list[ui.Span]:
    """Stretches of one legal status: episodes that follow each other without a day between are one."""
    in_care = [episode for episode in record.episodes if not episode["short_break"] and episode["decom"]]
    spans: list[ui.Span] = []
    for episode in in_care:
        label = with_code("LS", episode["ls"]) or "Not known"
        if spans and spans[-1].label == label and spans[-1].end == episode["decom"]:
            spans[-1] = ui.Span(spans[-1].start, episode["dec"], label, spans[-1].kind)
        else:
            kind = STATUSES.get(episode["ls"] or "", "other")
            spans.append(ui.Span(episode["decom"], episode["dec"], label, kind))
    return spans


def short_breaks(record: Record) -> list[ui.Span]:
    """Agreed series of short breaks (V3, V4), year by year as the return tells them."""
    rows = [episode for episode in record.episodes if episode["short_break"] and episode["decom"]]
    return [
        ui.Span(episode["decom"], episode["dec"], with_code("LS", status) or "", "temporary")
        for status, of_status in groupby(rows, key=lambda one: one["ls"])
        for episode in of_status
    ]


def in_a_sentence(record: Record) -> str:
    """Where the child is in life and in care, on the edition's last day."""
    position, last = record.position, record.last_day
    if position is not None:
        age = "Age not known" if position["age"] is None else f"Aged {position['age']}"
        home = home_in_words(position["place"])[1]
        number = len(record.placements)
        which = "the only home so far" if number == 1 else f"home number {number} in the loaded returns"
        return (
            f"{age}. Looked after since {in_words(position['care_start'])}. {home} since "
            f"{in_words(position['placement_start'])}, {which}."
        )
    if record.periods and record.periods[-1]["end"]:
        period = record.periods[-1]
        reason = meaning_of("REC", period["rec"]) or "reason not known"
        return f"Not looked after on {in_words(last)}: left care on {in_words(period['end'])} ({reason})."
    return f"Not looked after on {in_words(last)}."


def _last(record: Record) -> date:
    """The last day to draw: of the edition while care goes on, else the end of care."""
    ends = [placement["end"] for placement in record.placements]
    ends += [episode["dec"] for episode in record.episodes if episode["short_break"]]
    if not ends or any(end is None for end in ends):
        return record.last_day
    return max(ends)
