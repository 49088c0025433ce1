"""What somebody reading figures should know beside them; on stderr, never among the figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sufficiency.cli.days import outside
from sufficiency.cli.words import note
from sufficiency.editions import Edition

if TYPE_CHECKING:
    import pyarrow as pa


def note_the_edition(edition: Edition, days: Sequence[date]) -> None:
    """Days that are not loaded, and rules that are not today's."""
    from sufficiency.history import RULES_VERSION

    if beyond := outside(days, edition.manifest.years):
        note(beyond)
    if edition.manifest.rules_version != str(RULES_VERSION):
        note(
            f"Edition {edition.id} was worked out by earlier rules; `sufficiency rebuild` makes one by today's."
        )


def note_what_is_not_given(
    edition: Edition,
    days: Sequence[date],
    measures: Sequence[str],
    by: Sequence[str],
    figures: "pa.Table",
    authority: str | None,
    only: Mapping[str, Sequence[str]],
) -> None:
    """Why a measure or breakdown that was asked for is not among the figures."""
    given = set(figures["measure"].to_pylist())
    for measure in dict.fromkeys(measures):
        if (why := _why_not_given(edition, days, measure, given, authority, only)) is not None:
            note(why)
    unused = set(by) - set(figures["breakdown"].to_pylist())
    if unused and given:
        note(f"No measure given here is broken down by {', '.join(sorted(unused))}.")


def _why_not_given(
    edition: Edition,
    days: Sequence[date],
    measure: str,
    given: set[str],
    authority: str | None,
    only: Mapping[str, Sequence[str]],
) -> str | None:
    from sufficiency.measures import MEASURES

    if measure in MEASURES and MEASURES[measure].of_population and authority is None:
        return f"{measure} needs the authority: give `--authority` with a council's name or code."
    if measure in given:
        return None
    if measure in MEASURES and MEASURES[measure].is_of_workbook:
        return _why_no_list_gives(edition, measure)
    if only:
        return f"{measure} cannot be of {', '.join(only)} only: it does not know the group, or is over the whole population."
    return f"{measure} is not defined on {'that day' if len(days) == 1 else 'any of those days'}."


def _why_no_list_gives(edition: Edition, measure: str) -> str:
    """Why a measure of Annex A has no figure: no workbook, another day, or lists that do not reach."""
    days = edition.manifest.workbook_days
    if not days:
        return f"{measure} is counted from Annex A, and no workbook of it is loaded. Load one with `sufficiency load`"
    named = ", ".join(day.isoformat() for day in days)
    return (
        f"{measure} is counted from Annex A, on the day of a workbook only ({named}), where its list has the columns and "
        "goes back as far as the measure does"
    )
