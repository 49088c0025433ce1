"""Editions, and what differs between two."""

from sufficiency.editions import DamagedEdition, Edition, Manifest
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.api import edition_shapes
from sufficiency.service.data.asked import home
from sufficiency.service.data.differences import Moved, RowsMoved
from sufficiency.service.data.figures import Figure
from sufficiency.service.data.opened import opened


def in_use() -> str | None:
    """The id of the edition whose figures are shown; None where it cannot be read, as the data page says."""
    try:
        current = home().current()
    except DamagedEdition:
        return None
    return current.id if current else None


def edition_told(person: object, manifest: Manifest, current: str | None) -> edition_shapes.EditionTold:
    return edition_shapes.EditionTold(**_plain(person, manifest, current))


def edition_with_files(
    person: object, edition: Edition, current: str | None
) -> edition_shapes.EditionWithFiles:
    sees_numbers = may(person, check_can_see_small_numbers)
    files = [
        edition_shapes.FileTold(
            name=file.name,
            sha256=file.sha256,
            table=file.table,
            year=file.year,
            rows=file.rows if sees_numbers else None,
        )
        for file in edition.manifest.files
    ]
    days = list(opened(edition).figures.days)
    return edition_shapes.EditionWithFiles(
        **_plain(person, edition.manifest, current), files=files, days=days
    )


def _plain(person: object, manifest: Manifest, current: str | None) -> dict[str, object]:
    return {
        "id": manifest.id,
        "made_at": manifest.made_at,
        "by": manifest.by,
        "in_use": manifest.id == current,
        "status": manifest.status,
        "authority": manifest.authority,
        "years": list(manifest.years),
        "carried_years": list(manifest.carried_years),
        "based_on": manifest.based_on,
        "rebuilt_from": manifest.rebuilt_from,
        "children": manifest.children,
        "episodes": manifest.episodes,
        "findings": manifest.findings if may(person, check_can_see_small_numbers) else None,
        "rules_version": manifest.rules_version,
        "software_version": manifest.software_version,
    }


def figure_moved(moved: Moved) -> edition_shapes.FigureMoved:
    return edition_shapes.FigureMoved(
        measure=moved.measure.id, as_at=moved.new.as_at, before=_pair(moved.old), after=_pair(moved.new)
    )


def _pair(figure: Figure) -> edition_shapes.Pair:
    return edition_shapes.Pair(
        numerator=figure.numerator, denominator=figure.denominator, value=figure.value, state=figure.state
    )


def rows_moved(moved: RowsMoved) -> edition_shapes.RowsMovedTold:
    return edition_shapes.RowsMovedTold(table=moved.table, year=moved.year, before=moved.old, after=moved.new)
