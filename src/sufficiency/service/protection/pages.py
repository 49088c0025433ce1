"""The schedule, the review list and past decisions as tables."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from sufficiency.service.protection.due import Kept
from sufficiency.service.protection.models import Answer, Decision, Hold, Kind
from sufficiency.service.protection.schedule import WAYS, Line
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words


def schedule_table(lines: Iterable[Line]) -> ui.Table:
    columns = [
        ui.Column("what", "What"),
        ui.Column("how_long", "Kept for"),
        ui.Column("way", "Then"),
        ui.Column("source", "On whose word"),
    ]
    rows = [
        {
            "what": one.what,
            "how_long": one.how_long,
            "way": WAYS[one.way],
            "source": ui.Cell(one.source, hint=f"{'Confirmed' if one.confirmed else 'For the council to confirm'}, in force since {in_words(one.since)}"),
        }
        for one in lines
    ]  # fmt: skip
    return ui.Table("Retention schedule", columns, rows, caption_hidden=True)


def review_list(caption: str, found: list[Kept], day: date, empty: str) -> ui.Table:
    """What is kept, each opening its page."""
    columns = [
        ui.Column("what", "What"),
        ui.Column("began", "Time runs from", one_line=True),
        ui.Column("until", "Kept until", one_line=True),
        ui.Column("state", "Where it stands"),
    ]
    rows = [
        {
            "what": ui.Cell(one.what, href=reverse("protection:kept", args=[one.kind, one.thing])),
            "began": in_words(one.began),
            "until": in_words(one.until),
            "state": state_of(one, day),
        }
        for one in found
    ]
    return ui.Table(caption, columns, rows, caption_hidden=True, keep_order=True, empty=empty)  # fmt: skip


def state_of(one: Kept, day: date) -> str:
    if one.hold is not None:
        return f"Held: {one.hold.reason}"
    if one.waits is not None:
        return f"{one.waits.get_choice_display()}: waits for a second person"
    return "To be decided" if one.is_due(day) else "Not due yet"


def decisions_table(decisions: Iterable[Decision]) -> ui.Table:
    columns = [
        ui.Column("what", "What"),
        ui.Column("asked", "Asked for"),
        ui.Column("answer", "Answer"),
        ui.Column("end", "Since then"),
    ]
    rows = []
    for one in decisions:
        rows.append(
            {
                "what": ui.Cell(f"{one.get_kind_display()} {one.thing}", href=reverse("protection:decision", args=[one.pk])),
                "asked": ui.Cell(one.get_choice_display(), hint=f"{one.asked_by}, {in_words(one.asked_at)}: {one.reason}"),
                "answer": ui.Cell(one.get_answer_display(), hint=f"{one.answered_by}, {in_words(one.answered_at)}" if one.answered_by else ""),
                "end": since_then(one),
            }
        )  # fmt: skip
    return ui.Table(
        "Decisions", columns, rows, caption_hidden=True, keep_order=True, empty="No decision yet."
    )


def since_then(one: Decision) -> str:
    if one.done_at:
        return f"Deleted on {in_words(one.done_at)}"
    if one.must_be_carried_out:
        return "Approved, not deleted yet"
    return f"Reviewed again on {in_words(one.until)}" if one.answer == Answer.APPROVED else ""


def holds_table(holds: Iterable[Hold]) -> ui.Table:
    columns = [ui.Column("what", "What"), ui.Column("reason", "Reason"), ui.Column("who", "Placed by")]
    rows = [
        {
            "what": ui.Cell(hold_in_words(one), href=reverse("protection:hold", args=[one.pk])),
            "reason": one.reason,
            "who": f"{one.person}, {in_words(one.at)}",
        }
        for one in holds
    ]
    return ui.Table("Holds", columns, rows, caption_hidden=True, keep_order=True, empty="Nothing is held.")


def hold_in_words(one: Hold) -> str:
    if one.thing == Hold.ALL:
        return "All editions" if one.kind == Kind.EDITION else "All accounts"
    return f"{one.get_kind_display()} {one.thing}"
