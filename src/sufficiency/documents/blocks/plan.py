"""The strategy and its action plan in a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Cell, Column, Said
from sufficiency.documents.drafting import figure_of, recorded_figure
from sufficiency.documents.figures import Wanted
from sufficiency.documents.plan import Indicator, Milestone, Plan, PlannedAction, Rating
from sufficiency.measures import MEASURES, said
from sufficiency.measures import recorded as recording
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.disclosure import HIDDEN_MARK, is_small

TAGS = {
    Rating.RED: "red",
    Rating.AMBER: "amber",
    Rating.GREEN: "green",
    Rating.COMPLETE: "blue",
    Rating.NOT_RATED: "grey",
}
WORST_FIRST = (Rating.RED, Rating.AMBER, Rating.GREEN, Rating.COMPLETE, Rating.NOT_RATED)


def plan_table(block: composed.PlanTable, paper: Paper) -> Iterator[Said]:
    """How the plan stands in one sentence, then its actions."""
    plan = paper.source.plan
    if plan is None:
        yield paper.paragraph(paper.no_plan, block.key, drafted=True)
        return
    actions = [one for one in plan.actions if _wanted(one, block)]
    if not actions:
        yield paper.paragraph(_nothing(block), block.key, drafted=True)
        return
    yield paper.paragraph(_how_it_stands(actions), block.key, drafted=True)
    for title, some in _parts(actions, block):
        caption = f"{block.caption or 'Action plan'}: {title}"
        if block.whole:
            rows = [_whole(one, paper) for one in some]
            yield paper.table(caption, _WHOLE, rows, block.key, across=True)
        else:
            yield paper.table(caption, _BRIEF, [_brief(one) for one in some], block.key)


def _wanted(one: PlannedAction, block: composed.PlanTable) -> bool:
    return (not block.ratings or one.rating in block.ratings) and (
        not block.key_areas or one.key_area in block.key_areas
    )


def _nothing(block: composed.PlanTable) -> str:
    if block.ratings:
        return f"No action of the plan is rated {_or([str(one) for one in block.ratings])}."
    return "The plan has no actions yet."


def _how_it_stands(actions: Sequence[PlannedAction]) -> str:
    """ "Of 22 actions 1 is red, 7 are amber and 14 green; 3 are overdue." """
    counts = [(rating, sum(one.rating is rating for one in actions)) for rating in WORST_FIRST]
    told = [f"{number} {'is' if number == 1 else 'are'} {rating}" for rating, number in counts if number]
    overdue = sum(one.overdue for one in actions)
    number = len(actions)
    opening = f"Of {number} actions" if number > 1 else "Of one action"
    late = f" {overdue} {'has' if overdue == 1 else 'have'} a milestone that is overdue." if overdue else ""
    return f"{opening} {_and(told)}.{late}"


def _parts(
    actions: Sequence[PlannedAction], block: composed.PlanTable
) -> Iterator[tuple[str, list[PlannedAction]]]:
    if block.by == "rating":
        for rating in WORST_FIRST:
            if some := [one for one in actions if one.rating is rating]:
                yield str(rating), some
        return
    for area in dict.fromkeys(one.key_area for one in actions):
        yield area, [one for one in actions if one.key_area == area]


_BRIEF = (
    Column("Action"),
    Column("Lead officer"),
    Column("Next milestone"),
    Column("Rating"),
    Column("Why"),
)
_WHOLE = (
    Column("Action focus"),
    Column("Milestones"),
    Column("Linked indicators"),
    Column("Lead officer"),
    Column("I statements"),
    Column("Rating"),
)


def _brief(one: PlannedAction) -> list[Cell]:
    reason = one.ratings[0].reason if one.ratings else ""
    return [
        Cell(f"{one.number} {one.focus}"),
        Cell(one.lead or "–"),
        Cell(_next_milestone(one)),
        rating_cell(one),
        Cell(reason or "–"),
    ]


def _whole(one: PlannedAction, paper: Paper) -> list[Cell]:
    return [
        Cell(f"{one.number} {one.focus}"),
        Cell("\n".join(milestone_told(step) for step in one.milestones) or "–"),
        Cell("\n".join(indicator_told(each, paper.source.public) for each in one.indicators) or "–"),
        Cell(one.lead or "–"),
        Cell(numbers_told(one.statements)),
        rating_cell(one),
    ]


def rating_cell(one: PlannedAction) -> Cell:
    """The rating by its word, with its colour beside it."""
    late = ", overdue" if one.overdue else ""
    return Cell(f"{str(one.rating).capitalize()}{late}", tag=TAGS[one.rating])


def milestone_told(step: Milestone) -> str:
    """ "Options appraisal (by 31 July 2018; done 12 June 2018)"."""
    when = f"by {said.day(step.due)}" if step.due else step.due_words
    done = f"done {said.day(step.done)}" if step.done else ""
    told = "; ".join(one for one in (when, done) if one)
    return f"{step.words} ({told})" if told else step.words


def _next_milestone(one: PlannedAction) -> str:
    left = [step for step in one.milestones if step.done is None]
    if not left:
        return "All done" if one.milestones else "–"
    return milestone_told(min(left, key=lambda step: step.due or date.max))


def indicator_told(one: Indicator, public: bool) -> str:
    """ "Children in residential care: baseline 44, target 41 by 31 March 2018"."""
    told = []
    if one.baseline is not None:
        told.append(f"baseline {baseline_told(one, public)}")
    if one.target is not None:
        told.append(f"target {target_told(one)}")
    return f"{one.words}: {', '.join(told)}" if told else one.words


def baseline_told(one: Indicator, public: bool) -> str:
    """ "44 on 31 March 2017". A small one is hidden in public."""
    if one.baseline is None:
        return "–"
    small = public and is_small(one.baseline) and _counts_children(one.measure)
    when = f" on {said.day(one.baseline_on)}" if one.baseline_on else ""
    return f"{HIDDEN_MARK if small else value_told(one.measure, one.baseline)}{when}"


def target_told(one: Indicator) -> str:
    """ "41 by 31 March 2018"."""
    if one.target is None:
        return "–"
    by = f" by {said.day(one.target_on)}" if one.target_on else ""
    return f"{value_told(one.measure, one.target)}{by}"


def _counts_children(measure: str) -> bool:
    """Whether a small value could be a number of children: unless its unit says that it is a share, money or days."""
    entry = catalogue().get(measure)
    if entry is None:
        return True
    if entry.is_recorded:
        return recording.points_to_children(entry.unit, entry.of)
    return not entry.measure.has_denominator


def value_told(measure: str, value: float) -> str:
    entry = catalogue().get(measure)
    if entry is None:
        return said.count(value)
    if measure in MEASURES:
        return said.value_with_unit(value, entry.unit, said.ONE_DECIMAL_FROM if value % 1 else None)
    return recording.value_in_words(value, entry.unit)


def numbers_told(numbers: Sequence[int]) -> str:
    """ "1 to 5, 7": runs of three and more as from and to."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(told) or "–"


def asks_strategy(block: composed.Strategy, wanted: Wanted) -> None:
    if block.part == "measures" and wanted.source.plan is not None:
        wanted.rows(measures_of(wanted.source.plan))


def measures_of(plan: Plan) -> list[str]:
    """The ids of measures its priorities are judged by, each once and only those that are in the catalogue."""
    named = dict.fromkeys(one for priority in plan.priorities for one in priority.measures)
    named |= dict.fromkeys(each.measure for one in plan.actions for each in one.indicators)
    return [one for one in named if one in catalogue()]


def strategy(block: composed.Strategy, paper: Paper) -> Iterator[Said]:
    """One part of what the strategy says of itself."""
    plan = paper.source.plan
    if plan is None:
        yield paper.paragraph(_NONE_KEPT[block.part], block.key, drafted=True)
        return
    yield from _PARTS[block.part](plan, block.key, paper)


def _vision(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    yield from _text(plan.vision, "The strategy states no vision.", key, paper)


def _duty(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    yield from _text(plan.duty, "The strategy does not set out the duty in its own words.", key, paper)


def _text(text: str, without: str, key: str, paper: Paper) -> Iterator[Said]:
    for one in text.split("\n\n") if text else [without]:
        yield paper.paragraph(" ".join(one.split()), key, drafted=not text)


def _priorities(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    """Each with its words, and how many actions serve it is told by the plan table."""
    if not plan.priorities:
        yield paper.paragraph("The strategy names no priorities yet.", key, drafted=True)
        return
    called = "challenges" if plan.priorities_called == "challenge" else "priorities"
    years = f"{plan.starts.year} to {plan.ends.year}"
    yield paper.paragraph(
        f"“{plan.title}” runs from {years} and sets {len(plan.priorities)} {called}:", key, drafted=True
    )
    yield paper.bullets([_priority(one.title, one.words) for one in plan.priorities], key)


def _priority(title: str, words: str) -> str:
    return f"{title.rstrip('.')}: {words}" if words else title


def _levers(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    yield from _list(
        plan.levers, "What will bring the change about:", "The strategy names no levers yet.", key, paper
    )


def _success(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    yield from _list(plan.success, "We will have succeeded when there is:", "The strategy does not say yet what success will look like.", key, paper)  # fmt: skip


def _list(items: Sequence[str], opening: str, without: str, key: str, paper: Paper) -> Iterator[Said]:
    if not items:
        yield paper.paragraph(without, key, drafted=True)
        return
    yield paper.paragraph(opening, key, drafted=True)
    yield paper.bullets(items, key)


def _measures(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    """The measures the plan is to move: each with its baseline, where it is now, and its target."""
    rows = [
        [
            Cell(action.number),
            Cell(one.words),
            Cell(baseline_told(one, paper.source.public)),
            _now(one, key, paper),
            Cell(target_told(one)),
        ]
        for action in plan.actions
        for one in action.indicators
        if one.baseline is not None or one.target is not None
    ]
    if not rows:
        yield paper.paragraph("No indicator of the plan has a baseline or a target yet.", key, drafted=True)
        return
    now = Column(f"On {said.day(paper.source.as_at)}")
    columns = [Column("Action"), Column("Indicator"), Column("Baseline"), now, Column("Target")]
    yield paper.table("What the actions are to move", columns, rows, key)


def _now(one: Indicator, key: str, paper: Paper) -> Cell:
    """Where the measure stands on the paper's day; a dash for an indicator that is none of the catalogue's."""
    if one.measure in MEASURES:
        row = paper.asked.row(one.measure)
        if (figure := figure_of(row.measure, row.now, paper.at(key))) is None:
            return Cell(row.now.why)
        paper.keep([figure])
        return Cell(figure.words, figure.value)
    numbers = paper.asked.numbers(one.measure) if one.measure in catalogue() else []
    if not numbers:
        return Cell("–")
    figure = recorded_figure(
        catalogue()[one.measure], numbers[-1], paper.asked.is_hidden(numbers[-1]), paper.at(key)
    )
    paper.keep([figure])
    return Cell(figure.words, figure.value)


def _risks(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    named = [(one, one.risks) for one in plan.actions if _is_told(one.risks)]
    yield from _of_actions(named, "Risk", "Risks that the plan names", "The plan names no risks.", key, paper)


def _money(plan: Plan, key: str, paper: Paper) -> Iterator[Said]:
    named = [(one, one.financial_implication) for one in plan.actions if _is_told(one.financial_implication)]
    caption, without = "Actions with a financial implication", "The plan names no financial implications."
    yield from _of_actions(named, "Financial implication", caption, without, key, paper)


def _is_told(words: str) -> bool:
    """Whether there is anything in it; "None" says that there is not."""
    return words.strip(" .").lower() not in ("", "none")


def _of_actions(
    named: Sequence[tuple[PlannedAction, str]], what: str, caption: str, without: str, key: str, paper: Paper
) -> Iterator[Said]:
    if not named:
        yield paper.paragraph(without, key, drafted=True)
        return
    rows = [[Cell(f"{one.number} {one.focus}"), Cell(words)] for one, words in named]
    yield paper.table(caption, [Column("Action"), Column(what)], rows, key)


_PARTS = {
    "vision": _vision,
    "duty": _duty,
    "priorities": _priorities,
    "levers": _levers,
    "success": _success,
    "measures": _measures,
    "risks": _risks,
    "money": _money,
}
_NONE_KEPT = {
    "vision": "No sufficiency strategy is kept for this day, so its vision cannot be given here.",
    "duty": "How the authority means to meet the duty is not kept, since no strategy is.",
    "priorities": "No sufficiency strategy is kept for this day, so the paper has no priorities to report against.",
    "levers": "No levers are kept, since no strategy is.",
    "success": "What success would look like is not kept, since no strategy is.",
    "measures": "No indicators are kept, since no action plan is.",
    "risks": "No risks are kept, since no action plan is.",
    "money": "No financial implications are kept, since no action plan is.",
}


def actions_moving(plan: Plan, measure: str) -> list[PlannedAction]:
    """The actions that are to move a measure."""
    return [one for one in plan.actions if any(each.measure == measure for each in one.indicators)]


def _and(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _or(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} or {parts[-1]}" if len(parts) > 1 else "".join(parts)
