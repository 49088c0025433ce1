"""The API's OpenAPI 3.1 document: what django-ninja makes of the declarations, with the answers every operation has in
common, an example of each, and the scope each needs."""

from functools import cache
from typing import Any

from sufficiency.service.api import limits
from sufficiency.service.api.operation import SCOPE_OF
from sufficiency.service.api.problems import KIND, Problem, WrongParameter
from sufficiency.service.api.scopes import Scope
from sufficiency.service.api.v1 import v1

PREFIX = "api/v1/"
SECURITY = "token"
TAGS = ("Measures", "Figures", "Comparators", "Children", "Editions", "Plan", "Papers", "Meetings", "Voice")

# Status to what it means, an example of the sentence, and the headers it has.
PROBLEMS: dict[int, tuple[str, str, dict[str, str]]] = {
    401: (
        "No token was sent, or one that does not work.",
        "Send a token in the header “Authorization: Bearer …”.",
        {"WWW-Authenticate": "How to sign in: Bearer."},
    ),
    403: (
        "The token is not for this, or the person's roles do not allow it. The sentence is that of the pages.",
        "Your role does not see the children behind the figures.",
        {},
    ),
    404: (
        "What the address names is not there, or nothing is loaded yet.",
        "There is no measure called “foster”. Did you mean foster_pct?",
        {},
    ),
    422: (
        "The address asks for what cannot be: what was found, what is allowed.",
        "as_at: Write a day as year-month-day, such as 2025-03-31.",
        {},
    ),
    429: (
        f"Called too often: a token {limits.PER_TOKEN} times in a minute, an address {limits.PER_ADDRESS} times.",
        "Too many calls in this minute. Call again in 17 seconds.",
        {"Retry-After": "In how many seconds the next minute begins."},
    ),
    503: (
        "The edition is damaged and cannot be read; the sentence says what can be done.",
        "The tables of edition 2025-04-05-001 cannot be read.",
        {"Retry-After": "When to try again, in seconds."},
    ),
}
TITLES = {401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 422: "Unprocessable Entity", 429: "Too Many Requests", 503: "Service Unavailable"}  # fmt: skip
WRONG = {
    "name": "as_at",
    "found": "31/03/2025",
    "allowed": "Write a day as year-month-day, such as 2025-03-31.",
}


@cache
def document() -> dict[str, Any]:
    """The document; the same for everybody, and nothing in it is of this installation."""
    made: dict[str, Any] = dict(v1.get_openapi_schema(path_prefix=PREFIX))
    schemas = made["components"]["schemas"]
    for shape in (WrongParameter, Problem):
        schemas[shape.__name__] = shape.json_schema() | {}
        schemas[shape.__name__].pop("$defs", None)
    schemas["Problem"]["properties"]["wrong"]["items"] = {"$ref": "#/components/schemas/WrongParameter"}
    made["components"]["responses"] = {str(status): _problem(status) for status in PROBLEMS}
    made["components"]["securitySchemes"] = {SECURITY: _scheme(made)}
    for path in made["paths"].values():
        for operation in path.values():
            _complete(operation, schemas)
    made["servers"] = [{"url": "/", "description": "This installation."}]
    made["info"]["license"] = {"name": "MIT", "identifier": "MIT"}
    made["tags"] = [{"name": name} for name in TAGS]
    return made


def operations() -> dict[str, dict[str, Any]]:
    """Id to operation, with its ``path``."""
    return {
        operation["operationId"]: operation | {"path": path}
        for path, methods in document()["paths"].items()
        for operation in methods.values()
    }


def _scheme(made: dict[str, Any]) -> dict[str, str]:
    (scheme,) = made["components"]["securitySchemes"].values()
    return scheme | {
        "description": f"{BEARER} Scopes: " + "; ".join(f"{one.value} ({one.label})" for one in Scope)
    }


BEARER = "A token of a person, made on the page of their account and shown once. In this header only, never in an address."


def _complete(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    operation["security"] = [{SECURITY: [operation[SCOPE_OF]]}]
    answer = operation["responses"].pop(200)
    content = answer["content"]["application/json"]
    content["example"] = example_of(content["schema"], schemas)
    operation["responses"] = {"200": answer | {"description": "What was asked for."}}
    operation["responses"] |= {
        str(status): {"$ref": f"#/components/responses/{status}"} for status in PROBLEMS
    }
    for parameter in operation["parameters"]:
        parameter.pop("example", None)
        examples = parameter.pop("examples", None) or parameter["schema"].pop("examples", None)
        if examples:
            parameter["example"] = examples[0]
        parameter["schema"].pop("description", None)
        parameter.setdefault("description", IN_THE_PATH.get(parameter["name"], ""))


IN_THE_PATH = {
    "measure": "The measure, by id.",
    "edition": "The edition, by id.",
    "action": "The action, by its id, not by its number in the plan.",
    "written": "The paper, by id.",
    "meeting": "The meeting, by id.",
    "round": "The round, by id.",
}


def _problem(status: int) -> dict[str, Any]:
    meaning, sentence, headers = PROBLEMS[status]
    example = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": sentence}
    return {
        "description": meaning,
        "headers": {
            name: {"description": told, "schema": {"type": "string"}} for name, told in headers.items()
        },
        "content": {
            KIND: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": example | {"wrong": [WRONG] if status == 422 else []},
            }
        },
    }


def example_of(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """An example made of the examples of the fields."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    if "properties" in schema:
        return {name: example_of(one, schemas) for name, one in schema["properties"].items()}
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    raise ValueError(f"No example for {schema}: give the field one where it is declared (api/*shapes.py).")
