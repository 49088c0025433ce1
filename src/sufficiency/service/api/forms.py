"""The form that makes a token."""

from typing import Any

from django import forms

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import may
from sufficiency.service.api.scopes import Scope

DAYS = ((30, "30 days"), (90, "90 days"), (180, "180 days"), (365, "A year"))


class TokenForm(forms.Form):
    """What the token is called, what it may be used for, how long it works."""

    name = forms.CharField(
        label="Name",
        help_text="Which program it is for, such as “Monthly dashboard”.",
        max_length=100,
        error_messages={"required": "Enter a name", "max_length": "Use 100 letters or fewer"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label="What it may be used for",
        widget=forms.CheckboxSelectMultiple,
        help_text="It never does more than your roles allow on the day it is used.",
        error_messages={
            "required": "Choose what the token may be used for",
            "invalid_choice": "Your role does not allow what was chosen",
        },
    )
    days = forms.TypedChoiceField(
        label="How long it works",
        coerce=int,
        choices=DAYS,
        initial=90,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it works", "invalid_choice": "Choose one of the list"},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(one.value, one.label) for one in Scope if may(person, one.rule)]

    def clean_scopes(self) -> list[Scope]:
        return [Scope(one) for one in self.cleaned_data["scopes"]]
