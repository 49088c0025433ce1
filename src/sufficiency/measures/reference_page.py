"""The reference page of the measures and breakdowns, written from their declarations.

`python -m sufficiency.measures.reference_page docs/reference/measures.md` writes it; a test fails when the page in
the repository is not what the declarations say.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from sufficiency.measures import BREAKDOWNS, MEASURES, said
from sufficiency.measures.change import parts_in_words
from sufficiency.measures.examples import Example, Worked, example_of, examples
from sufficiency.measures.language import Counted, Measure, Unit
from sufficiency.vocabulary import groups
from sufficiency.vocabulary.groups import Breakdown

INTRODUCTION = """\
# Measures

<!-- Written by `python -m sufficiency.measures.reference_page`. Change measures/definitions/, not this page. -->

The {number} measures of this release that the returns and Annex A give, as the product counts them. Each is one declaration in
`src/sufficiency/measures/definitions/`, which makes the figure, the page on screen and this entry. Those in **bold**
stand on the home page.

- **Day**: every figure is for a day, the as-at day. A snapshot says how things stood at the end of it; a flow counts the
  year ending on it, both days included; the averages of adoption look at the three years ending on it.
- **How it is counted** is the definition. **Decided** are choices where the rule could be read in more than one way,
  or where other papers count otherwise; [decisions](../decisions.md) tells why.
- **Needs** are the tables of the return it reads ([the SSDA903 return](ssda903.md)). Only the header may be missing: its
  children are then in the groups for not known.
- **Worked example** is what a few made-up rows give, worked out by hand, and whom it counts; [the rows](#worked-examples)
  are at the end. The suite runs every one of them.
- **Source** names the rules it follows ([the rules of counting](../explanation/counting-rules.md)).
- In a share of the whole each group is a share of everybody, so its denominator is the total and not the group.
- Percentages and averages are not rounded in CSV and JSON. Where they are of nobody the value is empty, never 0.

"""

PERIODS = {
    Counted.POSITIONS: "on the day",
    Counted.YEAR: "in the year ending on the day",
    Counted.FIRST_OF_YEAR: "in the year ending on the day, each child once, at the first",
    Counted.LAST_OF_YEAR: "in the year ending on the day, each child once, at the last",
    Counted.LAST_OF_THREE_YEARS: "in the three years ending on the day, each child once, at the last",
    Counted.EVERY_OF_YEAR: "in the year ending on the day, each child once, at the last; every one must hold",
    Counted.IN_CARE_IN_YEAR: "of children looked after on any day of the year ending on the day",
    Counted.CARE_LEAVERS: "of the year to 31 March",
    Counted.ANNEX_A: "on the day of a workbook of Annex A",
}
GOOD = {"high": "higher is better", "low": "lower is better", "neither": "neither higher nor lower is better"}

ANYTHING_ELSE = "anything else, or nothing"
# Which codes make a group, as history reads them; what no code is written for is the group in the second place.
CODES: dict[str, tuple[Mapping[str, str], str]] = {
    "sex": (groups.SEX_OF, "unknown"),
    "ethnic_group": (groups.ETHNIC_GROUP_OF, "unknown"),
    "legal_status_group": (groups.LEGAL_STATUS_GROUP_OF, "unknown"),
    "placement_type": (groups.PLACEMENT_TYPE_OF, "other"),
    "provider_group": (groups.PROVIDER_GROUP_OF, "unknown"),
    "ceased_reason": (groups.CEASED_REASON_OF, "other"),
    "activity": (groups.ACTIVITY_OF, "unknown"),
}
FIELDS = {
    "sex": "SEX",
    "ethnic_group": "ETHNIC",
    "legal_status_group": "LS",
    "placement_type": "PLACE",
    "provider_group": "PLACE_PROVIDER",
    "ceased_reason": "REC",
    "activity": "ACTIV",
}
MADE_OF = {
    ("age_band", "unknown"): "no date of birth; the row is given only where a child is in it",
    ("uasc", "uasc"): "in the UASC table, with DUC empty or after the day",
    ("uasc", "not-uasc"): "everyone else",
    ("plan_duration", "unknown"): "no day it began; the row is given only where a plan is in it",
}


def page() -> str:
    """The whole page, in Markdown."""
    parts = [INTRODUCTION.format(number=len(MEASURES)), "".join(_overview())]
    for theme, measures in themes().items():
        parts.append(f"## {theme}\n\n")
        parts += ["".join(_entry(measure)) for measure in measures]
    parts.append(
        "## Breakdowns\n\nA child has one group in each breakdown, and not known is a group, so the groups of a "
        "breakdown always add up to the total. Every group has a row, also where nobody is in it.\n\n"
    )
    parts += ["".join(_breakdown(breakdown)) for breakdown in BREAKDOWNS.values()]
    parts.append(
        "## Worked examples\n\nRows as the return or the workbook has them, with the columns that matter here; a dash is a "
        "blank, an underscore a space. Of a workbook the other columns hold what is usual, and its lists go back a year.\n\n"
    )
    parts += ["".join(_example(example)) for example in examples()]
    return "".join(parts).rstrip("\n") + "\n"


def themes() -> dict[str, list[Measure]]:
    """The measures by theme, both in the order of the definitions."""
    found: dict[str, list[Measure]] = {}
    for measure in MEASURES.values():
        found.setdefault(measure.theme, []).append(measure)
    return found


def _overview() -> Iterator[str]:
    yield "| theme | measures |\n|---|---|\n"
    for theme, measures in themes().items():
        links = (
            f"**[{one.id}](#{one.id})**" if one.headline else f"[{one.id}](#{one.id})" for one in measures
        )
        yield f"| {theme} | {', '.join(links)} |\n"
    yield "\n"


def _entry(measure: Measure) -> Iterator[str]:
    yield f"### {measure.id}\n\n**{measure.title}.** {measure.question} {measure.why}\n\n"
    yield "How it is counted:\n\n"
    yield from (f"- {sentence}\n" for sentence in measure.how_counted)
    if measure.decided:
        yield "\nDecided:\n\n"
        yield from (f"- {sentence}\n" for sentence in measure.decided)
    breakdowns = ", ".join(f"[{one}](#{one})" for one in measure.breakdowns) or "none"
    only = ". On other days there is no figure" if measure.only_on_31_march else ""
    yield "\n| | |\n|---|---|\n"
    over = f", over the {measure.over} months up to it" if measure.over else ""
    yield f"| when | {PERIODS[measure.counted]}{over}{only} |\n"
    yield f"| unit | {_unit(measure)} |\n"
    yield f"| direction | {GOOD[measure.good]} |\n"
    yield f"| breakdowns | {breakdowns} |\n"
    yield f"| needs | {', '.join(measure.tables)}{_population(measure)} |\n"
    yield f"| worked example | {_worked(measure)} |\n"
    yield f"| source | {_linked(measure.source)} |\n\n"


def _worked(measure: Measure) -> str:
    """ "[Where children live](#example-homes): 5 of 8 (62.5%). Counted: A, B, C, D and E."."""
    example = example_of()[measure.id]
    found = example.figures[measure.id]
    groups = BREAKDOWNS[found.by].groups if found.by else {}
    by_group = "; ".join(
        f"{groups[group]}: {_figure(measure, *pair)}" for group, pair in found.groups.items()
    )
    told = f"{_figure(measure, found.top, found.of)}{f'. {by_group}' if by_group else ''}"
    return f"[{example.title}](#example-{example.id}), {example.day:%-d %B %Y}: {told}. {_counted(measure, found)}"


def _figure(measure: Measure, top: float, of: float | None) -> str:
    """A figure with its parts; the parts of an example are small, so it keeps decimals where others round."""
    if of is None:
        return said.count(top)
    if measure.unit is Unit.DAYS:
        return f"{said.count(top)} days over {said.count(of)} children ({said.count(top / of)} days)"
    if measure.unit is Unit.PER_10K:
        return f"{said.count(top)} of {said.count(of)} ({10_000 * top / of:.2f} per 10,000)"
    if measure.is_change:
        return f"{said.count(top)} against {said.count(of)} a year before ({100 * top / of:.0f}%)"
    if measure.of_population:
        return f"{said.count(top)} of {said.count(of)} ({100 * top / of:.3f}%)"
    if measure.unit is Unit.PERCENT:
        return parts_in_words(measure, top, of)
    return f"{said.count(top)} over {said.count(of)} weeks ({top / of:.2f})"


def _counted(measure: Measure, found: Worked) -> str:
    if not found.counted:
        return "Nobody is counted."
    if measure.is_change:
        return f"Looked after then: {', '.join(found.counted)}."
    return f"Counted: {', '.join(found.counted)}."


def _example(example: Example) -> Iterator[str]:
    yield f"### example-{example.id}\n\n**{example.title}**, on {example.day:%-d %B %Y}"
    yield f", in {example.authority}.\n\n" if example.authority else ".\n\n"
    for name, text in example.texts.items():
        yield f"`{name}`\n\n```text\n{text.strip()}\n```\n\n"
    links = ", ".join(f"[{measure}](#{measure})" for measure in example.figures)
    yield f"Gives {links}.\n\n"


def _unit(measure: Measure) -> str:
    return {
        Unit.PERCENT: "percent: 100 x numerator / denominator",
        Unit.PERCENT_CHANGE: "percent: 100 x how many more (or fewer) / the number twelve months before",
        Unit.DAYS: "days: the sum of days / the children it is of",
        Unit.PER_10K: "children for each 10,000 residents aged 0 to 17",
    }.get(measure.unit, str(measure.unit))


def _linked(source: str) -> str:
    """The source with each numbered rule as a link to where it is written."""
    rules = "../explanation/counting-rules.md"
    linked = re.sub(r"\bD(\d+)\b", rf"[D\1]({rules}#d\1)", source)
    return re.sub(r"\bsection (\d+)\b", rf"[section \1]({rules}#section-\1)", linked)


def _population(measure: Measure) -> str:
    return "; the authority, for its population" if measure.of_population else ""


def _breakdown(breakdown: Breakdown) -> Iterator[str]:
    yield f"### {breakdown.id}\n\n**{breakdown.title}.**{f' {breakdown.hint}' if breakdown.hint else ''}\n\n"
    yield f"| group | on screen | {FIELDS.get(breakdown.id, 'made of')} |\n|---|---|---|\n"
    for group, label in breakdown.groups.items():
        yield f"| `{group}` | {label} | {_made_of(breakdown.id, group)} |\n"
    yield "\n"


def _made_of(breakdown: str, group: str) -> str:
    if (breakdown, group) in MADE_OF:
        return MADE_OF[breakdown, group]
    if breakdown == "age_band":
        return _ages(group)
    if breakdown not in CODES:
        return BREAKDOWNS[breakdown].groups[group].lower()
    groups_of, rest = CODES[breakdown]
    codes = [code for code, made in groups_of.items() if made == group]
    return ", ".join(codes + [ANYTHING_ELSE] * (group == rest))


def _ages(group: str) -> str:
    from_age = 0
    for below, band in groups.AGE_BANDS:
        if band == group:
            return f"aged {from_age}" if below == from_age + 1 else f"aged {from_age} to {below - 1}"
        from_age = below
    return f"aged {from_age} and over"


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to the screen."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
