"""What was heard, rounds and comments, as sentences and tables."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from sufficiency.measures.said import value_with_unit
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day
from sufficiency.service.voice.heard import Heard, heard_in
from sufficiency.service.voice.languages import languages
from sufficiency.service.voice.models import Comment, Round, Wording
from sufficiency.service.voice.queries import actions_by_statement

COLUMNS = ("statement", "words", "answered", "yes", "sometimes", "no", "agree_pct", "low_pct", "high_pct")
TOO_FEW = "too few to show"


def in_a_sentence(round: Round | None) -> str:
    """The page's first line: which statements most and fewest agree with."""
    if round is None:
        return "No round of asking is closed yet, so nothing is shown of what children and young people say"
    if not round.closed:
        return f"What is said in “{round}” is shown once the round is closed"
    told = sorted(
        (one for one in heard_in(round) if one.answers is not None), key=lambda one: one.yes / one.answers
    )
    if not told:
        return f"Too few answered “{round}” to show what they said"
    least, most = told[0], told[-1]
    first = f"{_share(most)} said yes to “{_short(most.words)}”"
    if least is most:
        return first
    return f"{first}; fewest, {_share(least)}, to “{_short(least.words)}”"


def heard_table(round: Round, authority: str) -> ui.Table:
    """Each statement with how many said what, and the actions of the plan that claim to serve it."""
    serving = actions_by_statement(authority)
    rows = []
    for one in heard_in(round):
        told = one.answers is not None
        rows.append(
            {
                "statement": f"{one.number}. {one.words}",
                "agree": _percent(one) if told else TOO_FEW,
                "range": f"{one.interval[0]:.0f} to {one.interval[1]:.0f}" if told else "",
                "yes": one.yes if told else "",
                "sometimes": one.sometimes if told else "",
                "no": one.no if told else "",
                "actions": ", ".join(number for _, number in serving.get(one.number, ())) or "none",
            }
        )
    columns = [
        ui.Column("statement", "I statement"),
        ui.Column("agree", "Said yes (%)", number=True),
        ui.Column("range", "Could be by chance (%)", number=True, one_line=True),
        ui.Column("yes", "Yes", number=True),
        ui.Column("sometimes", "Sometimes", number=True),
        ui.Column("no", "No", number=True),
        ui.Column("actions", "Actions that serve it"),
    ]
    caption = f"What was said in {round}, {round.whom}, closed on {day(round.closed)}"
    hides = any(row["agree"] == TOO_FEW for row in rows)
    note = f"Too few to show: fewer than {round.fewest} answered the statement." if hides else ""
    return ui.Table(caption, columns, rows, empty="No statement was asked.", note=note)


def heard_rows(asked: Round) -> list[list[object]]:
    """The rows of the file; c stands for what is not shown."""
    rows: list[list[object]] = []
    for one in heard_in(asked):
        if one.answers is None:
            rows.append([one.number, one.words, *["c"] * 7])
            continue
        shares = (100 * one.yes / one.answers, *one.interval)
        rows.append([one.number, one.words, one.answers, one.yes, one.sometimes, one.no, *(round(share, 1) for share in shares)])  # fmt: skip
    return rows


def rounds_table(rounds: Sequence[Round]) -> ui.Table:
    """Every round: who was asked, when, and how many of the links were used, once it is closed."""
    rows = [
        {
            "round": ui.Cell(one.title, reverse("voice:round", args=[one.pk])),
            "whom": one.whom,
            "days": f"{day(one.opens)} to {day(one.closes)}",
            "state": state_of(one),
            "answered": f"{one.links_used} of {one.links_made}"
            if one.closed and one.links_used >= one.fewest
            else "",
        }
        for one in rounds
    ]
    columns = [
        ui.Column("round", "Round"),
        ui.Column("whom", "Who is asked"),
        ui.Column("days", "Days"),
        ui.Column("state", "State"),
        ui.Column("answered", "Answered", number=True, one_line=True),
    ]
    return ui.Table("Rounds of asking", columns, rows, empty="Nobody has been asked yet.")


def state_of(round: Round) -> str:
    """Whether a round is to come, asking, over but not closed, or closed."""
    today = timezone.localdate()
    if round.closed:
        return f"Closed on {day(round.closed)}"
    if today < round.opens:
        return "To come"
    return "Asking" if today <= round.closes else "Over, to be closed"


def languages_table(round: Round) -> ui.Table:
    """The languages of the form: whether the statements are in them, and whether a native reader checked its words."""
    worded = Wording.objects.filter(question__round=round).values_list("language", flat=True)
    rows = [
        {
            "language": one.name,
            "statements": "English" if one.code not in worded and one.code != "en" else "in the language",
            "checked": "yes" if one.checked else "not yet",
        }
        for one in languages().values()
    ]
    columns = [
        ui.Column("language", "Language"),
        ui.Column("statements", "Statements are asked in"),
        ui.Column("checked", "Words of the form read by somebody who grew up with it"),
    ]
    return ui.Table("Languages of the form", columns, rows)


def comments_table(comments: Sequence[Comment]) -> ui.Table:
    """Comments that were read, and what became of each."""
    rows = [
        {
            "comment": ui.Cell(
                _short(one.shown_as or one.words, 120), reverse("voice:comment", args=[one.pk])
            ),
            "round": one.round.title,
            "state": one.get_state_display(),
            "reason": one.reason,
            "by": str(one.read_by or ""),
        }
        for one in comments
    ]
    columns = [
        ui.Column("comment", "Comment"),
        ui.Column("round", "Round"),
        ui.Column("state", "What became of it"),
        ui.Column("reason", "Why"),
        ui.Column("by", "Read by"),
    ]
    return ui.Table("Comments that were read", columns, rows, empty="None has been read yet.")


def _percent(one: Heard) -> str:
    return value_with_unit(100 * one.yes / one.answers, "percent", one.answers).rstrip("%")


def _share(one: Heard) -> str:
    """ "31 of 40"."""
    return f"{one.yes} of {one.answers}"


def _short(words: str, most: int = 90) -> str:
    words = words.rstrip(".")
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
