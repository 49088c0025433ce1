"""Version 1 of the API: its operations, with their parameters, of figures, editions and children; those of each other room
are beside, in `v1_…`. All of them only read."""

from typing import Literal

from django.http import HttpRequest
from ninja import NinjaAPI, Query
from pydantic import Field

from sufficiency.measures import MEASURES
from sufficiency.measures.asked import group_asked
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import (
    NotAllowed,
    check_can_see_children,
    check_can_see_editions,
    check_can_see_figures,
    check_can_see_findings,
    check_can_see_small_numbers,
    may,
)
from sufficiency.service.api import (
    children,
    comparison,
    comparison_shapes,
    edition_shapes,
    editions,
    figures,
    findings,
    recorded,
    shapes,
    v1_comparators,
    v1_meetings,
    v1_papers,
    v1_plan,
    v1_voice,
)
from sufficiency.service.api.asked import (
    MOST_NAMES,
    OF_EDITION,
    ChildToken,
    Day,
    EditionId,
    Name,
    Part,
    PartOfFigures,
    days_asked,
    edition_asked,
    part_of,
    placed,
)
from sufficiency.service.api.operation import reads
from sufficiency.service.api.problems import answer_problems
from sufficiency.service.api.scopes import Scope
from sufficiency.service.api.tokens import BearerToken
from sufficiency.service.data.asked import edition_named, figures_for, home, measure_asked, shown
from sufficiency.service.data.differences import figures_that_move, rows_that_move
from sufficiency.service.recorded.pages import every_entry
from sufficiency.service.records.need_to_know import Sight

ABOUT = (
    "Figures of the children an authority looks after, from its own returns, with what stands behind them. A call is "
    "made with the token of a person, and may do what the token is for and the person's roles allow, no more."
)
v1 = NinjaAPI(
    title="Sufficiency", version="1", description=ABOUT, openapi_url=None, docs_url=None, auth=BearerToken(), urls_namespace="api"
)  # fmt: skip
answer_problems(v1)
for room in (v1_comparators, v1_plan, v1_papers, v1_meetings, v1_voice):
    v1.add_router("", room.operations)


@reads(v1, "measures", "measures", scope=Scope.FIGURES, check=check_can_see_figures, answers=shapes.Measures, tag="Measures")  # fmt: skip
def measures(request: HttpRequest):
    """Every measure as it is defined: what it asks, how it is counted, what was decided."""
    return {
        "measures": [figures.measure_told(one) for one in MEASURES.values()],
        "breakdowns": figures.breakdowns_of(list(MEASURES.values())),
    }


@reads(v1, "measures/{measure}", "measure", scope=Scope.FIGURES, check=check_can_see_figures, answers=shapes.Measures, tag="Measures")  # fmt: skip
def measure(request: HttpRequest, measure: str):
    """One measure as it is defined."""
    chosen = measure_asked(measure)
    return {"measures": [figures.measure_told(chosen)], "breakdowns": figures.breakdowns_of([chosen])}


@reads(v1, "catalogue", "catalogue", scope=Scope.FIGURES, check=check_can_see_figures, answers=shapes.Catalogue, tag="Measures")  # fmt: skip
def catalogue_(request: HttpRequest, asked: Query[Part]):
    """Every measure there is, counted or recorded: what it is, what feeds it, whether it has figures."""
    entries = every_entry()
    told = [recorded.entry_told(*one) for one in part_of(entries, asked)]
    return {**placed(request, len(entries), asked), "measures": told}


class RecordedAsked(PartOfFigures):
    measure: list[Name] = Field(
        [], max_length=MOST_NAMES, description="Recorded series by id; all where none is given."
    )


@reads(v1, "recorded", "recorded", scope=Scope.FIGURES, check=check_can_see_figures, answers=shapes.Recorded, tag="Figures", several=("measure",))  # fmt: skip
def recorded_(request: HttpRequest, asked: Query[RecordedAsked]):
    """The values of recorded series that are in force, with where they are from.

    People who may not see small numbers have totals alone, without a number that points to a child.
    """
    values = recorded.values_asked(request.person, asked.measure)
    told = [recorded.value_told(one) for one in part_of(values, asked)]
    return {**placed(request, len(values), asked), "values": told}


class FiguresAsked(PartOfFigures):
    measure: list[Name] = Field(
        [], max_length=MOST_NAMES, description="Measures by id; all where none is given."
    )
    as_at: list[Day] = Field(
        [], max_length=500, description="Days to count on; the newest where none is given."
    )
    first: Day | None = Field(None, alias="from", description="The first of several days, with to.")
    last: Day | None = Field(None, alias="to", description="The last of them, included.")
    every: Literal["month", "quarter", "year"] | None = Field(None, description="How far apart they are: month unless said.")  # fmt: skip
    by: list[Name] = Field([], max_length=MOST_NAMES, description="Breakdowns by id, or “all”; totals where none is given.")  # fmt: skip
    style: Literal["local", "dfe", "public"] | None = Field(None, description="How they may leave: local hides nothing, public hides small numbers and what would give them away, dfe rounds too. What you may see where none is given.")  # fmt: skip
    edition: EditionId | None = OF_EDITION


@reads(v1, "figures", "figures", scope=Scope.FIGURES, check=check_can_see_figures, answers=shapes.Figures, tag="Figures", several=("measure", "as_at", "by"))  # fmt: skip
def figures_(request: HttpRequest, asked: Query[FiguresAsked]):
    """Figures on a day, or on several: totals, and the groups of the breakdowns asked for.

    They are those of “sufficiency measures”, in its order. People who may not see small numbers have totals alone, on
    the days that are kept with the edition, without a number that points to a child.
    """
    edition, person = edition_asked(asked.edition), request.person
    days = days_asked(figures_for(person, edition), asked.as_at, asked.first, asked.last, asked.every)
    rows = figures.figures_asked(person, edition, days, asked.measure, asked.by, asked.style)
    pinned = {"edition": edition.id} | ({} if asked.as_at or asked.first else {"as_at": str(days.days[0])})
    begins = asked.offset == 0
    return {
        **placed(request, rows.num_rows, asked, **pinned),
        "edition": edition.id,
        "figures": figures.told(person, edition, rows, asked),
        "not_counted": figures.not_counted(person, edition, rows, days.days, asked.measure) if begins else [],
    }


class ComparedAsked(Part):
    measure: list[Name] = Field(
        [],
        max_length=MOST_NAMES,
        description="Measures and recorded series by id; the headline measures where none is given.",
    )
    as_at: Day | None = Field(None, description="A month's last day; the newest where none is given.")
    baseline: Day | None = Field(None, description="An earlier 31 March; none where none is given.")
    edition: EditionId | None = OF_EDITION


@reads(v1, "comparison", "comparison", scope=Scope.FIGURES, check=check_can_see_figures, answers=comparison_shapes.Compared, tag="Comparators", several=("measure",))  # fmt: skip
def comparison_(request: HttpRequest, asked: Query[ComparedAsked]):
    """The comparison table: now, a year before, a baseline, England, neighbours, rank and target.

    It is the table of the page “Compare”. People who may not see small numbers have it without a number that points to
    a child, and without the change from or to one.
    """
    edition = edition_asked(asked.edition)
    day, baseline = (str(one) if one else None for one in (asked.as_at, asked.baseline))
    table = comparison.table_asked(request.person, edition, asked.measure, day, baseline)
    return {
        **placed(request, len(table.rows), asked, edition=edition.id, as_at=str(table.as_at)),
        "edition": edition.id,
        "as_at": table.as_at,
        "baseline": table.baseline,
        "measures": [comparison.row_told(row) for row in part_of(table.rows, asked)],
        "notes": list(table.notes),
    }


@reads(v1, "editions", "editions", scope=Scope.EDITIONS, check=check_can_see_editions, answers=edition_shapes.Editions, tag="Editions")  # fmt: skip
def editions_(request: HttpRequest, asked: Query[Part]):
    """Every edition that can be read, newest first."""
    manifests, current = home().editions(), editions.in_use()
    told = [editions.edition_told(request.person, one, current) for one in part_of(manifests, asked)]
    return {**placed(request, len(manifests), asked), "editions": told}


@reads(v1, "editions/{edition}", "edition", scope=Scope.EDITIONS, check=check_can_see_editions, answers=edition_shapes.EditionWithFiles, tag="Editions")  # fmt: skip
def edition(request: HttpRequest, edition: str):
    """One edition: who loaded it, when, from which files, and the days whose figures are kept."""
    return editions.edition_with_files(request.person, edition_named(edition), editions.in_use())


class DifferencesAsked(Part):
    before: EditionId | None = Field(None, alias="with", description="The edition to compare with; the one it is based on where none is given.")  # fmt: skip


@reads(v1, "editions/{edition}/differences", "differences", scope=Scope.EDITIONS, check=check_can_see_small_numbers, answers=edition_shapes.Differences, tag="Editions")  # fmt: skip
def differences(request: HttpRequest, edition: str, asked: Query[DifferencesAsked]):
    """Totals of 31 March and of the newest day that are not the same in two editions, and tables of other lengths."""
    after = edition_named(edition)
    with_ = asked.before or after.manifest.based_on
    if with_ is None:
        raise AskedWrongly(
            "This edition is based on none. Say with which to compare it, in the parameter with."
        )
    before = edition_named(with_)
    moved = figures_that_move(before, after)
    return {
        **placed(request, len(moved), asked, **{"with": before.id}),
        "before": before.id,
        "after": after.id,
        "figures": [editions.figure_moved(one) for one in part_of(moved, asked)],
        "rows": [editions.rows_moved(one) for one in rows_that_move(before, after)],
    }


class FindingsAsked(Part):
    severity: Literal["error", "warning", "note"] | None = Field(None, description="Only of this severity.")
    code: Name | None = Field(None, description="Only of this check.")
    year: int | None = Field(None, ge=1990, le=2100, description="Only of this collection year.")
    measure: Name | None = Field(None, description="Only those that can change this measure.")
    child: ChildToken | None = Field(None, description="Only of this child, by child_token; never by id.")


@reads(v1, "editions/{edition}/findings", "findings", scope=Scope.FINDINGS, check=check_can_see_findings, answers=edition_shapes.Findings, tag="Editions")  # fmt: skip
def findings_(request: HttpRequest, edition: str, asked: Query[FindingsAsked]):
    """What the checks found in an edition. Each child named is recorded as taken away by the token's person."""
    chosen, sight = edition_named(edition), Sight(request.person)
    with_children = request.auth.may_be_used_for(Scope.CHILDREN) and may(
        request.person, check_can_see_children
    )
    if asked.child and not with_children:
        raise NotAllowed("To ask for the findings of one child a token needs children:read.")
    every = chosen.table("findings")
    if asked.code and asked.code not in findings.codes_in(every):
        raise AskedWrongly(f"No check with findings in this edition has the code “{shown(asked.code)}”.")
    wanted = {"severity": asked.severity, "code": asked.code, "year": asked.year, "child": asked.child}
    wanted["measure"] = measure_asked(asked.measure).id if asked.measure else None
    rows = findings.narrowed_to(every, wanted, chosen, sight)
    return {
        **placed(request, rows.num_rows, asked),
        "edition": chosen.id,
        "findings": findings.told(sight, rows, asked, chosen.id, with_children),
    }


class ChildrenAsked(Part):
    as_at: Day | None = Field(None, description="The day of the figure; the newest where none is given.")
    by: Name | None = Field(None, description="A breakdown, with group.")
    group: Name | None = Field(None, description="The group of it.")
    part: Literal["numerator", "denominator only"] | None = Field(
        None, description="Only this part of the figure."
    )
    edition: EditionId | None = OF_EDITION


@reads(v1, "measures/{measure}/children", "children", scope=Scope.CHILDREN, check=check_can_see_children, answers=shapes.Children, tag="Children")  # fmt: skip
def children_(request: HttpRequest, measure: str, asked: Query[ChildrenAsked]):
    """The children behind a figure. Each one given is recorded as taken away by the token's person.

    Of sealed records only their number is told, and of children not on the person's caseload that there are some.
    """
    chosen, edition = measure_asked(measure), edition_asked(asked.edition)
    by, group = asked.by or "", asked.group or ""
    group_asked(chosen, asked.by, asked.group)
    day = _day_of(asked.as_at, figures_for(request.person, edition), chosen)
    found = children.behind(request.person, edition, chosen, day, by, group, asked.part)
    page = f"children behind {chosen.id} on {day}" + (f", {by} {group}" if by else "") + ", API"
    return {
        **placed(request, len(found.rows), asked, edition=edition.id, as_at=str(day)),
        "edition": edition.id,
        "measure": chosen.id,
        "as_at": day,
        "breakdown": by,
        "group": group,
        "sealed": found.sealed,
        "others": found.others_in_words(),
        "children": children.told(request.person, chosen, part_of(found.rows, asked), page),
    }


def _day_of(asked, known, measure):
    """The day asked for, else the newest on which the measure is counted. Raises AskedWrongly."""
    day = asked or known.latest_day(measure, known.newest)
    if day is None or (measure.only_on_31_march and (day.month, day.day) != (3, 31)):
        raise AskedWrongly(f"“{measure.title}” is counted on 31 March only.")
    return day
