"""Plans taken out and loaded from the machine itself, by whoever owns the installation: for `sufficiency plan`.

The rules are those of the pages, but that nobody stands behind a command: the audit says the machine itself did it.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sufficiency.editions import Home
from sufficiency.service.recorded.kept import is_there
from sufficiency.service.recorded.reading import Unusable, plain_name
from sufficiency.service.start import prepare

if TYPE_CHECKING:
    from sufficiency.documents.plan import Plan
    from sufficiency.service.strategy.models import Strategy
    from sufficiency.service.strategy.standing import Standing


class NotKept(ValueError):
    """Nothing was kept, or there is nothing; ``sentences`` say why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Loaded:
    """A plan that was loaded: its title, and how much is in it; of one that was changed, each change in a sentence."""

    title: str
    actions: int
    milestones: int
    indicators: int
    statements: int
    changes: tuple[str, ...] = ()


def workbook(home: Home, title: str = "") -> bytes:
    """The strategy in force, or the one of a title, as a workbook. Raises NotKept where there is none."""
    strategy = _strategy(home, title)
    from sufficiency.service.strategy import queries
    from sufficiency.service.strategy.writing import as_workbook

    return as_workbook(queries.plan_of(strategy, queries.day_of_the_plan()))


def template() -> bytes:
    """The empty workbook."""
    from sufficiency.service.strategy.writing import as_workbook

    return as_workbook(None)


def listed(home: Home, title: str = "") -> tuple[str, list["Standing"]]:
    """The strategy's title and its actions as they stand. Raises NotKept where there is none."""
    strategy = _strategy(home, title)
    from sufficiency.service.strategy import queries

    return strategy.title, queries.standings(strategy, None, queries.day_of_the_plan())


def load(home: Home, name: str, content: bytes, update: bool = False) -> Loaded:
    """Keep the plan of a workbook whole, or nothing of it; with ``update`` change the strategy that it is of. Raises
    NotKept with the sentences."""
    home.path.mkdir(parents=True, exist_ok=True)
    _open(home)
    from sufficiency.service.recorded.queries import authority_in_use
    from sufficiency.service.strategy.actions import Refused
    from sufficiency.service.strategy.building import WrongCells, plan_from
    from sufficiency.service.strategy.keeping import keep_plan
    from sufficiency.service.strategy.queries import day_of_the_plan
    from sufficiency.service.strategy.updating import strategy_of

    details = {"file": plain_name(name), "sha256": hashlib.sha256(content).hexdigest()}
    try:
        plan = plan_from(name, content, day_of_the_plan())
        held = strategy_of(plan, authority_in_use())
        if held is not None and not update:
            raise Refused(f"“{held}” is kept already. Give the workbook another title and period, or add `--update` to change that strategy.")  # fmt: skip
        if update:
            changes = _updated(held, plan, details)
        else:
            keep_plan(
                plan=plan, authority=authority_in_use(), by=None, source="from a workbook", details=details
            )
            changes = ()
    except Unusable as problem:
        raise NotKept([str(problem)]) from problem
    except (WrongCells, Refused) as refused:
        raise NotKept(refused.sentences) from refused
    return Loaded(
        plan.title,
        len(plan.actions),
        sum(len(one.milestones) for one in plan.actions),
        sum(len(one.indicators) for one in plan.actions),
        len(plan.statements),
        changes,
    )


def _updated(held: "Strategy | None", plan: "Plan", details: dict[str, str]) -> tuple[str, ...]:
    """Change the strategy; each change in a sentence, with what is left. Raises Refused."""
    from sufficiency.service.strategy.actions import Refused
    from sufficiency.service.strategy.updating import proposed, update_plan

    if held is None:
        raise Refused(f"No strategy is called “{plan.title}” or has its period, so there is none to change. Load it without `--update`.")  # fmt: skip
    mark = proposed(held, plan).mark
    done = update_plan(strategy=held, plan=plan, mark=mark, by=None, details=details)
    return tuple(one.sentence for one in done.changes)


def _strategy(home: Home, title: str) -> "Strategy":
    nothing = "No strategy is in force here. `sufficiency plan --template --output plan.xlsx` gives the workbook to fill in, and `sufficiency plan --load plan.xlsx` loads it."
    if not is_there(home):
        raise NotKept([nothing])
    _open(home)
    from sufficiency.service.recorded.queries import authority_in_use
    from sufficiency.service.strategy import queries

    authority, on = authority_in_use(), queries.day_of_the_plan()
    if not title:
        found = queries.in_force(authority, on)
        if found is None:
            raise NotKept([nothing])
        return found
    held = list(queries.strategies_of(authority))
    named = [one for one in held if title.casefold() in one.title.casefold()]
    exact = [one for one in held if one.title.casefold() == title.casefold()]
    if len(exact or named) == 1:
        return (exact or named)[0]
    there = "; ".join(one.title for one in held) or "none"
    raise NotKept(
        [f"{'No' if not named else 'More than one'} strategy is called “{title[:80]}”. Here are: {there}."]
    )


def _open(home: Home) -> None:
    prepare(home.path, say=lambda sentence: None)
    from sufficiency.service.recorded.made_up import keep_made_up_series
    from sufficiency.service.strategy.made_up import keep_made_up_plan

    keep_made_up_series(home.path)
    keep_made_up_plan(home.path)
