"""Adding a person, choosing roles, finding somebody in the list."""

from django import forms
from django.utils.html import format_html

from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role


class PeopleFilter(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label="Name, username or email address", required=False, max_length=200)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "Any"), *Role.choices])
    state = forms.ChoiceField(
        label="Account",
        required=False,
        choices=[("", "Any"), ("open", "May sign in"), ("closed", "Closed")],
    )


class RolesField(forms.MultipleChoiceField):
    """One or more roles, each with the sentence that says what it may do."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs) -> None:
        choices = [
            (role.value, format_html("<strong>{}</strong><br>{}", role.label, role.may)) for role in Role
        ]
        super().__init__(label="Roles", choices=choices, **kwargs)

    def clean(self, value) -> list[Role]:
        """The roles chosen."""
        return [Role(one) for one in super().clean(value)]


class PersonForm(forms.Form):
    """A new person. The password is made by the service and shown once."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="As others see it",
        error_messages={"required": "Enter a name"},
    )
    username = forms.CharField(
        label="Username",
        max_length=100,
        help_text="What they sign in with, for example j.smith",
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
        error_messages={"required": "Enter a username"},
    )
    email = forms.EmailField(
        label="Email address", required=False, error_messages={"invalid": "Enter a whole email address"}
    )
    roles = RolesField(error_messages={"required": "Choose at least one role"})


class SeenForm(forms.Form):
    """A change that is confirmed with a button; ``seen`` tells which state of the account the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, person: Person, **kwargs) -> None:
        kwargs.setdefault("initial", {}).setdefault("seen", person.changes)
        super().__init__(*args, **kwargs)


class RolesForm(SeenForm):
    """Which roles a person holds from now on."""

    roles = RolesField(error_messages={"required": "Choose at least one role, or close the account"})

    def __init__(self, *args, person: Person, **kwargs) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["roles"].initial = [role.value for role in person.roles]
