"""Where the two countings differ, told by the children behind it and cut down to the fewest rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from pprint import pformat

from sufficiency.measures import children_behind, reference
from tests.countings import GRID_REFERENCES, Figure, Key, Returns, derived

MOST_REPORTED = 12
# What a figure counts of one child: for each row, whether it is in the numerator, and its amount.
Share = list[tuple[bool, float]]


def differences(fast: dict[Key, Figure], slow: dict[Key, Figure]) -> list[tuple[Key, str]]:
    """The figures on which the two do not agree, each with what the two say."""
    found = []
    for key in sorted(slow.keys() | fast.keys()):
        if key not in fast or key not in slow or not same(fast[key], slow[key]):
            found.append((key, f"reference {slow.get(key)}, calculate {fast.get(key)}"))
    return found


def same(fast: Figure, slow: Figure) -> bool:
    """Equal to the last child and day; the value to a billionth."""
    if (fast.period_start, fast.numerator, fast.denominator) != (
        slow.period_start,
        slow.numerator,
        slow.denominator,
    ):
        return False
    if fast.value is None or slow.value is None:
        return fast.value is slow.value
    return abs(fast.value - slow.value) <= 1e-9


def fast_shares(history, key: Key) -> dict[str, Share]:
    """Child by child, what `calculate` counts."""
    measure, day, by, group = key
    shares: dict[str, Share] = {}
    for row in children_behind(history, measure, day, by or None, group or None).to_pylist():
        shares.setdefault(row["child"], []).append((row["in_numerator"], row["amount"]))
    return {child: sorted(share) for child, share in shares.items()}


def slow_shares(returns: Returns, key: Key) -> dict[str, Share]:
    """Child by child, what the reference counts."""
    measure, day, by, group = key
    average = reference.COUNTINGS[measure].kind == reference.AVERAGE
    shares: dict[str, Share] = {}
    for each in reference.behind(returns, measure, day, by or None, group or None, GRID_REFERENCES.get):
        shares.setdefault(each.child, []).append((each.in_numerator, each.days if average else 1))
    return {child: sorted(share) for child, share in shares.items()}


def children_who_differ(history, returns: Returns, key: Key) -> list[str]:
    fast, slow = fast_shares(history, key), slow_shares(returns, key)
    return sorted(child for child in fast.keys() | slow.keys() if fast.get(child) != slow.get(child))


def report(returns: Returns, history, found: list[tuple[Key, str]], folder: Path) -> str:
    """The first differences, the children behind them, and the fewest rows of one child that show one."""
    lines = [f"{len(found)} figures differ; the first of them:"]
    culprit: tuple[Key, str] | None = None
    for key, said in found[:MOST_REPORTED]:
        children = children_who_differ(history, returns, key)
        lines.append(f"  {describe(key)}: {said}; children {' '.join(children[:10]) or 'agree'}")
        if children and culprit is None:
            culprit = (key, children[0])
    if culprit is not None:
        key, child = culprit
        few = fewest_rows(of_one_child(returns, child), key, folder)
        lines.append(f"The fewest rows that show it ({describe(key)}):\n{pformat(plain(few), width=110)}")
    return "\n".join(lines)


def plain(returns: Returns) -> Returns:
    """Without empty tables and blank fields, to be read."""
    return {
        year: {
            table: [{name: value for name, value in row.items() if value is not None} for row in rows]
            for table, rows in tables.items()
            if rows
        }
        for year, tables in returns.items()
    }


def describe(key: Key) -> str:
    measure, day, by, group = key
    return f"{measure} on {day:%Y-%m-%d}" + (f" by {by}: {group}" if by else "")


def of_one_child(returns: Returns, child: str) -> dict[int, dict[str, list[dict]]]:
    """The rows of one child."""
    return {
        year: {table: [row for row in rows if row.get("child") == child] for table, rows in tables.items()}
        for year, tables in returns.items()
    }


def fewest_rows(returns: Returns, key: Key, folder: Path) -> Returns:
    """Take away rows, then fields, as long as the countings still differ.

    Every way of taking one thing away is tried in the same derivation, each as a child of its own. Rows
    of nobody keep the years loaded as they were.
    """
    years = sorted(year for year, tables in returns.items() if any(tables.values()))
    for attempt in count():
        smaller = list(with_one_thing_less(returns))
        if not smaller or attempt > 60:
            return returns
        together = {year: {"sw_episodes": [{"child": "nobody"}]} for year in (years[0], years[-1])}
        for number, candidate in enumerate(smaller):
            for year, tables in candidate.items():
                for table, rows in tables.items():
                    named = [{**row, "child": str(number)} for row in rows]
                    together.setdefault(year, {}).setdefault(table, []).extend(named)
        history = derived(together, folder / f"fewer-{attempt}")
        differ = children_who_differ(history, together, key)
        if not differ:
            return returns
        returns = smaller[int(differ[0])]
    raise AssertionError("Counting has no end.")


def with_one_thing_less(returns: Returns) -> Iterator[Returns]:
    """The same rows without one table of a year, without one row, and with one field of a row blank."""
    for year, tables in returns.items():
        for table, rows in tables.items():
            if rows:
                yield changed(returns, year, table, [])
            for number, row in enumerate(rows):
                if len(rows) > 1:
                    yield changed(returns, year, table, rows[:number] + rows[number + 1 :])
                for field, value in row.items():
                    if value is not None and field not in ("child", "decom"):
                        blank = {**row, field: None}
                        yield changed(returns, year, table, [*rows[:number], blank, *rows[number + 1 :]])


def changed(returns: Returns, year: int, table: str, rows: list[dict]) -> Returns:
    return {**returns, year: {**returns[year], table: rows}}
