"""What wants attention: measures that got worse, miss their target or lag behind, and who is moving them."""

from __future__ import annotations

from collections.abc import Iterator

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.blocks.plan import actions_moving
from sufficiency.documents.document import Said
from sufficiency.documents.drafting import figures_of, on, subject, value_told
from sufficiency.documents.figures import Wanted
from sufficiency.measures import comparators
from sufficiency.measures import comparison_words as words
from sufficiency.measures.comparison import Row
from sufficiency.measures.targets import Standing


def asks_concerns(block: composed.Concerns, wanted: Wanted) -> None:
    wanted.rows(block.measures)


def concerns(block: composed.Concerns, paper: Paper) -> Iterator[Said]:
    rows = [paper.asked.row(one) for one in block.measures]
    found = [(row, why) for row in rows if (why := _why(row))]
    if not found:
        yield paper.paragraph(_none(rows), block.key, drafted=True)
        return
    more = len(found) - block.most
    rest = f" The first {block.most} are told here." if more > 0 else ""
    number = len(found)
    opening = "One measure wants" if number == 1 else f"{number} measures want"
    yield paper.paragraph(
        f"{opening} the committee’s attention: worse than a year before by more than chance, off target, or among the last "
        f"quarter of authorities.{rest}",
        block.key,
        drafted=True,
    )
    shown = found[: block.most]
    paper.keep(one for row, _why_it in shown for one in figures_of(row, paper.at(block.key)))
    yield paper.bullets([_told(row, why, paper) for row, why in shown], block.key, drafted=True)


def _why(row: Row) -> list[str]:
    """The reasons; none of a figure that is hidden or not there."""
    if row.now.value is None:
        return []
    why = []
    if row.verdict == "worse":
        why.append("worse than a year before")
    if row.standing is Standing.MISSED:
        why.append(f"off target ({words.target(row)})")
    if row.quarter == "last quarter" and not row.now.part and not _counts_otherwise(row):
        why.append(f"among the last quarter of authorities ({words.rank(row.published)} from the lowest)")
    return why


def _counts_otherwise(row: Row) -> bool:
    """Whether the rank is of our own figure among published ones that are counted another way."""
    return row.published.ours and bool(comparators.differs(row.measure.id))


def _told(row: Row, why: list[str], paper: Paper) -> str:
    plan = paper.source.plan
    told = f"{subject(row.measure)}: {value_told(row.measure, row.now)} {on(row.measure, row.now.day)}; {', and '.join(why)}."
    if plan is None:
        return told
    numbers = [one.number for one in actions_moving(plan, row.measure.id)]
    if not numbers:
        return f"{told} No action of the plan names it among its indicators."
    return f"{told} To be moved by {'action' if len(numbers) == 1 else 'actions'} {', '.join(numbers)} of the plan."


def _none(rows: list[Row]) -> str:
    if all(row.now.value is None for row in rows):
        return "None of the measures looked at here has a figure that can be told for the paper’s day."
    return (
        f"None of the {len(rows)} measures looked at here is worse than a year before by more than chance, off target, or "
        "among the last quarter of authorities."
    )
