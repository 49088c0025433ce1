"""From the files of a return to an edition: read, keep the other years, check, derive, commit. All or nothing."""

from sufficiency.loading.loads import Loaded, load, rebuild

__all__ = ["Loaded", "load", "rebuild"]
