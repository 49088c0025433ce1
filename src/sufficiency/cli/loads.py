"""`sufficiency load`, `rebuild` and `demo`: what makes an edition."""

import getpass
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.days import as_day
from sufficiency.cli.installation import HomeOption, edition_of, home_of
from sufficiency.cli.problems import NotPossible
from sufficiency.cli.words import day_in_words, note, printable, progress, several, years_in_words
from sufficiency.editions import Home, Manifest

if TYPE_CHECKING:
    from sufficiency.loading import Loaded

DEMO_SEED = 2025
MOST_NOTES = 20


def load(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders or zips of the return, as CSV or XML, several years, and of Annex A, as XLSX.",
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="The collection year, by the year it ends, where no name says it."),
    ] = None,
    final: Annotated[
        bool,
        typer.Option(
            "--final/--provisional", help="Whether this return is the final one; provisional unless said."
        ),
    ] = False,
    as_at: Annotated[
        str | None,
        typer.Option(
            "--as-at",
            metavar="DAY",
            help="The day that a workbook of Annex A describes, where neither its name nor its first rows say it.",
        ),
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The council, by name or code; remembered from one load to the next."
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Load SSDA903 returns, one or more collection years, and workbooks of Annex A: all or nothing.

    The years loaded replace those years, and a workbook that of its day; the other years of the edition before are kept. Nothing that was
    loaded earlier is ever changed: each load makes a new edition.

    A file's collection year is read from its name or its folder's: 2025/episodes.csv, 2025-episodes.csv.
    """
    if not all(path.strip() for path in paths):
        raise NotPossible("One of the paths is empty. Name the files or folders of the return.")
    day = as_day(as_at, "--as-at") if as_at is not None else None
    opened = home_of(context, home)
    with progress("Reading…") as told:
        from sufficiency.loading import load as load_files

        status = "final" if final else "provisional"
        loaded = load_files(opened, paths, year, status, authority, by=who(), as_at=day, progress=told)
    _report(opened, loaded)


def rebuild(context: typer.Context, home: HomeOption = None) -> None:
    """Work the current edition out again, with the checks and rules of this version.

    It makes a new edition from the same returns; the old one is kept, with its figures.
    """
    opened = home_of(context, home)
    edition_of(opened, None)
    with progress("Reading…") as told:
        from sufficiency.loading import rebuild as rebuild_edition

        edition = rebuild_edition(opened, by=who(), progress=told)
    typer.echo(f"Edition {edition.id}, from the returns of {edition.manifest.rebuilt_from}, is now current.")
    _describe(edition.manifest)


def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Only write the made-up returns into this folder; load nothing."),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="NUMBER", help="Another seed makes another authority.")
    ] = DEMO_SEED,
    errors: Annotated[
        bool, typer.Option("--errors", help="Plant known errors in the returns, for the checks to find.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Load Fairmere, a made-up authority with ten yearly returns and an Annex A workbook.

    Every child in it is invented. It goes into an empty installation, or one that holds only Fairmere.
    """
    if folder is not None:
        _write_demo(_empty_folder(folder), seed, errors)
        typer.echo(f"The returns are in {printable(str(folder))}. Load them with `sufficiency load`.")
        if errors:
            typer.echo("planted-errors.txt there says what is wrong with them.")
        return
    from sufficiency.vocabulary.authorities import FAIRMERE

    opened = home_of(context, home)
    current = opened.current()
    if current and current.manifest.authority != FAIRMERE.code:
        raise NotPossible(
            f"{opened.path} holds the returns of a real authority, which the made-up one must not join. "
            "Choose an empty folder with `--home`."
        )
    with (
        tempfile.TemporaryDirectory(prefix="sufficiency-demo-") as written,
        progress("Making up an authority…") as told,
    ):
        _write_demo(Path(written), seed, errors)
        from sufficiency.loading import load as load_files

        paths = sorted(one for one in Path(written).iterdir() if one.is_dir() or one.suffix == ".xlsx")
        loaded = load_files(opened, paths, None, "final", FAIRMERE.code, by=who(), progress=told)
    _report(opened, loaded)


def who() -> str:
    """The name the person is known by on this machine."""
    try:
        return printable(getpass.getuser()) or "unknown"
    except (KeyError, OSError):
        return "unknown"  # a number without a name, as in some containers


def _write_demo(folder: Path, seed: int, errors: bool) -> None:
    from sufficiency.demo import write_returns

    write_returns(folder, seed=seed, errors=errors, workbook=True)


def _empty_folder(folder: Path) -> Path:
    if folder.is_dir() and any(folder.iterdir()):
        raise NotPossible(f"{folder} is not empty. Give a new or an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _report(home: Home, loaded: "Loaded") -> None:
    manifest = loaded.edition.manifest
    if loaded.already_loaded:
        typer.echo(f"These files are already loaded: edition {manifest.id} holds them. Nothing was changed.")
    else:
        typer.echo(f"Edition {manifest.id} is now current in {printable(str(home.path))}.")
    _describe(manifest)
    for sentence in loaded.notes[:MOST_NOTES]:
        note(sentence)
    if len(loaded.notes) > MOST_NOTES:
        note(f"And {len(loaded.notes) - MOST_NOTES:,} more like these.")


def _describe(manifest: Manifest) -> None:
    if manifest.years:
        typer.echo(f"{manifest.status.capitalize()}, collection years {years_in_words(manifest.years)}.")
        typer.echo(
            f"{several(manifest.children, 'child', 'children')}, {several(manifest.episodes, 'episode')}."
        )
    for day in manifest.workbook_days:
        lists = [file for file in manifest.files if file.as_at == day.isoformat()]
        typer.echo(
            f"Annex A on {day_in_words(day)}: {several(len(lists), 'list')}, "
            f"{several(sum(file.rows for file in lists), 'row')}."
        )
    found = ", ".join(several(count, severity) for severity, count in manifest.findings.items())
    typer.echo(
        f"Findings: {found}." + (" See `sufficiency findings`." if any(manifest.findings.values()) else "")
    )
