"""`sufficiency serve`: the pages. It only calls `service.start`; what the pages are is the service's affair."""

from typing import Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=1, max=65535, help="The port to listen on.")
    ] = 8000,
    home: HomeOption = None,
) -> None:
    """Serve the pages of this installation, and say how to sign in.

    With --host 0.0.0.0 the pages can be reached from other machines; SUFFICIENCY_HOSTS then names the
    addresses they answer to.
    """
    opened = home_of(context, home)
    from sufficiency.service.start import serve as serve_pages

    serve_pages(opened.path, host, port, say=typer.echo)
