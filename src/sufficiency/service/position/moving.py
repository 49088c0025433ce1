"""The children who move an average: a sentence on the measure's page, and a list for those who may see children."""

from dataclasses import dataclass

from sufficiency.measures import Measure, Unit
from sufficiency.measures.outliers import LONGEST, Moved, Outliers, outliers
from sufficiency.service.access.rules import check_can_see_children, may
from sufficiency.service.data.figures import Figure
from sufficiency.service.data.opened import Opened
from sufficiency.service.records.addresses import child_address
from sufficiency.service.records.need_to_know import SEALED, Shown, Sight, cut_to
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import count, value_with_unit


def outliers_of(measure: Measure, figure: Figure, held: Opened) -> Outliers | None:
    """None for what is no average, is not known, or is given as it was published: the days are those of today."""
    if measure.unit != Unit.DAYS or not figure.shown or figure.as_published:
        return None
    return outliers(held.amounts(measure.id, figure.as_at))


def in_a_sentence(person: object, measure: Measure, figure: Figure, held: Opened) -> str:
    """How much the two longest waits weigh; to ten days for people who may not see children, and nothing of few."""
    found = outliers_of(measure, figure, held)
    if found is None or found.without_longest is None:
        return ""
    if may(person, check_can_see_children):
        without = value_with_unit(found.without_longest, "days")
        told = f"Without the two longest it would be {without}, over {count(found.number - LONGEST)} children"
        return f"{told}." if found.moved else f"{told}: no child moves it much."
    rounded = found.rounded_without_longest()
    return "" if rounded is None else f"Without the two longest it would be about {count(rounded)} days."


@dataclass(frozen=True)
class MovingList:
    """The children who move an average most, as one person may see them."""

    found: Outliers
    shown: Shown
    edition: str

    @property
    def children(self) -> list[str]:
        return [row["child"] for row in self.shown.rows]

    @property
    def others(self) -> str:
        return self.shown.others_in_words()

    @property
    def table(self) -> ui.Table:
        """A sealed record is a row without particulars, after all others."""
        columns = [
            ui.Column("child", "Child", one_line=True),
            ui.Column("amount", "Days", number=True),
            ui.Column("without", "Average without them", number=True, hint="days"),
            ui.Column("moves", "Moves it by", number=True, hint="days"),
        ]
        sealed = [dict.fromkeys(("amount", "without", "moves"), "–") | {"child": SEALED}] * self.shown.sealed
        return ui.Table(
            "Children whose own wait moves the average by a twentieth or more, the most moving first",
            columns,
            [*(self._row(row["moved"]) for row in self.shown.rows), *sealed],
            empty="No child moves the average by as much as a twentieth of it.",
        )

    def _row(self, moved: Moved) -> dict[str, object]:
        days = value_with_unit(abs(moved.moves), "days").removesuffix(" days")
        return {
            "child": ui.Cell(moved.child, href=child_address(moved.child, self.edition)),
            "amount": moved.amount,
            "without": ui.Cell(value_with_unit(moved.without, "days").removesuffix(" days")),
            "moves": ui.Cell(f"{days} {'longer' if moved.moves > 0 else 'shorter'}"),
        }


def moving_list(sight: Sight, found: Outliers, edition: str) -> MovingList:
    rows = [{"child": one.child, "moved": one} for one in found.children]
    return MovingList(found, cut_to(sight, rows), edition)
