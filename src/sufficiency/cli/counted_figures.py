"""Counted figures written out: as CSV, as JSON, and as a table to read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sufficiency.cli.written import as_json, as_table, width

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("measure", "as_at", "period_start", "breakdown", "group", "numerator", "denominator", "value")
NUMBERS = ("numerator", "denominator", "value")
NOTE, GIVEN_AS_PUBLISHED = "note", "given as it was published"


def figures_as_csv(figures: "pa.Table") -> bytes:
    """The figures as CSV: whole numbers without a point, others in full, nothing where there is no number. Where some are
    given as they were published, a ninth column `note` says of which."""
    import pyarrow as pa
    from pyarrow.csv import WriteOptions, write_csv

    columns = [_number_texts(figures, name) if name in NUMBERS else figures[name] for name in COLUMNS]
    names = [*COLUMNS, NOTE] if has_notes(figures) else list(COLUMNS)
    if NOTE in names:
        columns.append(pa.array([_note(held) for held in figures["as_published"].to_pylist()], pa.string()))
    into = pa.BufferOutputStream()
    into.write((",".join(names) + "\n").encode())
    table = pa.table(columns, names=names)
    write_csv(table, into, WriteOptions(include_header=False, quoting_style="none"))
    return into.getvalue().to_pybytes()


def figures_as_json(figures: "pa.Table") -> str:
    """The figures as a list of records with the CSV's names; null where there is no number or no period."""

    def plain(row: dict, name: str) -> object:
        if name not in NUMBERS:
            return row[name]
        return _mark(row, name) or plain_number(row[name])

    noted = has_notes(figures)
    return as_json(
        [
            {name: plain(row, name) for name in COLUMNS}
            | ({NOTE: _note(row["as_published"])} if noted else {})
            for row in figures.to_pylist()
        ]
    )


def has_notes(figures: "pa.Table") -> bool:
    """Whether some of the figures are given as they were published, and not as the edition counts them."""
    return "as_published" in figures.column_names and any(figures["as_published"].to_pylist())


def _note(held: bool) -> str | None:
    return GIVEN_AS_PUBLISHED if held else None


def figures_as_table(figures: "pa.Table") -> str:
    """The figures to read: rounded as people say them, with what each is made of."""
    from sufficiency.measures import MEASURES
    from sufficiency.measures.crossed import label_of

    wide = width() >= 110
    several_days = len(set(figures["as_at"].to_pylist())) > 1
    grouped = any(figures["breakdown"].to_pylist())
    columns = [
        "Measure",
        *(["Title"] * wide),
        *(["As at"] * several_days),
        *(["Group"] * grouped),
        "Value",
        "Made of",
    ]

    def cells(row: dict) -> Iterator[str]:
        definition = MEASURES[row["measure"]]
        yield definition.id
        if wide:
            yield definition.title
        if several_days:
            yield row["as_at"].isoformat()
        if grouped:
            yield label_of(row["breakdown"], row["group"]) if row["breakdown"] else "All"
        hidden = row.get("hidden")
        yield _mark(row, "value") or _in_words(row["value"], definition.unit, row["denominator"])
        made_of = "" if hidden else _made_of(row["numerator"], row["denominator"])
        yield f"{made_of} ({GIVEN_AS_PUBLISHED})".lstrip() if row.get("as_published") else made_of

    return as_table(columns, [tuple(cells(row)) for row in figures.to_pylist()], right=("Value", "Made of"))


def _mark(row: dict, name: str) -> str | None:
    """What stands in place of a number of a public figure: a c where it is hidden, or of a value what the style says."""
    return "c" if row.get("hidden") else row.get("mark") if name == "value" else None


def _in_words(value: float | None, unit: str, of: float | None) -> str:
    from sufficiency.measures.said import value_with_unit

    return "no one to count" if value is None else value_with_unit(value, unit, of)


def _made_of(numerator: float, denominator: float | None) -> str:
    return "" if denominator is None else f"{numerator:,.0f} of {denominator:,.0f}"


def plain_number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value


def _number_texts(figures: "pa.Table", name: str) -> "pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    column = figures[name]
    whole = pc.equal(column, pc.floor(column))
    as_integer = pc.if_else(whole, column, None).cast(pa.int64()).cast(pa.string())
    texts = pc.if_else(whole, as_integer, column.cast(pa.string()))
    if name == "value" and "mark" in figures.column_names:
        texts = pc.coalesce(figures["mark"], texts)
    return pc.if_else(figures["hidden"], "c", texts) if "hidden" in figures.column_names else texts
