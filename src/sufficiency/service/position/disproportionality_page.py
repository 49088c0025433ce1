"""The page of disproportionality: which groups are counted more than their share of local children, and how surely."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sufficiency.documents.index_chart import Dot, index_spec
from sufficiency.editions import Edition
from sufficiency.measures import Measure, Unit
from sufficiency.measures.disclosure import HIDDEN_KEY, HIDDEN_MARK
from sufficiency.measures.disproportionality import (
    GROUPS,
    NOT_KNOWN,
    Disproportionality,
    GroupInCare,
    beside_estimate,
    compared,
    in_a_sentence,
    in_public,
    in_short,
)
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import check_can_see_small_numbers, may
from sufficiency.service.data import wording
from sufficiency.service.data.opened import opened
from sufficiency.service.populations.models import Population
from sufficiency.service.populations.pages import recorded_by
from sufficiency.service.populations.queries import as_living, population_for
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.charts import Chart
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.groups import ETHNIC_GROUP

BY = "ethnic_group"
COLUMNS = {
    "measure": "Id of the measure",
    "as_at": "Day of the figure",
    "group": "Ethnic group",
    "counted": "Children of the group that are counted",
    "population": "Children of the group who live in the area",
    "share_counted": "Per cent of the children counted",
    "share_of_population": "Per cent of the children who live in the area",
    "index": "The first share over the second: 1 is proportionate",
    "low": "Lowest index that fits, nineteen times in twenty",
    "high": "Highest such index",
    "rate_10k": "Counted for every 10,000 children of the group who live in the area",
    "population_day": "Day of the population",
    "population_source": "Where the population comes from",
    "key": "What a c means, where there is one",
}
KEPT_BACK = (
    "corrected by a few children since it was published, and not given until more have changed, because the difference "
    "could point to a child"
)
OF_EVERYBODY = "Shares are of everybody counted, those whose group is not known among them, because their number is hidden."


@dataclass(frozen=True)
class Shares:
    """What is known for the page: the sums as this person may see them, and the population they rest on. ``found`` is
    None where nothing is counted (``why``), or no population is recorded."""

    measure: Measure
    day: date
    found: Disproportionality | None
    population: Population | None
    why: str = ""

    @property
    def answer(self) -> str:
        return in_short(self.found) if self.found else ""


def is_of_groups(measure: Measure) -> bool:
    """Whether the measure counts children, by ethnic group."""
    return measure.unit is Unit.CHILDREN and BY in measure.breakdowns


def check_is_of_groups(measure: Measure) -> None:
    """Raises AskedWrongly for a measure of which there are no such shares."""
    if not is_of_groups(measure):
        raise AskedWrongly(
            f"“{measure.title}” does not count children by ethnic group, so there is no share of them. "
            "Ask for it of a number of children, such as children looked after."
        )


def day_for(person: object, edition: Edition, measure: Measure, asked: date) -> date | None:
    """The day shown: the last one counted up to the day asked; for people who may not see small numbers the last
    31 March, since groups of two days close to each other could be told apart by what changed."""
    figures = opened(edition).figures
    day = figures.latest_day(measure, asked)
    if may(person, check_can_see_small_numbers):
        return day
    return max((one for one in figures.year_ends if one <= asked and one in figures.days_of(measure)), default=None)  # fmt: skip


def shares(person: object, edition: Edition, measure: Measure, day: date) -> Shares:
    """The sums on the day, with small numbers hidden from people who may not see them."""
    figures, authority = opened(edition).figures, edition.manifest.authority
    population = population_for(authority, day)
    counted = {group: figures.figure(measure, day, BY, group) for group in ETHNIC_GROUP.groups}
    total = figures.figure(measure, day)
    if not total.shown:
        return Shares(measure, day, None, population, wording.STATES.get(total.state, "not loaded"))
    if population is None:
        return Shares(measure, day, None, None)
    numbers = {group: round(figure.numerator or 0) for group, figure in counted.items()}
    found = compared(day, numbers, as_living(population))
    if may(person, check_can_see_small_numbers):
        return Shares(measure, day, found, population)
    back = figures.kept_back()
    if back.holds(measure.id, day) or back.holds_groups(measure.id, day, BY):
        return Shares(measure, day, None, population, KEPT_BACK)
    hidden = [group for group in ETHNIC_GROUP.groups if back.hid(measure.id, day, BY, group)]
    return Shares(measure, day, in_public(found, hidden), population)


def chart(asked: Shares, table: ui.Table) -> Chart | None:
    """The indices with their intervals around 1; None where none is known."""
    dots = [
        Dot(GROUPS[one.group], one.index, one.low, one.high, one.is_clear, in_a_sentence(one))
        for one in (asked.found.groups if asked.found else ())
        if one.index is not None
    ]
    if not dots:
        return None
    spec = index_spec(dots, "as many as their share", "Times their share")
    beside = replace(
        table, caption=f"The chart in numbers: {table.caption}"
    )  # the table itself stands below it
    return Chart("shares", _range(dots), spec, beside)


def _range(dots: list[Dot]) -> str:
    """ "From 0.74 times their share (Asian or Asian British) to 1.15 times (Other ethnic group)"."""
    least, most = (choose(dots, key=lambda dot: dot.index) for choose in (min, max))
    if least is most:
        return f"{least.name}: {least.index:.2f} times their share"
    return f"From {least.index:.2f} times their share ({least.name}) to {most.index:.2f} times ({most.name})"


def as_table(asked: Shares, children: Callable[[str, str], str]) -> ui.Table:
    """A row for each group, leading to its children for people who may see them."""
    found = asked.found
    rows = [_row(one, children) for one in found.groups]
    rows.append(
        {
            "group": ETHNIC_GROUP.groups[NOT_KNOWN],
            "counted": HIDDEN_MARK if found.not_known is None else _number(found.not_known, children(BY, NOT_KNOWN)),
            **dict.fromkeys(("share", "living", "of_living", "index", "interval", "rate"), "–"),
        }
    )  # fmt: skip
    columns = [
        ui.Column("group", "Ethnic group"),
        ui.Column("counted", "Counted", number=True),
        ui.Column("share", "% of those counted", number=True),
        ui.Column("living", "Live here", number=True),
        ui.Column("of_living", "% of local children", number=True),
        ui.Column("index", "Index", number=True, hint="1 is proportionate"),
        ui.Column("interval", "Where it could lie", number=True, one_line=True),
        ui.Column("rate", "Per 10,000", number=True, hint="of the group"),
    ]
    return ui.Table(
        f"{asked.measure.title} by ethnic group, {in_words(asked.day)}",
        columns,
        rows,
        keep_order=True,
        note=HIDDEN_KEY if found.hides else "",
    )


def _row(one: GroupInCare, children: Callable[[str, str], str]) -> dict[str, object]:
    mark = HIDDEN_MARK if one.hidden else "–"
    return {
        "group": GROUPS[one.group],
        "counted": HIDDEN_MARK if one.hidden else _number(one.in_care, children(BY, one.group)),
        "share": mark if one.share_in_care is None else f"{one.share_in_care:.1f}",
        "living": one.population,
        "of_living": f"{one.share_of_population:.1f}",
        "index": mark if one.index is None else f"{one.index:.2f}",
        "interval": mark if one.low is None else f"{one.low:.2f} to {one.high:.2f}",
        "rate": mark if one.rate is None else f"{one.rate:.0f}",
    }


def _number(number: int, href: str) -> ui.Cell:
    return ui.Cell(f"{number:,}", href=href if number else "", sort=number)


def as_rows(asked: Shares) -> list[list[object]]:
    """The same for files, by COLUMNS; a hidden number is a c."""
    found, row = asked.found, asked.population
    living = as_living(row)
    told = []
    for one in found.groups:
        numbers = [one.in_care, one.population, one.share_in_care, one.share_of_population, one.index, one.low, one.high, one.rate]  # fmt: skip
        told.append((one.group, numbers, one.hidden))
    told.append((NOT_KNOWN, [found.not_known, *[None] * 7], found.not_known is None))
    rows = []
    for group, numbers, hidden in told:
        counted, lives, share, of_living, *others = [_rounded(number) for number in numbers]
        mark = HIDDEN_MARK if hidden else None
        rows.append(
            [
                asked.measure.id,
                found.as_at,
                group,
                mark or counted,
                lives,
                mark or share,
                of_living,
                *(mark or other for other in others),
                living.day,
                living.source,
                HIDDEN_KEY if hidden else None,
            ]
        )
    return rows


def _rounded(number: float | None) -> float | None:
    return round(number, 4) if isinstance(number, float) else number


def notes(asked: Shares, authority: str | None) -> list[str]:
    """What must be known to read the shares rightly."""
    found, row = asked.found, asked.population
    told = []
    if found.of_everybody:
        told.append(OF_EVERYBODY)
    elif found.not_known:
        told.append(f"{found.not_known:,} children whose group is refused or not known are in no share.")
    if row.day > asked.day:
        told.append(f"The population is of {in_words(row.day)}, which is later: none before is recorded.")
    elif (asked.day - row.day).days > 366:
        told.append(f"The population is of {in_words(row.day)}; who lives here may have changed since.")
    told.append(f"{beside_estimate(as_living(row), authority)} {recorded_by(row)}.")
    return told
