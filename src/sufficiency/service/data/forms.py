"""Sending files, and saying what they are."""

from datetime import date

from django import forms

from sufficiency.returns.annex_a.days import EARLIEST
from sufficiency.returns.ssda903.years import FIRST, LAST
from sufficiency.service.ui.forms import FilesField
from sufficiency.vocabulary.authorities import authorities


class FilesForm(forms.Form):
    """The files of a return."""

    files = FilesField(
        label="Files of the return",
        help_text=(
            "CSV tables, the XML form, workbooks of Annex A (XLSX), or a zip of them; several at once. The collection "
            "year is read from the names of files or of folders in a zip, such as 2024-episodes.csv or 2024/episodes.csv, "
            "the day of a workbook from its name, such as annex-a-2025-03-31.xlsx."
        ),
        error_messages={"required": "Choose the files of the return", "empty": "One of the files is empty"},
    )


class YearForm(forms.Form):
    """The collection year of files, and the day of a workbook, that their names do not tell."""

    year = forms.IntegerField(
        label="Collection year of all these files",
        help_text="The year in which the collection ends: 2024 for 1 April 2023 to 31 March 2024. Leave it empty where the names tell.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Enter a year, such as 2024"},
    )  # fmt: skip

    as_at = forms.DateField(
        label="Day of the Annex A workbook",
        help_text="The day its lists describe, such as 31/03/2025. Leave it empty where its name or its first rows tell.",
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Enter a day, such as 31/03/2025"},
    )

    def clean_as_at(self) -> date | None:
        day = self.cleaned_data["as_at"]
        if day is not None and day < EARLIEST:
            raise forms.ValidationError(f"Enter a day from {EARLIEST:%d/%m/%Y} on", code="range")
        return day

    def clean_year(self) -> int | None:
        year = self.cleaned_data["year"]
        if year is not None and not FIRST <= year <= LAST:
            raise forms.ValidationError(f"Enter a collection year from {FIRST} to {LAST}", code="range")
        return year


class LoadForm(forms.Form):
    """How the edition is to be known."""

    status = forms.ChoiceField(
        label="These returns are",
        choices=[("provisional", "Provisional"), ("final", "Final, as sent to the Department for Education")],
        widget=forms.RadioSelect,
        initial="provisional",
        error_messages={"required": "Choose whether they are provisional or final"},
    )
    authority = forms.ChoiceField(
        label="Authority",
        required=False,
        help_text="Its population of children is what the rate per 10,000 is of.",
        error_messages={"invalid_choice": "Choose an authority from the list"},
    )

    def __init__(self, *args, current: str | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((one for one in authorities() if one.populations), key=lambda one: one.name)
        choices = [(one.code, f"{one.name} ({one.code})") for one in named]
        self.fields["authority"].choices = [("", "As the edition in use, or not given"), *choices]
        if current:
            self.fields["authority"].initial = current
