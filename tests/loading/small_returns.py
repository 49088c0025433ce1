"""Returns of a few children, written as an authority would send them, and quick stand-ins for the slow rooms."""

from pathlib import Path

import pyarrow as pa
from pyarrow.parquet import write_table

from sufficiency.returns.checks import FINDINGS

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"


def write_return(
    folder: Path, year: int, children=("A1", "A2"), missing: bool = False, place: str = "U4"
) -> Path:
    """A return of `year` (the year it ends), in folder/<year>/: children looked after all through it."""
    there = folder / str(year)
    there.mkdir(parents=True, exist_ok=True)
    header = "".join(f"{child},1,01/05/2008,WBRI,UN2,,\n" for child in children)
    episodes = "".join(
        f"{child},01/06/2014,S,C2,N1,{place},PR1,,,,SE15 2AA,SE15 3AA,\n" for child in children
    )
    incidents = "".join(f"{child},01/05/2008,M,02/05/{year - 1},03/05/{year - 1}\n" for child in children)
    (there / "header.csv").write_text(HEADER + header)
    (there / "episodes.csv").write_text(EPISODES + episodes)
    if missing:
        (there / "missing.csv").write_text(MISSING + incidents)
    return there


def derive_quickly(tables, folder, *, progress=None):
    """Stands in for the derivation of a history: one row for each child, one for each episode row."""
    folder.mkdir(parents=True, exist_ok=True)
    children = set(tables["episodes"]["child"].to_pylist())
    write_table(pa.table({"child": sorted(children)}), folder / "children.parquet")
    write_table(tables["episodes"].select(["child"]), folder / "episodes.parquet")


def check_quickly(tables):
    """Stands in for the checks: one warning for each row of the missing table."""
    rows = [
        {
            "code": "MISS",
            "severity": "warning",
            "table": "missing",
            "year": year,
            "message": "Look.",
            "measures": [],
        }
        for year in tables["missing"]["year"].to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=FINDINGS)
