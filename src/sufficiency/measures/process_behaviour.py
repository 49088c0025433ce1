"""A process-behaviour (XmR) chart of monthly values: the limits of ordinary variation, and signals beyond them.

Around the mean lie limits at 2.66 times the average moving range (the average step from one month to the next).
Between them the months differ by chance, and asking why one was higher than another leads nowhere. A signal is worth
a question. The limits are those of a baseline and do not move with what came after, so that a change shows.

It is for values that do not hold each other: each month's own events. A figure of the year ending on a day holds
eleven of the twelve months of the one before it, and a figure of a day most of the same children; limits from their
small steps would be too narrow, and everything would look like a signal (see `monthly`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

REACH = 2.66  # 3 / 1.128: three deviations, of which the average moving range of two values is 1.128
BASELINE = 24  # months from the first
FEWEST = 12  # months, below which limits say nothing
RUN, RISING, NEARER, OF = 8, 6, 3, 4

RULES = (
    "A month is a signal when it lies outside the limits; when it ends eight months in a row on one side of the mean; "
    "when it ends six months in a row that each rise, or each fall; or when three of four months lie nearer to one "
    "limit than to the mean."
)
BASELINE_RULE = (
    f"The mean and the limits are those of the first {BASELINE} months shown (of all, where there are fewer), so that "
    f"a later change shows against them. Below {FEWEST} months there are no limits."
)


@dataclass(frozen=True)
class Signal:
    """What is told of some months in a row: the last of them, how many, and a sentence without its subject."""

    rule: str
    first: date
    last: date
    words: str


@dataclass(frozen=True)
class ProcessBehaviour:
    """The months with their mean and limits, and the signals in order of time."""

    points: tuple[tuple[date, float], ...]
    mean: float
    low: float
    high: float
    baseline: tuple[date, date]
    signals: tuple[Signal, ...]

    @property
    def signalled(self) -> frozenset[date]:
        """The months to mark: each last month of a signal."""
        return frozenset(signal.last for signal in self.signals)


def process_behaviour(
    points: Sequence[tuple[date, float]], least: float | None = 0.0, most: float | None = None
) -> ProcessBehaviour | None:
    """The chart of (month, value) in order of time, none missing between; None for fewer than twelve.

    `least` and `most` are what a value can be at all (a count is never below 0); limits stop there.
    """
    if len(points) < FEWEST:
        return None
    baseline = points[:BASELINE]
    values = [value for _day, value in baseline]
    mean = fmean(values)
    reach = REACH * fmean(abs(after - before) for before, after in zip(values, values[1:], strict=False))
    low, high = mean - reach, mean + reach
    return ProcessBehaviour(
        points=tuple(points),
        mean=mean,
        low=low if least is None else max(low, least),
        high=high if most is None else min(high, most),
        baseline=(baseline[0][0], baseline[-1][0]),
        signals=tuple(_signals(points, mean, low, high)),
    )


def _signals(points: Sequence[tuple[date, float]], mean: float, low: float, high: float) -> list[Signal]:
    """Every signal once: a run that goes on is told at its whole length, not anew each month."""
    values = [value for _day, value in points]
    days = [day for day, _value in points]
    found = [
        Signal("outside", days[at], days[at], "above the upper limit" if value > high else "below the lower limit")
        for at, value in enumerate(values)
        if _beyond(value, high) or _beyond(low, value)
    ]  # fmt: skip
    for above in (True, False):
        side = "above" if above else "below"
        for first, last in _stretches(values, _on_side(mean, above)):
            if last - first + 1 >= RUN:
                found.append(_run(days, first, last, f"months in a row {side} the mean"))
        edge = (mean + (high if above else low)) / 2
        for first, last in _windows(values, _on_side(edge, above)):
            words = f"at least {NEARER} of {OF} months nearer to the {'upper' if above else 'lower'} limit than to the mean"
            found.append(Signal("nearer", days[first], days[last], words))
        for first, last in _steps(values, above):
            if last - first + 1 >= RISING:
                found.append(
                    _run(
                        days,
                        first,
                        last,
                        f"months in a row that each {'rise' if above else 'fall'}",
                        "steps",
                    )
                )
    return sorted(found, key=lambda signal: (signal.last, signal.first, signal.rule, signal.words))


def _run(days: Sequence[date], first: int, last: int, words: str, rule: str = "run") -> Signal:
    return Signal(rule, days[first], days[last], f"{last - first + 1} {words}")


def _beyond(high: float, low: float) -> bool:
    """More than a rounding error above."""
    return high - low > 1e-9 * max(abs(high), abs(low), 1.0)


def _on_side(line: float, above: bool) -> Callable[[float], bool]:
    return (lambda value: _beyond(value, line)) if above else (lambda value: _beyond(line, value))


def _stretches(values: Sequence[float], true_of: Callable[[float], bool]) -> Iterator[tuple[int, int]]:
    """The longest stretches of values of which it is true, as (first, last)."""
    first = None
    for at, value in enumerate([*values, None]):
        if value is not None and true_of(value):
            first = at if first is None else first
        elif first is not None:
            yield first, at - 1
            first = None


def _steps(values: Sequence[float], rising: bool) -> Iterator[tuple[int, int]]:
    """The longest stretches in which each value is above (or below) the one before, as (first, last)."""
    first = 0
    for at in range(1, len(values) + 1):
        goes_on = at < len(values) and (
            _beyond(values[at], values[at - 1]) if rising else _beyond(values[at - 1], values[at])
        )
        if not goes_on:
            if at - 1 > first:
                yield first, at - 1
            first = at


def _windows(values: Sequence[float], true_of: Callable[[float], bool]) -> Iterator[tuple[int, int]]:
    """Stretches in which three of every four are true, put together where they touch, as (first, last)."""
    hits = [true_of(value) for value in values]
    open_from = None
    for at in range(OF - 1, len(values) + 1):
        within = at < len(values) and sum(hits[at - OF + 1 : at + 1]) >= NEARER
        if within and open_from is None:
            open_from = at - OF + 1
        elif not within and open_from is not None:
            yield open_from, at - 1
            open_from = None
