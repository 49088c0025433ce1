"""What is past its time: editions that another has replaced, and accounts of people who have left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow.compute as pc
from django.utils import timezone

from sufficiency.editions import DamagedEdition, Edition, Home, Manifest
from sufficiency.service.access.models import Person
from sufficiency.service.data.models import Choice as ChoiceOfEdition
from sufficiency.service.protection import schedule
from sufficiency.service.protection.models import Answer, Choice, Decision, Hold, Kind
from sufficiency.vocabulary.months import add_months

FORMER = "former-"  # begins the username of an account without personal data


@dataclass(frozen=True)
class Kept:
    """Something kept: since when its time runs, until when, and what stands in the way of deleting it."""

    kind: Kind
    thing: str
    what: str
    began: date
    until: date
    hold: Hold | None = None
    waits: Decision | None = None

    def is_due(self, day: date) -> bool:
        """Whether it need not be kept any longer; what two people decided to keep is due when they said."""
        return self.until <= day


def everything_kept(home: Home) -> list[Kept]:
    """What can be reviewed, whether due or not, the longest overdue first."""
    holds = list(Hold.objects.filter(lifted_at=None).select_related("person"))
    decisions = list(Decision.objects.select_related("asked_by", "answered_by"))
    found = []
    for one in (*_editions(home), *_accounts()):
        own = [decision for decision in decisions if (decision.kind, decision.thing) == (one.kind, one.thing)]
        again = [d.until for d in own if d.answer == Answer.APPROVED and d.choice == Choice.KEEP]
        found.append(
            Kept(
                one.kind,
                one.thing,
                one.what,
                one.began,
                max([one.until, *again]),
                next((h for h in holds if h.kind == one.kind and h.thing in (one.thing, Hold.ALL)), None),
                next((d for d in own if d.answer == Answer.WAITING), None),
            )
        )
    return sorted(found, key=lambda one: (one.until, one.kind, one.thing))


def find_kept(home: Home, kind: str, thing: str) -> Kept | None:
    """The one of that kind and name, or None where there is none that could be reviewed."""
    return next((one for one in everything_kept(home) if (one.kind, one.thing) == (kind, thing)), None)


def children_due(edition: Edition, day: date) -> int:
    """How many children of an edition were born so long ago, or died, that their record need not be kept."""
    if not {"history/children", "history/events"} <= edition.manifest.tables.keys():
        return 0  # an edition of an earlier version; loading anew makes one that can be read
    children = edition.table("history/children", ["child", "dob"])
    events = edition.table("history/events", ["child", "kind", "date", "ceased_reason"])
    line = schedule.line("child", day)
    born_before = add_months(day, -12 * line.number)
    old = children.filter(pc.less_equal(children["dob"], born_before))["child"].to_pylist()
    kept_longer = add_months(day, -12 * schedule.line("adopted", day).number)
    adopted = events.filter(
        pc.and_(pc.equal(events["kind"], "adopted"), pc.greater(events["date"], kept_longer))
    )
    died_before = add_months(day, -12 * schedule.line("child_died", day).number)
    died = pc.and_(pc.equal(events["ceased_reason"], "died"), pc.less_equal(events["date"], died_before))
    past = {*old, *events.filter(died)["child"].to_pylist()}
    return len(past - set(adopted["child"].to_pylist()))


def _editions(home: Home) -> Iterator[Kept]:
    manifests = home.editions()
    try:
        current = home.current()
    except DamagedEdition:  # the data page tells of it; nothing is deleted meanwhile
        return
    line = schedule.line("edition", _today())
    for place, one in enumerate(manifests):
        if current is not None and one.id == current.id:
            continue
        replaced = _replaced_on(one, manifests[place - 1] if place else None)
        what = f"Edition {one.id}, {one.status}, of {_years(one)}"
        yield Kept(Kind.EDITION, one.id, what, replaced, line.due(replaced))


def _replaced_on(one: Manifest, next_one: Manifest | None) -> date:
    """The day somebody chose another in its place, else the day the next was made, else its own."""
    chosen = (
        ChoiceOfEdition.objects.filter(before=one.id).order_by("-at").values_list("at", flat=True).first()
    )
    moment = chosen or (next_one or one).made_at
    return timezone.localtime(moment).date()


def _accounts() -> Iterator[Kept]:
    line = schedule.line("account", _today())
    for person in Person.objects.filter(is_active=False).exclude(username__startswith=FORMER):
        moment = timezone.localtime(person.last_login or person.since).date()
        yield Kept(Kind.ACCOUNT, str(person.pk), f"Account of {person.name}", moment, line.due(moment))


def _years(one: Manifest) -> str:
    return f"{one.years[0]} to {one.years[-1]}" if len(one.years) > 1 else str(one.years[0])


def _today() -> date:
    return timezone.localdate()
