"""Work on sent files outside the pages: recognising and loading them, in a process of its own.

``python -m sufficiency.service.data.working HOME TOKEN recognise|load``. Whatever happens is told in the upload's state;
a process that is killed leaves the edition in use as it was.
"""

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sufficiency.editions import EditionProblem, Home
from sufficiency.loading import load
from sufficiency.returns.ssda903 import TABLES, Refused, read
from sufficiency.service.data.opened import opened
from sufficiency.service.data.uploads import Upload
from sufficiency.vocabulary.authorities import UnknownAuthority

JOBS = ("recognise", "load")
UNFORESEEN = (
    "Something went wrong that nobody foresaw, and nothing was changed. Tell whoever keeps the system."
)


def start(upload: Upload, job: str) -> None:
    """Start a job in a process of its own, which goes on when the pages are restarted. Raises uploads.Busy."""
    descriptor = upload.hold()
    try:
        upload.tell(doing=job, stage="Starting", problem="")
        subprocess.Popen(  # noqa: S603 (our own program, with a token made here)
            [sys.executable, "-m", "sufficiency.service.data.working", str(upload.home), upload.token, job],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(descriptor,),
            start_new_session=True,
        )
    finally:
        os.close(descriptor)  # the process has its own hold


def work(upload: Upload, job: str) -> None:
    """Do a job and tell what came of it."""
    try:
        found = {"recognise": recognise, "load": make_edition}[job](upload)
    except (Refused, EditionProblem, UnknownAuthority) as problem:
        upload.tell(doing="", problem=str(problem))
    except OSError as problem:
        upload.tell(
            doing="", problem=f"The disk refused: {problem.strerror or problem}. Nothing was changed."
        )
    except Exception:
        logging.getLogger(__name__).exception("A load failed")
        upload.tell(doing="", problem=UNFORESEEN)
        raise
    else:
        upload.tell(doing="", stage="", **found)


def recognise(upload: Upload) -> dict[str, Any]:
    """What each file is, or why it cannot be read; one that cannot does not keep the others from being shown."""
    recognised = []
    year = upload.state.get("year")
    for path in upload.files:
        upload.tell(stage=f"Reading {path.name}")
        try:
            reading = read([path], year=year)
        except Refused as refused:
            recognised.append({"name": path.name, "tables": [], "problem": _plain(str(refused)), "notes": []})
            continue
        tables = [
            {
                "name": _plain(file.name),
                "title": TABLES[file.table].title,
                "year": file.year,
                "rows": file.rows,
            }
            for file in reading.files
        ]
        notes = [_plain(note) for note in reading.notes]
        recognised.append({"name": path.name, "tables": tables, "problem": "", "notes": notes})
    return {"recognised": recognised}


def make_edition(upload: Upload) -> dict[str, Any]:
    """Load the files as one edition, which is not in use yet, and count its figures so that pages have them."""
    home, state = Home(upload.home), upload.state
    before = home.current()
    loaded = load(
        home,
        upload.files,
        year=state["year"],
        status=state["status"],
        authority=state["authority"] or None,
        by=state["by"],
        progress=lambda stage: upload.tell(stage=_plain(stage)),
        make_current=False,
    )
    upload.tell(stage="Counting the figures")
    _count(loaded.edition)
    upload.remove_files()
    return {
        "edition": loaded.edition.id,
        "already_loaded": loaded.already_loaded,
        "before": before.id if before else None,
        "notes": [_plain(note) for note in loaded.notes],
    }


def _count(edition) -> None:
    opened(edition).figures  # noqa: B018 (counted and kept on disk)


def _plain(sentence: str) -> str:
    """A sentence of the command line as the page says it: the staging folder is nothing to the reader."""
    return sentence.replace("upload/", "")


def main() -> None:
    """Called in a process of its own by ``start``."""
    home, token, job = sys.argv[1:]
    if job not in JOBS:
        raise SystemExit(f"'{job}' is no job; there are {', '.join(JOBS)}.")
    work(Upload(Path(home), token), job)


if __name__ == "__main__":
    main()
