"""Which records are sealed: children with an adoption order in any loaded return, and those sealed by hand.

An adopted child has a new name and family; who reads the old record beside the new life could find the adopters. The
order may be in another edition than the one a page shows, so all editions of the installation are asked. A damaged
edition cannot be asked; nothing of it can be shown either.
"""

from pathlib import Path

import pyarrow.compute as pc

from sufficiency.editions import Edition, EditionProblem
from sufficiency.service.data.asked import home
from sufficiency.service.records.models import Seal, kept_id
from sufficiency.vocabulary.groups import ADOPTED_RECS

_adopted: dict[tuple[Path, int], frozenset[str]] = {}


def sealed_children() -> frozenset[str]:
    """The ids, as these tables keep them, of every sealed record of the installation."""
    return adopted_children().union(Seal.objects.values_list("child", flat=True))


def adopted_children(without: str = "") -> frozenset[str]:
    """Children with an adoption order in any edition, but for the one named. An edition never changes, so each is
    read once."""
    found: frozenset[str] = frozenset()
    for edition_id in home().ids():
        if edition_id == without:
            continue
        folder = home().folder / edition_id
        try:
            key = (folder, (folder / "manifest.json").stat().st_mtime_ns)
            if key not in _adopted:
                _adopted[key] = _adopted_in(Edition.open(folder))
        except (OSError, EditionProblem):
            continue
        found |= _adopted[key]
    return found


def _adopted_in(edition: Edition) -> frozenset[str]:
    if "returns/episodes" not in edition.manifest.tables:
        return frozenset()
    rows = edition.table("returns/episodes", ["child", "rec"])
    if "rec" not in rows.column_names:  # of returns that tell of no order
        return frozenset()
    adopted = rows.filter(pc.is_in(rows["rec"].cast("string"), pc.cast(list(ADOPTED_RECS), "string")))
    return frozenset(kept_id(child) for child in adopted["child"].to_pylist() if child)
