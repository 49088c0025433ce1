"""The plan as the API tells it: what its pages show the same person, with every number in a field."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from sufficiency.documents.plan import Rated
from sufficiency.measures.catalogue import catalogue, entry_asked
from sufficiency.measures.disclosure import is_small
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import check_can_keep_plan, check_can_see_small_numbers, may
from sufficiency.service.api import plan_shapes as shapes
from sufficiency.service.data.asked import shown
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.service.strategy import models, queries
from sufficiency.service.strategy.asked import part_of
from sufficiency.service.strategy.proposing import days_overdue
from sufficiency.service.strategy.readings import Measured, Readings, counts_children
from sufficiency.service.strategy.standing import Moved, Standing

WHOLE = ("priorities__measures", "levers", "success", "statements")
MOST_LEADS = 12  # named in a sentence
NONE_IN_FORCE = "No strategy is in force. /plan/strategies lists those there are."


def strategies_seen(person: object) -> list[models.Strategy]:
    """The strategies of the authority in use, the latest first; drafts for those alone who keep the plan."""
    keeps = may(person, check_can_keep_plan)
    return [one for one in queries.strategies_of(authority_in_use()) if keeps or not one.draft]


def in_force(held: Iterable[models.Strategy], on: date) -> models.Strategy | None:
    """The one of ``held``, the latest first, that holds on the day."""
    return next((one for one in held if not one.draft and one.starts <= on <= one.ends), None)


def strategy_asked(person: object, number: int | None, on: date) -> models.Strategy | None:
    """The strategy of that number, else the one in force; None where none is. Raises NotHere."""
    held = strategies_seen(person)
    if number is None:
        return in_force(held, on)
    found = next((one for one in held if one.pk == number), None)
    if found is None:
        raise NotHere(f"There is no strategy {number}. /plan/strategies lists those there are.")
    return found


def strategies_told(
    held: Sequence[models.Strategy], current: models.Strategy | None
) -> list[shapes.StrategyTold]:
    """Each with its priorities, levers and statements: one query for each kind, however many strategies."""
    prefetch_related_objects(list(held), *WHOLE)
    return [_strategy_told(one, one == current) for one in held]


def _strategy_told(one: models.Strategy, is_in_force: bool) -> shapes.StrategyTold:
    return shapes.StrategyTold(
        id=one.pk,
        title=one.title,
        starts=one.starts,
        ends=one.ends,
        draft=one.draft,
        in_force=is_in_force,
        vision=one.vision,
        duty=one.duty,
        priorities_called=one.priorities_called,
        priorities=[
            shapes.PriorityTold(
                number=priority.number,
                title=priority.title,
                words=priority.words,
                measures=[held.measure for held in priority.measures.all()],
            )
            for priority in one.priorities.all()
        ],
        levers=[lever.words for lever in one.levers.all()],
        success=[success.words for success in one.success.all()],
        statements=[
            shapes.StatementTold(number=statement.number, words=statement.words)
            for statement in one.statements.all()
        ],
    )


def narrowed(
    standings: Sequence[Standing],
    *,
    lead: str | None,
    measure: str | None,
    statement: int | None,
    rating: str | None,
    late: str | None,
) -> list[Standing]:
    """The actions asked for. Raises AskedWrongly for a lead who leads none, or UnknownMeasure."""
    found = standings
    if lead is not None:
        found = _led_by(found, lead)
    if measure is not None:
        wanted = entry_asked(measure).id
        found = [one for one in found if any(told.measure == wanted for told in one.planned.indicators)]
    if statement is not None:
        found = [one for one in found if statement in one.planned.statements]
    if rating is not None:
        found = [one for one in found if one.rating == rating]
    if late is not None:
        found = [one for one in found if bool(one.overdue) == (late == "yes")]
    return list(found)


def _led_by(standings: Sequence[Standing], lead: str) -> list[Standing]:
    """Those whose lead officer has these words in the name of the post, small and capital letters alike."""
    wanted = " ".join(lead.casefold().split())
    found = [one for one in standings if wanted in one.planned.lead.casefold()]
    if not found:
        leads = list(dict.fromkeys(one.planned.lead for one in standings if one.planned.lead))
        known = "; ".join(leads[:MOST_LEADS]) + ("; and others" if len(leads) > MOST_LEADS else "")
        raise AskedWrongly(f"“{shown(lead)}” leads no action of this strategy. Lead officers are: {known or 'nobody'}.")  # fmt: skip
    return found


def action_told(person: object, standing: Standing) -> shapes.ActionTold:
    return shapes.ActionTold(**_plain(standing, may(person, check_can_see_small_numbers)))


def action_whole(person: object, number: int) -> shapes.ActionWhole:
    """One action by its number in the database; one of a draft for those alone who keep the plan. Raises NotHere."""
    action, on = part_of(models.Action, number, "strategy", also=["lead_person"]), queries.day_of_the_plan()
    if action.strategy.draft and not may(person, check_can_keep_plan):
        raise NotHere(f"There is no action {number}.")
    prefetch_related_objects([action], *queries.ALL_PARTS)
    planned = queries.as_planned(action, on, queries.ALL_PARTS)
    measures = {one.measure for one in planned.indicators if one.measure}
    standing = queries.standing_of(
        action.pk, planned, Readings(person, on, measures, action.strategy.authority), on
    )
    return shapes.ActionWhole(
        **_plain(standing, may(person, check_can_see_small_numbers)),
        on=on,
        strategy=action.strategy_id,
        financial_implication=planned.financial_implication,
        resources=planned.resources,
        risks=planned.risks,
        notes=[shapes.Said(on=one.on, words=one.words, by=one.by) for one in planned.notes],
        evidence=[
            shapes.EvidenceTold(on=one.on, words=one.words, by=one.by, link=one.link)
            for one in planned.evidence
        ],
    )


def _plain(standing: Standing, sees_small: bool) -> dict[str, object]:
    planned, proposal = standing.planned, standing.proposal
    return {
        "id": standing.id,
        "number": planned.number,
        "key_area": planned.key_area,
        "focus": planned.focus,
        "lead": planned.lead,
        "statements": list(planned.statements),
        "rating": standing.rating,
        "reason": standing.rated.reason if standing.rated else "",
        "late": bool(standing.overdue),
        "due": standing.due,
        "proposed": shapes.ProposalTold(rating=proposal.rating, because=list(proposal.because)),
        "milestones": [
            shapes.MilestoneTold(
                words=one.words,
                due=one.due,
                due_words=one.due_words,
                done=one.done,
                days_late=days_overdue(one, standing.on),
            )
            for one in planned.milestones
        ],
        "indicators": [_indicator_told(one, sees_small) for one in standing.moved],
        "ratings": [_rating_told(one, sees_small) for one in planned.ratings],
    }


def _indicator_told(moved: Moved, sees_small: bool) -> shapes.IndicatorTold:
    """With what the page hides left out; and without the trajectory where one of its ends is hidden, since a line
    told to the last digit would give the other end away."""
    indicator = moved.indicator
    hides = [
        not sees_small and _points_to_children(indicator.measure, value)
        for value in (indicator.baseline, indicator.target)
    ]
    expected = moved.track.expected
    if any(hides) or (not sees_small and _points_to_children(indicator.measure, expected)):
        expected = None
    return shapes.IndicatorTold(
        words=indicator.words,
        measure=indicator.measure,
        baseline=None if hides[0] else indicator.baseline,
        baseline_on=indicator.baseline_on,
        target=None if hides[1] else indicator.target,
        target_on=indicator.target_on,
        suppressed=any(hides),
        now=_now_told(moved.measured) if moved.measured else None,
        expected=expected,
        standing=moved.track.word,
    )


def _points_to_children(measure: str, value: float | None) -> bool:
    """Whether a number somebody wrote into the plan is one of 1 to 5 children."""
    entry = catalogue().get(measure)
    return entry is not None and is_small(value) and counts_children(entry)


def _now_told(measured: Measured) -> shapes.NowTold:
    value = measured.reading.value if measured.reading else None
    return shapes.NowTold(as_at=measured.on, value=value, words=measured.words, suppressed=measured.hidden)


def _rating_told(one: Rated, sees_small: bool) -> shapes.RatingTold:
    return shapes.RatingTold(
        rating=one.rating,
        on=one.on,
        reason=one.reason,
        by=one.by,
        proposed=one.proposed,
        because=one.because if sees_small else "",
    )
