"""Processes that are killed in the middle of their work, for the tests that a home is never left half-written."""

import multiprocessing
import os
import signal
from collections.abc import Callable

STEPS = ("fsync", "open", "replace", "rename", "mkdir", "chmod")

# Forked, so that each starts in milliseconds with everything imported.
processes = multiprocessing.get_context("fork")


def start(work: Callable[..., None], *arguments) -> multiprocessing.process.BaseProcess:
    process = processes.Process(target=work, args=arguments)
    process.start()
    return process


def die_at(step: int) -> None:
    """Make this process kill itself just before its `step`-th call that touches the disk."""
    left = step

    def counted(call):
        def counting(*arguments, **options):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **options)

        return counting

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
