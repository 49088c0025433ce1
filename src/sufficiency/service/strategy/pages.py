"""What the pages of a plan show: the plan on a page, by lead, by measure, by I statement, what is late, the timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from sufficiency.documents.plan import Rating
from sufficiency.measures.catalogue import catalogue
from sufficiency.service.strategy import models
from sufficiency.service.strategy.proposing import is_done
from sufficiency.service.strategy.standing import Moved, Standing
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.service.voice.heard import heard_by_statement, newest_in_words

NOBODY = "No lead officer named"


@dataclass(frozen=True)
class Group:
    """Some actions under a heading: a key area, a lead, an I statement."""

    title: str
    standings: list[Standing] = field(default_factory=list)
    words: str = ""

    @property
    def summary(self) -> str:
        """ "2 on track, 1 at risk"."""
        names = (
            (Rating.GREEN, "on track"),
            (Rating.AMBER, "at risk"),
            (Rating.RED, "off track"),
            (Rating.COMPLETE, "complete"),
            (Rating.NOT_RATED, "not rated"),
        )
        counts = [(sum(one.rating is rating for one in self.standings), words) for rating, words in names]
        return ", ".join(f"{count} {words}" for count, words in counts if count)


def by_key_area(standings: Iterable[Standing]) -> list[Group]:
    """The key areas in the plan's order, each with its actions."""
    groups: dict[str, Group] = {}
    for one in standings:
        title = one.planned.key_area
        groups.setdefault(title, Group(title)).standings.append(one)
    return list(groups.values())


def by_lead(standings: Iterable[Standing]) -> list[Group]:
    """Each lead officer, those with most off track first; actions without one last."""
    groups: dict[str, Group] = {}
    for one in standings:
        title = one.planned.lead or NOBODY
        groups.setdefault(title, Group(title)).standings.append(one)
    red = {title: sum(one.rating is Rating.RED for one in group.standings) for title, group in groups.items()}
    return sorted(groups.values(), key=lambda group: (group.title == NOBODY, -red[group.title], group.title))


def by_statement(strategy: models.Strategy, standings: Sequence[Standing], on: date) -> list[Group]:
    """Each I statement with the actions that are to serve it, and what children said to it last."""
    heard = heard_by_statement(strategy.authority, on)
    return [
        Group(
            f"{one.number}. {one.words}",
            [standing for standing in standings if one.number in standing.planned.statements],
            newest_in_words(heard.get(one.number, ())),
        )
        for one in strategy.statements.all()
    ]


def moved_table(standings: Iterable[Standing]) -> ui.Table:
    """Every indicator of the plan by its measure, in the order of the catalogue, with the action that is to move it;
    those that are no measure of the catalogue come last."""
    order = {measure: place for place, measure in enumerate(catalogue())}
    pairs = [(moved, one) for one in standings for moved in one.moved]
    pairs.sort(key=lambda pair: order.get(pair[0].indicator.measure, len(order)))
    columns = [
        ui.Column("measure", "Measure"),
        ui.Column("baseline", "Baseline", number=True),
        ui.Column("now", "Now", number=True),
        ui.Column("target", "Target", number=True),
        ui.Column("track", "Trajectory"),
        ui.Column("trend", "Trend"),
        ui.Column("action", "Who is moving it"),
    ]
    return ui.Table(
        "Measures and the actions that are to move them",
        columns,
        [_moved_row(moved, one) for moved, one in pairs],
        caption_hidden=True,
        empty="No action names anything to measure it by.",
    )


def _moved_row(moved: Moved, standing: Standing) -> dict[str, object]:
    indicator, measured = moved.indicator, moved.measured
    title = indicator.words if measured is None else measured.entry.name
    href = "" if measured is None else reverse("position:measure", args=[indicator.measure])
    since = in_words(indicator.baseline_on) if indicator.baseline_on else ""
    by = f"by {in_words(indicator.target_on)}" if indicator.target_on else ""
    expected = f"expected {moved.expected}" if moved.expected else ""
    now = (
        ui.Cell("not measured here")
        if measured is None
        else ui.Cell(measured.words, hint=in_words(measured.on) if measured.on else "")
    )
    return {
        "measure": ui.Cell(
            title, href=href, hint=indicator.words if measured and indicator.words != title else ""
        ),
        "baseline": ui.Cell(moved.baseline or "–", hint=since),
        "now": now,
        "target": ui.Cell(moved.target or "–", hint=by),
        "track": ui.Cell(moved.track.word if indicator.target is not None else "–", hint=expected),
        "trend": (measured.trend if measured else None) or "",
        "action": ui.Cell(
            f"{standing.planned.number} {standing.planned.focus}", href=standing.href, hint=standing.tag[0]
        ),
    }


def moved_in_a_sentence(standings: Iterable[Standing]) -> str:
    """ "Of 34 measures with a target 12 are on track, 16 slightly behind and 5 behind." """
    tracks = [moved.track for one in standings for moved in one.moved if moved.track.expected is not None]
    if not tracks:
        return "No measure of the plan can be held against a target yet"
    on_track, slightly = (
        sum(not one.behind for one in tracks),
        sum(one.behind and not one.clearly for one in tracks),
    )
    return (
        f"Of {len(tracks)} figures with a target {on_track} {'is' if on_track == 1 else 'are'} on track, "
        f"{slightly} slightly behind and {len(tracks) - on_track - slightly} behind"
    )


def leads_in_a_sentence(groups: Sequence[Group]) -> str:
    """ "14 lead officers, of whom 5 have an action that is off track"."""
    leads = [group for group in groups if group.title != NOBODY]
    red = sum(any(one.rating is Rating.RED for one in group.standings) for group in leads)
    told = f"{len(leads)} lead officer{'' if len(leads) == 1 else 's'}"
    return f"{told}, of whom {red or 'none'} {'has' if red in (0, 1) else 'have'} an action that is off track"


def overdue_table(standings: Iterable[Standing]) -> ui.Table:
    """Every milestone that is overdue, the longest first."""
    late = [(days, milestone, one) for one in standings for milestone, days in one.overdue]
    rows = [
        {
            "milestone": milestone.words,
            "action": ui.Cell(f"{one.planned.number} {one.planned.focus}", href=one.href),
            "lead": one.planned.lead or NOBODY,
            "due": in_words(milestone.due),
            "days": days,
            "rating": ui.Cell(one.tag[0], hint=one.rated.reason if one.rated else ""),
        }
        for days, milestone, one in sorted(late, key=lambda found: -found[0])
    ]
    columns = [
        ui.Column("milestone", "What is late"),
        ui.Column("days", "Days late", number=True),
        ui.Column("due", "Was due", one_line=True),
        ui.Column("action", "Action"),
        ui.Column("lead", "Lead officer"),
        ui.Column("rating", "Rated"),
    ]
    return ui.Table(
        "Milestones that are overdue",
        columns,
        rows,
        caption_hidden=True,
        empty="Nothing is late: every milestone whose day has come is done.",
    )


@dataclass(frozen=True)
class Dated:
    """A milestone on the timeline: when, whose, and whether it is done, late or to come."""

    day: date
    words: str
    standing: Standing
    state: str
    colour: str


@dataclass(frozen=True)
class Quarter:
    """Three months of the timeline."""

    title: str
    dated: list[Dated]


def timeline(
    standings: Iterable[Standing], on: date
) -> tuple[list[Quarter], list[tuple[str, str, Standing]]]:
    """Milestones with a day by the quarter they are due in, and those without one as (words, due in words, action)."""
    quarters: dict[tuple[int, int], list[Dated]] = {}
    rest = []
    for standing in standings:
        for one in standing.planned.milestones:
            if one.due is None:
                rest.append((one.words, one.due_words or "no day set", standing))
                continue
            if is_done(one, on):
                state, colour = f"Done {in_words(one.done)}", "green"
            elif one.due < on:
                state, colour = "Late", "red"
            else:
                state, colour = "To come", "grey"
            key = (one.due.year, (one.due.month - 1) // 3)
            quarters.setdefault(key, []).append(Dated(one.due, one.words, standing, state, colour))
    months = ("January to March", "April to June", "July to September", "October to December")
    found = [
        Quarter(f"{months[quarter]} {year}", sorted(dated, key=lambda one: one.day))
        for (year, quarter), dated in sorted(quarters.items())
    ]
    return found, rest
