"""How the actions of a plan stand on a day: the rating a person gave, what the rule proposes, what is late and next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sufficiency.documents.plan import Indicator, Milestone, PlannedAction, Rated, Rating
from sufficiency.measures.catalogue import catalogue
from sufficiency.service.strategy.proposing import (
    Proposal,
    Track,
    Tracked,
    days_overdue,
    is_done,
    propose,
    track,
)
from sufficiency.service.strategy.readings import Measured, Readings
from sufficiency.service.ui.words import day as in_words

WORDS = {
    Rating.GREEN: ("Green: on track", "green"),
    Rating.AMBER: ("Amber: at risk", "yellow"),
    Rating.RED: ("Red: off track", "red"),
    Rating.COMPLETE: ("Complete", "blue"),
    Rating.NOT_RATED: ("Not rated", "grey"),
}


def tag_of(rating: Rating) -> tuple[str, str]:
    """(word, colour of its tag)."""
    return WORDS[rating]


@dataclass(frozen=True)
class Moved:
    """An indicator with its measure's figure and how it stands against its trajectory."""

    indicator: Indicator
    measured: Measured | None
    track: Track
    baseline: str
    expected: str
    target: str

    @property
    def tracked(self) -> Tracked:
        return as_tracked(self.indicator, self.measured)


@dataclass(frozen=True)
class Standing:
    """An action (its key in the database, and as a plain record) as it stands on a day."""

    id: int
    planned: PlannedAction
    on: date
    moved: tuple[Moved, ...] = ()

    @property
    def href(self) -> str:
        return reverse("strategy:action", args=[self.id])

    @property
    def rated(self) -> Rated | None:
        return self.planned.ratings[0] if self.planned.ratings else None

    @property
    def rating(self) -> Rating:
        return self.planned.rating

    @property
    def tag(self) -> tuple[str, str]:
        return tag_of(self.rating)

    @property
    def proposal(self) -> Proposal:
        return propose(self.planned.milestones, [one.tracked for one in self.moved], self.on)

    @property
    def overdue(self) -> list[tuple[Milestone, int]]:
        """The milestones that are overdue, with by how many days, the longest first."""
        late = [(one, days_overdue(one, self.on)) for one in self.planned.milestones]
        return sorted(((one, days) for one, days in late if days), key=lambda pair: -pair[1])

    @property
    def next(self) -> Milestone | None:
        """The milestone that is due next, of those that are not overdue."""
        to_come = [
            one
            for one in self.planned.milestones
            if one.due is not None and one.due >= self.on and not is_done(one, self.on)
        ]
        return min(to_come, key=lambda one: one.due, default=None)

    @property
    def due(self) -> str:
        """What is due, in a few words: "late since 31 March 2025", "30 September 2025", "all done", "no day"."""
        if self.overdue:
            return f"late since {in_words(self.overdue[0][0].due)}"
        if self.next is not None:
            return f"next {in_words(self.next.due)}"
        milestones = self.planned.milestones
        if milestones and all(is_done(one, self.on) for one in milestones):
            return "all done"
        words = next((one.due_words for one in milestones if one.due_words), "")
        return words or "no day set"


def as_tracked(indicator: Indicator, measured: Measured | None) -> Tracked:
    entry = catalogue().get(indicator.measure)
    return Tracked(indicator, measured.reading if measured else None, entry.good if entry else "neither")


def moved_of(indicator: Indicator, readings: Readings) -> Moved:
    """An indicator as a person may see it."""
    measured = readings.of(indicator.measure)
    found = track(as_tracked(indicator, measured))
    shown = [
        readings.shown(indicator.measure, value)
        for value in (indicator.baseline, found.expected, indicator.target)
    ]
    return Moved(indicator, measured, found, *shown)


def sum_in_a_sentence(standings: Sequence[Standing]) -> str:
    """ "9 of 22 actions are on track, 8 at risk and 4 off track; 1 is complete. 6 are late." """
    if not standings:
        return "The plan has no actions yet."
    count = {rating: sum(one.rating is rating for one in standings) for rating in Rating}
    total = len(standings)
    told = (
        f"{count[Rating.GREEN]} of {total} action{'' if total == 1 else 's'} {_are(count[Rating.GREEN])} on track, "
        f"{count[Rating.AMBER]} at risk and {count[Rating.RED]} off track"
    )
    rest = [
        f"{count[rating]} {_are(count[rating])} {words}"
        for rating, words in ((Rating.COMPLETE, "complete"), (Rating.NOT_RATED, "not rated yet"))
        if count[rating]
    ]
    late = sum(bool(one.overdue) for one in standings)
    also = f"; {' and '.join(rest)}" if rest else ""
    return f"{told}{also}. {late or 'None'} {_are(late)} late."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
