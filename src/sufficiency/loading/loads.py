"""One load makes one edition."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.parquet import read_metadata

from sufficiency.editions import STATUSES, Draft, Edition, Home, LoadedFile, Manifest
from sufficiency.history import RULES_VERSION, NothingToDerive, derive
from sufficiency.history.annex_a import derive_lists
from sufficiency.history.nothing import derive_nothing
from sufficiency.loading import workbooks
from sufficiency.loading.carrying import Carried, carry, merge
from sufficiency.returns import annex_a
from sufficiency.returns.checks import check
from sufficiency.returns.checks.annex_a import check_lists
from sufficiency.returns.checks.inspection import in_order
from sufficiency.returns.ssda903 import TABLES, Reading, Refused, read
from sufficiency.returns.ssda903.declaration import UNREADABLE
from sufficiency.vocabulary.authorities import find
from sufficiency.vocabulary.months import collection_year_of

SEVERITIES = ("error", "warning", "note")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    """What a load came to: the edition, whether it was there already, findings by severity, and notes to show."""

    edition: Edition
    already_loaded: bool
    findings: dict[str, int]
    notes: tuple[str, ...] = ()


def load(
    home: Home,
    paths: Sequence[Path | str],
    year: int | None = None,
    status: str = "provisional",
    authority: str | None = None,
    *,
    by: str,
    as_at: date | None = None,
    progress: Progress | None = None,
    make_current: bool = True,
) -> Loaded:
    """Read the files of one or more collection years and make them, with the other years loaded before, current.

    Workbooks of Annex A may be among the paths, or be all of them; `as_at` is the day they describe, where they do
    not tell it themselves.

    `year` is for files whose names do not say theirs; `status` is "provisional" or "final"; `authority` a code or a
    name, kept from the edition before when not given; `by` is who loads. `progress` is told each stage by name.
    With `make_current` False the edition in use stays in use, so that the new one can be compared with it first.
    Files that the current edition already holds, with the same status and rules, make no new edition.

    Raises Refused (a file that cannot be read), UnknownAuthority, EditionProblem (a damaged or busy home) or OSError
    (the disk); nothing has changed then.
    """
    if status not in STATUSES:
        raise ValueError(f"The status is {' or '.join(STATUSES)}, not {status!r}.")
    told = progress or _silent
    code = find(authority).code if authority is not None else None
    reading, lists = _read([Path(path) for path in paths], year, as_at, told)
    with home.draft(
        waiting=lambda: told("Waiting for another load to finish"), make_current=make_current
    ) as draft:
        carried = carry(home.current(), _children_told(reading, lists), reading.years, code)
        notes = (*reading.notes, *lists.notes)
        if carried.before and _holds_already(
            carried.before.manifest, reading, lists, status, carried.authority
        ):
            return Loaded(carried.before, True, carried.before.manifest.findings, notes)
        kept_of = None if carried.afresh else carried.before
        edition = _make(
            draft,
            merge(carried, reading.tables),
            workbooks.merge(kept_of, lists.tables, lists.days),
            told,
            by=by,
            status=status,
            authority=carried.authority,
            years=[*carried.years, *reading.years],
            carried_years=carried.years,
            based_on=kept_of.id if kept_of and (carried.years or kept_of.manifest.workbook_days) else None,
            files=_files(reading, lists, carried),
        )
    gone = workbooks.lists_no_longer_there(kept_of, lists)
    return Loaded(edition, False, edition.manifest.findings, (*notes, *carried.notes, *gone))


def rebuild(home: Home, by: str, progress: Progress | None = None) -> Edition | None:
    """Make a new edition from the current one's returns with the checks and rules of this version.

    The edition it is made from is kept, with its figures. None where nothing has been loaded. Raises as `load` does.
    """
    told = progress or _silent
    with home.draft(waiting=lambda: told("Waiting for another load to finish")) as draft:
        before = home.current()
        if before is None:
            return None
        manifest = before.manifest
        told("Reading the returns of the current edition")
        names = [name for name in manifest.tables if name.startswith("returns/")]
        return _make(
            draft,
            {name.removeprefix("returns/"): before.table(name) for name in names},
            workbooks.of_edition(before),
            told,
            by=by,
            status=manifest.status,
            authority=manifest.authority,
            years=manifest.years,
            carried_years=manifest.years,
            based_on=before.id,
            rebuilt_from=before.id,
            files=manifest.files,
        )


def _read(
    paths: Sequence[Path], year: int | None, as_at: date | None, told: Progress
) -> tuple[Reading, annex_a.Reading]:
    """What the paths hold: a return, workbooks of Annex A, or both. Raises Refused where they hold neither."""
    given = workbooks.told_apart(paths)
    lists = annex_a.read(given.workbooks, as_at, told, pass_over=given.found)
    if given.returns or not lists.days:
        if as_at is not None and not given.workbooks:
            raise Refused(
                "A day was given, but none of the files is a workbook of Annex A. Leave --as-at out."
            )
        return read(given.returns or paths, year=year, progress=told, leave_out=set(given.workbooks)), lists
    nothing = {name: table.schema.empty_table() for name, table in TABLES.items()}
    return Reading(nothing | {"unreadable": UNREADABLE.empty_table()}, (), (), ()), lists


def _children_told(reading: Reading, lists: annex_a.Reading) -> Mapping[str, pa.Table]:
    """The tables by which a load is known to be of the same children as the edition before."""
    if reading.years:
        return reading.tables
    children = workbooks.children_in(lists.tables)
    return {"header": children, "episodes": children}


def _make(
    draft: Draft,
    tables: Mapping[str, pa.Table],
    lists: Mapping[str, pa.Table],
    told: Progress,
    **description,
) -> Edition:
    """Check the tables, derive the history, write both and commit the draft."""
    told("Checking")
    findings = in_order(pa.concat_tables([check(tables), check_lists(lists)]))
    told("Working out each child's history")
    with _failures_of_the_engine():
        if description["years"]:
            derive(tables, draft.folder / "history", progress=told)
        else:
            derive_nothing(draft.folder / "history")
        if lists["given"].num_rows:
            told("Counting the lists of Annex A")
            derive_lists(lists, draft.folder / "history")
    told("Writing the edition")
    for name, table in tables.items():
        draft.write(f"returns/{name}", table)
    if lists["given"].num_rows:
        for name, table in lists.items():
            draft.write(f"{workbooks.FOLDER}/{name}", table)
    draft.write("findings", findings)
    return draft.commit(
        children=read_metadata(draft.folder / "history" / "children.parquet").num_rows,
        episodes=read_metadata(draft.folder / "history" / "episodes.parquet").num_rows,
        findings=_by_severity(findings),
        rules_version=str(RULES_VERSION),
        **description,
    )


@contextmanager
def _failures_of_the_engine():
    """Turn what the query engine says of a full disk, or of returns without rows, into what this room promises."""
    try:
        yield
    except NothingToDerive as cause:
        raise Refused(str(cause)) from cause
    except (duckdb.IOException, duckdb.OutOfMemoryException) as cause:
        said = str(cause).splitlines()[0]
        raise OSError(
            f"The history could not be written ({said}). Free some disk space and memory."
        ) from cause


def _holds_already(
    held: Manifest, reading: Reading, lists: annex_a.Reading, status: str, authority: str | None
) -> bool:
    """Whether the edition has these very files for the years and days they bring, told the same and by the same rules."""
    described = (held.status, held.authority, held.rules_version) == (status, authority, str(RULES_VERSION))
    years = set(reading.years)
    days = {day.isoformat() for day in lists.days}
    before = {
        (file.sha256, file.table, file.as_at or file.year)
        for file in held.files
        if (file.as_at in days if file.as_at else file.year in years)
    }
    now = {(file.sha256, file.table, file.year) for file in reading.files}
    now |= {(file.sha256, file.table, file.as_at.isoformat()) for file in lists.files}
    return described and before == now


def _files(reading: Reading, lists: annex_a.Reading, carried: Carried) -> list[LoadedFile]:
    kept = carried.before.manifest.files if carried.before and not carried.afresh else ()
    days = {day.isoformat() for day in lists.days}
    loaded = [LoadedFile(file.name, file.sha256, file.table, file.year, file.rows) for file in reading.files]
    loaded += [
        LoadedFile(
            file.name,
            file.sha256,
            file.table,
            collection_year_of(file.as_at),
            file.rows,
            file.as_at.isoformat(),
        )
        for file in lists.files
    ]
    everything = [
        *loaded,
        *(file for file in kept if (file.as_at not in days if file.as_at else file.year in carried.years)),
    ]
    return sorted(everything, key=lambda file: (file.year, file.name, file.table))


def _by_severity(findings: pa.Table) -> dict[str, int]:
    counted = {one["values"]: one["counts"] for one in pc.value_counts(findings["severity"]).to_pylist()}
    return {severity: counted.get(severity, 0) for severity in SEVERITIES}


def _silent(stage: str) -> None:
    """Progress that nobody asked for."""
