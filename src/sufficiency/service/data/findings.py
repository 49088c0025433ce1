"""Findings of an edition, narrowed as the address asks, and as the person who reads them may see them."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django import forms

from sufficiency.editions import Edition
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.data.pages import SEVERITIES, measures_in_words
from sufficiency.service.records.addresses import child_of
from sufficiency.service.records.need_to_know import SEALED, Sight
from sufficiency.service.ui import components as ui

COLUMNS = ("code", "severity", "table", "year", "file", "row", "child", "field", "message", "measures")


class FindingsFilter(forms.Form):
    """Severity, check and year; one child by the token of the child's address, never the id."""

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
    child = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, edition: Edition, findings: pa.Table, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(pc.unique(findings["code"]).to_pylist())
        self.fields["code"].choices = [("", "All"), *((code, code) for code in codes)]
        years = [str(year) for year in edition.manifest.years]
        self.fields["year"].choices = [("", "All"), *((year, year) for year in years)]


class FindingsOfChild(forms.Form):
    """One child, by the whole id of the return. It is posted: an id belongs in no address."""

    child = forms.CharField(
        label="Findings of one child",
        help_text="The whole id of the child in the return",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Enter the child's id", "max_length": "Use 200 letters or fewer"},
    )


def narrowed(findings: pa.Table, wanted: Mapping[str, str], edition: Edition, sight: Sight) -> pa.Table:
    """The findings that have every value asked for.

    A sealed record has none to somebody who asks for one child: that there are any would tell who is sealed. Raises
    AskedWrongly for a token that is of no child of the edition.
    """
    if wanted.get("child"):
        child = child_of(wanted["child"], edition)
        if child is None:
            raise AskedWrongly("No child of this edition has that address. Ask for the child by the id in the form below the findings.")  # fmt: skip
        findings = findings.filter(pc.equal(findings["child"], child))
        if sight.is_sealed(child):
            findings = findings.slice(0, 0)
    for name in ("severity", "code"):
        if wanted.get(name):
            findings = findings.filter(pc.equal(findings[name], wanted[name]))
    if wanted.get("year"):
        findings = findings.filter(pc.equal(findings["year"], int(wanted["year"])))
    return findings


def as_table(found: list[dict[str, Any]], address_of) -> ui.Table:
    """A page of findings as `finding_for` gives them; ``address_of`` gives a child's page."""
    rows = [
        {
            "code": ui.Cell(one["code"], hint=one["severity"]),
            "child": ui.Cell(one["child"] or "–", href=address_of(one["child"]) if _is_named(one) else ""),
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


def children_named(found: list[dict[str, Any]]) -> list[str]:
    """The children a page or download of findings names, for the record of looks."""
    return [one["child"] for one in found if _is_named(one)]


def _is_named(finding: dict[str, Any]) -> bool:
    return bool(finding["child"]) and finding["child"] != SEALED


def _row(finding: dict[str, Any]) -> str:
    field = f", {finding['field'].upper()}" if finding["field"] else ""
    return f"row {finding['row']}{field}" if finding["row"] is not None else field.lstrip(", ")


def plain(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding with the columns of a download, in their order."""
    return {name: finding[name] for name in COLUMNS}
