"""A plan as it may be taken away by people who do not keep it: without usernames, and for those who do not see small
numbers without numbers that could point to a child."""

from dataclasses import replace

from sufficiency.documents.plan import Indicator, Plan, PlannedAction
from sufficiency.measures.catalogue import catalogue
from sufficiency.measures.disclosure import is_small
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.strategy.readings import counts_children


def in_public(plan: Plan, person: object) -> Plan:
    """The plan for somebody who reads it only."""
    sees_small = may(person, check_can_see_small_numbers)
    return replace(plan, actions=tuple(_action(one, sees_small) for one in plan.actions))


def _action(action: PlannedAction, sees_small: bool) -> PlannedAction:
    open_to_all = replace(action, lead_account="")
    if sees_small:
        return open_to_all
    return replace(
        open_to_all,
        indicators=tuple(map(_indicator, action.indicators)),
        ratings=tuple(replace(one, because="") for one in action.ratings),
    )


def _indicator(indicator: Indicator) -> Indicator:
    """Without a baseline that is a number of children from 1 to 5."""
    entry = catalogue().get(indicator.measure)
    if entry is None or not is_small(indicator.baseline) or not counts_children(entry):
        return indicator
    return replace(indicator, baseline=None, baseline_on=None)
