"""`sufficiency serve` and `worker`: the pages, and the work behind them.

They only call `service.start`; what pages and work are is the service's affair.
"""

from typing import Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=1, max=65535, help="The port to listen on.")
    ] = 8000,
    with_worker: Annotated[
        bool,
        typer.Option("--worker/--no-worker", help="Whether to run a worker for the background beside them."),
    ] = True,
    processes: Annotated[
        int, typer.Option(metavar="NUMBER", min=1, max=64, help="How many processes answer.")
    ] = 2,
    home: HomeOption = None,
) -> None:
    """Serve the pages of this installation, and say how to sign in.

    Loads are done by a worker, which is started and kept going beside the pages. With --host 0.0.0.0 the pages
    can be reached from other machines; SUFFICIENCY_HOSTS then names the addresses they answer to.
    """
    opened = home_of(context, home)
    from sufficiency.service.start import serve as serve_pages

    serve_pages(opened.path, host, port, say=typer.echo, with_worker=with_worker, processes=processes)


def worker(context: typer.Context, home: HomeOption = None) -> None:
    """Do the work that waits in the background, until stopped.

    For an installation whose pages are served with --no-worker. Told to stop, it finishes what it is doing within a
    minute, or leaves it for the next.
    """
    opened = home_of(context, home)
    from sufficiency.service.start import work

    work(opened.path, say=typer.echo)
