"""A made-up authority in which every postcode and number of a home is known, so that one that gets out is found."""

import atexit
import csv
import io
import re
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from sufficiency.demo import write_returns
from sufficiency.editions import Edition, Home
from sufficiency.loading import load
from sufficiency.vocabulary.authorities import FAIRMERE

YEARS = range(2024, 2026)
PLACES = ("HOME_POST", "PL_POST")


@cache
def home_of_canaries() -> tuple[Path, frozenset[str]]:
    """The installation's folder, and what must never be seen: postcodes without a space, and numbers of homes.

    Every third postcode is none of the directory, so that a check quotes it; the authority of the placement is
    given, and some cells hold a postcode or a number that belongs in another column, which other checks quote.
    """
    top = Path(tempfile.mkdtemp(prefix="sufficiency-canaries-"))
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    write_returns(top / "returns", children_looked_after=40, years=YEARS, errors=True)
    seen: set[str] = set()
    for path in sorted((top / "returns").rglob("*.csv")):
        if "episodes" in path.name.lower() and "sw" not in path.name.lower():
            _plant(path, seen)
    for path in sorted((top / "returns").rglob("*.csv")):
        if "oc3" in path.name.lower():
            _quote(path, sorted(seen))
    home = Home(top / "home")
    load(home, [top / "returns"], status="provisional", authority=FAIRMERE.code, by="A. Nalyst")
    return home.path, frozenset(seen)


def _plant(path: Path, seen: set[str]) -> None:
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        names, found = list(rows.fieldnames or ()), list(rows)
    names += [name for name in ("PL_DISTANCE", "PL_LA", "PL_LOCATION") if name not in names]
    for number, row in enumerate(found):
        for name in PLACES:
            if row[name] and number % 3 == 0:
                row[name] = f"QX{number % 90 + 10} {len(seen) % 9 + 1}Z{'ABDEFGHJLN'[number % 10]}"
            if row[name]:
                seen.add(row[name].replace(" ", ""))
        row["URN"] = f"SC{7_000_000 + number % 900_000}"
        row["PL_LA"] = f"E0{7_000_000 + number}"
        row["PL_LOCATION"] = "OUT"
        seen |= {row["URN"], row["PL_LA"]}
        if number % 20 == 7:
            row["LS"] = row["PL_POST"] or row["URN"]
        if number % 20 == 11:
            row["DEC"] = row["HOME_POST"] or row["LS"]
        if number % 20 == 13:
            row["PLACE"] = row["URN"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(found)


def _quote(path: Path, seen: list[str]) -> None:
    """Type a place where a code of care leavers belongs."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        names, found = list(rows.fieldnames or ()), list(rows)
    for number, row in enumerate(found):
        row["IN_TOUCH" if number % 3 else "ACTIV"] = seen[number % len(seen)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(found)


def edition_of_canaries() -> Edition:
    return Home(home_of_canaries()[0]).current()


# What is drawn at random for each page, or made from a child's id by a keyed hash: five letters of it can happen to
# spell a postcode.
RANDOM = re.compile(r"""(name="csrfmiddlewaretoken" value="|/children/)[A-Za-z0-9_-]{20,64}(?=["/?&#])""")


def canaries_in(text: str) -> list[str]:
    """The confidential values the text holds, whether or not their postcodes are written with a space."""
    plain = RANDOM.sub(r"\1", text).replace(" ", "").replace("%20", "").replace("+", "").upper()
    return sorted(one for one in home_of_canaries()[1] if one.upper() in plain)[:5]


def texts_of(answer) -> list[str]:
    """Everything an answer says: its headers, its body, and what lies packed in it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    texts = [str(answer.headers), body.decode("utf-8", "replace")]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            texts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    if body.startswith(b"%PDF"):
        from pypdf import PdfReader

        texts += [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]
    return texts
