"""Codes: those that no year knows, and those of another collection year. Driven by the return's declaration."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import EACH, ERROR, WARNING, Check
from sufficiency.returns.ssda903.declaration import TABLES
from sufficiency.vocabulary.codes import codes, valid

UNKNOWN, OTHER_YEAR = "unknown", "other year"
# Beyond this many the allowed codes are not listed in the sentence; the reference page has them all.
MOST_CODES_LISTED = 40

WRONG_CODES = ("source", "field", "year", "code", "kind", "allowed")
CODED = tuple((table, column) for table in TABLES.values() for column in table.columns if column.codes)


def prepare(duck: duckdb.DuckDBPyConnection) -> None:
    """Makes `wrong_cells`: source, year, file, row, child, field and code of every cell whose code its year does not
    allow; `kind` (no year knows it, or another year does) and `allowed`, words for what is."""
    seen = " UNION ".join(
        f"SELECT '{table.name}' AS source, '{column.name}' AS field, year, {column.field} AS code "  # noqa: S608
        f"FROM {table.name} WHERE {column.field} IS NOT NULL"
        for table, column in CODED
    )
    wrong = [found for row in duck.execute(seen).fetchall() if (found := _judged(*row))]
    schema = pa.schema([(name, pa.int32() if name == "year" else pa.string()) for name in WRONG_CODES])
    columns = [list(values) for values in zip(*wrong, strict=True)] or [[]] * len(WRONG_CODES)
    duck.register("wrong_codes", pa.table(columns, schema=schema))
    duck.execute(f"CREATE TEMP TABLE wrong_cells AS {_cells(sorted({row[:2] for row in wrong}))}")


def _cells(columns: list[tuple[str, str]]) -> str:
    """The cells of the columns (source, field) that hold a wrong code anywhere."""
    empty = "SELECT source, year, '' AS file, 0 AS row, '' AS child, field, code, kind, allowed FROM wrong_codes WHERE FALSE"
    return " UNION ALL ".join(
        [
            empty,
            *(
                "SELECT source, found.year, file, row, child, field, code, kind, allowed "  # noqa: S608
                f"FROM {source} AS found JOIN wrong_codes AS wrong ON wrong.source = '{source}' "
                f"AND wrong.field = '{field}' AND wrong.year = found.year AND wrong.code = found.{field.lower()}"
                for source, field in columns
            ),
        ]
    )


def _judged(source: str, field: str, year: int, code: str) -> tuple[str, str, int, str, str, str] | None:
    code_set = TABLES[source].column(field).codes or field
    if code in valid(code_set, year):
        return None
    known = codes(code_set).get(code)
    if known is None:
        return source, field, year, code, UNKNOWN, _listed(sorted(valid(code_set, year)))
    if known.first_year is not None and year < known.first_year:
        return source, field, year, code, OTHER_YEAR, f"is used from {known.first_year} on"
    return source, field, year, code, OTHER_YEAR, f"was used until {known.last_year}"


def _listed(allowed: list[str]) -> str:
    if len(allowed) > MOST_CODES_LISTED:
        return f"one of the {len(allowed)} codes of the return's guide"
    return "one of " + ", ".join(allowed)


def _wrong_rows(kind: str, where: str = "TRUE") -> str:
    return f"SELECT * FROM wrong_cells WHERE kind = '{kind}' AND {where}"  # noqa: S608


def _unknown(
    code: str,
    severity: str,
    source: str,
    fields: tuple[str, ...],
    title: str,
    measures: tuple[str, ...],
    *see: str,
) -> Check:
    return Check(
        code=code,
        severity=severity,
        title=title,
        why="A code that nobody knows is counted as not known.",
        table=source,
        field=EACH,
        measures=measures,
        see=see,
        find=_wrong_rows(UNKNOWN, f"source = '{source}' AND list_contains({list(fields)}, field)"),
        says="{field} is '{code}', which is not a code of {field}. In {year} it can be {allowed:text}. Correct it.",
    )


UNKNOWN_CODES = (
    _unknown(
        "CODE-RNE",
        ERROR,
        "episodes",
        ("RNE",),
        "Unknown reason for a new episode",
        (*changes.STARTS, *changes.MOVES),
        "143",
    ),
    _unknown(
        "CODE-LS",
        ERROR,
        "episodes",
        ("LS",),
        "Unknown legal status",
        (*changes.NUMBER, *changes.ORDERS),
        "144",
    ),
    _unknown("CODE-PLACE", ERROR, "episodes", ("PLACE",), "Unknown placement", changes.HOMES, "146"),
    _unknown("CODE-REC", ERROR, "episodes", ("REC",), "Unknown reason an episode ended", changes.ENDS, "149"),
    _unknown(
        "CODE-PROVIDER", ERROR, "episodes", ("PLACE_PROVIDER",), "Unknown provider", changes.PROVIDERS, "178"
    ),
    _unknown(
        "CODE-EPISODE-OTHER",
        WARNING,
        "episodes",
        ("CIN", "REASON_PLACE_CHANGE"),
        "Unknown need or reason for a change of placement",
        (),
        "145",
        "1009",
    ),
    _unknown("CODE-SEX", WARNING, "header", ("SEX",), "Unknown code for sex", changes.NUMBER, "101"),
    _unknown("CODE-ETHNIC", WARNING, "header", ("ETHNIC",), "Unknown ethnic group", changes.NUMBER, "103"),
    _unknown(
        "CODE-REVIEW",
        ERROR,
        "reviews",
        ("REVIEW_CODE",),
        "Unknown participation code",
        changes.PARTICIPATION,
        "167",
    ),
    _unknown(
        "CODE-MISSING", ERROR, "missing", ("MISSING",), "Neither missing nor away", changes.MISSING, "1006"
    ),
    _unknown(
        "CODE-OC2",
        ERROR,
        "oc2",
        ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"),
        "Health answer that is neither 0 nor 1",
        changes.HEALTH,
        "181",
    ),
    _unknown(
        "CODE-OC2-OTHER",
        WARNING,
        "oc2",
        ("SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "INTERVENTION_OFFERED"),
        "Unknown code in OC2",
        changes.SDQ,
        "181",
        "196",
    ),
    _unknown(
        "CODE-OC3",
        ERROR,
        "oc3",
        ("IN_TOUCH", "ACTIV", "ACCOM"),
        "Unknown code about a care leaver",
        changes.CARE_LEAVERS,
        "131",
        "132",
        "133",
    ),
    _unknown(
        "CODE-AD1",
        WARNING,
        "ad1",
        ("FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
        "Unknown code about adopters",
        ("a10_days_3yr",),
        "114",
        "175",
        "176",
        "177",
    ),
    _unknown(
        "CODE-PLACED",
        WARNING,
        "placed_for_adoption",
        ("REASON_PLACED_CEASED",),
        "Unknown reason why a plan was given up",
        (),
        "120",
    ),
    _unknown(
        "CODE-PERMANENCE",
        WARNING,
        "previous_permanence",
        ("PREV_PERM", "LA_PERM"),
        "Unknown code of previous permanence",
        (),
        "631",
        "633",
    ),
    _unknown("CODE-UASC", WARNING, "uasc", ("SEX",), "Unknown code for sex of a UASC", (), "101"),
    _unknown("CODE-MOTHER", WARNING, "header", ("MOTHER",), "Mother flag that is neither 0 nor 1", (), "165"),
    _unknown(
        "CODE-WORKER",
        WARNING,
        "sw_episodes",
        ("SW_REASON",),
        "Unknown reason for a new social worker",
        (),
        "SW13STG1",
    ),
)

CHECKS = (
    *UNKNOWN_CODES,
    Check(
        code="CODE-OTHER-YEAR",
        severity=WARNING,
        title="Code of another collection year",
        why="The code is still counted by what it means, but the return was made with another year's list.",
        table=EACH,
        field=EACH,
        measures=(*changes.HOMES, *changes.ENDS, *changes.CARE_LEAVERS),
        see=("101", "132", "146", "149"),
        find=_wrong_rows(OTHER_YEAR),
        says="{field} is '{code}', which {allowed:text}, but this is the return of {year}. It is counted by its meaning. Use the code "
        "of {year}.",
    ),
)
