"""Options of figures that go out: the style, and what was published of them before."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

import typer

from sufficiency.cli.problems import NotPossible

PublishedAs = Literal["local", "dfe", "public"]
StyleOption = Annotated[
    PublishedAs,
    typer.Option(
        "--style",
        metavar="local|dfe|public",
        help="public hides counts of 1 to 5, and what would give them away; dfe rounds too, as the Department does.",
    ),
]
EarlierOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--earlier",
        metavar="FILE",
        help="A CSV of the same figures that was published before, so that no correction tells of a few children; may be repeated, oldest first.",
    ),
]


def check_goes_out(earlier: Collection[Path], style: str) -> None:
    """Raises NotPossible where earlier publications are given for figures that stay inside."""
    if earlier and style == "local":
        raise NotPossible(
            "`--earlier` is for figures that go out: give it with `--style public` or `--style dfe`."
        )
