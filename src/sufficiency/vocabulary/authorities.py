"""English local authorities: their codes, names, regions and the number of children living there.

The population is the Office for National Statistics' mid-year estimate of people aged 0 to 17, on 30 June of each year
2012 to 2024 (Open Government Licence v3.0; `data/authorities.csv` carries the attribution). It is the denominator of
`cla_rate_10k` (methodology 1).

Reorganised authorities are kept as the estimates give them: one entry for each code an authority has had, and no
estimate for a year in which the code did not exist. Where a new code kept the Department for Education's number, the
area is the same (Buckinghamshire 2020, North Yorkshire and Somerset 2023), so the years before and after are one
series. Where the number changed too (Dorset and its neighbours 2019, Northamptonshire 2021, Cumbria 2023) the area
changed, and nothing is joined.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Authority:
    """A council with responsibility for children's social care.

    `code` is the ONS code (E06000001), `la_number` the Department for Education's three digits (805), `populations` the
    number of residents aged 0 to 17 by mid-year. `made_up` marks the authority of the demonstration.
    """

    code: str
    la_number: str
    name: str
    region: str
    populations: dict[int, int] = field(repr=False, hash=False)
    made_up: bool = False


class UnknownAuthority(LookupError):
    """Text that names no English authority; the message says which ones come close."""

    def __str__(self) -> str:
        return str(self.args[0])


# Not a real place: the authority of the demonstration, about the size of an inner London borough (64,000 children).
FAIRMERE = Authority(
    code="X99",
    la_number="X99",
    name="Fairmere",
    region="Made-up authority",
    populations={
        2012: 63_620,
        2013: 63_710,
        2014: 63_790,
        2015: 63_880,
        2016: 63_950,
        2017: 64_020,
        2018: 64_080,
        2019: 64_120,
        2020: 64_150,
        2021: 64_110,
        2022: 64_090,
        2023: 64_040,
        2024: 64_000,
    },
    made_up=True,
)

# Words people write around an authority's name without changing which one they mean.
_TRAPPINGS = frozenset(
    [
        "borough",
        "city",
        "council",
        "county",
        "district",
        "london",
        "metropolitan",
        "mbc",
        "cc",
        "lbc",
        "of",
        "royal",
        "the",
        "unitary",
    ]
)


@cache
def authorities() -> tuple[Authority, ...]:
    """Every authority that has had estimates since 2012, by code, and the made-up one last."""
    text = files("sufficiency.vocabulary").joinpath("data/authorities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    real = (
        Authority(
            code=row["code"],
            la_number=row["la_number"],
            name=row["name"],
            region=row["region"],
            populations={int(key): int(value) for key, value in row.items() if key.isdigit() and value},
        )
        for row in rows
    )
    return (*real, FAIRMERE)


def find(text: str) -> Authority:
    """The authority meant by a code (E09000028, 210) or a name, whatever its case, spacing, '&' or 'Council'.

    A name or number that several codes have shared means the newest of them.
    Raises UnknownAuthority, whose message offers the closest names.
    """
    wanted = _plain(text)
    for spelling in (_plain, _bare):
        found = _index(spelling).get(spelling(text))
        if wanted and found:
            return found
    raise UnknownAuthority(_unknown(text))


def population(authority: Authority | str, as_at: date) -> tuple[int, int] | None:
    """The mid-year and the number of residents aged 0 to 17 to set against a count of children on `as_at`.

    It is the latest mid-year (30 June) strictly before the day, as in the Department's published rates: 31 March 2021
    is set against mid-2020. None where there is no estimate that early. A day after the last estimate uses the last.
    """
    if isinstance(authority, str):
        authority = find(authority)
    series: dict[int, int] = {}
    for one in authorities():
        if one.la_number == authority.la_number:
            series |= one.populations
    earlier = [year for year in series if date(year, 6, 30) < as_at]
    return (max(earlier), series[max(earlier)]) if earlier else None


def _plain(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("&", " and ").replace("'", ""))
    return " ".join(words.split())


def _bare(text: str) -> str:
    return " ".join(sorted(word for word in _plain(text).split() if word not in _TRAPPINGS))


@cache
def _index(spelling) -> dict[str, Authority]:
    """Codes, numbers and names to authorities; a key that two different areas share is left out."""
    index: dict[str, Authority] = {}
    shared = set()
    for authority in sorted(authorities(), key=lambda one: max(one.populations, default=0)):
        for key in {authority.code.casefold(), authority.la_number.casefold(), spelling(authority.name)}:
            if spelling is _bare and key in index and index[key].name != authority.name:
                shared.add(key)
            index[key] = authority
    return {key: authority for key, authority in index.items() if key and key not in shared}


def _unknown(text: str) -> str:
    shown = " ".join(text.split())[:60] or "nothing"
    return (
        f'No English authority is called "{shown}".{_suggestion(_close(text))} '
        "Give a name, or a code such as E09000028 or 210."
    )


def _close(text: str) -> list[Authority]:
    from difflib import get_close_matches

    names = _index(_plain)
    keys = get_close_matches(_plain(text[:200]), names, n=3, cutoff=0.7)
    return list({names[key].code: names[key] for key in keys}.values())


def _suggestion(close: Iterable[Authority]) -> str:
    named = [f"{one.name} ({one.code})" for one in close]
    return f" Did you mean {' or '.join(named)}?" if named else ""
