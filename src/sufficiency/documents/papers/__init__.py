"""The seven papers that come with the product, each with the structure that councils give it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from sufficiency.documents.papers import (
    adoption_annual_report,
    fostering_annual_report,
    journey_of_the_child,
    progress_report,
    self_evaluation,
    strategy,
    sufficiency_update,
)
from sufficiency.documents.papers.template import Template

PAPERS: Mapping[str, Template] = {
    one.TEMPLATE.name: one.TEMPLATE
    for one in (
        sufficiency_update,
        strategy,
        progress_report,
        adoption_annual_report,
        fostering_annual_report,
        journey_of_the_child,
        self_evaluation,
    )
}


class UnknownPaper(ValueError):
    """No paper has that name; the sentence names the nearest."""


def paper_asked(name: str) -> Template:
    """The template of a name. Raises UnknownPaper."""
    found = PAPERS.get(name)
    if found is None:
        close = get_close_matches(name[:80].lower(), PAPERS, n=1, cutoff=0.5)
        meant = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(PAPERS)}."
        raise UnknownPaper(f"There is no paper called '{name[:80]}'. {meant}")
    return found
