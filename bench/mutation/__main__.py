"""Are wrong rules noticed? Makes one change at a time to `history` and `measures` and runs the tests that should notice.

    python -m bench.mutation                          told on the screen
    python -m bench.mutation --write                  and written to docs/mutation.md
    python -m bench.mutation --kept FILE              goes on from the trials of FILE, and adds to them
    python -m bench.mutation --kept FILE --again      tries those anew that survived

The changes are made to a copy, in a folder that is removed after.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path

from bench.mutation import report
from bench.mutation.changes import PACKAGE, Change, changes_of, files_of, sampled
from bench.mutation.trial import ROOT, begin_work, copy_of, prepare, read_libraries, try_out

PACKAGES = ("history", "measures")
NUMBER = 250  # of each package: an hour and a quarter of a processor


def main() -> int:
    """Run the trials; 0 where few enough survive."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--package", choices=PACKAGES, action="append", help="only this one")
    asked.add_argument(
        "--number", type=int, default=NUMBER, help="how many changes of each package are tried"
    )
    asked.add_argument("--kept", type=Path, help="a file of trials to go on from and add to")
    asked.add_argument("--again", action="store_true", help="try the survivors of the kept file again")
    asked.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="how many are tried at a time"
    )
    asked.add_argument("--write", action="store_true", help="write docs/mutation.md")
    options = asked.parse_args()
    kept = read_kept(options.kept)
    if options.again:
        kept = {key: tried for key, tried in kept.items() if not tried.survived}
    every = {package: changes_in(package) for package in options.package or PACKAGES}
    samples = {package: sampled(changes, options.number) for package, changes in every.items()}
    in_turn = [change for together in zip_longest(*samples.values()) for change in together if change]
    read_libraries()
    for change, tried in trials([one for one in in_turn if one.key not in kept], options.workers):
        kept[change.key] = tried
        if options.kept:
            with options.kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": change.key, **asdict(tried)}) + "\n")
    found = [
        report.Sample(package, len(every[package]), [kept[change.key] for change in sample])
        for package, sample in samples.items()
    ]
    print(report.as_table(found))
    if options.write:
        (ROOT / "docs" / "mutation.md").write_text(report.as_page(found), encoding="utf-8")
    return 0 if all(sample.met for sample in found) else 1


def changes_in(package: str) -> list[Change]:
    return [
        change for file in files_of(ROOT / PACKAGE, package) for change in changes_of(ROOT / PACKAGE, file)
    ]


def trials(changes: Sequence[Change], workers: int) -> Iterator[tuple[Change, report.Tried]]:
    """Each change with what became of it, as they are done, by so many workers, each with a copy of its own."""
    if not changes:
        return
    with tempfile.TemporaryDirectory(prefix="sufficiency-mutation-") as folder:
        first = copy_of(ROOT, Path(folder) / "first")
        prepare(first)
        with ProcessPoolExecutor(workers, get_context("fork"), begin_work, (first,)) as pool:
            asked = {pool.submit(try_out, change): change for change in changes}
            for done in as_completed(asked):
                tried, said = done.result()
                print(
                    f"{tried.outcome:11} {tried.file}:{tried.line} {tried.code} -> {tried.is_now} {said}",
                    flush=True,
                )
                yield asked[done], tried


def read_kept(path: Path | None) -> dict[str, report.Tried]:
    """The trials of earlier runs by the keys of their changes; of one tried twice the later."""
    if not path or not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row.pop("key"): report.Tried(**row) for row in rows}


if __name__ == "__main__":
    sys.exit(main())
