"""docs/reference/check-deploy.md, written from the conditions."""

from sufficiency.service.api.reference_page import set_up


def page() -> str:
    """Each condition in the order it is told, with why it must hold."""
    set_up()
    from sufficiency.service.operations.deploying import CONDITIONS, State

    lines = [
        "# What check-deploy looks at",
        "",
        "Written from the code by `make docs`. [How an installation is made](../how-to/production.md).",
        "",
        "Each line of `sufficiency check-deploy` is one of these conditions with a state, what was found and what to do.",
        "",
        f"- `{State.NOT_OK}`: must be put right before children's records are served; the command ends with 1.",
        f"- `{State.WARNING}`: somebody should know; with `--strict` the command ends with 1.",
        f"- `{State.NOT_LOOKED_AT}`: the database did not answer.",
        f"- `{State.OK}`: as it should be.",
        "",
        "| Condition | Why |",
        "|---|---|",
        *(f"| {one.name} | {one.why} |" for one in CONDITIONS),
    ]
    return "\n".join(lines) + "\n"
