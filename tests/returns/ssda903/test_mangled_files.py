"""Whatever a file holds, reading it ends in a whole return or in a sentence.

The suite spoils a few hundred files; `pytest -m slow tests/returns/ssda903` spoils ten thousand.
"""

import re
from pathlib import Path

import pytest

from sufficiency.returns.ssda903 import TABLES, Refused, read

from .a_return import write
from .mangling import mangled

_NOT_FOR_PEOPLE = re.compile(r"Traceback|\b[A-Za-z]+(Error|Exception)\b|Arrow|0x[0-9a-f]{6}|<class")


def _read_or_refused(folder: Path, seed: int) -> bool:
    """Reads the spoilt file of this seed; True when it was read, and checks what came either way."""
    name, data = mangled(seed)
    file = write(folder / name, data)
    try:
        reading = read([file])
    except Refused as refused:
        message = str(refused)
        assert refused.cause.endswith("."), (seed, message)
        assert len(message) < 700, (seed, message)
        assert message.isprintable(), (seed, message)
        assert not _NOT_FOR_PEOPLE.search(message), (seed, message)
        return False
    finally:
        file.unlink()
    for table in TABLES.values():
        assert reading.tables[table.name].schema == table.schema, seed
        reading.tables[table.name].validate(full=True)
    assert reading.years, seed
    return True


def _spoil(folder: Path, seeds: range) -> None:
    read_whole = sum(_read_or_refused(folder, seed) for seed in seeds)
    assert len(seeds) * 0.05 < read_whole < len(seeds) * 0.8, (
        "the manglers are too harsh or too kind to try much"
    )
    assert list(folder.iterdir()) == []


def test_a_few_hundred_spoilt_files_end_in_a_return_or_a_sentence(tmp_path: Path):
    _spoil(tmp_path, range(400))


@pytest.mark.slow
def test_ten_thousand_spoilt_files_end_in_a_return_or_a_sentence(tmp_path: Path):
    _spoil(tmp_path, range(400, 10_400))
