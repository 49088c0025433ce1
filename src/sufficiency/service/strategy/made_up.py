"""The made-up authority's strategies, so that its pages show what a plan looks like."""

from dataclasses import replace
from pathlib import Path

from django.db import transaction

from sufficiency.demo.plan import plan, plan_before
from sufficiency.documents.plan import Plan
from sufficiency.editions import EditionProblem, Home
from sufficiency.service.access.models import Person
from sufficiency.service.strategy.keeping import keep_plan
from sufficiency.service.strategy.models import Strategy
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
    those accounts that there are."""
    if Strategy.objects.filter(authority=FAIRMERE.code).exists():
        return 0
    plans = [plan_before(last_year), plan(last_year)]
    for one in plans:
        keep_plan(plan=_with_accounts(one), authority=FAIRMERE.code, by=None, source="made up")
    return len(plans)


def _with_accounts(made_up: Plan) -> Plan:
    named = {action.lead_account for action in made_up.actions}
    known = set(Person.objects.filter(username__in=named, made_up=True).values_list("username", flat=True))
    actions = (
        replace(one, lead_account=one.lead_account if one.lead_account in known else "")
        for one in made_up.actions
    )
    return replace(made_up, actions=tuple(actions))
