"""Work on sent files outside the pages: recognising and loading them, by the worker, for the person who asked.

What was found is told in the upload's own file, how far the work is and why it ended in its job. Either is done again
from the start when its worker was killed: an edition that was made by then is found and told, not made twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from sufficiency.editions import Edition, EditionProblem, Home
from sufficiency.loading import Loaded, load
from sufficiency.loading.workbooks import told_apart
from sufficiency.returns import annex_a
from sufficiency.returns.annex_a import LISTS
from sufficiency.returns.ssda903 import TABLES, Refused, read
from sufficiency.service.access.rules import check_can_load
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.data.opened import opened
from sufficiency.service.data.uploads import Upload, find
from sufficiency.service.operations import jobs
from sufficiency.service.operations.jobs import NotDone, work
from sufficiency.service.operations.models import Job
from sufficiency.service.records.confidential import without_places
from sufficiency.vocabulary.authorities import UnknownAuthority
from sufficiency.vocabulary.months import collection_year_of

GONE = "The files are not here any more: they were loaded, thrown away, or sent more than a day ago."


def standing(upload: Upload) -> dict[str, Any]:
    """What is known of sent files, with what is being done (``doing``), how far (``stage``) and why not (``problem``)."""
    job = jobs.latest(upload.token)
    state = upload.state  # read after the job: a job ends when what it found is told
    if job is None:
        return state | {"doing": "", "stage": "", "problem": ""}
    return state | {
        "doing": job.work if job.is_unfinished else "",
        "stage": job.stage or "Waiting for its turn",
        "problem": job.problem,
    }


@work(check_can_load)
def recognise(job: Job, *, token: str) -> None:
    """What each file is, or why it cannot be read; one that cannot does not keep the others from being shown."""
    upload = _upload(token)
    with _sentences():
        found = _recognised(upload, lambda stage: jobs.tell(job, stage))
    upload.tell(recognised=found)


@work(check_can_load)
def make_edition(job: Job, *, token: str, **told: Any) -> Callable[[], None]:
    """Load the files as one edition, which is not in use yet, and count its figures so that pages have them.

    ``told`` is what the person said of them: year, status, authority.
    """
    upload = _upload(token)
    if not upload.state.get("edition"):
        with _sentences():
            found = _made(upload, job, **told)
        upload.tell(**found)
    upload.remove_files()  # last: a load that is done again needs them until its result is told
    edition = upload.state["edition"]
    return lambda: record(by=job.person, what=What.LOADED, thing=f"edition {edition}")


def _upload(token: str) -> Upload:
    upload = find(settings.HOME, token)
    if upload is None:
        raise NotDone(GONE)
    return upload


@contextmanager
def _sentences() -> Iterator[None]:
    """What we foresee is told to the person in its own words."""
    try:
        yield
    except (Refused, EditionProblem, UnknownAuthority) as problem:
        raise NotDone(_sentence(str(problem))) from problem
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise NotDone(f"The disk refused: {reason}. Nothing was changed.") from problem


def _recognised(upload: Upload, progress: Callable[[str], None]) -> list[dict[str, Any]]:
    recognised = []
    year = upload.state.get("year")
    day = _day(upload.state.get("as_at"))
    for path in upload.files:
        progress(f"Reading {path.name}")
        try:
            tables, told = _tables(path, year, day)
        except Refused as refused:
            recognised.append(
                {"name": path.name, "tables": [], "problem": _sentence(str(refused)), "notes": []}
            )
            continue
        notes = [_sentence(note) for note in told]
        recognised.append({"name": path.name, "tables": tables, "problem": "", "notes": notes})
    return recognised


def _tables(path: Path, year: int | None, day: date | None) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """What one file brings, and notes on it: tables of a return, lists of Annex A, or both in a zip. Raises Refused."""
    given = told_apart([path])
    lists = annex_a.read(given.workbooks, as_at=day, pass_over=given.found)
    tables = [
        {
            "name": _plain(file.name),
            "title": f"{LISTS[file.table].sheet}, {LISTS[file.table].title}",
            "day": file.as_at.isoformat(),
            "year": collection_year_of(file.as_at),
            "rows": file.rows,
        }
        for file in lists.files
    ]
    if not given.returns and lists.days:
        return tables, lists.notes
    reading = read([path], year=year, leave_out=set(given.workbooks))
    tables += [
        {
            "name": _plain(file.name),
            "title": TABLES[file.table].title,
            "year": file.year,
            "rows": file.rows,
        }
        for file in reading.files
    ]
    return tables, (*lists.notes, *reading.notes)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _made(
    upload: Upload, job: Job, *, year: int | None, status: str, authority: str, as_at: str | None = None
) -> dict[str, Any]:
    home = Home(upload.home)
    before = home.current()
    made = _made_before_a_stop(home, upload, job, year, status, _day(as_at))
    if made is not None:
        loaded = Loaded(made, False, made.manifest.findings, ())
    else:
        loaded = load(
            home,
            upload.files,
            year=year,
            status=status,
            authority=authority or None,
            by=str(job.person),
            as_at=_day(as_at),
            progress=lambda stage: jobs.tell(job, _sentence(stage)),
            make_current=False,
        )
    jobs.tell(job, "Counting the figures")
    _count(loaded.edition)
    return {
        "edition": loaded.edition.id,
        "already_loaded": loaded.already_loaded,
        "before": before.id if before else None,
        "notes": [_sentence(note) for note in loaded.notes],
    }


def _made_before_a_stop(
    home: Home, upload: Upload, job: Job, year: int | None, status: str, as_at: date | None
) -> Edition | None:
    """The edition of these very files that an attempt before made, whose worker was killed before it told."""
    asked_at = job.asked_at.replace(microsecond=0)  # as the manifest's
    since = [
        one
        for one in home.editions()
        if one.made_at >= asked_at and one.status == status and one.by == str(job.person)
    ]
    if not since:
        return None
    given = told_apart(upload.files)
    left_out = set(given.workbooks)
    returned = read(given.returns, year=year, leave_out=left_out).files if given.returns else ()
    lists = annex_a.read(given.workbooks, as_at=as_at, pass_over=given.found).files
    ours = {(file.sha256, file.table, str(file.year)) for file in returned}
    ours |= {(file.sha256, file.table, file.as_at.isoformat()) for file in lists}
    when = {told for _sha256, _table, told in ours}
    for one in since:
        theirs = {(file.sha256, file.table, file.as_at or str(file.year)) for file in one.files}
        if ours == {found for found in theirs if found[2] in when}:
            return home.edition(one.id)
    return None


def _count(edition) -> None:
    opened(edition).figures  # noqa: B018 (counted and kept on disk)


def _sentence(told: str) -> str:
    """A sentence of the library for the page and its job's row: without what it quotes of where somebody lives."""
    return without_places(_plain(told))


def _plain(sentence: str) -> str:
    """A sentence of the command line as the page says it: the staging folder is nothing to the reader."""
    return sentence.replace("upload/", "")
