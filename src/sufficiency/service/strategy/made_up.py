"""The made-up authority's strategies, so that its pages show what a plan looks like."""

from dataclasses import replace
from pathlib import Path

from django.db import transaction

from sufficiency.demo.plan import plan, plan_before
from sufficiency.documents.plan import Plan
from sufficiency.editions import EditionProblem, Home
from sufficiency.service.access.models import Person
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.strategy.keeping import keep_plan
from sufficiency.service.strategy.models import Action, Strategy
from sufficiency.vocabulary.authorities import FAIRMERE


def keep_made_up_plan(home: Path) -> int:
    """Give the made-up authority its strategies where its return is in use and it has none; how many were made."""
    try:
        edition = Home(home).current()
    except EditionProblem:
        return 0  # the data page tells of it
    if edition is None or edition.manifest.authority != FAIRMERE.code:
        return 0
    return give_made_up_plan(max(edition.manifest.years))


@transaction.atomic
def give_made_up_plan(last_year: int) -> int:
    """Both strategies, as of the last year of the returns; none where there is one already. Lead officers are given
    those accounts that there are, also where the accounts came later."""
    plans = [plan_before(last_year), plan(last_year)]
    if Strategy.objects.filter(authority=FAIRMERE.code).exists():
        _give_leads(plans[-1])
        return 0
    for one in plans:
        keep_plan(plan=_with_accounts(one), authority=FAIRMERE.code, by=None, source="made up")
    return len(plans)


def _give_leads(made_up: Plan) -> None:
    """Give the actions of a strategy that was made before there were accounts their lead officers."""
    wanted = {
        action.number: action.lead_account
        for action in _with_accounts(made_up).actions
        if action.lead_account
    }
    actions = Action.objects.filter(strategy__authority=FAIRMERE.code, strategy__title=made_up.title)
    if not wanted or actions.filter(lead_person__isnull=False).exists():
        return
    people = {one.username: one for one in Person.objects.filter(username__in=set(wanted.values()))}
    for action in actions.filter(number__in=wanted):
        action.lead_person = people[wanted[action.number]]
        action.save(update_fields=["lead_person"])
    record(by=None, what=What.CHANGED, thing=f"lead officers of the made-up plan: {len(wanted)} actions")


def _with_accounts(made_up: Plan) -> Plan:
    named = {action.lead_account for action in made_up.actions}
    known = set(Person.objects.filter(username__in=named, made_up=True).values_list("username", flat=True))
    actions = (
        replace(one, lead_account=one.lead_account if one.lead_account in known else "")
        for one in made_up.actions
    )
    return replace(made_up, actions=tuple(actions))
