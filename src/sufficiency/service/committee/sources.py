"""What a paper is composed from, and the composed paper: worked out once for each version, edition, style and state of
what people keep."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Lock

import pyarrow as pa
from django.conf import settings

from sufficiency.documents.composing import Source, compose
from sufficiency.documents.document import Document, Figure
from sufficiency.documents.figures import given
from sufficiency.documents.moved import Moved, moved
from sufficiency.documents.outline import Outline
from sufficiency.documents.papers import PAPERS
from sufficiency.documents.plan import Plan
from sufficiency.documents.source import GivenOn
from sufficiency.editions import Edition, EditionProblem, Home
from sufficiency.history import History
from sufficiency.measures import Measure
from sufficiency.measures.disclosure import Style
from sufficiency.measures.loaded import LoadedTables
from sufficiency.measures.recorded import Number
from sufficiency.measures.targets import Target
from sufficiency.service.audit.models import Head
from sufficiency.service.committee.models import Paper
from sufficiency.service.data.opened import Opened, opened
from sufficiency.service.data.publications import Ledger, ledger_of
from sufficiency.service.governance.told import told_for_papers
from sufficiency.service.position.targets import Targets
from sufficiency.service.recorded import queries as series
from sufficiency.service.strategy.queries import day_of_the_plan, plan_for_papers, strategies_of
from sufficiency.vocabulary.authorities import find

MOST_HELD = 16

_composed: OrderedDict[tuple, Document] = OrderedDict()
_lock = Lock()


class NothingLoaded(ValueError):
    """There is no edition whose figures a paper could have."""


def council_of(authority: str) -> str:
    """How papers call the authority."""
    return find(authority).name if authority else ""


def in_use() -> Edition:
    """The edition in use. Raises NothingLoaded."""
    edition = Home(settings.HOME).current()
    if edition is None:
        raise NothingLoaded("No return is loaded, so a paper would have no figures. Load a return first.")
    return edition


@contextmanager
def source_of(paper: Paper, edition: Edition, style: Style) -> Iterator[Source]:
    """Where the figures, the plan and the recorded series of a paper come from, with the edition's history open."""
    authority = paper.authority or edition.manifest.authority or ""
    targets = Targets(authority)

    def target_of(measure: Measure, day: date) -> Target | None:
        aim = targets.aim(measure.id, day)
        return aim.target if aim else None

    on = _day_of_the_plan(paper, edition)
    one, ledger = opened(edition), ledger_of(authority)
    with one.history() as history:
        source = Source(
            history=history,
            edition=edition.id,
            as_at=paper.as_at,
            authority=authority or None,
            authority_name=council_of(authority),
            baseline=paper.baseline,
            style=style,
            target_of=target_of,
            recorded=lambda measures: _recorded(authority, measures),
            plan=_plan(paper, authority, on),
            told=told_for_papers(on),
            provisional=not edition.manifest.final,
            loaded=LoadedTables(edition.manifest),
            earlier=ledger.publications if style.hides else (),
        )
        yield replace(source, given_on=_counted_once(one, source, ledger))


def _counted_once(one: Opened, source: Source, ledger: Ledger) -> GivenOn:
    """The figures of papers, counted the first time they are asked for. Whoever publishes has just looked the paper
    through: composing it then, while nobody else can write, takes no counting."""

    def given_on(days: Sequence[date], measures: Sequence[str], breakdowns: Sequence[str]) -> pa.Table:
        of = (source.authority, source.style, ledger.newest if source.style.hides else None)
        asked = (tuple(days), tuple(measures), tuple(breakdowns))
        return one.lately(
            ("of papers", *of, *asked), lambda _history: given(source, days, measures, breakdowns)
        )

    return given_on


def composed(paper: Paper, outline: Outline, edition: Edition, style: Style) -> Document:
    """The paper as it stands at this moment."""
    kept = Head.objects.values_list("count", flat=True).first()  # every change of what people keep is a line
    key = (paper.pk, outline, edition.id, edition.manifest.made_at, style, kept)
    with _lock:
        if key in _composed:
            _composed.move_to_end(key)
            return _composed[key]
    with source_of(paper, edition, style) as source:
        document = compose(outline, source)
    with _lock:
        _composed[key] = document
        while len(_composed) > MOST_HELD:
            _composed.popitem(last=False)
    return document


def moved_since(paper: Paper, figures: list[Figure], edition: Edition, style: Style) -> list[Moved]:
    """Those of the figures that the edition in use gives otherwise, with the reason as far as it can be told."""
    if not figures:
        return []
    with source_of(paper, edition, style) as source:
        return moved(figures, source, _earlier)


def _recorded(authority: str, measures: Sequence[str]) -> list[Number]:
    """The recorded values in force of some measures."""
    found = series.in_force(series.values_of(authority).filter(measure__in=list(measures)))
    return [series.as_number(one) for one in found]


def _earlier(edition: str) -> History | None:
    """The history of an edition that is still kept."""
    try:
        return History(Home(settings.HOME).edition(edition).folder / "history")
    except EditionProblem:
        return None


def _plan(paper: Paper, authority: str, on: date) -> Plan | None:
    """The plan as it is on the day; one of challenges where the paper tells of those."""
    wanted = PAPERS[paper.template].priorities_called if paper.template in PAPERS else ""
    chosen = None
    if wanted:
        held = strategies_of(authority).filter(
            draft=False, starts__lte=on, ends__gte=on, priorities_called=wanted
        )
        chosen = held.order_by("-starts").values_list("pk", flat=True).first()
    return plan_for_papers(authority, on, chosen)


def _day_of_the_plan(paper: Paper, edition: Edition) -> date:
    """The day on which a paper looks at plan and meetings: its own where it looks back, else today."""
    days = [date(year, 3, 31) for year in edition.manifest.years] + list(edition.manifest.workbook_days)
    newest = max(days, default=date.min)
    return max(day_of_the_plan(), paper.as_at) if paper.as_at >= newest else paper.as_at
