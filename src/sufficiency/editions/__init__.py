"""Editions: each load kept as one unchanging folder of tables, with a manifest that says where it came from.

An edition is written beside the others and renamed in when it is whole. It is never changed after; what is loaded or
rebuilt later becomes another edition.
"""

from sufficiency.editions.draft import Draft
from sufficiency.editions.edition import Edition, verify
from sufficiency.editions.home import Home
from sufficiency.editions.manifest import STATUSES, LoadedFile, Manifest, StoredTable
from sufficiency.editions.problems import (
    DamagedEdition,
    EditionInUse,
    EditionProblem,
    HomeBusy,
    UnknownEdition,
)

__all__ = [
    "STATUSES",
    "DamagedEdition",
    "Draft",
    "Edition",
    "EditionInUse",
    "EditionProblem",
    "Home",
    "HomeBusy",
    "LoadedFile",
    "Manifest",
    "StoredTable",
    "UnknownEdition",
    "verify",
]
