"""What was found after each part was killed, on the screen and as a page."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.faults.visitors import KINDS


@dataclass(frozen=True)
class Fault:
    """One part killed, and what was there after.

    ``acknowledged_before`` counts all writes until the kill, ``acknowledged`` those of a kind until the end.
    ``seconds`` until the service had acknowledged a dozen writes more. Of the load that was under way: its state, how
    often it was begun, how many editions it left, and whether its page tells what came of it.
    """

    part: str
    acknowledged_before: int
    acknowledged: Callable[[str], int]
    lost: list[str]
    seconds: float
    state: str
    attempts: int
    editions: int
    is_told: bool
    same_figures: bool

    @property
    def total(self) -> int:
        return sum(self.acknowledged(kind) for kind in KINDS)

    @property
    def is_well(self) -> bool:
        whole = self.editions == (1 if self.state == "done" else 0)
        return not self.lost and whole and self.is_told and self.same_figures


def as_text(found: list[Fault]) -> str:
    lines = [
        f"{one.part}: {one.total} acknowledged ({one.acknowledged_before} before kill -9), lost={len(one.lost)} "
        f"{' '.join(one.lost)}; the load is {one.state} in {one.attempts} attempts, editions {one.editions}, "
        f"told {one.is_told}; figures the same {one.same_figures}; writing again after {one.seconds:.1f} s"
        for one in found
    ]
    return "\n".join([*lines, "Audit and editions verify after each."])


def as_page(found: list[Fault]) -> str:
    rows = [
        f"| {one.part} | {one.acknowledged_before} | {one.total} "
        f"({', '.join(str(one.acknowledged(kind)) for kind in KINDS)}) | {len(one.lost)} "
        f"| {one.state}, begun {_times(one.attempts)} | {one.editions} | {one.seconds:.1f} s |"
        for one in found
    ]
    table = "\n".join(rows)
    return f"""# When a part is killed

`make faults` serves a small made-up authority on PostgreSQL, lets people set targets, change roles and look at
children's pages, loads a return, and in the middle of both ends one part with `kill -9`. Then it is started again (the
worker is by `sufficiency serve` itself). Each write that the service answered as done is noted, and then looked for in
the database past the service; a look at a child's page counts as a write, of its line in the audit.

{"Nothing was lost." if all(one.is_well for one in found) else "**Something was lost or is not whole.**"}

| Killed | Acknowledged before | Acknowledged in all (targets, roles, looks) | Lost | The load under way | Editions it left | Writing again after |
| --- | ---: | ---: | ---: | --- | ---: | ---: |
{table}

After each, `sufficiency audit verify` and `sufficiency editions verify` pass, the page of the load tells what came of it,
and the figures in use are the same as before.

"Writing again" is from the kill until another dozen writes were acknowledged, with the start of the part in it. A load
is begun a second time when its worker was killed; killed twice, it is told as stopped and nothing has changed.
The suite kills pages and worker too, in short (`tests/service/operations/test_faults.py`).
"""


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
