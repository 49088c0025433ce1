"""The tables, the drawing and the sentences of journeys."""

from collections import Counter
from collections.abc import Callable

from sufficiency.measures.whereabouts import Where, in_words, order
from sufficiency.service.journeys.asked import MONTHS
from sufficiency.service.records.queries import Rows
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day, of_children

ALL_OF = {Where.IN_CARE: "All who are looked after", Where.LEFT: "All who left care"}

State = tuple[str, str]
Step = tuple[State, State]


def steps_of(rows: Rows) -> dict[Step, int]:
    """How many children went from which state to which, in the order of lists."""
    counts = Counter(
        ((row["before"], row["before_group"]), (row["after"], row["after_group"])) for row in rows
    )
    return dict(sorted(counts.items(), key=lambda one: (order(*one[0][0]), order(*one[0][1]))))


def moves_in_a_sentence(steps: dict[Step, int], first: object, last: object) -> str:
    """Of the children looked after on the first day, how many live in the same kind of home, moved, or left."""
    before = {step: count for step, count in steps.items() if step[0][0] == Where.IN_CARE}
    there = sum(before.values())
    same = sum(count for (one, other), count in before.items() if one == other)
    moved = sum(count for (one, other), count in before.items() if other[0] == Where.IN_CARE and one != other)
    came = sum(count for (one, _), count in steps.items() if one[0] == Where.NOT_IN_CARE)
    return (
        f"Of {of_children(there)} looked after on {day(first)}, {same} were in the same kind of home on {day(last)}, "
        f"{moved} in another kind and {there - same - moved} had left care; {came} had come in."
    )


def moves_table(steps: dict[Step, int], days, address: Callable[[Step], str]) -> ui.Table:
    """Every step with its number, which leads to the children."""
    rows = [
        {
            "step": ui.Cell(in_words(*one), hint=f"to: {in_words(*other)}"),
            "children": ui.Cell(count, href=address((one, other)), sort=count),
        }
        for (one, other), count in steps.items()
    ]
    columns = [
        ui.Column("step", f"On {day(days.first)}, to {day(days.last)}"),
        ui.Column("children", "Children", number=True),
    ]
    return ui.Table("From where to where", columns, rows, empty="Nobody was looked after on either day.")


def moves_drawing(steps: dict[Step, int], days) -> ui.Flow:
    """The steps as ribbons between the two days."""
    ribbons = [
        ui.Ribbon(in_words(*one), in_words(*other), count, kind_of(one)) for (one, other), count in steps.items()
    ]  # fmt: skip
    return ui.Flow(day(days.first), day(days.last), ribbons)


def kind_of(state: State) -> str:
    """The colour of a ribbon: that of the kind of home it comes from."""
    return state[1] if state[0] == Where.IN_CARE else "elsewhere"


def cohort_table(rows: Rows) -> ui.Table:
    """Where the children are, a column for each number of months; shares of the children of whom it is known.

    All who are looked after, and all who left, stand before the homes and the reasons they are made of.
    """
    counts = Counter((row["months"], row["where"], row["group"]) for row in rows)
    states = sorted({(where, group) for _, where, group in counts}, key=lambda state: order(*state))
    parts: list[tuple[str, list[State]]] = []
    for where in dict.fromkeys(where for where, _ in states):
        of_it = [state for state in states if state[0] == where]
        parts += [(ALL_OF[where], of_it)] if where in ALL_OF else []
        parts += [(in_words(*state), [state]) for state in of_it]
    known = {months: sum(row["months"] == months and row["where"] != Where.TOO_EARLY for row in rows) for months in MONTHS}  # fmt: skip
    told = [
        {"where": words}
        | {
            f"after_{months}": _share(
                sum(counts[months, *state] for state in together), known[months], together
            )
            for months in MONTHS
        }
        for words, together in parts
    ]
    columns = [
        ui.Column("where", "Where they are"),
        *(ui.Column(f"after_{months}", f"After {months} months", number=True) for months in MONTHS),
    ]
    return ui.Table(
        "Where the children are, from their own start in care",
        columns,
        told,
        empty="No child started to be looked after in this year.",
        caption_hidden=True,
        note="Shares are of the children of whom it is known: too early to say is left out of them.",
    )


def _share(count: int, known: int, together: list[State]) -> ui.Cell:
    """A number and its share; a dash where nothing is known yet, which is not none."""
    if together[0][0] == Where.TOO_EARLY:
        return ui.Cell(count, sort=count)
    if not known:
        return ui.Cell(None)
    share = 100 * count / known
    return ui.Cell(count, sort=count, hint="" if not count else "under 1%" if share < 1 else f"{share:.0f}%")


def cohort_in_a_sentence(rows: Rows, year: int) -> str:
    """How many came in, and how many of those of whom it is known are still looked after after a year."""
    after = [row for row in rows if row["months"] == 12]
    known = [row for row in after if row["where"] != Where.TOO_EARLY]
    came = f"{of_children(len(after)).capitalize()} started to be looked after in the year ending 31 March {year}."
    if not known:
        return f"{came} It is too early to say where they are after a year."
    still = sum(row["where"] == Where.IN_CARE for row in known)
    of = f"the {len(known)} of whom it is known" if len(known) < len(after) else "them"
    return f"{came} After 12 months {still} of {of} ({100 * still / len(known):.0f}%) were looked after."
