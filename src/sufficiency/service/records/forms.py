"""Narrowing a list of children by the groups they are in."""

from django import forms

from sufficiency.measures import BREAKDOWNS

NARROWED_BY = ("age_band", "sex", "legal_status_group", "placement_type", "provider_group", "uasc")


class Narrow(forms.Form):
    """One group of each breakdown, or all."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for breakdown in NARROWED_BY:
            found = BREAKDOWNS[breakdown]
            self.fields[breakdown] = forms.ChoiceField(
                label=found.title,
                required=False,
                choices=[("", "All"), *found.groups.items()],
                error_messages={"invalid_choice": f"Choose one of the groups of {found.title.lower()}"},
            )
