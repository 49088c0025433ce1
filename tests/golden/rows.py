"""Returns written as small tables of text, so that a test reads like the case it proves."""

from __future__ import annotations

from datetime import date


def day(text: str) -> date:
    return date.fromisoformat(text)


def _lines(text: str) -> list[list[str | None]]:
    """The words of each line; a dash is a blank."""
    words = [line.split() for line in text.strip().splitlines()]
    return [[None if word == "-" else word for word in line] for line in words]


def _rows(text: str, fields: str, dates: str) -> list[dict]:
    names = fields.split()
    rows = []
    for words in _lines(text):
        row = dict(zip(names, words, strict=False))
        for name in dates.split():
            if row.get(name) is not None:
                row[name] = day(row[name])
        rows.append({name: row.get(name) for name in names})
    return rows


def episodes(text: str) -> list[dict]:
    """Lines of: child decom rne ls place provider [dec rec [pl_post home_post pl_distance pl_location]]."""
    fields = "child decom rne ls place place_provider dec rec pl_post home_post pl_distance pl_location"
    rows = _rows(text, fields, "decom dec")
    for row in rows:
        row["pl_distance"] = None if row["pl_distance"] is None else float(row["pl_distance"])
    return rows


def header(text: str) -> list[dict]:
    """Lines of: child dob [sex [ethnic]]."""
    return _rows(text, "child dob sex ethnic", "dob")


def reviews(text: str) -> list[dict]:
    """Lines of: child review [review_code]."""
    return _rows(text, "child review review_code", "review")


def missing(text: str) -> list[dict]:
    """Lines of: child missing mis_start."""
    return _rows(text, "child missing mis_start", "mis_start")


def uasc(text: str) -> list[dict]:
    """Lines of: child [duc]."""
    return _rows(text, "child duc", "duc")


def ad1(text: str) -> list[dict]:
    """Lines of: child date_match [foster_care]."""
    return _rows(text, "child date_match foster_care", "date_match")


def oc2(text: str) -> list[dict]:
    """Lines of: child health_assessment [teeth_check immunisations substance_misuse received score]."""
    fields = (
        "child health_assessment teeth_check immunisations substance_misuse intervention_received sdq_score"
    )
    rows = _rows(text, fields, "")
    for row in rows:
        row["sdq_score"] = None if row["sdq_score"] is None else int(row["sdq_score"])
    return rows


def oc3(text: str) -> list[dict]:
    """Lines of: child dob in_touch activ accom."""
    return _rows(text, "child dob in_touch activ accom", "dob")


def placed_for_adoption(text: str) -> list[dict]:
    """Lines of: child date_placed [date_placed_ceased]."""
    return _rows(text, "child date_placed date_placed_ceased", "date_placed date_placed_ceased")


def previous_permanence(text: str) -> list[dict]:
    """Lines of: child prev_perm."""
    return _rows(text, "child prev_perm", "")
