"""Form fields in the look: our own Django form templates, and the fields Django has not.

A page's form is a plain ``django.forms.Form``; ``{{ form }}`` in a template brings labels, hints, errors beside
the field, and ``{% error_summary form %}`` the summary at the top. Widgets come by their kind: text, password,
number, select, textarea, one file or several, radios, checkboxes, and ``DayField`` for a date.
"""

from datetime import date

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms and fields from the templates in ``ui/form``; widgets from ``django/forms/widgets`` beside them."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"


class DayWidget(forms.MultiWidget):
    """Three boxes: day, month, year."""

    template_name = "ui/form/day.html"
    use_fieldset = True

    def __init__(self, attrs=None) -> None:
        boxes = {name: forms.TextInput(attrs={"inputmode": "numeric"}) for name in ("day", "month", "year")}
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class DayField(forms.MultiValueField):
    """A date typed as day, month and year. Refuses with a sentence that says what is missing or not a date."""

    widget = DayWidget

    def __init__(self, **kwargs) -> None:
        boxes = (forms.IntegerField(), forms.IntegerField(), forms.IntegerField())
        super().__init__(boxes, **kwargs)

    def clean(self, value):
        """The date, or None where it may be left out. Raises ValidationError."""
        boxes = [str(part or "").strip() for part in value or ["", "", ""]]
        if not any(boxes):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [name for name, part in zip(("a day", "a month", "a year"), boxes, strict=True) if not part]
        if missing:
            raise forms.ValidationError(f"The date must include {' and '.join(missing)}", code="incomplete")
        try:
            chosen = date(
                *(int(part) if part.isascii() and part.isdigit() else 0 for part in reversed(boxes))
            )
        except (ValueError, OverflowError) as cause:
            raise forms.ValidationError("Enter a real date, such as 31 3 2025", code="invalid") from cause
        if not 1900 <= chosen.year <= 2100:
            raise forms.ValidationError("Enter a year between 1900 and 2100", code="invalid")
        return chosen


class FilesWidget(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more uploaded files; its value is a list, empty where none were required or given."""

    widget = FilesWidget

    def clean(self, data, initial=None) -> list:
        files = (data if isinstance(data, list | tuple) else [data]) or [None]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files]
        return [file for file in cleaned if file]
