"""What made a child count, as columns: those that answer the measure's question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sufficiency.measures import BREAKDOWNS, Measure, Unit
from sufficiency.measures.language import Counted
from sufficiency.service.records.meanings import meaning_of
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """A column of a list of children: its heading, and the cell and the plain value of a row."""

    key: str
    title: str
    read: Callable[[Row], Any]
    number: bool = False
    one_line: bool = False

    def cell(self, row: Row) -> ui.Cell:
        value = self.read(row)
        return ui.Cell(_shown(value), sort=value)


def _shown(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.1f}"
    return count(value) if isinstance(value, int) else in_words(value) if hasattr(value, "year") else value


def _plain(key: str, title: str, number: bool = False) -> Fact:
    return Fact(key, title, lambda row: row[key], number)


def _day(key: str, title: str) -> Fact:
    return Fact(key, title, lambda row: row[key], one_line=True)


def _group(breakdown: str, title: str = "") -> Fact:
    """The child's group in a breakdown, in words."""
    labels = BREAKDOWNS[breakdown].groups
    return Fact(
        breakdown,
        title or BREAKDOWNS[breakdown].title,
        lambda row: labels.get(row[breakdown], row[breakdown]),
    )


def _code(key: str, title: str, codes: str) -> Fact:
    return Fact(key, title, lambda row: meaning_of(codes, row[key]))


def _yes_or_no(key: str, title: str) -> Fact:
    """A field of the return in which 1 is yes and 0 is no."""
    return Fact(key, title, lambda row: {"1": "yes", "0": "no"}.get(row[key], row[key]))


AGE = _plain("age", "Age", number=True)
WHO = (AGE, _group("sex"))
HOME = (_group("legal_status_group"), _group("placement_type", "Home"), _group("provider_group"))
SINCE = _day("care_start", "In care since")
HERE_SINCE = _day("placement_start", "In this home since")
MOVES = _plain("placements_in_year", "Placements in the year", number=True)
MILES = _plain("distance_miles", "Miles from home", number=True)
WHEN = _day("date", "Day")
REASON = _group("ceased_reason")
DAYS = Fact("amount", "Days", lambda row: round(row["amount"]), number=True)

_HEALTH = {
    "health_assessment_pct": _yes_or_no("health_assessment", "Assessment done"),
    "dental_pct": _yes_or_no("teeth_check", "Teeth checked"),
    "immunisations_pct": _yes_or_no("immunisations", "Vaccinations up to date"),
    "sdq_pct": _plain("sdq_score", "Score", number=True),
    "substance_intervention_pct": _yes_or_no("intervention_received", "Help received"),
}
_QUESTIONS: dict[str, Sequence[Fact]] = {
    "three_plus_placements_pct": (MOVES, HERE_SINCE),
    "long_term_stability_pct": (SINCE, HERE_SINCE),
    "over_20_miles_pct": (MILES,),
    "cl_in_touch_pct": (_code("in_touch", "In touch", "IN_TOUCH"),),
    "cl_eet_pct": (_code("activ", "Doing", "ACTIV"),),
    "cl_suitable_accommodation_pct": (_code("accom", "Home", "ACCOM"),),
    "cla_reviews_in_time_pct": (Fact("flag", "Held in time", lambda row: row["flag"]),),
    "review_participation_pct": (Fact("flag", "Took part", lambda row: row["flag"]),),
    **{measure: (fact,) for measure, fact in _HEALTH.items()},
}


def facts_for(measure: Measure) -> Sequence[Fact]:
    """The columns for the children behind a measure, who they are first."""
    question = _QUESTIONS.get(measure.id, ())
    if measure.counted is Counted.CARE_LEAVERS:
        return (AGE, _group("sex"), _group("ethnic_group"), *question)
    if measure.is_of_workbook:
        who = (AGE, _group("sex"), _group("ethnic_group")) if "sex" in measure.breakdowns else ()
        return (*((WHEN,) if measure.over else ()), *who, *((DAYS,) if measure.unit == Unit.DAYS else ()))
    if measure.counted is Counted.POSITIONS:
        return (*WHO, *HOME, *(question or (SINCE, MOVES, MILES)))
    if measure.unit == Unit.DAYS:
        return (WHEN, *WHO, DAYS)
    if "ceased_reason" in measure.breakdowns or measure.id.startswith("ceased_"):
        return (WHEN, *WHO, *HOME, REASON)
    return (WHEN, *WHO, *HOME, *question)
