"""Rounds and what was heard, read: for this room's pages, beside the plan's actions, and for papers."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from sufficiency.service.strategy.queries import day_of_the_plan, in_force
from sufficiency.service.voice.actions import digest
from sufficiency.service.voice.models import Comment, Link, Round


def rounds_of(authority: str) -> QuerySet[Round]:
    """Every round of the authority, the latest first, each with how many links were made, how many were used, and how
    many comments wait to be read."""
    found = Round.objects.filter(authority__in={authority, ""}).annotate(
        links_made=Count("links", distinct=True),
        links_used=Count("links", filter=Q(links__used=True), distinct=True),
        waiting=Count("comments", filter=Q(comments__state=Comment.State.WAITING), distinct=True),
    )
    return found.order_by("-closes", "-id")  # a query that counts forgets the order of the table


def round_asking(key: str, on: date) -> Round | None:
    """The round whose form the link's key opens today; None where it opens none."""
    link = (
        Link.objects.filter(
            digest=digest(key), used=False, round__closed=None, round__opens__lte=on, round__closes__gte=on
        )
        .select_related("round")
        .first()
    )
    return link.round if link else None


def actions_by_statement(authority: str) -> dict[int, list[tuple[int, str]]]:
    """The actions of the strategy in force that claim to serve each statement: id and number, in the plan's order."""
    strategy = in_force(authority, day_of_the_plan())
    serving: dict[int, list[tuple[int, str]]] = {}
    for action in strategy.actions.prefetch_related("statements") if strategy else ():
        for statement in action.statements.all():
            serving.setdefault(statement.number, []).append((action.pk, action.number))
    return serving


def comments_shown(round: Round) -> list[str]:
    """What children wrote, as others may read it, once the round is closed and enough answered."""
    if not round.closed or round.links.filter(used=True).count() < round.fewest:
        return []
    shown = Comment.objects.filter(round=round, state=Comment.State.SHOWN)
    return list(shown.values_list("shown_as", flat=True))
