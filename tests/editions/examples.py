"""Small editions for the tests of this folder."""

import pyarrow as pa

from sufficiency.editions import Edition, Home, LoadedFile

DESCRIPTION = {
    "by": "A. Analyst",
    "status": "provisional",
    "authority": "X99",
    "years": [2024, 2025],
    "carried_years": [2024],
    "based_on": None,
    "files": [LoadedFile("2025/episodes.csv", "ab" * 32, "episodes", 2025, 2)],
    "children": 2,
    "episodes": 2,
    "findings": {"error": 0, "warning": 1, "note": 0},
    "rules_version": "7",
}


def make_edition(home: Home, children=("1", "2"), **changes) -> Edition:
    with home.draft() as draft:
        draft.write("returns/episodes", pa.table({"child": list(children)}))
        draft.write("findings", pa.table({"code": ["SFD001"]}))
        draft.write("history/positions", pa.table({"child": list(children)}))
        return draft.commit(**(DESCRIPTION | changes))
