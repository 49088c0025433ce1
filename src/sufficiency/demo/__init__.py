"""The made-up authority of Fairmere: ten yearly SSDA903 returns of children who do not exist, from one seed.

`write_returns` tells their lives and writes what their council would have sent each year; `write_workbook` the Annex A
workbook of its last 31 March; `TARGETS` is what it aims at. Nobody in it is real: ids are numbers, there are no names, and postcodes are picked by seed.
"""

from collections.abc import Sequence
from pathlib import Path

from sufficiency.demo import errors as planting
from sufficiency.demo import returns
from sufficiency.demo.plants import PLANTS
from sufficiency.demo.targets import TARGETS, Target
from sufficiency.demo.workbook import write_workbook

__all__ = ["TARGETS", "Target", "write_returns", "write_workbook"]

SMALLEST = 20


def write_returns(
    folder: Path | str,
    seed: int = 2025,
    children_looked_after: int = 500,
    years: Sequence[int] = range(2016, 2026),
    errors: bool = False,
    workbook: bool = False,
) -> None:
    """Write folder/<year>/<table>.csv, a return for each collection year (named by the year it ends).

    About `children_looked_after` children are looked after on any day. The same arguments write the same bytes. With
    `errors` some dozens of known errors are planted, one to a child, and listed in folder/planted-errors.txt (year,
    table, child, what, finding). With `workbook` there is the Annex A workbook of the last day too,
    without errors. Files of those names are overwritten, others left. 500 children take some seconds;
    lives are told one at a time, so that 100,000 need little memory and some minutes. Raises ValueError for no years
    or for too few children to have a shape.
    """
    if not years:
        raise ValueError("No years were given. Give at least one collection year, such as range(2016, 2026).")
    if children_looked_after < SMALLEST:
        raise ValueError(
            f"{children_looked_after} children looked after were asked for. The made-up authority needs {SMALLEST} or more."
        )
    returns.write(Path(folder), seed, children_looked_after, years)
    if workbook:
        write_workbook(folder, seed)
    if errors:
        planting.plant(Path(folder), years, seed, PLANTS)
