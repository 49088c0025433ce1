"""What figures are compared with: those published of England, regions and authorities, and the populations of rates."""

from collections.abc import Sequence

from sufficiency.editions import Edition
from sufficiency.measures import comparators as of_measures
from sufficiency.measures.comparators import SOURCE, Place, places
from sufficiency.service.api import comparator_shapes
from sufficiency.service.data.asked import figures_for
from sufficiency.service.populations.queries import in_force, versions
from sufficiency.service.recorded.queries import authority_in_use
from sufficiency.vocabulary.authorities import authorities, find, population

NONE_LOADED = "There is no published figure of that measure, place and year."


def published(
    measures: Sequence[str], authorities_: Sequence[str], year: int | None
) -> list[comparator_shapes.Published]:
    """By measure, year and place; of the places named (the Department's number, a code or a name), or all.

    Raises UnknownAuthority.
    """
    known, wanted = places(), {_number(name) for name in authorities_}
    return [
        comparator_shapes.Published(
            source=SOURCE,
            authority=place.code,
            name=place.name,
            kind=place.kind,
            measure=measure,
            year=when,
            value=value,
        )
        for measure in of_measures.measures_published()
        if not measures or measure in measures
        for when in of_measures.years_published(measure)
        if year is None or when == year
        for place in known.values()
        if not wanted or place.code in wanted
        if (value := of_measures.published(measure, when, place.code)) is not None
    ]


def differs(measures: Sequence[str]) -> dict[str, str]:
    every = measures or of_measures.measures_published()
    return {measure: told for measure in every if (told := of_measures.differs(measure))}


def _number(name: str) -> str:
    """The Department's number of a place named by that number, by its published name, or as an authority of ours."""
    wanted = " ".join(name.casefold().split())
    found: Place | None = places().get(name.strip())
    found = found or next((one for one in places().values() if one.name.casefold() == wanted), None)
    return found.code if found else find(name).la_number


def populations(names: Sequence[str], year: int | None) -> list[comparator_shapes.PopulationTold]:
    """By authority and mid-year; of those named (a name, or a code), or all. Raises UnknownAuthority."""
    codes = {find(name).code for name in names}
    return [
        comparator_shapes.PopulationTold(
            authority=one.code, name=one.name, year=mid_year, residents=residents, made_up=one.made_up
        )
        for one in authorities()
        if not codes or one.code in codes
        for mid_year, residents in sorted(one.populations.items())
        if year is None or mid_year == year
    ]


def population_used(person: object, edition: Edition) -> list[comparator_shapes.PopulationUsed]:
    """The estimate under the rate of each 31 March and the newest day; none where nobody said which authority it is."""
    if edition.manifest.authority is None:
        return []
    figures = figures_for(person, edition)
    authority = find(edition.manifest.authority)
    days = sorted({*figures.year_ends, figures.newest})
    found = ((day, population(authority, day)) for day in days)
    return [
        comparator_shapes.PopulationUsed(as_at=day, year=known[0], residents=known[1])
        for day, known in found
        if known
    ]


def populations_recorded() -> list[comparator_shapes.RecordedPopulationTold]:
    """Every version of the children who live here by ethnic group, newest day and version first."""
    rows = versions(authority_in_use())
    holding = {one.pk for one in in_force(rows)}
    return [
        comparator_shapes.RecordedPopulationTold(
            day=one.day,
            version=one.version,
            in_force=one.pk in holding,
            withdrawn=one.withdrawn,
            children={} if one.withdrawn else one.children,
            total=None if one.withdrawn else sum(one.children.values()),
            source=one.source,
            basis=one.basis,
            reason=one.reason,
            recorded_at=one.at,
        )
        for one in rows
    ]
