"""Which target holds on a day, and how a figure stands against it."""

from dataclasses import dataclass
from datetime import date

from sufficiency.measures import MEASURES, Unit
from sufficiency.service.data.figures import Figure
from sufficiency.service.position.models import Target
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.service.ui.words import value_with_unit

MET, NEAR, MISSED = ("On target", "green"), ("Near target", "yellow"), ("Off target", "red")
NEAR_POINTS = 5  # percentage points short of the target
NEAR_SHARE = 0.1  # of the target, for numbers, rates and days

WORDS = (
    f"On target: the figure meets it. Near target: it is short by no more than {NEAR_POINTS} percentage points, or by a "
    "tenth of the target for numbers, rates and days. Off target: it is short by more."
)


@dataclass(frozen=True)
class Aim:
    """The target of a measure on a day."""

    target: Target

    @property
    def value(self) -> float:
        return self.target.value

    @property
    def words(self) -> str:
        """ "at most 10%", "at least 90%", "100%"."""
        unit = MEASURES[self.target.measure].unit
        told = value_with_unit(self.value, unit, 100 if self.value % 1 else None)
        if unit == Unit.PERCENT and self.value in (0, 100):
            return told
        return f"{self.target.get_best_display()} {told}"

    def standing(self, figure: Figure) -> tuple[str, str] | None:
        """(word, colour of its tag), or None where the figure is not known."""
        if not figure.whole:
            return None
        short = self.value - figure.value if self.target.best == "high" else figure.value - self.value
        if short <= 1e-9:
            return MET
        unit = MEASURES[self.target.measure].unit
        near = NEAR_POINTS if unit == Unit.PERCENT else NEAR_SHARE * self.value
        return NEAR if short <= near else MISSED


class Targets:
    """The targets of one authority, looked up by measure and day; one query for all of them."""

    def __init__(self, authority: str | None) -> None:
        self._rows: dict[str, list[Target]] = {}
        for target in Target.objects.filter(authority=authority or ""):
            self._rows.setdefault(target.measure, []).append(target)

    def aim(self, measure: str, day: date) -> Aim | None:
        """What the measure aims at on the day, if anything."""
        row = next((target for target in self._rows.get(measure, ()) if target.since <= day), None)
        return Aim(row) if row is not None and row.value is not None and measure in MEASURES else None

    def history(self, measure: str) -> list[Target]:
        """Every target set for the measure, latest first."""
        return self._rows.get(measure, [])


def as_table(history: list[Target]) -> ui.Table:
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
                "since": in_words(target.since),
                "target": Aim(target).words if target.value is not None else "no target",
                "source": target.source,
                "by": f"{target.person}, {in_words(target.at)}"
                if target.person
                else "came with the made-up authority",
            }
            for target in history
        ],
        empty="No target has been set for this measure.",
    )
