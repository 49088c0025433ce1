"""The tables and the sentence of the placement map."""

from collections.abc import Callable, Mapping
from datetime import date

from sufficiency.measures.disclosure import HIDDEN_MARK
from sufficiency.measures.placed_where import DISTANCES, name_of, without_small
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.service.ui.words import of_children

Counts = Mapping[str, int | None]
FAR = "over-20"  # the band of distance beyond which a home is far


def as_seen(counts: Mapping[str, int], opens: bool) -> dict[str, int | None]:
    """The counts as a person sees them: small ones hidden unless they may know where a child's home is."""
    return dict(counts) if opens else without_small(counts)


def in_a_sentence(areas: Counts, distances: Counts, own: str | None, total: int, as_at: date) -> str:
    """How many are looked after, and how many of them live in the own area and far from home, where that may be told."""
    told = f"{of_children(total).capitalize()} {'was' if total == 1 else 'were'} looked after on {in_words(as_at)}."
    if here := areas.get(own or ""):
        told += f" {here} of them ({100 * here / total:.0f}%) lived in {name_of(own)}."
    if far := distances.get(FAR):
        told += f" {far} ({100 * far / total:.0f}%) lived more than 20 miles from home."
    return told


def areas_table(areas: Counts, total: int, address: Callable[[str], str]) -> ui.Table:
    """Every area with its number and share, by name: an order by number would tell of hidden ones."""
    rows = [
        {"area": name_of(area), "children": _number(number, total, address(area))}
        for area, number in areas.items()
    ]
    return _table("By authority area", ui.Column("area", "Area"), rows)


def distances_table(distances: Counts, total: int) -> ui.Table:
    """Every band of distance with its number and share."""
    rows = [
        {"band": DISTANCES[band], "children": _number(number, total)} for band, number in distances.items()
    ]
    return _table("By distance from home", ui.Column("band", "Distance"), rows)


def _table(caption: str, first: ui.Column, rows: list[dict]) -> ui.Table:
    columns = [first, ui.Column("children", "Children", number=True)]
    return ui.Table(caption, columns, rows, empty="Nobody was looked after on this day.")


def _number(number: int | None, total: int, href: str = "") -> ui.Cell:
    """How many, and their share of all below it."""
    if number is None:
        return ui.Cell(HIDDEN_MARK)
    share = 100 * number / total if total else 0
    told = "under 1%" if 0 < share < 1 else f"{share:.0f}%"
    return ui.Cell(number, href=href if number else "", sort=number, hint=told if number else "")
