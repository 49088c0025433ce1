"""Figures in words: the value, what it is of, when, or why there is none. One wording for every page."""

from sufficiency.measures import Measure, Unit
from sufficiency.measures.nouns import counted_in
from sufficiency.service.data.figures import Figure, State
from sufficiency.service.ui import words

STATES = {
    State.NONE_IN_GROUP: "none in the group",
    State.NOT_LOADED: "not loaded",
    State.NOT_DEFINED: "not counted on this day",
    State.NO_AUTHORITY: "authority not given",
    State.SUPPRESSED: words.SUPPRESSED,
}
AS_PUBLISHED = "As published before: it has been corrected by a few children since, and the difference could point to a child."
KEY_TO_SUPPRESSED = "c: hidden, because the number is small enough to point to a child."


def value_in_words(measure: Measure, figure: Figure) -> str:
    """ "10.7%", "412 days", "512", or why there is no value."""
    if not figure.shown:
        return STATES.get(figure.state, words.NO_VALUE)
    return words.value_with_unit(figure.value, measure.unit, figure.denominator)


def value_in_table(measure: Measure, figure: Figure) -> str:
    """The value without its unit, which the table's heading has."""
    if not figure.shown:
        return STATES.get(figure.state, words.NO_VALUE)
    return words.value(figure.value, measure.unit, figure.denominator)


def of_in_words(measure: Measure, figure: Figure) -> str:
    """What stands beside the value: "55 of 512", "12 children", nothing for a plain count."""
    if not figure.shown or figure.denominator is None:
        return ""
    if measure.unit == Unit.DAYS:
        return f"average of {several(measure, figure.denominator)}"
    if measure.of_population:
        return f"{words.count(figure.numerator)} of {words.count(figure.denominator)} under 18"
    if measure.is_change:
        return f"{words.count(figure.denominator)} a year before"
    return words.out_of(figure.numerator, figure.denominator)


def parts_in_words(measure: Measure, figure: Figure) -> tuple[str, str]:
    """The value and what stands beside it where values stand in a column: ("84", "in every 10,000")."""
    if not figure.shown or measure.unit not in (Unit.DAYS, Unit.PER_10K):
        return value_in_words(measure, figure), of_in_words(measure, figure)
    told = words.value(figure.value, measure.unit, figure.denominator)
    return (
        told,
        "in every 10,000" if measure.unit != Unit.DAYS else f"days, {several(measure, figure.denominator)}",
    )


def several(measure: Measure, number: float) -> str:
    """ "1 child", "12 reviews", "no children"."""
    one, many = counted_in(measure)
    return words.of_children(round(number), one, many)


def when_in_words(measure: Measure, figure: Figure) -> str:
    """ "on 31 March 2025", "in the year to 31 March 2025", "in the three years to 31 March 2025"."""
    if measure.months is None:
        return f"on {words.day(figure.as_at)}"
    stretch = {6: "the six months", 12: "the year"}.get(measure.months, "the three years")
    return f"in {stretch} to {words.day(figure.as_at)}"


def answer(measure: Measure, figure: Figure) -> str:
    """The answer to the measure's question, as the first line of its page."""
    when = when_in_words(measure, figure)
    if figure.state is State.NONE_IN_GROUP:
        return f"Nobody was in the group that counts {when}."
    if not figure.shown:
        return f"Not known {when}: {_WHY_NOT[figure.state]}."
    told = value_in_words(measure, figure)
    if measure.is_change:
        return f"{told} {when}, on {several(measure, figure.denominator)} a year before."
    if measure.unit == Unit.PERCENT and measure.of_population:
        return (
            f"{told} {when}: {words.count(figure.numerator)} of {words.count(figure.denominator)} children and "
            "young people under 18."
        )
    if measure.unit == Unit.PERCENT:
        return f"{told} {when}: {words.count(figure.numerator)} of {several(measure, figure.denominator)}."
    if measure.unit == Unit.DAYS:
        return f"{told} on average {when}, over {several(measure, figure.denominator)}."
    if measure.unit == Unit.PER_10K:
        return (
            f"{words.value(figure.value, measure.unit)} in every 10,000 {when}: {words.count(figure.numerator)} "
            f"of {words.count(figure.denominator)} children and young people under 18."
        )
    return f"{several(measure, figure.value).capitalize()} {when}."


_WHY_NOT = {
    State.NOT_LOADED: "the tables it needs were not loaded",
    State.NOT_DEFINED: "it is counted on 31 March only",
    State.NO_AUTHORITY: "the authority was not given when the returns were loaded, and so its population is missing",
    State.SUPPRESSED: "the number is so small that it could point to a child, so it is hidden",
}
