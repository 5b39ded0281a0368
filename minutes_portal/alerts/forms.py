"""What readers write into the forms of alerts."""

from typing import Any

from django import forms

from minutes_portal.alerts.models import Every
from minutes_portal.alerts.watches import LONGEST, Watch, watch_at

ADDRESS = {
    "required": "Write the address that the mails are to go to.",
    "invalid": "Write a whole address, like name@example.org.",
}


class Address(forms.EmailField):
    """An e-mail address, its place in lower case."""

    def __init__(self) -> None:
        super().__init__(label="Your e-mail address", max_length=254, error_messages=ADDRESS)

    def clean(self, value: Any) -> str:
        name, _, place = str(super().clean(value)).rpartition("@")
        return f"{name}@{place.lower()}"


class LinkForm(forms.Form):
    """Asks for the link to manage alerts. `website` is for programs that fill in whatever there is: people do not see it."""

    address = Address()
    website = forms.CharField(required=False)

    @property
    def is_from_a_program(self) -> bool:
        """Whether it was filled in where nobody sees anything to fill in."""
        return bool(self.data.get("website"))


class AlertForm(LinkForm):
    """Asks to be told about something."""

    of = forms.CharField(max_length=LONGEST)
    every = forms.ChoiceField(
        label="How often",
        choices=Every.choices,
        error_messages={"required": "Choose how often you want to hear."},
    )

    def clean_of(self) -> Watch:
        watch = watch_at(self.cleaned_data["of"])
        if watch is None:
            raise forms.ValidationError("There is nothing to be told about at that address of this site.")
        return watch


class RhythmForm(forms.Form):
    """Changes how often one alert comes, or stops it."""

    alert = forms.UUIDField()
    every = forms.ChoiceField(choices=Every.choices)
