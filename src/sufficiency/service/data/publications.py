"""What was published of an authority's figures before, so that what is given to the public now is not set against it.

The room that publishes says how its publications are read (`read_by`), because this one, below it, cannot know. They are
read anew only when there is another one: each asking costs one small query.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock

from sufficiency.measures.earlier import Before, HeldDays, Key, Numbers, Publication, before_now


@dataclass(frozen=True)
class Reader:
    """How publications are read: `newest` tells them apart from those there were before, `read` gives them all, in the
    order they came out."""

    newest: Callable[[str], Hashable]
    read: Callable[[str], Sequence[Publication]]


class Ledger:
    """The publications of an authority so far, in the order they came out. ``newest`` is what tells this ledger from
    an earlier one."""

    def __init__(self, newest: Hashable, publications: Sequence[Publication]) -> None:
        self.newest = newest
        self.publications = tuple(publications)

    @cached_property
    def before(self) -> Before:
        return before_now(self.publications)


class KeptBack:
    """What a ledger keeps back of one edition's figures: worked out day by day, when a day is asked for.

    ``told_on`` gives the true (numerator, denominator) of every figure of a day.
    """

    def __init__(self, ledger: Ledger, told_on: Callable[[date], Mapping[Key, tuple]]) -> None:
        self.ledger = ledger
        self._days = HeldDays(
            ledger.before,
            lambda day: {(measure, *where): pair for (measure, _day, *where), pair in told_on(day).items()},
        )

    def holds(self, measure: str, day: date) -> bool:
        """Whether a measure's total of the day is given as it was published, or hidden where it was not."""
        return self._days.holds((measure, day, "", ""))

    def holds_groups(self, measure: str, day: date, breakdown: str) -> bool:
        """Whether the groups of a breakdown are."""
        return self._days.holds_groups(measure, day, breakdown)

    def printed(self, measure: str, day: date, breakdown: str = "", group: str = "") -> Numbers | None:
        """The numbers last printed, None where they were hidden or never printed."""
        return self.ledger.before.then.get((measure, day, breakdown, group))

    def hid(self, measure: str, day: date, breakdown: str = "", group: str = "") -> bool:
        """Whether a figure was hidden in a publication: then it stays hidden."""
        return self.ledger.before.hid((measure, day, breakdown, group))


_reader: list[Reader] = []
_ledgers: dict[str, Ledger] = {}
_lock = Lock()


def read_by(reader: Reader) -> None:
    """The publications of this installation are read so."""
    _reader[:] = [reader]


def ledger_of(authority: str | None) -> Ledger:
    """What was published of the authority so far."""
    named = authority or ""
    if not _reader:
        return Ledger(None, ())
    newest = _reader[0].newest(named)
    with _lock:
        found = _ledgers.get(named)
    if found is None or found.newest != newest:
        found = Ledger(newest, _reader[0].read(named))
        with _lock:
            _ledgers[named] = found
    return found
