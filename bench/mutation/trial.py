"""One mutant at a time: the tests run on a copy that has the change, in a process of its own.

The libraries, which are never changed, are read once; each trial is a fork of that process which then reads the
product from the copy. A copy's compiled plans are named by the text of its rules, so a mutant of the rules is compiled
anew and is never served the plan of another.
"""

from __future__ import annotations

import importlib
import os
import resource
import shutil
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.mutation.changes import PACKAGE, Change, changed, line_changed
from bench.mutation.noticed_by import BOTH_COUNTINGS, tests_for
from bench.mutation.report import ENDLESS, NOTICED, SURVIVED, Tried

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "bench", "docs", "scripts", "pyproject.toml")
PROCESSOR_SECONDS = 240  # a mutant that takes longer is taken for one that never ends
PASSED, FAILED, INTERRUPTED, FAULT, NOT_STARTED = 0, 1, 2, 3, 4  # what pytest answers
# Nothing is kept from one run to the next, no other test is read, and a failure is enough: why is not asked.
_own: Path  # the copy of this worker
LIBRARIES = (
    "django.test", "duckdb", "holidays.countries", "hypothesis.strategies", "ibis.backends.sql.compilers.duckdb",
    "numpy", "openpyxl", "pyarrow.compute", "pyarrow.parquet", "_pytest.config", "_pytest.assertion.rewrite",
    "_pytest.junitxml", "_pytest.unraisableexception", "sqlglot.dialects.duckdb", "_hypothesis_pytestplugin",
)  # fmt: skip
OPTIONS = ("-x", "-q", "--tb=line", "-p", "no:cacheprovider", "-p", "bench.mutation.plain")


def read_libraries() -> None:
    """What every trial needs and none changes."""
    for name in LIBRARIES:
        importlib.import_module(name)
    mine = [name for name in sys.modules if name.split(".")[0] in ("sufficiency", "tests")]
    if mine:
        raise RuntimeError(f"{mine[0]} was read before the change was made.")


def copy_of(source: Path, folder: Path) -> Path:
    """A copy of the product and its tests, without what this machine built of it but the compiled plans."""
    folder.mkdir()
    for name in COPIED:
        if (source / name).is_dir():
            shutil.copytree(
                source / name, folder / name, ignore=shutil.ignore_patterns("collected", "*.half")
            )
        else:
            shutil.copy(source / name, folder / name)
    return folder


def prepare(copy: Path) -> None:
    """Compile what is not changed, once, and see that the tests pass as they are: else they would notice everything."""
    tests = ("tests/measures/test_intervals.py", "tests/history/test_spine.py", BOTH_COUNTINGS)
    answer, _seconds, said = run(copy, tests, writes=True)
    if answer != PASSED:
        raise RuntimeError(f"The tests do not pass before anything is changed: {said}")


def begin_work(first: Path) -> None:
    """In a worker: make its own copy of the prepared one, in which it makes one change after another."""
    global _own
    _own = copy_of(first, first.parent / f"worker-{os.getpid()}")


def try_out(change: Change) -> tuple[Tried, str]:
    """In a worker: make the change, run the tests that should notice, and take it back; with the test that noticed."""
    copy = _own
    is_now = line_changed(copy / PACKAGE, change)
    tried = Tried(change.file, change.line, change.operator, change.code, is_now, SURVIVED, 0.0)
    if tried.why:
        return tried, ""
    with _made(copy, change):
        answer, seconds, said = run(copy, tests_for(change.file))
    outcome = {PASSED: SURVIVED, None: ENDLESS}.get(answer, NOTICED)
    return replace(tried, outcome=outcome, seconds=round(seconds, 1)), said


@contextmanager
def _made(copy: Path, change: Change):
    source = copy / PACKAGE
    path, compiled = source / change.file, source / "history" / "compiled"
    text, times = path.read_bytes(), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    plans = set(compiled.glob("*"))
    path.write_text(changed(source, change), "utf-8")
    try:
        yield
    finally:
        path.write_bytes(text)
        os.utime(path, ns=times)  # so that its bytecode is that of the file again; a mutant has none
        for plan in set(compiled.glob("*")) - plans:
            plan.unlink()


def run(copy: Path, tests: tuple[str, ...], writes: bool = False) -> tuple[int | None, float, str]:
    """What pytest answers (None where it was stopped), seconds of the processor, and the line that tells why."""
    told, begun = copy / "said.txt", time.monotonic()
    child = os.fork()
    if child == 0:
        _run_here(copy, tests, told, writes)
    _, status, used = os.wait4(child, 0)
    lines = told.read_text("utf-8", "replace").splitlines()
    said = next((line for line in reversed(lines) if line.startswith(("FAILED", "ERROR", "E  "))), "")
    answer = os.waitstatus_to_exitcode(status)
    if answer > FAILED and "Error" not in "".join(lines):
        raise RuntimeError(f"The tests could not be run:\n{told.read_text('utf-8')}")
    return (
        (None if answer < 0 else answer),
        used.ru_utime + used.ru_stime,
        said or f"{time.monotonic() - begun:.0f}s",
    )


def _run_here(copy: Path, tests: tuple[str, ...], told: Path, writes: bool) -> None:
    """In the fork: read the product from the copy, and end with what pytest answers."""
    answer = FAULT
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 5))
        with told.open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os.chdir(copy)
        os.environ |= {"XDG_CACHE_HOME": str(copy / "cache"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        sys.dont_write_bytecode = not writes
        sys.path[:] = [
            str(copy / "src"),
            str(copy),
            *(p for p in sys.path if Path(p or ".").resolve() not in (ROOT, ROOT / "src")),
        ]
        import pytest

        import sufficiency

        if not Path(sufficiency.__file__).is_relative_to(copy):
            raise RuntimeError(f"The product is read from {sufficiency.__file__}, not from the copy.")
        answer = int(
            pytest.main(
                [
                    *OPTIONS,
                    f"--basetemp={copy / 'made'}",
                    "-c",
                    str(copy / "bench/mutation/pytest.ini"),
                    "--rootdir",
                    str(copy),
                    *tests,
                ]
            )
        )
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must be told and the fork must end
        print(f"Error: {error!r}")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(answer)
