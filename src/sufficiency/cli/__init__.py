"""The command line: `sufficiency load`, `measures`, `children`, `findings`, `editions`, `rebuild`, `demo`, `serve`.

A command reads what was typed, calls one room of the library and writes what came back. The rooms are imported inside
the commands that need them, so that `sufficiency --help` answers at once.
"""

from sufficiency.cli.app import app, main

__all__ = ["app", "main"]
