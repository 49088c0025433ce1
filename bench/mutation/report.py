"""What was noticed and what was not, and its page."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.mutation.left_out import LEFT_OUT_FILES, LEFT_OUT_PLACES
from bench.mutation.same import why_same

MOST_SURVIVING = 10  # per cent
NOTICED, SURVIVED, ENDLESS = "noticed", "survived", "never ended"


@dataclass(frozen=True)
class Tried:
    """One change and what became of it."""

    file: str  # from the package, as history/care.py
    line: int
    operator: str
    code: str  # the line as it is
    is_now: str  # and as it was changed
    outcome: str
    seconds: float  # of a processor

    @property
    def survived(self) -> bool:
        return self.outcome == SURVIVED

    @property
    def why(self) -> str:
        """Why the change is none; empty where it is one."""
        return why_same(self.file, self.code, self.is_now) or ""


@dataclass(frozen=True)
class Sample:
    """The changes of one package that were tried, of all there are."""

    package: str
    every: int
    tried: Sequence[Tried]

    @property
    def survivors(self) -> list[Tried]:
        return [one for one in self.tried if one.survived]

    @property
    def share(self) -> float:
        """Per cent that survived, those included that are no change."""
        return 100 * len(self.survivors) / len(self.tried) if self.tried else 0.0

    @property
    def no_change(self) -> int:
        """How many of the survivors change nothing that can be noticed."""
        return sum(bool(each.why) for each in self.survivors)

    @property
    def met(self) -> bool:
        return bool(self.tried) and self.share < MOST_SURVIVING


def as_table(samples: Sequence[Sample]) -> str:
    from sufficiency.measures.intervals import (
        wilson_interval,
    )  # not before the trials, which change the product

    lines = [
        "| package | all changes | tried | noticed | survived | share | between | of them no change | share of the others | between |",
        "|---|---:|---:|---:|---:|---:|---|---:|---:|---|",
    ]
    for one in samples:
        survived, tried = len(one.survivors), len(one.tried)
        real, of = survived - one.no_change, tried - one.no_change
        low, high = wilson_interval(survived, tried) or (0, 100)
        lowest, highest = wilson_interval(real, of) or (0, 100)
        lines.append(
            f"| `{one.package}` | {one.every:,} | {tried} | {tried - survived} | {survived} "
            f"| {one.share:.1f}%{'' if one.met else ', missed'} | {low:.1f}% and {high:.1f}% "
            f"| {one.no_change} | {100 * real / of if of else 0:.1f}% | {lowest:.1f}% and {highest:.1f}% |"
        )
    return "\n".join(lines)


def as_page(samples: Sequence[Sample]) -> str:
    tried = [each for one in samples for each in one.tried]
    endless = sum(each.outcome == ENDLESS for each in tried)
    seconds = sum(each.seconds for each in tried)
    met = all(one.met for one in samples)
    return f"""# Are wrong rules noticed?

Written by `python -m bench.mutation --write`, on {datetime.now(UTC):%-d %B %Y}, with {os.cpu_count()} cores and Python
{platform.python_version()}.

One thing in the code is made wrong at a time (`<` for `<=`, 30 months for 31, the first episode for the last, one join for
another), the tests that should notice are run, and it is put right again. A change that no test notices "survives": a rule
could be wrong in that way and nobody would know. Most kinds of change are those of cosmic-ray; changes of the names of methods
(`min` for `max`, `argmin` for `argmax`, `lead` for `lag`, `left_join` for `inner_join`) are added, since the rules are expressions
of Ibis.

To try every change would take days, so a random sample is tried: the first of an order that only the seed and the changes
decide (`bench/mutation/changes.py`). Adding `--number 500` goes on in the same order. The interval is where the share of
all changes lies, nineteen times in twenty (Wilson's). Where it reaches above the target the sample is too small to be sure.
The second share leaves out changes that cannot alter a figure, as is usual.
Tests were added for changes of this very sample, some before they were tried, so of those outside it more may survive;
a larger `--number`, or another `SEED`, tells.

{as_table(samples)}

{"Every target is met" if met else "Not every target is met"}: fewer than {MOST_SURVIVING}% survive, those included that change nothing.
{_endless(endless)}The trials took {seconds / 60:.0f} minutes of a processor.

Each trial runs the tests of `bench/mutation/noticed_by.py`, the cheapest first, and stops at the first that fails: for the rules
of figures that is the comparison with the slow second counting on made-up children, then the cases worked by hand. The suite
makes up more children than a trial does, so it notices no less than is told here. A compiled plan is named by the text of
the rules, so a changed rule is compiled anew. `measures/reference`, the second counting, is changed too: a mistake there
must show as a difference as well.

## What survived

{_survivors(samples)}

## Where

| file | tried | survived |
|---|---:|---:|
{_by_file(tried)}

## What is not changed

{_bullets(LEFT_OUT_FILES, code=True)}
{_bullets(LEFT_OUT_PLACES)}

The suite itself makes a handful of rules wrong each time it runs (`tests/bench/test_wrong_rules.py`).
"""


def _endless(number: int) -> str:
    if not number:
        return ""
    return f"{number} of those noticed never came to an end, and {'was' if number == 1 else 'were'} stopped. "


def _survivors(samples: Sequence[Sample]) -> str:
    survivors = sorted(
        (each for one in samples for each in one.survivors), key=lambda each: (each.file, each.line)
    )
    if not survivors:
        return "None."
    return "\n\n".join(
        f"`{each.file}`, line {each.line}: {each.why or 'No test notices it yet.'}\n\n"
        f"```diff\n- {each.code}\n+ {each.is_now}\n```"
        for each in survivors
    )


def _by_file(tried: Sequence[Tried]) -> str:
    number, survived = (
        Counter(each.file for each in tried),
        Counter(each.file for each in tried if each.survived),
    )
    return "\n".join(f"| `{file}` | {number[file]} | {survived[file]} |" for file in sorted(number))


def _bullets(reasons: dict[str, str], code: bool = False) -> str:
    return "\n".join(f"- {f'`{what}`' if code else what}: {why}" for what, why in reasons.items())
