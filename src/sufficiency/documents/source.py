"""What a paper is composed from: a history on a day, and whatever people keep beside it. Nothing here is looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from sufficiency.documents.plan import Plan
from sufficiency.history import History
from sufficiency.measures.comparison import TargetOf, no_target
from sufficiency.measures.disclosure import Style
from sufficiency.measures.earlier import Publication
from sufficiency.measures.loaded import LoadedTables
from sufficiency.measures.recorded import Number

RecordedOf = Callable[[Sequence[str]], Sequence[Number]]
GivenOn = Callable[[Sequence[date], Sequence[str], Sequence[str]], pa.Table]


def nothing_recorded(measures: Sequence[str]) -> Sequence[Number]:
    return ()


@dataclass(frozen=True)
class Source:
    """Where the figures, the plan and the words of a paper come from.

    `history` is of the edition `edition`. `authority` is a code of `vocabulary.authorities`, None where nobody has said;
    `authority_name` is how the paper calls it. `style` is for whom the paper is: in `public` small numbers are hidden,
    recorded ones too. `recorded` gives the values in force of some recorded series. `plan` is None where none is kept.
    `told` has what other parts of the work tell, by name (`outline.Told`): "contract-monitoring" to its sentences, which
    must be fit for the style. `provisional` says that the edition's returns may still change. `loaded` are the tables that
    were given, so that what rests on one that was not is "not loaded" and no nought; None takes all of them as given.
    `given_on` gives the figures of some days, measures and breakdowns as the style shows them (the rows of `calculate` with
    `hidden` beside them), where somebody has them at hand already; without it they are counted. `earlier` are publications
    of the same figures, in the order they came out, against which nobody may set those of a public paper.
    """

    history: History
    edition: str
    as_at: date
    authority: str | None = None
    authority_name: str = ""
    baseline: date | None = None
    style: Style = Style.LOCAL
    target_of: TargetOf = no_target
    recorded: RecordedOf = nothing_recorded
    plan: Plan | None = None
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    provisional: bool = False
    loaded: LoadedTables | None = None
    given_on: GivenOn | None = None
    earlier: Sequence[Publication] = ()

    @property
    def public(self) -> bool:
        return self.style.hides

    @property
    def council(self) -> str:
        """How sentences call the authority."""
        return self.authority_name or "the council"
