"""Changes that no test can notice, since every figure stays what it was; each with the reason.

They count as survivors like any other, and are told apart on the page.
"""

from __future__ import annotations

from typing import NamedTuple


class Same(NamedTuple):
    file: str
    code: str  # the line, or the part of it that matters
    is_now: str
    why: str


SAME = (
    Same(
        "history/positions.py",
        "& (_.previous_placement_start <= _.back_24).fill_null(False)",
        "& (_.previous_placement_start <= _.back_24).fill_null(True)",
        "A placement without one before it is the first of its period of care, so a child in care for 30 months has been "
        "in it for 24: the placement is stable already.",
    ),
    Same(
        "history/engine.py",
        '"threads": os.cpu_count() or 1,',
        '"threads": os.cpu_count() or 2,',
        "How many threads work where the machine does not tell how many it has.",
    ),
    Same(
        "history/stages.py",
        "return json.dumps([asdict(step) for step in self.steps], indent=1)",
        "return json.dumps([asdict(step) for step in self.steps], indent= 0)",
        "How the file of a plan is laid out; it is read back the same.",
    ),
    Same(
        "measures/said.py",
        'direction = "up" if moved > 0 else "down"',
        'direction = "up" if moved >= 0 else "down"',
        "No move at all is told before, as the same.",
    ),
    Same(
        "measures/annex_a/front_door.py",
        "over=12,",
        "over= 11,",
        "A list goes back 0, 6 or 12 months: what goes back 11 goes back 12.",
    ),
    Same(
        "measures/reference/leaving.py",
        "if (age_on(child.dob, episode.dec) or 0) >= 16",
        "if (age_on(child.dob, episode.dec) or 1) >= 16",
        "Neither is 16.",
    ),
)


def why_same(file: str, code: str, is_now: str) -> str | None:
    """Why this change is none; None where it is one."""
    return next((s.why for s in SAME if s.file == file and s.code in code and s.is_now in is_now), None)
