"""Figures in sentences drafted by rule."""

from __future__ import annotations

from collections.abc import Iterator

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Said
from sufficiency.documents.drafting import (
    At,
    Drafted,
    change_alone,
    figures_of,
    group_sentence,
    recorded_sentence,
    subject,
)
from sufficiency.documents.drafting import (
    sentence as measure_sentence,
)
from sufficiency.documents.figures import Wanted
from sufficiency.measures import MEASURES
from sufficiency.measures import change as changed
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.comparison import Row


def asks_sentence(block: composed.Sentence, wanted: Wanted) -> None:
    if block.breakdown:
        wanted.by(block.measure, block.breakdown)
    else:
        wanted.rows([block.measure])


def sentence(block: composed.Sentence, paper: Paper) -> Iterator[Said]:
    """The figure, and the meaning a person gave it."""
    if block.breakdown:
        told = _of_group(block, paper)
    else:
        told = of_measure(block.measure, paper, paper.at(block.key))
    if block.meaning:
        told = Drafted(f"{told.text} {block.meaning}", told.figures)
    yield paper.drafted(told, block.key)


def of_measure(measure: str, paper: Paper, at: At) -> Drafted:
    """A measure in a paragraph, counted or recorded."""
    if measure in MEASURES:
        return measure_sentence(paper.asked.row(measure), at)
    numbers = paper.asked.numbers(measure)
    hidden = [paper.asked.is_hidden(one) for one in numbers]
    return recorded_sentence(catalogue()[measure], numbers, hidden, at)


def _of_group(block: composed.Sentence, paper: Paper) -> Drafted:
    measure, wanted = MEASURES[block.measure], Wanted(paper.source)
    days = wanted.days(measure)
    now, before = (paper.asked.group(measure, day, block.breakdown, block.group) for day in days[:2])
    moved = None
    if now.comparable and before.comparable and not changed.needs_amounts(measure):
        moved = changed.between(measure, now.pair, before.pair)
    return group_sentence(measure, now, before, moved, block.breakdown, block.group, paper.at(block.key))


def asks_changes(block: composed.Changes, wanted: Wanted) -> None:
    wanted.rows(block.measures)


def changes(block: composed.Changes, paper: Paper) -> Iterator[Said]:
    """Those that changed, the clearest first; how many did not, so that a reader does not look for them."""
    rows = [paper.asked.row(one) for one in block.measures]
    moved = [row for row in rows if row.change is not None and row.change.clear]
    moved.sort(key=lambda row: -abs(row.change.strength or 0))
    still = [row for row in rows if row.change is not None and not row.change.clear]
    shown = moved[: block.most]
    if shown:
        yield paper.paragraph(_opening(len(moved), len(rows), len(shown)), block.key, drafted=True)
        paper.keep(one for row in shown for one in figures_of(row, paper.at(block.key)))
        yield paper.bullets([change_alone(row) for row in shown], block.key, drafted=True)
    else:
        yield paper.paragraph(_nothing_moved(rows), block.key, drafted=True)
    if shown and still:
        yield paper.paragraph(f"There is no clear change in {_named(still)}.", block.key, drafted=True)


def _opening(moved: int, of: int, shown: int) -> str:
    first = f"Of the {of} measures looked at here, {moved} changed more than chance would explain since a year before"
    return f"{first}:" if shown == moved else f"{first}. The clearest {shown} are:"


def _nothing_moved(rows: list[Row]) -> str:
    if any(row.change is not None for row in rows):
        return f"None of the {len(rows)} measures looked at here changed more than chance would explain since a year before."
    if all(row.now.value is None for row in rows):
        return "None of the measures looked at here has a figure for the paper’s day in the edition it is written from."
    return "There are no figures of a year before to compare with, so nothing can be said of changes."


def _named(rows: list[Row]) -> str:
    """Titles in one sentence: "foster care, stability and adoptions"; of many the first, and how many more."""
    names = [_small(subject(row.measure)) for row in rows]
    if len(names) > 7:
        return f"{', '.join(names[:6])} and {len(names) - 6} other measures"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _small(title: str) -> str:
    """Inside a sentence a title begins small, unless it begins with a code such as A1."""
    return title if len(title) < 2 or not title[1].islower() else title[0].lower() + title[1:]
