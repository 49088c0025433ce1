"""Facts as terms and values: an edition's manifest, a child's facts today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sufficiency.service.ui.components.component import Component


@dataclass
class SummaryList(Component):
    """``rows`` are (term, value); a value may be text, a number or a component. None is shown as "not known"."""

    template: ClassVar[str] = "ui/summary.html"

    rows: Sequence[tuple[str, Any]]
