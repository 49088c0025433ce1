"""Each child's life in care, derived once from the returns of every year (methodology D1-D9, D15)."""

from sufficiency.history.derive import RULES_VERSION, derive
from sufficiency.history.given import NothingToDerive
from sufficiency.history.opened import History, OlderRules

__all__ = ["RULES_VERSION", "History", "NothingToDerive", "OlderRules", "derive"]
