from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from sufficiency.service.ui.forms import DayField, FilesField


class When(forms.Form):
    day = DayField(label="Figures as at", help_text="For example, 31 3 2025")


def _when(day, month, year) -> When:
    return When({"day_day": day, "day_month": month, "day_year": year})


def test_a_date_is_typed_as_day_month_and_year():
    form = _when("31", "3", "2025")
    assert form.is_valid() and form.cleaned_data["day"] == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "This field is required."),
        (("31", "", "2025"), "The date must include a month"),
        (("", "", "2025"), "The date must include a day and a month"),
        (("31", "2", "2025"), "Enter a real date, such as 31 3 2025"),
        (("x", "2", "2025"), "Enter a real date, such as 31 3 2025"),
        (("١", "2", "2025"), "Enter a real date, such as 31 3 2025"),
        (("1", "2", "99999999999999999999"), "Enter a real date, such as 31 3 2025"),
        (("1", "2", "25"), "Enter a year between 1900 and 2100"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed, sentence):
    form = _when(*typed)
    assert not form.is_valid()
    assert form.errors["day"] == [sentence]


def test_a_field_with_an_error_says_so_beside_it_and_at_the_top():
    form = _when("31", "2", "2025")
    page = Template("{% load ui %}{% error_summary form %}{{ form }}").render(Context({"form": form}))
    assert '<a href="#id_day_0">Enter a real date, such as 31 3 2025</a>' in page
    assert 'aria-describedby="id_day_helptext id_day_error"' in page
    assert 'aria-invalid="true"' in page


def test_several_files_are_taken_at_once():
    class Returns(forms.Form):
        files = FilesField()

    sent = MultiValueDict({"files": [SimpleUploadedFile("a.csv", b"a"), SimpleUploadedFile("b.csv", b"b")]})
    form = Returns({}, sent)
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.csv", "b.csv"]
    assert not Returns({}, MultiValueDict()).is_valid()
    assert not Returns({}, MultiValueDict({"files": [SimpleUploadedFile("a.csv", b"")]})).is_valid()
