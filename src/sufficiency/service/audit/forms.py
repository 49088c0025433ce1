"""Narrowing the audit to a kind and to days, and asking for one child."""

from datetime import date

from django import forms

from sufficiency.service.audit.models import What


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": f"{label}: give a real day, such as 2025-03-31"},
    )


class Narrow(forms.Form):
    """One kind or all, and the days from and to, both included."""

    what = forms.ChoiceField(
        label="What was done",
        required=False,
        choices=[("", "All"), *What.choices],
        error_messages={"invalid_choice": "What was done is one of the list"},
    )
    since = _day("From")
    until = _day("To")

    def clean_since(self) -> date | None:
        return self._within("since")

    def clean_until(self) -> date | None:
        return self._within("until")

    def _within(self, name: str) -> date | None:
        """Days a database can count with."""
        chosen = self.cleaned_data[name]
        if chosen is not None and not 1900 <= chosen.year <= 2100:
            raise forms.ValidationError(f"{self.fields[name].label}: give a year between 1900 and 2100")
        return chosen


class OneChild(forms.Form):
    """One child by the whole id of the return. It is posted: an id belongs in no address."""

    child = forms.CharField(
        label="Who looked at one child",
        help_text="The whole id of the child in the return, also of one whose record is deleted",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Enter the child's id", "max_length": "Use 200 letters or fewer"},
    )
