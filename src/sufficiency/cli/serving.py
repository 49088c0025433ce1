"""`sufficiency serve` and `sufficiency people`: the pages, and who may sign in to them.

Both only call `service.start`; what the pages are is the service's affair.
"""

from typing import Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of, remember_home

people_app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


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


@people_app.callback()
def people(context: typer.Context, home: HomeOption = None) -> None:
    """The people who may sign in to the pages."""
    remember_home(context, home)


@people_app.command(short_help="Add a person, and print a password.")
def add(
    context: typer.Context,
    username: Annotated[str, typer.Argument(metavar="USERNAME", help="What the person signs in with.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="The person's name, as others see it.")],
    role: Annotated[
        list[str], typer.Option(metavar="ROLE", help="What they do, as performance_analyst; may be repeated.")
    ],
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Their e-mail address.")] = "",
    home: HomeOption = None,
) -> None:
    """Add a person, and print the password made for them. It is shown once."""
    opened = home_of(context, home)
    from sufficiency.service.start import add_person

    password = add_person(opened.path, username=username, name=name, roles=role, email=email)
    typer.echo(f"{username} can sign in with the password {password}")
