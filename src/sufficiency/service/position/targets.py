"""Which target holds on a day, and how a figure stands against it."""

from dataclasses import dataclass
from datetime import date

from sufficiency.measures import MEASURES
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.targets import Standing, Target, national_threshold
from sufficiency.service.data.figures import Figure
from sufficiency.service.position import models
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words

MET, NEAR, MISSED = ((standing.value, standing.colour) for standing in Standing)


@dataclass(frozen=True)
class Aim:
    """The target of a measure on a day: its own, or the national threshold."""

    measure: str
    target: Target

    @property
    def unit(self) -> str:
        return unit_of(self.measure)

    @property
    def value(self) -> float:
        return self.target.value

    @property
    def words(self) -> str:
        """ "at most 10%", "at least 90%", "100%"."""
        return self.target.in_words(self.unit)

    def standing(self, figure: Figure) -> tuple[str, str] | None:
        """(word, colour of its tag), or None where the figure is not known."""
        if not figure.whole:
            return None
        found = self.target.standing(figure.value, self.unit)
        return found.value, found.colour


def unit_of(measure: str) -> str:
    """The unit of a measure, counted or recorded."""
    return MEASURES[measure].unit if measure in MEASURES else catalogue()[measure].unit


def as_target(row: models.Target) -> Target:
    """A target as the library has it, with who set it. Raises ValueError for a row that says there is none."""
    if row.value is None:
        raise ValueError(f"{row} has no value.")
    return Target(row.value, row.best, row.since, row.source, set_by=set_by(row))


def set_by(row: models.Target) -> str:
    if row.person is None:
        return "came with the made-up authority"
    return f"{row.person}, {in_words(row.at)}"


def threshold(measure: str, day: date) -> Aim | None:
    """The national threshold of the day, if there ever was one."""
    found = national_threshold(measure, day)
    return Aim(measure, found) if found else None


class Targets:
    """The targets of one authority, looked up by measure and day; one query for all of them."""

    def __init__(self, authority: str | None) -> None:
        self._rows: dict[str, list[models.Target]] = {}
        for row in models.Target.objects.filter(authority=authority or "").select_related("person"):
            self._rows.setdefault(row.measure, []).append(row)

    def aim(self, measure: str, day: date) -> Aim | None:
        """What the measure aims at on the day, if anything."""
        row = next((one for one in self._rows.get(measure, ()) if one.since <= day), None)
        if row is None or row.value is None or measure not in catalogue():
            return None
        return Aim(measure, as_target(row))

    def history(self, measure: str) -> list[models.Target]:
        """Every target set for the measure, latest first."""
        return self._rows.get(measure, [])


def as_table(history: list[models.Target]) -> ui.Table:
    """Every target ever set for a measure, with who set it."""
    return ui.Table(
        caption="Targets set so far",
        columns=[
            ui.Column("since", "From"),
            ui.Column("target", "Target"),
            ui.Column("source", "Where it comes from"),
            ui.Column("by", "Set by"),
        ],
        rows=[
            {
                "since": in_words(row.since),
                "target": Aim(row.measure, as_target(row)).words if row.value is not None else "no target",
                "source": row.source,
                "by": set_by(row),
            }
            for row in history
        ],
        empty="No target has been set for this measure.",
    )
