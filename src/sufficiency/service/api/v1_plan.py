"""Version 1 of the API: the plan. Strategies, the actions of one as they stand, and one action."""

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from sufficiency.service.access.rules import check_can_see_plan
from sufficiency.service.api import plan
from sufficiency.service.api import plan_shapes as shapes
from sufficiency.service.api.asked import Name, Number, Part, Words, YesOrNo, part_of, placed
from sufficiency.service.api.operation import reads
from sufficiency.service.api.scopes import Scope
from sufficiency.service.strategy.queries import day_of_the_plan, standings
from sufficiency.service.strategy.standing import sum_in_a_sentence

operations = Router()


@reads(operations, "plan/strategies", "strategies", scope=Scope.PLAN, check=check_can_see_plan, answers=shapes.Strategies, tag="Plan")  # fmt: skip
def strategies(request: HttpRequest, asked: Query[Part]):
    """The authority's strategies, the latest first: priorities, levers, I statements, and what success looks like."""
    on, held = day_of_the_plan(), plan.strategies_seen(request.person)
    told = plan.strategies_told(part_of(held, asked), plan.in_force(held, on))
    return {**placed(request, len(held), asked), "on": on, "strategies": told}


class PlanAsked(Part):
    strategy: Number | None = Field(None, description="A strategy by its id; the one in force where none is given.")  # fmt: skip
    lead: Words | None = Field(None, description="Only actions whose lead officer's post has these words.")
    measure: Name | None = Field(None, description="Only actions that are to move this measure.")
    statement: Number | None = Field(None, description="Only actions that serve this I statement, by its number.")  # fmt: skip
    rating: Literal["red", "amber", "green", "complete", "not rated"] | None = Field(None, description="Only actions rated so.")  # fmt: skip
    late: YesOrNo | None = Field(None, description="yes: only actions with a milestone overdue; no: only the others.")  # fmt: skip


@reads(operations, "plan", "plan", scope=Scope.PLAN, check=check_can_see_plan, answers=shapes.PlanTold, tag="Plan")  # fmt: skip
def plan_(request: HttpRequest, asked: Query[PlanAsked]):
    """The actions of the strategy in force, or of another: milestones, measures, leads, and every rating with its reason.

    Measures stand with their figures as you may see them: people who may not see small numbers have no number that
    points to a child.
    """
    on = day_of_the_plan()
    chosen = plan.strategy_asked(request.person, asked.strategy, on)
    every = standings(chosen, request.person, on) if chosen else []
    narrowing = asked.dict(include={"lead", "measure", "statement", "rating", "late"})
    found = plan.narrowed(every, **narrowing) if chosen else []
    pinned = {"strategy": str(chosen.pk)} if chosen else {}
    return {
        **placed(request, len(found), asked, **pinned),
        "on": on,
        "strategy": chosen.pk if chosen else None,
        "title": chosen.title if chosen else "",
        "sentence": sum_in_a_sentence(every) if chosen else plan.NONE_IN_FORCE,
        "actions": [plan.action_told(request.person, one) for one in part_of(found, asked)],
    }


@reads(operations, "plan/actions/{int:action}", "action", scope=Scope.PLAN, check=check_can_see_plan, answers=shapes.ActionWhole, tag="Plan")  # fmt: skip
def action(request: HttpRequest, action: int):
    """One action: the same, with money, resources and risks, its notes and its evidence."""
    return plan.action_whole(request.person, action)
