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
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.mutation import report
from bench.mutation.changes import PACKAGE, Change, changes_of, files_of, sampled
from bench.mutation.trial import ROOT, copy_of, prepare, read_libraries, try_out

PACKAGES = ("history", "measures")
NUMBER = 60  # of each package


def main() -> int:
    """Run the trials; 0 where few enough survive."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--package", choices=PACKAGES, action="append", help="only this one")
    asked.add_argument(
        "--number", type=int, default=NUMBER, help="how many changes of each package are tried"
    )
    asked.add_argument("--kept", type=Path, help="a file of trials to go on from and add to")
    asked.add_argument("--again", action="store_true", help="try the survivors of the kept file again")
    asked.add_argument("--write", action="store_true", help="write docs/mutation.md")
    options = asked.parse_args()
    kept = read_kept(options.kept)
    if options.again:
        kept = {key: tried for key, tried in kept.items() if not tried.survived}
    read_libraries()
    with tempfile.TemporaryDirectory(prefix="sufficiency-mutation-") as folder:
        copy = copy_of(Path(folder))
        prepare(copy)
        samples = [
            tried_of(package, options.number, copy, kept, options.kept)
            for package in options.package or PACKAGES
        ]
    print(report.as_table(samples))
    if options.write:
        (ROOT / "docs" / "mutation.md").write_text(report.as_page(samples), encoding="utf-8")
    return 0 if all(sample.met for sample in samples) else 1


def tried_of(
    package: str, number: int, copy: Path, kept: dict[str, report.Tried], add_to: Path | None
) -> report.Sample:
    """The sample of a package, each change tried that is not kept."""
    every = [
        change for file in files_of(ROOT / PACKAGE, package) for change in changes_of(ROOT / PACKAGE, file)
    ]
    tried = []
    for change in sampled(every, number):
        known = kept.get(change.key)
        tried.append(known or _try(change, copy, add_to))
    return report.Sample(package, len(every), tried)


def _try(change: Change, copy: Path, add_to: Path | None) -> report.Tried:
    tried, said = try_out(copy, change)
    print(f"{tried.outcome:11} {tried.file}:{tried.line} {tried.code} -> {tried.is_now} {said}", flush=True)
    if add_to:
        with add_to.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": change.key, **asdict(tried)}) + "\n")
    return tried


def read_kept(path: Path | None) -> dict[str, report.Tried]:
    """The trials of earlier runs by the keys of their changes; of one tried twice the later."""
    if not path or not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row.pop("key"): report.Tried(**row) for row in rows}


if __name__ == "__main__":
    sys.exit(main())
