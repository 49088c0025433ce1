"""The words that checks use in their queries: days, ages, kinds of home, and values written in plain English."""

from __future__ import annotations

from sufficiency.returns.checks.declaration import quoted
from sufficiency.vocabulary.groups import (
    ADOPTED_RECS,
    ADOPTIVE_PLACES,
    FOSTER_PLACES,
    PLACEMENT_TYPE_OF,
    SHORT_BREAK_STATUSES,
    SUPERSEDED_PLACES,
    TEMPORARY_PLACES,
)

LONGEST_VALUE_SHOWN = 40


def _any_of(codes: tuple[str, ...]) -> str:
    return "(" + ", ".join(quoted(code) for code in codes) + ")"


def _mapped(column: str, mapping: dict[str, str]) -> str:
    whens = " ".join(f"WHEN {quoted(code)} THEN {quoted(to)}" for code, to in mapping.items())
    return f"CASE {column} {whens} "


def words(first_year: int, newest_year: int) -> tuple[str, ...]:
    """CREATE MACRO statements; `first_year` and `newest_year` are the first and newest collection year loaded."""
    definitions = {
        "first_year()": str(first_year),
        "newest_year()": str(newest_year),
        "year_start(y)": "make_date(y - 1, 4, 1)",
        "year_end(y)": "make_date(y, 3, 31)",
        "collection_year(d)": "year(d) + CASE WHEN month(d) >= 4 THEN 1 ELSE 0 END",
        # Somebody born on 29 February has the birthday on 1 March in ordinary years (methodology D).
        "birthday(dob, n)": (
            "CAST(dob + to_years(n) AS DATE) + CASE WHEN day(CAST(dob + to_years(n) AS DATE)) < day(dob) THEN 1 ELSE 0 END"
        ),
        "years_old(dob, d)": (
            "year(d) - year(dob) - CASE WHEN 100 * month(d) + day(d) < 100 * month(dob) + day(dob) THEN 1 ELSE 0 END"
        ),
        # Stands for the end of what is open, so that days compare without a case for it.
        "far_off()": "DATE '9999-12-31'",
        "squeezed(post)": "nullif(upper(replace(post, ' ', '')), '')",
        "in_words(d)": "coalesce(strftime(d, '%-d %B %Y'), 'no date')",
        "shown(v)": (
            f"coalesce(regexp_replace(left(CAST(v AS VARCHAR), {LONGEST_VALUE_SHOWN}), '[[:cntrl:]]', ' ', 'g'), 'blank')"
        ),
        "is_short_break(ls)": f"coalesce(ls IN {_any_of(SHORT_BREAK_STATUSES)}, FALSE)",
        "is_temporary(place)": f"coalesce(place IN {_any_of(TEMPORARY_PLACES)}, FALSE)",
        "is_adoptive(place)": f"coalesce(place IN {_any_of(ADOPTIVE_PLACES)}, FALSE)",
        "is_foster(place)": f"coalesce(place IN {_any_of(FOSTER_PLACES)}, FALSE)",
        "is_adopted(rec)": f"coalesce(rec IN {_any_of(ADOPTED_RECS)}, FALSE)",
        "takes_no_provider(place)": "is_temporary(place) OR coalesce(starts_with(place, 'Z1'), FALSE)",
        # Codes that a later year replaced stand for the same home (D3).
        "same_code(place)": _mapped("place", SUPERSEDED_PLACES) + "ELSE place END",
        "kind_of_home(place)": _mapped("place", PLACEMENT_TYPE_OF) + "ELSE 'other' END",
        # Foster codes say both who the carer is and what the plan is: U6 may become U4 with the same carer.
        "kind_of_carer(place)": (
            "CASE WHEN place IN ('U1', 'U2', 'U3', 'Q1') THEN 'relative or friend' "
            "WHEN place IN ('U4', 'U5', 'U6', 'Q2') THEN 'other foster carer' ELSE same_code(place) END"
        ),
    }
    return tuple(f"CREATE TEMP MACRO {name} AS {meaning}" for name, meaning in definitions.items())
