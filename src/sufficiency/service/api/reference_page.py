"""docs/reference/api.md, written from the API's document."""

import os
import sys
from pathlib import Path
from typing import Any


def page() -> str:
    """The page: scopes, answers, every operation with its parameters, every shape with its fields."""
    set_up()
    from sufficiency.service.api.document import document, operations
    from sufficiency.service.api.scopes import Scope

    told = document()
    lines = [
        "# The API",
        "",
        "Written from the code by `make docs`. [How to use it](../how-to/api.md).",
        "",
        told["info"]["description"],
        "",
        "`GET /api/v1/openapi.json` is the same as an OpenAPI 3.1 document, and `/api/` a page of it; both need no token.",
        "",
        "## What a token may be used for",
        "",
        *_table(("Scope", "Opens"), [(f"`{one.value}`", one.label) for one in Scope]),
        "",
        "## Answers other than 200",
        "",
        "Each is `application/problem+json` (RFC 9457): `title`, `status`, `detail` (a sentence), and for 422 `wrong`, "
        "a list of `name`, `found` and `allowed`.",
        "",
        *_table(
            ("Status", "Means"),
            [(s, one["description"]) for s, one in told["components"]["responses"].items()],
        ),
    ]
    for operation in operations().values():
        lines += ["", *_operation(operation)]
    lines += ["", "## Shapes"]
    for name, shape in sorted(told["components"]["schemas"].items()):
        lines += ["", *_shape(name, shape)]
    return "\n".join(lines) + "\n"


def _operation(operation: dict[str, Any]) -> list[str]:
    from sufficiency.service.api.document import SECURITY
    from sufficiency.service.api.pages import in_a_word

    description = [" ".join(part.split()) for part in operation["description"].split("\n\n")]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
    lines = [
        f"## GET {operation['path']}",
        "",
        f"With `{operation['security'][0][SECURITY][0]}`; answers with [{answer}](#{answer.lower()}).",
    ]
    for paragraph in description:
        lines += ["", paragraph]
    if operation["parameters"]:
        rows = [
            (f"`{one['name']}`", in_a_word(one["schema"]), one["description"])
            for one in operation["parameters"]
        ]
        lines += ["", *_table(("Parameter", "Kind", "What it asks for"), rows)]
    return lines


def _shape(name: str, shape: dict[str, Any]) -> list[str]:
    lines = [f"### {name}"]
    if "description" in shape:
        lines += ["", " ".join(shape["description"].split())]
    if "enum" in shape:
        return [*lines, "", "One of " + ", ".join(f"“{one}”" for one in shape["enum"]) + "."]
    if "properties" not in shape:
        return [*lines, "", "Any value of JSON."]
    rows = [
        (f"`{one}`", _kind(told), told.get("description", "")) for one, told in shape["properties"].items()
    ]
    return [*lines, "", *_table(("Field", "Kind", "What it is"), rows)]


def _kind(told: dict[str, Any]) -> str:
    """ "text", "a number, or null", "a list of [FigureTold](#figuretold)"."""
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        kinds = [_kind(one) for one in told["anyOf"] if one.get("type") != "null"]
        return " or ".join(kinds) + (", or null" if len(kinds) < len(told["anyOf"]) else "")
    if "enum" in told:
        return "one of " + ", ".join(f"“{one}”" for one in told["enum"])
    if told.get("type") == "array":
        return f"a list of {_kind(told['items'])}"
    if told.get("type") == "object":
        inside = told.get("additionalProperties")
        return f"names to {_kind(inside)}" if isinstance(inside, dict) and inside else "names to values"
    words = {"date": "a day", "date-time": "a moment"}
    plain = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
    return words.get(told.get("format", ""), plain.get(told.get("type", ""), "any value"))


def _table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return [
        f"| {' | '.join(headings)} |",
        f"|{'|'.join('---' for _ in headings)}|",
        *(f"| {' | '.join(row)} |" for row in cells),
    ]


def set_up() -> None:
    """Have Django ready where the page is written outside of it; in a folder of its own, of which nothing is kept."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        import tempfile

        os.environ["DJANGO_SETTINGS_MODULE"] = "sufficiency.service.config.settings"
        os.environ.setdefault("SUFFICIENCY_HOME", tempfile.mkdtemp(prefix="sufficiency-docs-"))
    django.setup()


def main(arguments: list[str] | None = None) -> None:
    """Write the page to the file named, or to the screen."""
    given = sys.argv[1:] if arguments is None else arguments
    if given:
        Path(given[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main()
