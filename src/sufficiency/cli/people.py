"""`sufficiency people`: who may sign in to the pages, kept from the machine itself.

All of it only calls the service; what people may do is the service's affair.
"""

from typing import Annotated

import typer

from sufficiency.cli.installation import HomeOption, home_of, remember_home
from sufficiency.cli.words import printable

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

UsernameArgument = Annotated[str, typer.Argument(metavar="USERNAME", help="What the person signs in with.")]
RoleOption = Annotated[
    list[str], typer.Option(metavar="ROLE", help="What they do, as performance_analyst; may be repeated.")
]


@app.callback()
def people(context: typer.Context, home: HomeOption = None) -> None:
    """The people who may sign in to the pages."""
    remember_home(context, home)


@app.command(name="list", short_help="Everybody who has an account.")
def list_(context: typer.Context, home: HomeOption = None) -> None:
    """Everybody who has an account: username, roles, account, second factor, last sign-in, with tabs between."""
    opened = home_of(context, home)
    from sufficiency.service.people import list_people

    for one in list_people(opened.path):
        told = (
            one.username,
            one.name,
            " ".join(one.roles),
            one.account,
            one.second_factor,
            one.last or "never",
        )
        typer.echo("\t".join(printable(part) for part in told))


@app.command(short_help="Add a person, and print a password.")
def add(
    context: typer.Context,
    username: UsernameArgument,
    name: Annotated[str, typer.Option(metavar="NAME", help="The person's name, as others see it.")],
    role: RoleOption,
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Their e-mail address.")] = "",
    home: HomeOption = None,
) -> None:
    """Add a person, and print the password made for them. It is shown once, and changed at the first sign-in."""
    opened = home_of(context, home)
    from sufficiency.service.start import add_person

    password = add_person(opened.path, username=username, name=name, roles=role, email=email)
    typer.echo(f"{username} can sign in with the password {password}")


@app.command(short_help="Change the roles of a person.")
def roles(
    context: typer.Context, username: UsernameArgument, role: RoleOption, home: HomeOption = None
) -> None:
    """Let a person hold the roles named, and no others. They are signed out."""
    opened = home_of(context, home)
    from sufficiency.service.people import set_roles

    set_roles(opened.path, username, role)
    typer.echo(f"{username} has the roles {', '.join(role)}")


@app.command(short_help="Close an account.")
def close(context: typer.Context, username: UsernameArgument, home: HomeOption = None) -> None:
    """Let a person sign in no more. They are signed out at once; what they did stays written down."""
    opened = home_of(context, home)
    from sufficiency.service.people import close_account

    close_account(opened.path, username)
    typer.echo(f"The account of {username} is closed")


@app.command(name="open", short_help="Open a closed account again.")
def open_(context: typer.Context, username: UsernameArgument, home: HomeOption = None) -> None:
    """Let a person whose account was closed sign in again, with the roles held before."""
    opened = home_of(context, home)
    from sufficiency.service.people import reopen_account

    reopen_account(opened.path, username)
    typer.echo(f"{username} may sign in again")


@app.command(short_help="Give a person a new password.")
def password(context: typer.Context, username: UsernameArgument, home: HomeOption = None) -> None:
    """Give a person who forgot the password a new one. It is shown once, and changed at the next sign-in."""
    opened = home_of(context, home)
    from sufficiency.service.people import new_password

    typer.echo(f"{username} can sign in with the password {new_password(opened.path, username)}")


@app.command(name="reset-second-factor", short_help="For somebody who lost their second factor.")
def reset_second_factor(context: typer.Context, username: UsernameArgument, home: HomeOption = None) -> None:
    """Take a person's second factor away. Where their role needs one they set one up at the next sign-in."""
    opened = home_of(context, home)
    from sufficiency.service.people import reset_second_factor as reset

    reset(opened.path, username)
    typer.echo(f"The second factor of {username} is taken away")
