"""The seven papers of a small made-up authority, composed once for each style."""

import struct
import zlib
from datetime import date
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sufficiency.demo.plan import plan
from sufficiency.documents.blocks import asks
from sufficiency.documents.composing import Source, compose
from sufficiency.documents.figures import Wanted, given
from sufficiency.documents.papers import PAPERS
from sufficiency.editions import Home
from sufficiency.history import History
from sufficiency.measures import MEASURES, calculate
from sufficiency.measures.disclosure import Style, disclosed
from sufficiency.measures.loaded import LoadedTables
from sufficiency.measures.recorded import Number
from sufficiency.vocabulary.authorities import FAIRMERE
from sufficiency.vocabulary.months import years_before
from tests.service.made_up import made_up_home

DAY = date(2025, 3, 31)
RECORDED = (
    Number("complaints", date(2024, 3, 31), date(2023, 4, 1), "", "", None, None, 89.0),
    Number("complaints", date(2025, 3, 31), date(2024, 4, 1), "", "", None, None, 4.0),
    Number("unit_cost_residential", date(2025, 3, 31), date(2024, 4, 1), "", "", None, None, 6280.0),
)


@cache
def edition():
    return Home(made_up_home()).current()


@cache
def history():
    return History(edition().folder / "history")


@cache
def counted(style):
    """Every total of every stored day, and the groups that the papers ask for, as a style shows them; what groups hide is
    decided from each table alone, which is quick (`test_public` has a slow test of the whole rule)."""
    days, asked = sorted(history().days_stored), Wanted(source(style))
    for template in PAPERS.values():
        for block in template.outline(DAY).blocks():
            asks(block, asked)
    measures, breakdowns = ({pair[at] for pair in asked.groups} for at in (0, 1))
    without, both = source(style, given_on=None), [years_before(DAY, 1), DAY]
    groups = calculate(history(), both, sorted(measures), sorted(breakdowns), FAIRMERE.code)
    return pa.concat_tables([
        given(without, days, list(MEASURES), ()),
        disclosed(groups, style).filter(pc.field("breakdown") != ""),
    ])  # fmt: skip


def given_on(style):
    def rows(days, measures, breakdowns):
        table = counted(style)
        for name, some in (("as_at", days), ("measure", measures), ("breakdown", ("", *breakdowns))):
            table = table.filter(pc.is_in(table[name], pa.array(some, table.schema.field(name).type)))
        return table

    return rows


def source(style=Style.LOCAL, **changes):
    """Where the papers of these tests come from; what is asked twice is counted once."""
    given = {
        "history": history(),
        "edition": edition().id,
        "as_at": DAY,
        "authority": FAIRMERE.code,
        "authority_name": FAIRMERE.name,
        "style": style,
        "plan": plan(2025),
        "recorded": lambda measures: [one for one in RECORDED if one.measure in measures],
        "loaded": LoadedTables(edition().manifest),
        "given_on": given_on(style),
    }
    return Source(**given | changes)


@cache
def paper(name, style=Style.LOCAL):
    return compose(PAPERS[name].outline(DAY, FAIRMERE.name), source(style))


def texts(one):
    """Every text of a paper, a table or a record, in order."""
    if isinstance(one, str):
        yield one
    elif isinstance(one, dict):
        for value in one.values():
            yield from texts(value)
    elif isinstance(one, tuple | list):
        for value in one:
            yield from texts(value)
    elif hasattr(one, "__dataclass_fields__"):
        for name in one.__dataclass_fields__:
            yield from texts(getattr(one, name))


def _tiny_picture():
    def part(name, held):
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", header)
        + part(b"IDAT", zlib.compress(b"\0\0"))
        + part(b"IEND", b"")
    )


@pytest.fixture
def quick_charts(monkeypatch):
    """Drawing takes a second for each chart; tests that look at all else have a dot instead."""
    from sufficiency.documents import charts

    monkeypatch.setattr(
        charts, "_svg", lambda spec: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    )
    monkeypatch.setattr(charts, "_png", lambda spec: _tiny_picture())
