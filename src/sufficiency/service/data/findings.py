"""Findings of an edition, narrowed as the address asks."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django import forms

from sufficiency.editions import Edition
from sufficiency.service.data.pages import SEVERITIES, measures_in_words
from sufficiency.service.ui import components as ui

COLUMNS = ("code", "severity", "table", "year", "file", "row", "child", "field", "message", "measures")


class FindingsFilter(forms.Form):
    """Severity, check, year, and one child."""

    severity = forms.ChoiceField(
        label="Severity",
        required=False,
        choices=[("", "All"), *((one, f"{one.capitalize()}s") for one in SEVERITIES)],
        error_messages={"invalid_choice": "The severity is error, warning or note"},
    )
    code = forms.ChoiceField(
        label="Check",
        required=False,
        error_messages={"invalid_choice": "No check with findings in this edition has that code"},
    )
    year = forms.ChoiceField(
        label="Collection year",
        required=False,
        error_messages={"invalid_choice": "Choose one of the years of this edition"},
    )
    child = forms.CharField(label="Child", required=False, max_length=200)

    def __init__(self, *args, edition: Edition, findings: pa.Table, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(pc.unique(findings["code"]).to_pylist())
        self.fields["code"].choices = [("", "All"), *((code, code) for code in codes)]
        years = [str(year) for year in edition.manifest.years]
        self.fields["year"].choices = [("", "All"), *((year, year) for year in years)]


def narrowed(findings: pa.Table, wanted: Mapping[str, str]) -> pa.Table:
    """The findings that have every value asked for; a child's id must be the whole id."""
    for name in ("severity", "code", "child"):
        if wanted.get(name):
            findings = findings.filter(pc.equal(findings[name], wanted[name]))
    if wanted.get("year"):
        findings = findings.filter(pc.equal(findings["year"], int(wanted["year"])))
    return findings


def as_table(found: list[dict[str, Any]], address_of) -> ui.Table:
    """A page of findings; ``address_of`` gives a child's page."""
    rows = [
        {
            "code": ui.Cell(one["code"], hint=one["severity"]),
            "child": ui.Cell(one["child"], href=address_of(one["child"])) if one["child"] else ui.Cell("–"),
            "message": ui.Cell(
                one["message"], hint=f"Can change: {measures_in_words(one['measures'] or [])}"
            ),
            "where": ui.Cell(one["file"] or "–", hint=_row(one)),
        }
        for one in found
    ]
    columns = [
        ui.Column("code", "Check"),
        ui.Column("child", "Child"),
        ui.Column("message", "What is wrong, and what to do"),
        ui.Column("where", "Where"),
    ]
    return ui.Table("Findings", columns, rows, keep_order=True, caption_hidden=True, empty="There is no such finding. Take a filter away to see others.")  # fmt: skip


def _row(finding: dict[str, Any]) -> str:
    field = f", {finding['field'].upper()}" if finding["field"] else ""
    return f"row {finding['row']}{field}" if finding["row"] is not None else field.lstrip(", ")


def plain(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding with the columns of a download, in their order."""
    return {name: finding[name] for name in COLUMNS}
