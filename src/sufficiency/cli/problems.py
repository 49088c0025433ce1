"""What can go wrong that we foresee, said in a sentence or two with exit code 2; anything else is a mistake of ours."""

import errno
import os
import sys
from contextlib import suppress

import typer
from typer.core import TyperGroup

from sufficiency.cli.words import note

EXIT_REFUSED = 2
EXIT_INTERRUPTED = 130


class NotPossible(Exception):
    """Something typed that cannot be done; the message is the sentence to show."""


# Where the exceptions live that carry a sentence. A room that was never imported cannot have raised its own.
_SENTENCES = {
    "sufficiency.cli.problems": ("NotPossible",),
    "sufficiency.editions.problems": ("EditionProblem",),
    "sufficiency.extract.keys": ("UnknownExtract",),
    "sufficiency.history.opened": ("OlderRules",),
    "sufficiency.measures.asked": ("UnknownMeasure", "UnknownBreakdown"),
    "sufficiency.measures.publishing": ("NotInPublic",),
    "sufficiency.returns.ssda903.refused": ("Refused",),
    "sufficiency.service.audit.chain": ("BrokenChain",),
    "sufficiency.service.operations.backup.archive": ("BadBackup",),
    "sufficiency.service.start": ("CannotStart",),
    "sufficiency.vocabulary.authorities": ("UnknownAuthority",),
}

_ADVICE = {
    errno.ENOSPC: "Free some space on the disk and run this again.",
    errno.EDQUOT: "Free some space on the disk and run this again.",
    errno.EFBIG: "Files here may not grow that large; raise the limit and run this again.",
    errno.EACCES: "Ask for the right to use it, or choose another place.",
    errno.EPERM: "Ask for the right to use it, or choose another place.",
    errno.EROFS: "Choose a place that can be written.",
    errno.ENOTDIR: "Part of that path is a file; choose a folder.",
    errno.EEXIST: "Choose another place.",
    errno.EISDIR: "Give a file, not a folder.",
}


class Commands(TyperGroup):
    """The group of all commands: foreseen problems end in a sentence on stderr and an exit code, never a traceback."""

    def invoke(self, context: typer.Context):
        try:
            result = super().invoke(context)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            _stop_writing()
            raise typer.Exit from None
        except KeyboardInterrupt:
            note("Stopped. What had not been finished was left undone.")
            raise typer.Exit(EXIT_INTERRUPTED) from None
        except OSError as problem:
            note(_of_the_system(problem))
            raise typer.Exit(EXIT_REFUSED) from problem
        except _with_sentences() as problem:
            note(str(problem))
            raise typer.Exit(EXIT_REFUSED) from problem


def _with_sentences() -> tuple[type[Exception], ...]:
    loaded = {name: sys.modules[name] for name in _SENTENCES if name in sys.modules}
    return tuple(getattr(module, name) for room, module in loaded.items() for name in _SENTENCES[room])


def _of_the_system(problem: OSError) -> str:
    if problem.errno is None or problem.strerror is None:
        return str(problem)
    where = problem.filename if problem.filename is not None else "The disk"
    shown = os.fsdecode(where) if isinstance(where, str | bytes) else str(where)
    advice = _ADVICE.get(problem.errno, "")
    return f"{shown}: {problem.strerror.strip().rstrip('.')}. {advice}".strip()


def _stop_writing() -> None:
    """Whoever was reading has gone: point stdout elsewhere, so that closing it at the end says nothing."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
