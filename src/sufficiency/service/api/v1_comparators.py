"""Version 1 of the API: what figures are compared with. Published figures, and populations, estimated and recorded."""

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from sufficiency.measures.catalogue import entry_asked
from sufficiency.service.access.rules import check_can_see_figures
from sufficiency.service.api import comparator_shapes, comparators
from sufficiency.service.api.asked import (
    MOST_NAMES,
    OF_EDITION,
    Day,
    EditionId,
    Name,
    Part,
    PlaceName,
    YesOrNo,
    part_of,
    placed,
)
from sufficiency.service.api.operation import reads
from sufficiency.service.api.scopes import Scope
from sufficiency.service.data.asked import edition_named, home

operations = Router()


class ComparatorsAsked(Part):
    measure: list[Name] = Field(
        [], max_length=MOST_NAMES, description="Measures by id; all where none is given."
    )
    authority: list[PlaceName] = Field([], max_length=MOST_NAMES, description="Places by number, code or name; all where none is given.")  # fmt: skip
    year: int | None = Field(None, ge=1990, le=2100, description="Only of 31 March of this year.")


@reads(operations, "comparators", "comparators", scope=Scope.FIGURES, check=check_can_see_figures, answers=comparator_shapes.Comparators, tag="Comparators", several=("measure", "authority"))  # fmt: skip
def comparators_(request: HttpRequest, asked: Query[ComparatorsAsked]):
    """Published figures of England, its regions and every authority, to set one's own against."""
    measures = [entry_asked(measure).id for measure in dict.fromkeys(asked.measure)]
    known = comparators.published(measures, asked.authority, asked.year)
    return {
        **placed(request, len(known), asked),
        "comparators": part_of(known, asked),
        "differs": comparators.differs(measures),
        "sentence": "" if known else comparators.NONE_LOADED,
    }


class PopulationsAsked(Part):
    authority: list[PlaceName] = Field([], max_length=MOST_NAMES, description="Authorities by name or code; all where none is given.")  # fmt: skip
    year: int | None = Field(None, ge=1990, le=2100, description="Only of this mid-year.")
    edition: EditionId | None = OF_EDITION


@reads(operations, "populations", "populations", scope=Scope.FIGURES, check=check_can_see_figures, answers=comparator_shapes.Populations, tag="Comparators", several=("authority",))  # fmt: skip
def populations(request: HttpRequest, asked: Query[PopulationsAsked]):
    """Residents aged 0 to 17 of each authority, and which estimate the rate of a day is of."""
    chosen = edition_named(asked.edition) if asked.edition else home().current()
    known = comparators.populations(asked.authority, asked.year)
    return {
        **placed(request, len(known), asked),
        "edition": chosen.id if chosen else None,
        "authority": chosen.manifest.authority if chosen else None,
        "populations": part_of(known, asked),
        "population_used": comparators.population_used(request.person, chosen) if chosen else [],
    }


class RecordedPopulationsAsked(Part):
    day: Day | None = Field(None, description="Only of this day.")
    in_force: YesOrNo | None = Field(None, description="yes: only the versions that hold; no: only those that hold no more.")  # fmt: skip


@reads(operations, "populations/recorded", "populations_recorded", scope=Scope.FIGURES, check=check_can_see_figures, answers=comparator_shapes.RecordedPopulations, tag="Comparators")  # fmt: skip
def populations_recorded(request: HttpRequest, asked: Query[RecordedPopulationsAsked]):
    """Children who live in the area by ethnic group, as recorded: every version, the newest day and version first."""
    found = [
        one
        for one in comparators.populations_recorded()
        if asked.day in (None, one.day) and asked.in_force in (None, "yes" if one.in_force else "no")
    ]
    return {**placed(request, len(found), asked), "populations": part_of(found, asked)}
