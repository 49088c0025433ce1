"""Figures by two breakdowns at a time, or of some children only: counted when asked for, and kept while they are."""

from datetime import date

from sufficiency.editions import Edition
from sufficiency.measures import Measure, calculate
from sufficiency.measures.crossed import BETWEEN, Only
from sufficiency.service.data.figures import Figure, Figures
from sufficiency.service.data.opened import opened

Groups = dict[tuple[str, str], Figure]


def crossed(edition: Edition, measure: Measure, day: date, by: tuple[str, ...], only: Only) -> Groups:
    """Figures of the measure by (breakdown, group), the total among them as ("", ""). For people who may see groups."""
    some = {breakdown: tuple(groups) for breakdown, groups in only.items()}
    held = opened(edition)
    rows = held.lately(
        ("crossed", measure.id, day, by, tuple(some.items())),
        lambda history: calculate(
            history, [day], [measure.id], list(by), edition.manifest.authority, some
        ).to_pylist(),
    )
    return {(row["breakdown"], row["group"]): _figure(held.figures, measure, row) for row in rows}


def figure_of(edition: Edition, figures: Figures, measure: Measure, day: date, by: str, group: str) -> Figure:
    """A figure of any group, of a pair too."""
    if BETWEEN not in by:
        return figures.figure(measure, day, by, group)
    return crossed(edition, measure, day, (by,), {})[by, group]


def _figure(figures: Figures, measure: Measure, row: dict) -> Figure:
    state = figures.state(measure, row["as_at"], row["period_start"], row["value"])
    return Figure(
        row["as_at"], row["period_start"], row["numerator"], row["denominator"], row["value"], state
    )
