"""Recorded series for the made-up authority, so that its pages show what recorded figures look like."""

from pathlib import Path

from django.db import transaction

from sufficiency.demo import recorded_series
from sufficiency.editions import EditionProblem, Home
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.recorded.checking import check_rows
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.recorded.reading import Row
from sufficiency.vocabulary.authorities import FAIRMERE


def keep_made_up_series(home: Path) -> int:
    """Give the made-up authority its recorded series where its return is in use and it has none; how many were made."""
    try:
        edition = Home(home).current()
    except EditionProblem:
        return 0  # the data page tells of it
    if edition is None or edition.manifest.authority != FAIRMERE.code:
        return 0
    return give_made_up_series(max(edition.manifest.years))


@transaction.atomic
def give_made_up_series(last_year: int) -> int:
    """The values of the years up to the last, of measures that are recorded; none where there are some already."""
    if RecordedValue.objects.filter(authority=FAIRMERE.code).exists():
        return 0
    from datetime import date

    rows = [Row(number, cells) for number, cells in enumerate(recorded_series.rows(last_year), start=1)]
    counted = "is counted from the children's own records"
    checked, refused = check_rows(rows, date(last_year, 12, 31))
    wrong = [
        sentence for sentence in refused if counted not in sentence
    ]  # a definition took that measure over
    if wrong:
        raise ValueError(f"The made-up series cannot be: {wrong[0]}")
    made = [
        RecordedValue(
            authority=FAIRMERE.code,
            measure=one.measure,
            as_at=one.as_at,
            period_start=one.period_start,
            breakdown=one.breakdown,
            group=one.group,
            numerator=one.numerator,
            denominator=one.denominator,
            value=one.value,
            source=one.source,
            basis=one.basis,
            note=one.note,
        )
        for one in checked
    ]
    RecordedValue.objects.bulk_create(made)
    record(by=None, what=What.LOADED, thing=f"made-up recorded series: {len(made)} values")
    return len(made)
