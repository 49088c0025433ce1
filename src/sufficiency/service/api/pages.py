"""What the pages around the API tell, as tables."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sufficiency.service.api.document import SECURITY
from sufficiency.service.api.models import Token
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words


def own_tokens(tokens: Iterable[Token]) -> ui.Table:
    """A person's tokens, those that no longer work last."""
    ordered = sorted(tokens, key=lambda token: token.state != "works")
    return _table([_row(token) for token in ordered], [], "You have no token yet.")


def tokens_of_everybody(tokens: Iterable[Token]) -> ui.Table:
    rows = [
        _row(token) | {"person": token.person.name, "username": token.person.username} for token in tokens
    ]
    whose = [ui.Column("person", "Person"), ui.Column("username", "Username")]
    return _table(rows, whose, "Nobody has a token that works.")


def _table(rows: list[Mapping[str, Any]], before: list[ui.Column], empty: str) -> ui.Table:
    columns = [
        *before,
        ui.Column("name", "Token"),
        ui.Column("scopes", "May be used for"),
        ui.Column("used", "Last used", one_line=True),
        ui.Column("until", "Works until", one_line=True),
        ui.Column("end", "Revoke"),
    ]
    return ui.Table("API tokens", columns, rows, caption_hidden=True, empty=empty)


def _row(token: Token) -> dict[str, Any]:
    works = token.state == "works"
    address = reverse("api:revoke", args=[token.pk])
    return {
        "name": ui.Cell(token.name, hint=f"begins with suff_{token.prefix}"),
        "scopes": "; ".join(token.scopes_in_words),
        "used": in_words(token.last_used_on) if token.last_used_on else "not yet",
        "until": in_words(token.expires_at) if works else token.state,
        "end": ui.Cell("Revoke", href=address) if works else "–",
    }


@dataclass(frozen=True)
class Operation:
    """An operation of the API as the page of its document shows it."""

    told: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.told["operationId"]

    @property
    def path(self) -> str:
        return self.told["path"]

    @property
    def summary(self) -> str:
        return self.told["summary"]

    @property
    def more(self) -> list[str]:
        """The paragraphs after the summary."""
        return [" ".join(part.split()) for part in self.told["description"].split("\n\n")[1:]]

    @property
    def scope(self) -> str:
        return self.told["security"][0][SECURITY][0]

    @property
    def parameters(self) -> ui.Table:
        rows = [
            {"name": one["name"], "type": in_a_word(one["schema"]), "told": one.get("description", "")}
            for one in self.told["parameters"]
        ]
        columns = [
            ui.Column("name", "Parameter"),
            ui.Column("type", "Kind"),
            ui.Column("told", "What it asks for"),
        ]
        return ui.Table(f"Parameters of {self.path}", columns, rows, caption_hidden=True)

    @property
    def example(self) -> str:
        content = self.told["responses"]["200"]["content"]["application/json"]
        return json.dumps(content["example"], indent=2, ensure_ascii=False, default=str)


def in_a_word(schema: Mapping[str, Any]) -> str:
    """ "day", "whole number, 1 to 1000", "one of month, quarter, year", "several names"."""
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return in_a_word(one)
    if "enum" in schema:
        return "one of " + ", ".join(schema["enum"])
    if schema.get("type") == "array":
        return f"several: {in_a_word(schema['items'])}"
    if schema.get("type") == "integer":
        return f"whole number, {schema.get('minimum', 0)} to {schema.get('maximum', '…')}"
    return "day" if schema.get("format") == "date" else "text"


def problems(responses: Mapping[str, Any]) -> ui.Table:
    rows = [{"status": status, "told": one["description"]} for status, one in responses.items()]
    columns = [ui.Column("status", "Status"), ui.Column("told", "What it means")]
    return ui.Table("Answers other than 200", columns, rows, caption_hidden=True)
