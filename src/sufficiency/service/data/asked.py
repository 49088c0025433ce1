"""What an address asks for, checked: everything in it is hostile until it has passed here."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from django.conf import settings
from django.http import HttpRequest

from sufficiency.editions import Edition, Home, UnknownEdition
from sufficiency.measures import BREAKDOWNS, MEASURES, Measure
from sufficiency.measures.crossed import applies, groups_of, parts_of, title_of
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.data.figures import Figures, WithoutSmallNumbers
from sufficiency.service.data.opened import opened
from sufficiency.service.ui.words import day as in_words

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def home() -> Home:
    """The installation's folder of editions."""
    return Home(settings.HOME)


def shown(text: object, most: int = 60) -> str:
    """Something typed, short and on one line, to be named in a sentence."""
    plain = " ".join(str(text).split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def edition_asked(request: HttpRequest) -> Edition | None:
    """The edition named in the address (``?edition=``), else the one in use; None before the first load.

    The page's frame tells of the same edition. Raises NotHere for an edition that is not there.
    """
    asked = request.GET.get("edition")
    edition = edition_named(asked) if asked else home().current()
    request.edition = edition
    return edition


def edition_named(edition_id: str) -> Edition:
    """Raises NotHere for an id that names no edition, DamagedEdition for one that cannot be read."""
    try:
        return home().edition(edition_id)
    except UnknownEdition as problem:
        raise NotHere(
            f"There is no edition “{shown(edition_id)}”. The data page lists those there are."
        ) from problem


def figures_for(person: object, edition: Edition) -> Figures | WithoutSmallNumbers:
    """The edition's figures as this person may see them."""
    figures = opened(edition).figures
    return figures if may(person, check_can_see_small_numbers) else WithoutSmallNumbers(figures)


def day_asked(request: HttpRequest, figures: Figures | WithoutSmallNumbers) -> date:
    """The day of ``?as_at=``, else the newest. Raises AskedWrongly for anything but a day that is counted."""
    text = request.GET.get("as_at")
    return day_of_text(text, figures.days) if text else figures.newest


def day_of_text(text: str, days: Sequence[date]) -> date:
    """One of the days, typed as 2025-03-31. Raises AskedWrongly for anything else."""
    allowed = f"Choose a month's last day from {in_words(days[0])} to {in_words(days[-1])}."
    if not DAY.fullmatch(text):
        raise AskedWrongly(f"“{shown(text)}” is not a day, which is written as {days[-1]}. {allowed}")
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise AskedWrongly(f"“{shown(text)}” is not a day of the calendar. {allowed}") from problem
    if day not in days:
        raise AskedWrongly(f"There are no figures for {in_words(day)} in this edition. {allowed}")
    return day


def measure_asked(measure: str) -> Measure:
    """The measure of an address. Raises NotHere, with the nearest names."""
    if measure in MEASURES:
        return MEASURES[measure]
    close = get_close_matches(measure[:80], MEASURES, n=3, cutoff=0.5)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    raise NotHere(f"There is no measure called “{shown(measure)}”.{meant}")


def breakdown_asked(request: HttpRequest, measure: Measure, pairs: bool = False) -> str:
    """The breakdown of ``?by=``, with ``pairs`` also two at a time, or nothing for the total.

    Raises AskedWrongly, with those that apply.
    """
    by = request.GET.get("by", "")
    if not by or by in measure.breakdowns:
        return by
    if pairs and len(parts_of(by)) == 2 and applies(measure, by) and len(set(parts_of(by))) == 2:
        return by
    known = ", ".join(BREAKDOWNS[one].title.lower() for one in measure.breakdowns)
    ways = f"It is broken down by {known}." if known else "It is not broken down."
    raise AskedWrongly(f"“{measure.title}” is not broken down by “{shown(by)}”. {ways}")


def group_asked(request: HttpRequest, measure: Measure) -> tuple[str, str]:
    """The breakdown and group of ``?by=&group=``: both or neither. Raises AskedWrongly."""
    by, group = breakdown_asked(request, measure, pairs=True), request.GET.get("group", "")
    if bool(by) != bool(group):
        raise AskedWrongly("Give both a breakdown (by) and one of its groups (group), or neither.")
    if by and group not in groups_of(by):
        raise AskedWrongly(
            f"{title_of(by)} has no group “{shown(group)}”. Its groups are {', '.join(groups_of(by))}."
        )
    return by, group


def choice_asked(request: HttpRequest, name: str, choices: tuple[str, ...]) -> str:
    """One of a few words, the first when nothing is asked. Raises AskedWrongly."""
    asked = request.GET.get(name) or choices[0]
    if asked not in choices:
        raise AskedWrongly(f"“{shown(asked)}” is no choice for {name}; it is one of {', '.join(choices)}.")
    return asked
