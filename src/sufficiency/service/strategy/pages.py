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


def by_statement(strategy: models.Strategy, standings: Sequence[Standing]) -> list[Group]:
    """Each I statement with the actions that are to serve it."""
    return [
        Group(
            f"{one.number}. {one.words}",
            [standing for standing in standings if one.number in standing.planned.statements],
        )
        for one in strategy.statements.all()
    ]


@dataclass(frozen=True)
class MovedBy:
    """A measure of the plan, and the actions that are to move it, each with its own baseline and target."""

    title: str
    href: str
    moved: list[tuple[Standing, Moved]]

    @property
    def first(self) -> Moved:
        return self.moved[0][1]


def by_measure(standings: Iterable[Standing]) -> tuple[list[MovedBy], list[tuple[Standing, Moved]]]:
    """The measures of the catalogue that the plan moves, and the indicators that are none of them."""
    known: dict[str, list[tuple[Standing, Moved]]] = {}
    rest = []
    for standing in standings:
        for moved in standing.moved:
            if moved.measured is None:
                rest.append((standing, moved))
            else:
                known.setdefault(moved.indicator.measure, []).append((standing, moved))
    order = {measure: place for place, measure in enumerate(catalogue())}
    found = [
        MovedBy(catalogue()[one].name, reverse("position:measure", args=[one]), moved)
        for one, moved in sorted(known.items(), key=lambda pair: order[pair[0]])
    ]
    return found, rest


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
